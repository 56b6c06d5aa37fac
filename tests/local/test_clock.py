"""The clock on the running system, as its users meet it: a report nobody answers moves by itself."""

import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from chalicelib.domain.calendar.workdays import Calendar, Holiday, end_of_day, local_date
from tests.local.running_system import ROOT, SMALL, RunningSystem, wait_until

JAKARTA = "Asia/Jakarta"


@pytest.fixture(scope="module")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSystem]:
    """A system of its own: its clock is set months ahead."""
    running = RunningSystem(tmp_path_factory.mktemp("clock") / "data", SMALL.copy()).start()
    yield running
    running.stop()


def sweep(system: RunningSystem, now: datetime) -> dict[str, Any]:
    """Sweep as if it were then."""
    reply = system.ask("POST", "/_local/sweep", {"now": now.isoformat()})
    assert reply.status == 200, reply.content
    return dict(reply.json)


def after_working_days(due_at: str, days: int) -> datetime:
    """The first second after so many working days from a limit's last day, in the time of Jakarta."""
    shipped = json.loads((ROOT / "chalicelib" / "data" / "calendar.json").read_text(encoding="utf-8"))
    rows = [{**day, "date": date.fromisoformat(day["date"])} for day in shipped["days"]]
    calendar = Calendar({row["date"]: Holiday(**row) for row in rows})
    last_day = local_date(datetime.fromisoformat(due_at), JAKARTA)
    return end_of_day(calendar.add_working_days(last_day, days), JAKARTA) + timedelta(seconds=1)


def numbers_in(system: RunningSystem, username: str, queue: str) -> dict[str, int]:
    """The reports in an officer's queue, each with its level."""
    reply = system.ask("GET", f"/api/officer/reports?queue={queue}&limit=100", headers=system.as_officer(username))
    assert reply.status == 200, reply.content
    return {item["report_id"]: item["level"] for item in reply.json["items"]}


def about(system: RunningSystem, report_id: str, to: str) -> list[str]:
    """The subjects of the mails about a report to somebody."""
    return [mail["subject"] for mail in system.mails(to) if mail["report_id"] == report_id]


def test_left_alone_a_report_climbs_level_by_level_and_all_who_must_hear_of_it_do(system: RunningSystem) -> None:
    receipt = system.submit(60_001).json
    report_id = receipt["report_id"]
    told = {1: ["kobar@petugas.example"], 2: ["kobar-sekda@petugas.example"], 3: ["nasional@petugas.example"]}
    for level, days in ((1, 0), (2, 3), (3, 10)):
        now = after_working_days(receipt["due_at"], days)
        sweep(system, now - timedelta(seconds=1))
        assert system.own_view(receipt).json["level"] == level - 1
        before = {who: len(about(system, report_id, who)) for who in told[level]}
        sweep(system, now)
        own = system.own_view(receipt).json
        assert (own["level"], own["late"], own["state"]) == (level, True, "submitted")
        steps = [event["data"] for event in own["events"] if event["type"] == "escalated"]
        assert steps == [{"level": step, "limit": "verify"} for step in range(1, level + 1)]
        for queue in ("late", "escalated", "verify"):
            assert numbers_in(system, "kobar", queue)[report_id] == level
        assert (report_id in numbers_in(system, "nasional", "escalated")) == (level == 3)
        assert (report_id in numbers_in(system, "kalteng", "all")) is False  # the province reads it, it is not its own
        for who, count in before.items():
            wait_until(lambda who=who, count=count: len(about(system, report_id, who)) > count, 30)
    read = system.ask("GET", f"/api/officer/reports/{report_id}", headers=system.as_officer("kalteng"))
    assert read.status == 200
    assert sweep(system, now)["acted_on"] == 0


def test_an_answer_without_a_reply_closes_itself_after_ten_working_days(system: RunningSystem) -> None:
    receipt = system.submit(60_002).json
    report = f"/api/officer/reports/{receipt['report_id']}"
    for username, command, fields in (
        ("kobar", "verify", {"forward_to": "kab.6201.dpupr"}),
        ("dpupr", "accept", {}),
        ("dpupr", "answer", {"text": "Lubang sudah ditambal."}),
    ):
        officer = system.as_officer(username)
        version = system.ask("GET", report, headers=officer).json["version"]
        assert system.ask("POST", f"{report}/{command}", {"version": version, **fields}, officer).status == 200
    due_at = datetime.fromisoformat(system.own_view(receipt).json["deadline"]["due_at"])
    sweep(system, due_at)
    assert system.own_view(receipt).json["state"] == "answered"
    before = len(about(system, receipt["report_id"], "warga60002@warga.example"))
    sweep(system, due_at + timedelta(seconds=1))
    closed = system.own_view(receipt).json
    assert (closed["state"], closed["closed_reason"]) == ("closed", "no_reply")
    assert closed["events"][-1]["data"] == {"reason": "no_reply"}
    wait_until(lambda: len(about(system, receipt["report_id"], "warga60002@warga.example")) > before, 30)


@pytest.mark.parametrize("body", [{}, {"now": "tomorrow"}, {"now": "2026-12-01T09:00:00"}, {"now": 5}, []])
def test_a_sweep_without_a_time_is_refused(system: RunningSystem, body: Any) -> None:
    reply = system.ask("POST", "/_local/sweep", body)
    assert (reply.status, reply.code) == (422, "invalid")


def test_the_windows_are_this_machines_alone(system: RunningSystem) -> None:
    for header in ("Forwarded", "X-Forwarded-For"):
        reply = system.ask("POST", "/_local/sweep", {"now": "2026-12-01T09:00:00+07:00"}, {header: "10.0.0.1"})
        assert reply.status == 404
