"""Processes that were stopped (SIGSTOP) and go no further: whoever started them hears of no end, and waits for ever.

The host looks at all below it, programs of others too, and ends what stands still: their starters start them again.
"""

import os
import signal
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

PATIENCE_SECONDS = 5
LOOK_SECONDS = 1
LATE_SECONDS = 3
"""A host that looks so late was itself stopped, or the machine is at its limit: everybody's patience begins anew."""
STOPPED = "T"
"""The state in /proc (proc_pid_stat(5)); one that a debugger holds is in another."""


def below(number: int) -> Iterator[tuple[int, str]]:
    """Every process below one, with its state."""
    for child in _children(number):
        with suppress(OSError):
            yield child, state_of(child)
            yield from below(child)


def state_of(number: int) -> str:
    """A process' state, one letter. Raises OSError for one that is gone."""
    return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0]


def _children(number: int) -> list[int]:
    """What it started, by whichever of its threads; nothing where the kernel does not tell."""
    found: list[int] = []
    with suppress(OSError):
        for task in os.listdir(f"/proc/{number}/task"):
            with suppress(OSError):
                found += map(int, Path(f"/proc/{number}/task/{task}/children").read_text().split())
    return found


def end_stopped(number: int) -> str:
    """SIGKILL to a process that is stopped still; its title, empty when it is gone or goes on."""
    try:
        process = os.pidfd_open(number)  # from here on the number cannot become another's
    except OSError:
        return ""
    try:
        if state_of(number) != STOPPED:
            return ""
        title = Path(f"/proc/{number}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace").strip()
        signal.pidfd_send_signal(process, signal.SIGKILL)
    except OSError:
        return ""
    finally:
        os.close(process)
    return title or str(number)


class Stillness:
    """Looks at all below this process; ``states`` and ``end`` are for tests."""

    def __init__(
        self,
        say: Callable[[str], None],
        states: Callable[[], Mapping[int, str]] = lambda: dict(below(os.getpid())),
        end: Callable[[int], str] = end_stopped,
    ) -> None:
        self._say, self._states, self._end = say, states, end
        self._since: dict[int, float] = {}
        self._looked_at = float("-inf")

    def look(self, now: float) -> None:
        """Every second (``now`` is monotonic): end what has been stopped for too long."""
        late = now - self._looked_at
        if late < LOOK_SECONDS:
            return
        self._looked_at = now
        if late > LATE_SECONDS:
            self._since.clear()
        self._since = {
            number: self._since.get(number, now) for number, state in self._states().items() if state == STOPPED
        }
        for number in [one for one, since in self._since.items() if now - since >= PATIENCE_SECONDS]:
            del self._since[number]
            if title := self._end(number):
                self._say(f"{title} was stopped for {PATIENCE_SECONDS} seconds: it is ended, and started again")
