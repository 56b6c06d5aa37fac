"""The limits on the running system, with the clock set ahead: what is owed, what lapses, what a day off moves."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from chalicelib.domain.calendar.workdays import local_date
from chalicelib.language.dates import day_in_words
from tests.local.running_system import SMALL, Reply, RunningSystem, submission, wait_until
from tests.local.test_clock import JAKARTA, about, numbers_in, sweep

SECOND = timedelta(seconds=1)


@pytest.fixture(scope="module")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSystem]:
    """A system of its own: its clock and its calendar are changed."""
    running = RunningSystem(tmp_path_factory.mktemp("limits") / "data", SMALL.copy()).start()
    yield running
    running.stop()


def act(system: RunningSystem, username: str, receipt: dict[str, Any], command: str, **fields: Any) -> Reply:
    """An officer's command on the report as it is."""
    reply = system.act(username, receipt["report_id"], command, **fields)
    assert reply.status == 200, reply.content
    return reply


def limit(system: RunningSystem, receipt: dict[str, Any], name: str) -> datetime:
    """When one of its limits ends."""
    limits = system.own_view(receipt).json["deadline"]["limits"]
    return next(datetime.fromisoformat(one["due_at"]) for one in limits if one["name"] == name)


def steps(system: RunningSystem, receipt: dict[str, Any]) -> list[dict[str, Any]]:
    """The steps of the ladder that were taken."""
    return [event["data"] for event in system.own_view(receipt).json["events"] if event["type"] == "escalated"]


def texts(system: RunningSystem, receipt: dict[str, Any], number: int) -> list[str]:
    """The mails about a report to its reporter."""
    mails = system.mails(f"warga{number}@warga.example")
    return [mail["text"] for mail in mails if mail["report_id"] == receipt["report_id"]]


def calendar(system: RunningSystem, path: str = "", **fields: str) -> Reply:
    """The nation changes the calendar."""
    return system.ask("POST", f"/api/officer/calendar{path}", fields, system.as_officer("nasional"))


def declare(system: RunningSystem, day: date) -> Reply:
    """Another day off."""
    named = {"name_id": "Hari Berkabung", "name_en": "Day of mourning", "decree": "Keppres 1/2026"}
    return calendar(system, date=day.isoformat(), kind="national", **named)


def test_a_supervisory_report_is_promised_its_cap_in_letter_page_and_queue(system: RunningSystem) -> None:
    receipt = system.submit(61_001).json
    act(system, "kobar", receipt, "verify", supervisory=True, forward_to="kab.6201.inspektorat")
    cap, finish = limit(system, receipt, "cap"), limit(system, receipt, "finish")
    assert cap < finish
    own = system.own_view(receipt).json
    listed = system.ask("GET", "/api/officer/reports?queue=inbox&limit=100", headers=system.as_officer("inspektorat"))
    (row,) = [item for item in listed.json["items"] if item["report_id"] == receipt["report_id"]]
    assert datetime.fromisoformat(own["answer_by"]) == datetime.fromisoformat(row["answer_by"]) == cap
    promised, later = (day_in_words(local_date(one, JAKARTA), "id") for one in (cap, finish))
    wait_until(lambda: any(promised in text for text in texts(system, receipt, 61_001)), 30)
    assert not any(later in text for text in texts(system, receipt, 61_001))


def test_what_another_institution_does_not_hand_on_climbs(system: RunningSystem) -> None:
    receipt = system.submit(61_002).json
    act(system, "kobar", receipt, "forward", to="kab.6202")
    due_at = limit(system, receipt, "dispose")
    sweep(system, due_at)
    assert steps(system, receipt) == []
    sweep(system, due_at + SECOND)
    assert steps(system, receipt) == [{"level": 1, "limit": "dispose"}]
    assert limit(system, receipt, "finish") > due_at


def test_who_has_but_a_telephone_and_was_never_called_is_not_deemed_withdrawn(system: RunningSystem) -> None:
    body = submission(61_003) | {"reporter": {"name": "Siti", "phone": "081234567890"}}
    receipt = system.ask("POST", "/api/reports", body, {"Idempotency-Key": "limits-at-work-61003"}).json
    act(system, "kobar", receipt, "request-data", text="Sebutkan nama jalan.")
    due_at = limit(system, receipt, "complete")
    sweep(system, due_at + SECOND)
    own = system.own_view(receipt).json
    assert (own["state"], own["level"]) == ("needs_info", 1)
    assert receipt["report_id"] in numbers_in(system, "kobar", "unreached")
    wait_until(lambda: len(about(system, receipt["report_id"], "kobar@petugas.example")) >= 2, 30)


def test_a_day_declared_moved_and_taken_back_makes_nothing_earlier(system: RunningSystem) -> None:
    receipt = system.submit(61_004).json
    first = limit(system, receipt, "verify")
    day = local_date(first, JAKARTA)
    assert declare(system, day).status == 201
    sweep(system, datetime.now(UTC))
    moved = limit(system, receipt, "verify")
    assert moved > first
    wait_until(lambda: any("Keppres 1/2026" in text for text in texts(system, receipt, 61_004)), 30)
    (letter,) = [text for text in texts(system, receipt, 61_004) if "Keppres 1/2026" in text]
    assert day_in_words(day, "id") in letter
    assert day_in_words(local_date(moved, JAKARTA), "id") in letter
    assert calendar(system, "/revoke", date=day.isoformat(), decree="Keppres 2/2026").status == 200
    sweep(system, datetime.now(UTC))
    assert limit(system, receipt, "verify") == moved
    assert limit(system, system.submit(61_005).json, "verify") >= first


def test_silence_for_fourteen_days_climbs_to_level_two_at_once(system: RunningSystem) -> None:
    today = local_date(datetime.now(UTC), JAKARTA)
    for ahead in range(1, 16):
        day = today + timedelta(days=ahead)
        assert declare(system, day).status in (201, 422)  # a weekend, or a day that is off already
    receipt = system.submit(61_006).json
    due_at = limit(system, receipt, "acknowledge")
    assert due_at < limit(system, receipt, "verify")
    sweep(system, due_at)
    assert steps(system, receipt) == []
    sweep(system, due_at + SECOND)
    assert steps(system, receipt) == [{"level": 2, "limit": "acknowledge"}]
