"""`/api/health?deep=1`: every part of the running system, told on this machine alone, and each fault by its code."""

import sqlite3
import time
from collections.abc import Mapping
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from chalicelib.answers.health import FAULTS
from infra.local import deep_health
from infra.local.last_runs import LastRuns
from infra.local.ports import free_port
from infra.local.schedules import PERIODS, fire
from tests.local.running_system import HASTY, RunningSystem, wait_until
from tests.local.smtp_office import Office, open_office
from tests.releases.held import unpacked

DEEP = "/api/health?deep=1"
WELL: dict[str, dict[str, Any]] = {
    "database": {"writable": True},
    "stream": {"lag_seconds": 0},
    "letters": {"overdue_seconds": 0},
    "schedules": {"sweep": {"went_well": True, "is_late": False}},
    "mail": {"relay": "none"},
    "sign_in": {"answers": True},
    "space": {"free_megabytes": 1000, "least_free_megabytes": 16},
}


def schedules_have_run(system: RunningSystem) -> bool:
    found = system.ask("GET", DEEP).json
    return all(one["went_well"] for one in found["schedules"].values())


def test_every_part_is_told_on_this_machine(system: RunningSystem) -> None:
    before = datetime.now(UTC).isoformat()
    receipt = system.submit(61_000).json
    wait_until(lambda: system.mails("warga61000@warga.example"), 60)
    wait_until(lambda: schedules_have_run(system), 60)
    found = system.ask("GET", DEEP)
    told = found.json
    assert (found.status, told["status"], told["faults"]) == (200, "ok", []), told
    assert told["schedules"].keys() == PERIODS.keys()
    assert told["database"]["writable"]
    assert told["stream"]["lag_seconds"] < deep_health.LAG_SECONDS
    assert told["mail"]["relay"] == "none"
    assert told["mail"]["sent_at"] > before
    assert told["sign_in"] == {"answers": True}
    assert told["space"]["free_megabytes"] > told["space"]["least_free_megabytes"]
    assert receipt["report_id"] not in found.content.decode()


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Forwarded-For": "203.0.113.7"},
        {"X-Real-IP": "203.0.113.7"},
        {"X-Forwarded-Proto": "https"},
        {"Via": "1.1 Caddy"},
        {"Host": "lapor.kobarkab.go.id"},
        {"Origin": "https://lain.example"},
        {"Sec-Fetch-Site": "cross-site"},
    ],
)
def test_who_comes_from_elsewhere_is_told_what_everybody_is(system: RunningSystem, headers: Mapping[str, str]) -> None:
    told = system.ask("GET", DEEP, headers=dict(headers)).json
    assert told.keys() == {"status", "version"}


def test_other_words_behind_the_question_mark_are_as_nothing(system: RunningSystem) -> None:
    for query in ("deep=0", "deep=1&deep=1", "deeper=1", "deep"):
        assert "faults" not in system.ask("GET", f"/api/health?{query}").json


def test_a_relay_that_is_away_is_told_and_one_that_is_there_too(tmp_path: Path) -> None:
    system = RunningSystem(tmp_path / "away", HASTY | {"SMTP_URL": f"smtp://127.0.0.1:{free_port()}"}).start()
    try:
        told = system.ask("GET", DEEP).json
        assert (told["mail"]["relay"], "relay_unreachable" in told["faults"]) == ("unreachable", True)
    finally:
        system.stop()
    office = Office()
    with open_office(office) as server:
        system = RunningSystem(tmp_path / "there", HASTY | {"SMTP_URL": f"smtp://{server}"}).start()
        try:
            assert system.ask("GET", DEEP).json["mail"]["relay"] == "reachable"
            assert office.got == [], "asking sends no mail"
        finally:
            system.stop()


@pytest.mark.parametrize(
    ("part", "change", "code"),
    [
        ("database", {"writable": False}, "database_not_writable"),
        ("space", {"free_megabytes": 15}, "disk_full"),
        ("stream", {"lag_seconds": 61}, "stream_behind"),
        ("letters", {"overdue_seconds": 901}, "letters_overdue"),
        ("schedules", {"sweep": {"went_well": False, "is_late": False}}, "schedule_failed"),
        ("schedules", {"sweep": {"went_well": True, "is_late": True}}, "schedule_late"),
        ("mail", {"relay": None}, "mail_silent"),
        ("mail", {"relay": "unreachable"}, "relay_unreachable"),
        ("sign_in", {"answers": False}, "sign_in_away"),
    ],
)
def test_each_fault_has_its_code(part: str, change: dict[str, Any], code: str) -> None:
    assert deep_health.faults(WELL) == []
    assert deep_health.faults(WELL | {part: WELL[part] | change}) == [code]
    assert code in FAULTS


def test_a_schedule_is_late_after_two_periods_and_one_that_failed_is_known(tmp_path: Path) -> None:
    runs = LastRuns(tmp_path)
    assert deep_health.schedules(runs.read(), 0)["sweep"] == {
        "ended_at": None, "went_well": None, "went_well_at": None, "is_late": False,
    }  # fmt: skip
    runs.keep("sweep", 1_000_000, went_well=True)
    runs.keep("sweep", 1_000_300, went_well=False)
    for after, is_late in ((720, False), (721, True)):
        told = deep_health.schedules(runs.read(), 1_000_300 + after)["sweep"]
        assert (told["went_well"], told["is_late"]) == (False, is_late)
        assert told["went_well_at"] == "1970-01-12T13:46:40+00:00"


def test_what_a_schedule_raises_is_kept_as_a_failure(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    runs = LastRuns(tmp_path)
    fire(lambda: 1 / 0, "sweep", runs)
    assert not runs.read()["sweep"].went_well
    assert "ZeroDivisionError" in capsys.readouterr().err
    fire(lambda: None, "sweep", runs)
    assert runs.read()["sweep"].went_well
    (tmp_path / "stream.db").unlink()
    tmp_path.rmdir()
    fire(lambda: None, "sweep", runs)


def test_the_slowest_reader_says_how_far_the_stream_is_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data_dir = unpacked(tmp_path / "data")
    monkeypatch.setenv("REPORTS_DB", str(data_dir / "reports.db"))
    with closing(sqlite3.connect(data_dir / "reports.db")) as rows:
        made = rows.execute("SELECT max(created_at) FROM _stream_records").fetchone()[0]
    with closing(sqlite3.connect(data_dir / "stream.db")) as rows, rows:
        rows.execute("INSERT INTO cursors SELECT 'forget', stream, shard, sequence FROM cursors LIMIT 1")
    assert deep_health._stream(data_dir, time.time()) == {"lag_seconds": 0, "unread": 0}
    with closing(sqlite3.connect(data_dir / "stream.db")) as rows, rows:
        rows.execute("UPDATE cursors SET sequence = '2990' WHERE handler = 'tally'")
    assert deep_health._stream(data_dir, made + 90) == {"lag_seconds": 90, "unread": 1}
