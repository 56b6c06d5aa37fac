"""Watches the host's children: starts again what may die, and gives up in one sentence on what may not."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from infra.local.children import Child, stop

Start = Callable[[], Child]

_DEATHS_BORNE = 5
_WITHIN_SECONDS = 60


class GivenUp(RuntimeError):
    """The system cannot go on; the message says why."""


@dataclass
class Watched:
    """One process and how to start it again; None for `restart` where the others could not go on with a new one."""

    name: str
    process: Child
    restart: Start | None
    deaths: list[float] = field(default_factory=list)


class Supervisor:
    """The children in the order they were started; they are stopped in the opposite one."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self._children: list[Watched] = []
        self._say = say

    def start(self, name: str, start: Start, can_restart: bool = True) -> Child:
        """Start a child and keep an eye on it."""
        child = Watched(name, start(), start if can_restart else None)
        self._children.append(child)
        return child.process

    def check(self) -> None:
        """Start again every child that died; GivenUp when one cannot be, or dies again and again.

        A child that ended with code 0 had nothing left to do.
        """
        for child in self._children:
            code = child.process.poll()
            if code is None or code == 0:
                continue
            now = time.monotonic()
            child.deaths = [*(death for death in child.deaths if now - death < _WITHIN_SECONDS), now]
            if child.restart is None:
                raise GivenUp(f"{child.name} ended with code {code}, and the others cannot go on without it")
            if len(child.deaths) > _DEATHS_BORNE:
                raise GivenUp(f"{child.name} ended {len(child.deaths)} times within a minute, last with code {code}")
            self._say(f"{child.name} ended with code {code}; starting it again")
            child.process = child.restart()

    def stop(self) -> None:
        """End all children, the last started first."""
        for child in reversed(self._children):
            stop(child.process)
