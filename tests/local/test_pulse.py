"""A child that hangs at its work is ended and started again; one that is only slow, or slept, is not."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from infra.local import pulse
from infra.local.children import Child, fork
from infra.local.pulse import Pulses
from infra.local.stillness import LATE_SECONDS
from infra.local.supervisor import Supervisor
from tests.local.running_system import wait_until


class Watching:
    """A host's supervisor with a clock that somebody sets beside the real one."""

    def __init__(self, log: Path) -> None:
        self.lines: list[str] = []
        self.supervisor = Supervisor(self.lines.append)
        self.pulses, self._log = Pulses(), log

    def start(self, work: str, patience: float) -> Child:
        """A child that works, hangs or never begins."""
        own = self.pulses.another(patience)

        def run() -> None:
            own.take()
            while True:
                if work == "works":
                    pulse.beat()
                time.sleep(0.02)

        return self.supervisor.start("mail", lambda: fork("mail", run, self._log), pulse=own)

    def look(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.supervisor.check()
            time.sleep(0.05)


@pytest.fixture
def watching(tmp_path: Path) -> Iterator[Watching]:
    watch = Watching(tmp_path / "log")
    yield watch
    watch.supervisor.stop()


def test_one_that_hangs_is_ended_and_started_again(watching: Watching) -> None:
    child = watching.start("hangs", patience=0.5)
    watching.look(0.4)
    assert watching.lines == []
    watching.look(0.5)
    assert watching.lines == [
        "mail has not been at work for 1 seconds: it is ended",
        "mail ended with code -9; starting it again",
    ]
    assert child.returncode == -9


def test_one_that_works_is_let_be(watching: Watching) -> None:
    child = watching.start("works", patience=0.5)
    watching.look(2)
    assert (watching.lines, child.returncode) == ([], None)


def test_when_the_host_looks_late_everybodys_patience_begins_anew(watching: Watching) -> None:
    watching.start("hangs", patience=1.5)
    watching.look(0.2)
    time.sleep(LATE_SECONDS + 0.2)  # the host was stopped, or the machine stood still
    watching.look(1)
    assert watching.lines == []
    watching.look(1)
    assert len(watching.lines) == 2


def test_a_child_says_so_in_memory_that_the_host_reads() -> None:
    pulses = Pulses()
    first, second = pulses.another(1), pulses.another(1)
    first.beat()
    assert (first.last() > 0, second.last()) == (True, 0)
    before = first.last()
    child = fork("pulse", first.take, Path("/dev/null"))
    wait_until(lambda: first.last() > before, 5)
    child.wait(5)
    assert second.last() == 0


def test_nobody_has_to_listen() -> None:
    pulse.beat()
