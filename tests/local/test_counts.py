"""Counters on the running system: the demo's reports appear in them, and they outlive kill -9 and a lost table."""

import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from tests.local.running_system import ROOT, SMALL, RunningSystem, wait_until
from tests.local_cloud import SETTINGS

OFFICERS = ("nasional", "kobar", "kalteng", "dpupr", "dinkes", "dpupr-kepala", "kobar-sekda", "inspektorat")


@pytest.fixture(scope="module")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSystem]:
    """A system of its own, with the demo's reports in it."""
    running = RunningSystem(tmp_path_factory.mktemp("counts") / "data", SMALL.copy()).start()
    command(running, "infra.local.demo")
    yield running
    running.stop()


def command(system: RunningSystem, module: str) -> str:
    """What a command on the running system prints."""
    bare = {name: value for name, value in os.environ.items() if name not in SETTINGS}
    ran = subprocess.run(
        [sys.executable, "-m", module],
        cwd=ROOT,
        env=bare | {"DATA_DIR": str(system.data_dir)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


def told(system: RunningSystem, headers: dict[str, str]) -> dict[str, int]:
    """The counts an officer is told."""
    queues: dict[str, int] = system.ask("GET", "/api/officer", headers=headers).json["queues"]
    return queues


def listed(system: RunningSystem, headers: dict[str, str]) -> dict[str, int]:
    """The queues an officer walks through, counted."""
    found: dict[str, int] = {}
    for queue in told(system, headers):
        found[queue], cursor = 0, ""
        while cursor is not None:
            path = f"/api/officer/reports?queue={queue}&limit=100{cursor and f'&cursor={cursor}'}"
            page: dict[str, Any] = system.ask("GET", path, headers=headers).json
            found[queue] += len(page["items"])
            cursor = page["next"]
    return found


def agree(system: RunningSystem) -> None:
    """Everybody is told what they find, as soon as the stream is drained."""
    for username in OFFICERS:
        bearer = system.as_officer(username)
        wait_until(lambda headers=bearer: told(system, headers) == listed(system, headers), 20)


def test_the_demos_reports_are_counted(system: RunningSystem) -> None:
    agree(system)
    queues = told(system, system.as_officer("kobar"))
    assert sum(queues.values()) >= 10
    assert queues["verify"] >= 2
    assert queues["late"] == 2, "and no other: the clock worked before they came"
    summary = system.ask("GET", "/api/officer/summary", headers=system.as_officer("kobar")).json
    assert summary["month_figures"]["answered"] >= 1
    assert summary["open"]["total"] == sum(unit["open"] for unit in summary["units"])


def test_what_was_acknowledged_before_a_kill_is_counted_after_it_once(system: RunningSystem) -> None:
    for number in range(5):
        assert system.submit(number).status == 201
    before = told(system, system.as_officer("kobar"))["verify"]
    system.kill_everything()
    system.start()
    agree(system)
    assert before <= told(system, system.as_officer("kobar"))["verify"]


def test_a_recount_fills_a_table_that_was_lost(system: RunningSystem) -> None:
    agree(system)
    right = told(system, system.as_officer("kobar"))
    system.stop()
    system.settings["STATISTICS_TABLE"] = "lapor-statistics-anew"
    system.start()
    assert told(system, system.as_officer("kobar"))["verify"] == 0
    assert "0 counted anew" not in command(system, "infra.local.recount")
    assert told(system, system.as_officer("kobar")) == right
    agree(system)
    assert command(system, "infra.local.recount").endswith(" 0 counted anew\n")
