"""Who is stopped is ended after some seconds, whoever started it; who only looks so to a late host is not."""

import os
import signal
import subprocess
import sys
import time

from infra.local.children import spawn
from infra.local.stillness import PATIENCE_SECONDS, Stillness, below, end_stopped, state_of
from tests.local.running_system import wait_until

STOPPED, RUNNING = "T", "S"


class Looking:
    """A host's look at processes that are in these states."""

    def __init__(self) -> None:
        self.states: dict[int, str] = {}
        self.ended: list[int] = []
        self.lines: list[str] = []
        self.still = Stillness(self.lines.append, lambda: self.states, self._end)
        self.now = 1000.0

    def _end(self, number: int) -> str:
        self.ended.append(number)
        return f"lapor: {number}"

    def look(self, seconds: float, every: float = 0.2) -> None:
        """As often as the host does."""
        end = self.now + seconds
        while self.now < end:
            self.now += every
            self.still.look(self.now)


def test_what_is_stopped_is_ended_after_some_seconds_and_said() -> None:
    looking = Looking()
    looking.states = {7: STOPPED, 8: RUNNING, 9: "t", 10: "D"}
    looking.look(PATIENCE_SECONDS - 1)
    assert looking.ended == []
    looking.look(3)
    assert looking.ended == [7]
    assert looking.lines == ["lapor: 7 was stopped for 5 seconds: it is ended, and started again"]


def test_what_goes_on_in_time_is_let_be() -> None:
    looking = Looking()
    for _ in range(10):
        looking.states = {7: STOPPED}
        looking.look(PATIENCE_SECONDS - 2)
        looking.states = {7: RUNNING}
        looking.look(2)
    assert looking.ended == []


def test_a_host_that_was_stopped_itself_begins_anew() -> None:
    looking = Looking()
    looking.states = {7: STOPPED}
    looking.look(3)
    looking.now += 600  # the host was stopped with them, or the machine stood at its limit
    looking.look(PATIENCE_SECONDS - 2)
    assert looking.ended == []
    looking.look(4)
    assert looking.ended == [7]


def test_a_real_process_is_found_below_its_starter_and_ended_only_while_it_is_stopped() -> None:
    program = "import subprocess, time; subprocess.Popen(['sleep', '60']); time.sleep(60)"
    child = spawn([sys.executable, "-c", program])
    try:
        wait_until(lambda: sum(1 for _ in below(child.pid)) == 1, 10)
        ((grandchild, state),) = below(child.pid)
        assert state == "S"
        assert {child.pid, grandchild} <= dict(below(os.getpid())).keys()
        assert end_stopped(grandchild) == ""
        os.kill(grandchild, signal.SIGSTOP)
        wait_until(lambda: state_of(grandchild) == STOPPED, 5)
        assert end_stopped(grandchild) == "sleep 60"
        wait_until(lambda: state_of(grandchild) == "Z", 5)
        assert end_stopped(grandchild) == ""
    finally:
        child.kill()
        child.wait()
    assert end_stopped(child.pid) == ""


def test_looking_costs_next_to_nothing() -> None:
    children = [subprocess.Popen(["sleep", "60"]) for _ in range(20)]
    try:
        began = time.process_time()
        for _ in range(20):
            dict(below(os.getpid()))
        assert (time.process_time() - began) / 20 < 0.05
    finally:
        for child in children:
            child.kill()
            child.wait()
