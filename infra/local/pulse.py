"""Whether the host's children are at work: each says so, again and again, in memory that it shares with the host.

A child beats where its work comes round, not in a thread beside it: one that hangs at its work falls silent. Time is
monotonic, so that a machine that slept has slept for everybody.
"""

import mmap
import time
from collections.abc import Callable

_MOST = 32
_own: list[Callable[[], None]] = []


class Pulse:
    """One child's, and for how many seconds its work may keep it silent."""

    def __init__(self, room: "memoryview[float]", place: int, patience: float) -> None:
        self._room, self._place, self.patience = room, place, patience

    def beat(self) -> None:
        """Now."""
        self._room[self._place] = time.monotonic()

    def last(self) -> float:
        """When it beat last, in monotonic seconds."""
        return float(self._room[self._place])

    def take(self) -> None:
        """From now on this process beats here: called in the child."""
        _own[:] = [self.beat]
        self.beat()


class Pulses:
    """Room for the pulses of one host; children inherit it by being forked."""

    def __init__(self) -> None:
        self._room = memoryview(mmap.mmap(-1, 8 * _MOST)).cast("d")
        self._taken = 0

    def another(self, patience: float) -> Pulse:
        """For one more child. IndexError when there are too many."""
        if self._taken >= _MOST:
            raise IndexError("no room for another pulse")
        self._taken += 1
        return Pulse(self._room, self._taken - 1, patience)


def beat() -> None:
    """This process is at work; nothing where no host listens."""
    for own in _own:
        own()
