"""Whatever of a running system is stopped is replaced within seconds, as if it had died."""

import os
import signal
from collections.abc import Iterator

import pytest

from infra.local.stillness import PATIENCE_SECONDS
from tests.local.at_the_door import Someone
from tests.local.running_system import HASTY, RunningSystem, is_alive, title_of, wait_until

SECONDS = 60
"""On a loaded machine; by itself it takes about ten."""


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSystem]:
    started = RunningSystem(tmp_path_factory.mktemp("hanging") / "data", HASTY).start()
    yield started
    started.stop()


def is_served(running: RunningSystem) -> bool:
    try:
        return running.ask("GET", "/api/health").status == 200
    except OSError:
        return False


def test_all_of_them_stopped_at_once_come_back(running: RunningSystem) -> None:
    before = running.submit(1).json
    family = running.descendants()
    assert len(family) >= 12
    client = Someone(running).client_id
    for number in family:
        os.kill(number, signal.SIGSTOP)
    wait_until(lambda: not any(is_alive(number) for number in family), SECONDS)
    wait_until(lambda: is_served(running), SECONDS)
    assert running.own_view(before).status == 200
    assert running.submit(2).status == 201
    wait_until(lambda: len(running.mails("warga2@warga.example")) == 1, SECONDS)
    wait_until(lambda: Someone(running).client_id != client, SECONDS)
    assert running.ask("GET", "/api/officer", headers=running.as_officer("kobar")).status == 200


def test_a_web_worker_alone_is_replaced_by_its_master(running: RunningSystem) -> None:
    workers = [number for number in running.descendants() if "gunicorn: worker" in title_of(number)]
    os.kill(workers[0], signal.SIGSTOP)
    wait_until(lambda: not is_alive(workers[0]), SECONDS)
    assert any(f"was stopped for {PATIENCE_SECONDS} seconds" in line for line in running.console)
    for _ in range(4):
        assert running.ask("GET", "/api/health").status == 200


def test_a_host_that_is_stopped_lets_citizens_be_served_and_ends_nobody_when_it_goes_on(running: RunningSystem) -> None:
    assert running.process
    family = set(running.descendants())
    os.kill(running.process.pid, signal.SIGSTOP)
    try:
        assert running.submit(3).status == 201
        wait_until(lambda: len(running.mails("warga3@warga.example")) == 1, SECONDS)
    finally:
        os.kill(running.process.pid, signal.SIGCONT)
    said = len(running.console)
    wait_until(lambda: running.ask("GET", "/api/health").status == 200, 5)
    assert family == set(running.descendants())
    assert running.console[said:] == []
