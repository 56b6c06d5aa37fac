"""A holiday declared late: refused whole where it is wrong, and it moves exactly what is open."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from chalicelib.store import directory_lookup
from chalicelib.store.models.directory import DirectoryItem
from tests.app.people import Desk, bearer
from tests.jobs.clockhand import Killed, KilledAfter, sweep_once
from tests.wire import watched

TODAY = datetime.now(UTC).date()
SHIPPED = {
    row["date"] for row in json.loads((directory_lookup.DATA / "calendar.json").read_text(encoding="utf-8"))["days"]
}


def next_weekday(after: date, weekday: int) -> date:
    """The next such day that no shipped decree names."""
    day = after + timedelta(days=1)
    while day.weekday() != weekday or day.isoformat() in SHIPPED:
        day += timedelta(days=1)
    return day


def holiday(day: date | str, **changes: Any) -> dict[str, Any]:
    """A good declaration of a day."""
    fields = {
        "date": str(day),
        "kind": "national",
        "name_id": "Hari Berkabung Nasional",
        "name_en": "National day of mourning",
        "decree": "Keppres 1/2026",
    }
    return fields | changes


@pytest.fixture(autouse=True)
def _calendar_as_shipped() -> Iterator[None]:
    """What a test declares is taken back, for the tests after it."""
    yield
    for item in DirectoryItem.query("CALENDAR"):
        if "Berkabung" in (item.row or ""):
            item.delete()
    directory_lookup.forget()


def declare(desk: Desk, fields: Any, who: str = "nasional") -> Any:
    """POST as an officer."""
    return desk.post("/officer/calendar", fields, bearer(who))


def test_every_officer_reads_it_and_the_nation_alone_adds(desk: Desk) -> None:
    shown = desk.get("/officer/calendar", bearer("dpupr"))
    assert shown.status == 200
    assert {"date", "kind", "name_id", "name_en", "decree", "status", "revoked_by"} == set(shown.json["items"][0])
    assert TODAY.year in shown.json["complete_years"]
    assert desk.get("/officer/calendar").status == 401
    for who in ("kobar", "dpupr", "kobar-sekda", "ombudsman"):
        refused = declare(desk, holiday(next_weekday(TODAY, 2)), who)
        assert (refused.status, refused.code) == (403, "forbidden")


@pytest.mark.parametrize(
    ("fields", "field", "code"),
    [
        (holiday(min(day for day in SHIPPED if day >= TODAY.isoformat())), "date", "already_declared"),
        (holiday(TODAY - timedelta(days=1)), "date", None),
        (holiday(next_weekday(TODAY, 6)), "date", "never_worked"),
        (holiday(next_weekday(TODAY, 5)), "date", "never_worked"),
        (holiday(TODAY.replace(year=TODAY.year + 2, day=1)), "date", "wrong_year"),
        (holiday(TODAY.replace(year=TODAY.year - 1, day=1)), "date", "wrong_year"),
        (holiday("2026-02-30"), "date", "not_a_date"),
        (holiday(TODAY, date=None), "date", "required"),
        (holiday(next_weekday(TODAY, 2), kind="working_day"), "kind", "not_one_of"),
        (holiday(next_weekday(TODAY, 2), decree=" "), "decree", "required"),
        (holiday(next_weekday(TODAY, 2), name_id=""), "name_id", "required"),
        (holiday(next_weekday(TODAY, 2), weekday="Wednesday"), "weekday", "unknown_field"),
    ],
)
def test_a_wrong_day_is_refused_and_changes_nothing(desk: Desk, fields: Any, field: str, code: str | None) -> None:
    before = desk.get("/officer/calendar", bearer("nasional")).content
    refused = declare(desk, {name: value for name, value in fields.items() if value is not None})
    assert (refused.status, refused.code) == (422, "invalid")
    (fault,) = refused.error["fields"]
    assert fault["field"] == field
    assert code in (None, fault["code"])
    assert fault["message"]
    assert desk.get("/officer/calendar", bearer("nasional")).content == before


def test_every_fault_of_a_declaration_at_once(desk: Desk) -> None:
    refused = declare(desk, {"date": "2020-01-01", "kind": "holiday"})
    assert {fault["field"] for fault in refused.error["fields"]} == {"date", "kind", "name_id", "decree"}


def test_it_moves_exactly_the_open_reports_that_it_touches_each_with_an_event(desk: Desk) -> None:
    untouched, moved, ended = desk.submit(), desk.submit(), desk.submit()
    assert desk.as_reporter(ended, "withdraw").status == 200
    answered = desk.act("kobar", untouched["report_id"], "request-data", text="Sebutkan nama jalan.")
    assert answered.status == 200
    day = date.fromisoformat(moved["due_at"][:10])
    before = {one["report_id"]: desk.own(one) for one in (untouched, moved, ended)}
    assert declare(desk, holiday(day)).status == 201
    assert desk.get("/officer/calendar", bearer("nasional")).json["is_recalculated"] is False

    sweep_once(datetime.now(UTC).isoformat())

    assert desk.get("/officer/calendar", bearer("nasional")).json["is_recalculated"] is True
    own = desk.own(moved)
    assert own["deadline"]["due_at"] > moved["due_at"]
    assert own["events"][-1]["type"] == "deadline_moved"
    assert "verify" in own["events"][-1]["data"]["limits"]
    told = own["events"][-1]["data"]
    assert told["moved"][0] | {"after": None} == {"limit": "verify", "before": day.isoformat(), "after": None}
    assert [(one["date"], one["decree"]) for one in told["holidays"]] == [(day.isoformat(), "Keppres 1/2026")]
    assert {"date": day.isoformat(), "kind": "holiday", "name": "Hari Berkabung Nasional"} in own["deadline"]["days"]
    for same in (ended, untouched):
        assert desk.own(same) == before[same["report_id"]]
    sweep_once(datetime.now(UTC).isoformat())
    assert desk.own(moved) == own


@pytest.mark.parametrize("k", range(4))
def test_killed_after_k_the_recalculation_goes_on_and_moves_each_once(desk: Desk, k: int) -> None:
    receipts = [desk.submit() for _ in range(4)]
    assert declare(desk, holiday(date.fromisoformat(receipts[0]["due_at"][:10]))).status == 201
    now = datetime.now(UTC).isoformat()
    with pytest.raises(Killed):
        sweep_once(now, KilledAfter(k))
    sweep_once(now)
    for receipt in receipts:
        types = [event["type"] for event in desk.own(receipt)["events"]]
        assert types.count("deadline_moved") == 1


def test_what_a_holiday_does_not_touch_costs_no_write_but_the_jobs_own_progress(desk: Desk) -> None:
    receipts = [desk.submit() for _ in range(3)]
    now = datetime.now(UTC).isoformat()
    assert declare(desk, holiday(next_weekday(TODAY + timedelta(days=250), 2))).status == 201
    sweep_once(now)  # what the days of other tests moved comes back
    assert declare(desk, holiday(next_weekday(TODAY + timedelta(days=250), 3))).status == 201
    before = [desk.own(receipt) for receipt in receipts]
    with watched() as wire:
        counts = sweep_once(now)
    assert (counts["recalculated"], counts["failed"], counts["complete"]) == (0, 0, True)
    assert set(wire.writes) == {"PutItem"}
    assert [desk.own(receipt) for receipt in receipts] == before


def revoke(desk: Desk, day: date, decree: str = "Keppres 2/2026", who: str = "nasional") -> Any:
    """POST as an officer."""
    return desk.post("/officer/calendar/revoke", {"date": day.isoformat(), "decree": decree}, bearer(who))


def test_a_day_declared_moved_and_taken_back_makes_no_running_limit_earlier(desk: Desk) -> None:
    old = desk.submit()
    day = date.fromisoformat(old["due_at"][:10])
    assert declare(desk, holiday(day)).status == 201
    sweep_once(datetime.now(UTC).isoformat())
    moved = desk.own(old)
    assert moved["deadline"]["due_at"] > old["due_at"]
    assert revoke(desk, day).json["status"] == "revoked"
    other = next_weekday(day + timedelta(days=10), 2)
    assert declare(desk, holiday(other)).status == 201
    sweep_once(datetime.now(UTC).isoformat())
    assert desk.own(old) == moved
    shown = {one["date"]: one for one in desk.get("/officer/calendar", bearer("dpupr")).json["items"]}
    assert (shown[day.isoformat()]["status"], shown[day.isoformat()]["revoked_by"]) == ("revoked", "Keppres 2/2026")
    assert shown[other.isoformat()]["status"] == "decreed"


def test_a_day_taken_back_can_be_declared_again_and_no_other_twice(desk: Desk) -> None:
    day = next_weekday(TODAY + timedelta(days=30), 2)
    assert revoke(desk, day).error["fields"][0]["code"] == "not_a_holiday"
    assert declare(desk, holiday(day)).status == 201
    assert revoke(desk, day, who="kobar").status == 403
    assert revoke(desk, day, decree=" ").status == 422
    assert revoke(desk, day).status == 200
    assert revoke(desk, day).error["fields"][0]["code"] == "not_a_holiday"
    assert declare(desk, holiday(day)).status == 201
    assert declare(desk, holiday(day)).error["fields"][0]["code"] == "already_declared"


def test_days_that_are_not_settled_say_so(desk: Desk) -> None:
    items = desk.get("/officer/calendar", bearer("dpupr")).json["items"]
    uncertain = {one["date"] for one in items if one["status"] == "subject_to_isbat"}
    assert uncertain == {"2027-03-10", "2027-03-11", "2027-05-17"}
