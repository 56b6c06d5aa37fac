"""Watches the host's children: starts again what may die, and gives up in one sentence on what may not."""

import sqlite3
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

from infra.local.children import Child, stop

Start = Callable[[], Child]

_DEATHS_BORNE = 5
_WITHIN_SECONDS = 60
_PAUSE_SECONDS = 5
"""Between two starts of what dies of a sickness of the machine, which no new start cures."""


class GivenUp(RuntimeError):
    """The system cannot go on; the message says why."""


@dataclass
class Watched:
    """One process and how to start it again; None for `restart` where the others could not go on with a new one."""

    name: str
    process: Child
    restart: Start | None
    deaths: list[float] = field(default_factory=list)
    is_awaited: bool = False


class Supervisor:
    """The children in the order they were started; they are stopped in the opposite one."""

    def __init__(self, say: Callable[[str], None], sickness: Callable[[], str] = lambda: "") -> None:
        self._children: list[Watched] = []
        self._say, self._sickness = say, sickness

    def start(self, name: str, start: Start, can_restart: bool = True) -> Child:
        """Start a child and keep an eye on it."""
        child = Watched(name, start(), start if can_restart else None)
        self._children.append(child)
        return child.process

    def check(self) -> None:
        """Start again every child that died; GivenUp when one cannot be, or dies again and again.

        A child that ended with code 0 had nothing left to do. While the machine is sick (a full disk) nobody is given
        up: what dies is started again every few seconds, and the reason is said once.
        """
        for child in self._children:
            code = child.process.poll()
            if code is None or code == 0:
                continue
            now = time.monotonic()
            if child.restart and (sickness := self._sickness()):
                self._wait_out(child, child.restart, f"{child.name} ended with code {code}: {sickness}", now)
                continue
            child.deaths = [*(death for death in child.deaths if now - death < _WITHIN_SECONDS), now]
            if child.restart is None:
                raise GivenUp(f"{child.name} ended with code {code}, and the others cannot go on without it")
            if len(child.deaths) > _DEATHS_BORNE:
                raise GivenUp(f"{child.name} ended {len(child.deaths)} times within a minute, last with code {code}")
            self._say(f"{child.name} ended with code {code}; starting it again")
            child.process = child.restart()
            child.is_awaited = False

    def _wait_out(self, child: Watched, restart: Start, why: str, now: float) -> None:
        if not child.is_awaited:
            self._say(f"{why}; it is started again until it stays")
            child.is_awaited = True
        elif now - child.deaths[-1] < _PAUSE_SECONDS:
            return
        child.deaths = [now]
        with suppress(OSError, RuntimeError, sqlite3.Error):
            child.process = restart()

    def stop(self) -> None:
        """End all children, the last started first."""
        for child in reversed(self._children):
            stop(child.process)
