"""Submits of a source are counted in memory that all web workers share."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from infra.local.shared_counts import SLOTS, SharedCounts
from tests.local.running_system import SMALL, RunningSystem

NOW = datetime(2026, 11, 29, 12, 0, tzinfo=UTC)
MOST = 7


def test_every_process_counts_on() -> None:
    counts = SharedCounts()
    assert [counts.count("sumber", 60, NOW) for _ in range(3)] == [1, 2, 3]
    child = os.fork()
    if child == 0:
        os._exit(counts.count("sumber", 60, NOW))
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 4
    assert counts.count("sumber", 60, NOW) == 5
    assert counts.count("sumber", 60, NOW + timedelta(minutes=1)) == 1
    assert counts.count("lain", 60, NOW) == 1


def test_more_sources_than_slots_are_all_taken() -> None:
    counts = SharedCounts()
    assert {counts.count(f"sumber {number}", 60, NOW) for number in range(SLOTS // 4)} == {1}


def test_a_source_is_held_to_its_measure_by_all_workers_together(tmp_path: Path) -> None:
    settings = SMALL | {"SUBMITS_PER_MINUTE": str(MOST), "WEB_WORKERS": "4"}
    system = RunningSystem(tmp_path / "data", settings).start()
    try:
        statuses = [system.submit(number).status for number in range(3 * MOST)]
        taken = statuses.count(201)
        assert MOST <= taken <= 2 * MOST, "a minute may begin in between"
        assert statuses.count(429) == len(statuses) - taken
    finally:
        system.stop()
