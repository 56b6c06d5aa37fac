"""Watches the host's children: starts again what died or hangs, and gives up in one sentence on what may not go."""

import sqlite3
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

from infra.local.children import Child, stop
from infra.local.pulse import Pulse
from infra.local.stillness import LATE_SECONDS

Start = Callable[[], Child]

_DEATHS_BORNE = 5
_WITHIN_SECONDS = 60
_PAUSE_SECONDS = 5
"""Between two starts of what dies of a sickness of the machine, which no new start cures."""
_LONGEST_PAUSE_SECONDS = 60
"""Between two starts of what the others can do without."""


class GivenUp(RuntimeError):
    """The system cannot go on; the message says why."""


@dataclass
class Watched:
    """One process, how to start it again, and what is missing meanwhile; empty where nobody can do without it."""

    name: str
    process: Child
    restart: Start
    missing: str = ""
    pulse: Pulse | None = None
    deaths: list[float] = field(default_factory=list)
    is_awaited: bool = False
    due_at: float = 0.0


class Supervisor:
    """The children in the order they were started; they are stopped in the opposite one.

    ``clock`` is monotonic seconds.
    """

    def __init__(
        self,
        say: Callable[[str], None],
        sickness: Callable[[], str] = lambda: "",
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._children: list[Watched] = []
        self._say, self._sickness, self._clock = say, sickness, clock
        self._looked_at = self._forgiven_at = clock()

    def start(self, name: str, start: Start, missing: str = "", pulse: Pulse | None = None) -> Child:
        """Start a child and keep an eye on it.

        ``missing`` says what the system lacks without it, if it can do so; ``pulse`` is where it says that it is at
        work.
        """

        def begun() -> Child:
            if pulse:
                pulse.beat()
            return start()

        child = Watched(name, begun(), begun, missing, pulse)
        self._children.append(child)
        return child.process

    def check(self) -> None:
        """Start again every child that died; GivenUp when one that nobody can do without dies again and again.

        A child that ended with code 0 had nothing left to do. While the machine is sick (a full disk) nobody is given
        up: what dies is started again every few seconds, and the reason is said once.
        """
        self._end_silent()
        for child in self._children:
            code = child.process.poll()
            if code is None or code == 0:
                continue
            now = self._clock()
            if sickness := self._sickness():
                self._wait_out(child, f"{child.name} ended with code {code}: {sickness}", now)
            elif child.missing:
                self._start_later(child, code, now)
            else:
                self._start_now(child, code, now)

    def _end_silent(self) -> None:
        """End whoever has not said for too long that it is at work; it is started again as if it had died.

        When this look comes late, the machine slept or is at its limit: everybody's patience begins anew.
        """
        now = self._clock()
        if now - self._looked_at > LATE_SECONDS:
            self._forgiven_at = now
        self._looked_at = now
        for child in self._children:
            if child.pulse is None or child.process.poll() is not None:
                continue
            silent = now - max(child.pulse.last(), self._forgiven_at)
            if silent > child.pulse.patience:
                self._say(f"{child.name} has not been at work for {silent:.0f} seconds: it is ended")
                child.process.kill()
                child.process.wait()

    def _start_now(self, child: Watched, code: int, now: float) -> None:
        child.deaths = [*(death for death in child.deaths if now - death < _WITHIN_SECONDS), now]
        if len(child.deaths) > _DEATHS_BORNE:
            raise GivenUp(f"{child.name} ended {len(child.deaths)} times within a minute, last with code {code}")
        self._say(f"{child.name} ended with code {code}; starting it again")
        child.process = child.restart()
        child.is_awaited = False

    def _start_later(self, child: Watched, code: int, now: float) -> None:
        """At once the first time, then after a second, two, four and so on; a quiet while makes it the first again."""
        if not child.is_awaited:
            quiet = 2 * _LONGEST_PAUSE_SECONDS
            child.deaths = [*child.deaths, now] if child.deaths and now - child.deaths[-1] < quiet else [now]
            pause = 0 if len(child.deaths) == 1 else min(_LONGEST_PAUSE_SECONDS, 2 ** min(len(child.deaths) - 2, 10))
            child.due_at, child.is_awaited = now + pause, True
            when = f"in {pause} s" if pause else "at once"
            self._say(f"{child.name} ended with code {code}, and {child.missing}; it is started again {when}")
        if now >= child.due_at:
            with suppress(OSError, RuntimeError):
                child.process = child.restart()
                child.is_awaited = False

    def _wait_out(self, child: Watched, why: str, now: float) -> None:
        if not child.is_awaited:
            self._say(f"{why}; it is started again until it stays")
            child.is_awaited = True
        elif now - child.deaths[-1] < _PAUSE_SECONDS:
            return
        child.deaths = [now]
        with suppress(OSError, RuntimeError, sqlite3.Error):
            child.process = child.restart()

    def stop(self) -> None:
        """End all children, the last started first."""
        for child in reversed(self._children):
            stop(child.process)
