"""Children are started again, given up in one sentence, and never outlive their parent."""

import itertools
import os
import signal
import subprocess
import sys
import time

import pytest

from infra.local.children import Child, spawn
from infra.local.supervisor import GivenUp, Supervisor

SLEEP = ["sleep", "60"]
FAIL = ["false"]


def said() -> tuple[list[str], Supervisor]:
    lines: list[str] = []
    return lines, Supervisor(lines.append)


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_child_that_dies_is_started_again() -> None:
    lines, supervisor = said()
    first = supervisor.start("mail", lambda: spawn(SLEEP))
    first.kill()
    first.wait()
    supervisor.check()
    assert lines == ["mail ended with code -9; starting it again"]
    supervisor.stop()


def test_a_child_that_keeps_dying_ends_the_system_in_one_sentence() -> None:
    _, supervisor = said()
    supervisor.start("mail", lambda: spawn(FAIL))

    def watch() -> None:
        for _ in range(100):
            time.sleep(0.02)
            supervisor.check()

    with pytest.raises(GivenUp, match="mail ended 6 times within a minute, last with code 1"):
        watch()
    supervisor.stop()


def test_what_the_others_can_do_without_is_started_again_ever_later_and_never_given_up() -> None:
    lines: list[str] = []
    now = [1000.0]
    supervisor = Supervisor(lines.append, clock=lambda: now[0])
    began: list[float] = []

    def start() -> Child:
        began.append(now[0])
        return spawn(FAIL)

    child = supervisor.start("sign-in", start, missing="no officer can sign in")
    child.wait()
    for _ in range(12):
        died_at, starts = now[0], len(began)
        while len(began) == starts:
            supervisor.check()
            now[0] += 0.25
            assert now[0] - died_at < 62
        supervisor._children[0].process.wait()
    pauses = [later - earlier for earlier, later in itertools.pairwise(began)]
    assert pauses[0] == 0
    assert [round(pause) for pause in pauses[1:8]] == [1, 2, 4, 8, 16, 32, 60]
    assert lines[0] == "sign-in ended with code 1, and no officer can sign in; it is started again at once"
    assert len(lines) == len(pauses)
    now[0] += 3600
    supervisor.check()
    assert began[-1] == now[0], "after a quiet while it is the first time again"


def test_a_child_with_nothing_left_to_do_stays_ended() -> None:
    lines, supervisor = said()
    supervisor.start("schedules", lambda: spawn(["true"])).wait()
    supervisor.check()
    assert lines == []


def test_a_child_ends_when_its_parent_is_killed() -> None:
    parent = "import time; from infra.local.children import spawn; print(spawn(['sleep', '60']).pid, flush=True); "
    parent += "time.sleep(60)"
    process = subprocess.Popen([sys.executable, "-c", parent], stdout=subprocess.PIPE, text=True)
    assert process.stdout
    child = int(process.stdout.readline())
    assert is_alive(child)
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    end = time.monotonic() + 5
    while is_alive(child) and time.monotonic() < end:
        time.sleep(0.02)
    assert not is_alive(child)


def test_while_the_machine_is_sick_nobody_is_given_up() -> None:
    lines: list[str] = []
    sickness = ["the disk is full"]
    supervisor = Supervisor(lines.append, lambda: sickness[0])
    child = supervisor.start("mail", lambda: spawn(FAIL if sickness[0] else SLEEP))
    child.wait()
    for _ in range(40):
        time.sleep(0.02)
        supervisor.check()
    assert lines == ["mail ended with code 1: the disk is full; it is started again until it stays"]
    sickness[0] = ""
    supervisor.check()
    assert lines[-1] == "mail ended with code 1; starting it again"
    supervisor.stop()
