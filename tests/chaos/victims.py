"""What of a running system may be killed or stopped, by the names that a list of processes shows."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from random import Random

from infra.local.stillness import PATIENCE_SECONDS
from tests.local import namespaces
from tests.local.running_system import RunningSystem, is_alive, title_of, wait_until

CHILDREN = {
    "stream reader": "lapor: stream reader",
    "schedules": "lapor: schedules",
    "arrivals": "lapor: arrivals",
    "mail": "lapor: mail",
    "bucket": "lapor: bucket",
    "web master": "gunicorn: master",
    "web worker": "gunicorn: worker",
    "database": "node_modules/@dynoxide/linux-x64/dynoxide",
    "sign-in server": "bin/ministack",
    "sign-in keeper": "lapor: sign-in",
}
IN_NAMESPACES = {
    "who is before the database": "lapor: database in a network",
    "who is before the sign-in": "lapor: sign-in in a network",
}
HOST = "host"
MOST_HITS = 4
"""Of one child within a minute; one hit may end it twice, while it starts."""
SIGNALS = (signal.SIGKILL, signal.SIGSTOP)
Hit = tuple[str, signal.Signals]


def hits(chance: Random) -> Iterator[Hit]:
    """Each of them killed once and stopped once, in random order, and again in another one without end."""
    names = [*CHILDREN, *(IN_NAMESPACES if namespaces.are_given() else {}), HOST]
    while True:
        every = [(name, number) for name in names for number in SIGNALS]
        chance.shuffle(every)
        yield from every


class Pace:
    """No part is hit so often that the host gives it up: six ends of a child within a minute."""

    def __init__(self) -> None:
        self._hits: dict[str, list[float]] = {}

    def keep(self, name: str) -> None:
        """Wait until another hit is borne."""
        child = "database" if name.endswith("the database") else name
        recent = self._hits.setdefault(child, [])
        while len(recent) >= MOST_HITS and time.monotonic() - recent[-MOST_HITS] < 75:
            time.sleep(0.5)
        recent.append(time.monotonic())


def found(system: RunningSystem, name: str) -> int:
    """The process of that name, as soon as there is one: it may just be starting again."""
    shown = (CHILDREN | IN_NAMESPACES)[name]
    numbers: list[int] = []

    def look() -> bool:
        exact = shown == CHILDREN["sign-in keeper"]
        titles = {number: title_of(number) for number in system.descendants()}
        numbers[:] = [number for number, title in titles.items() if (title == shown if exact else shown in title)]
        return bool(numbers)

    wait_until(look, 90)
    return numbers[0]


def hit(system: RunningSystem, name: str, number: signal.Signals) -> None:
    """Kill or stop it. A stopped host goes on after a while, a killed one is started again."""
    if name != HOST:
        with suppress(ProcessLookupError):
            os.kill(found(system, name), number)
        return
    assert system.process
    if number == signal.SIGSTOP:
        os.kill(system.process.pid, signal.SIGSTOP)
        time.sleep(PATIENCE_SECONDS + 1)
        os.kill(system.process.pid, signal.SIGCONT)
        return
    family = system.descendants()
    system.process.kill()
    system.process.wait()
    wait_until(lambda: not any(is_alive(one) for one in family), 20)
    system.start()
