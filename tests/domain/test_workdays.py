"""Which day is the last one, and when it ends (docs/law.md "The working calendar")."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import holidays
import pytest

from chalicelib.domain.calendar.workdays import Calendar, add_calendar_days, end_of_day, local_date
from tests.domain.dossier import Dossier
from tests.domain.world import CALENDAR, WIB, WIT, WITA, calendar_with, read

VECTORS = json.loads((Path(__file__).parent / "workday_vectors.json").read_text(encoding="utf-8"))
INSTITUTIONS = {WIB: "kab.6201", WITA: "kota.5171", WIT: "kota.9171"}
# 23:59:59 local in UTC: seven, eight and nine hours ahead, no daylight saving
LAST_SECOND = {WIB: "16:59:59", WITA: "15:59:59", WIT: "14:59:59"}


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: f"{vector['received']}+{vector['working_days']}")
def test_every_vector_holds(vector: dict[str, Any]) -> None:
    last = CALENDAR.add_working_days(date.fromisoformat(vector["received"]), vector["working_days"])
    assert last == date.fromisoformat(vector["due"])


@pytest.mark.parametrize("zone", INSTITUTIONS)
@pytest.mark.parametrize("received_at", ["00:00:00", "07:30:00", "23:59:59"])
@pytest.mark.parametrize(
    "vector", [one for one in VECTORS if one["working_days"] == 3], ids=lambda one: one["received"]
)
def test_verify_follows_the_vectors_in_every_zone(vector: dict[str, Any], received_at: str, zone: str) -> None:
    dossier = Dossier(f"{vector['received']} {received_at}", zone=zone, addressed_to=INSTITUTIONS[zone])
    due_at = dossier.limit("verify").due_at
    assert due_at.isoformat() == f"{vector['due']}T{LAST_SECOND[zone]}+00:00"
    assert dossier.report.due_at == due_at


@pytest.mark.parametrize(
    ("day", "days", "last"),
    [
        ("2026-11-21", 1, "2026-11-23"),  # received on a Saturday: Monday is day 1
        ("2026-11-22", 1, "2026-11-23"),  # on a Sunday
        ("2026-12-25", 1, "2026-12-28"),  # on Christmas, a Friday
        ("2026-12-24", 1, "2026-12-28"),  # on a day of collective leave
        ("2026-03-17", 1, "2026-03-25"),  # Nyepi and Idul Fitri with both leaves, two of the days on a weekend
        ("2026-12-30", 3, "2027-01-06"),  # 31 December; 1 January and Isra Mikraj on the 5th skipped; 4 and 6 January
        ("2026-12-31", 1, "2027-01-04"),
        ("2028-02-25", 3, "2028-03-01"),  # Monday 28, Tuesday 29 February, Wednesday 1 March
        ("2028-02-28", 1, "2028-02-29"),
        ("2027-02-26", 3, "2027-03-03"),  # no leap year
        ("2026-11-20", 0, "2026-11-20"),
    ],
)
def test_days_of_receipt_year_ends_and_leap_days(day: str, days: int, last: str) -> None:
    assert CALENDAR.add_working_days(date.fromisoformat(day), days) == date.fromisoformat(last)


@pytest.mark.parametrize(
    ("day", "days", "last"),
    [
        ("2026-11-20", 60, "2027-01-19"),
        ("2028-01-31", 30, "2028-03-01"),  # over 29 February
        ("2027-01-31", 30, "2027-03-02"),
        ("2026-12-02", 30, "2027-01-01"),  # ends on a holiday all the same
    ],
)
def test_calendar_days_count_every_day(day: str, days: int, last: str) -> None:
    assert add_calendar_days(date.fromisoformat(day), days) == date.fromisoformat(last)


def test_paused_days_are_skipped_like_holidays_and_never_twice() -> None:
    friday = date(2026, 11, 20)
    paused = frozenset(friday + timedelta(days=number) for number in range(5))  # Friday to Tuesday
    assert CALENDAR.add_working_days(friday, 3, paused) == date(2026, 11, 27)  # Wednesday, Thursday, Friday
    assert add_calendar_days(friday, 3, paused) == date(2026, 11, 27)


def test_a_day_belongs_to_the_zone_it_is_asked_in() -> None:
    instant = datetime(2026, 11, 20, 15, 30, tzinfo=UTC)  # 22:30 WIB, 23:30 WITA, 00:30 WIT of the 21st
    assert [local_date(instant, zone).day for zone in INSTITUTIONS] == [20, 20, 21]
    with pytest.raises(ValueError, match="time zone"):
        local_date(instant.replace(tzinfo=None), WIB)


@pytest.mark.parametrize("zone", INSTITUTIONS)
@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 6, 30), date(2026, 10, 25), date(2028, 2, 29)])
def test_there_is_no_daylight_saving(day: date, zone: str) -> None:
    assert end_of_day(day, zone).isoformat() == f"{day}T{LAST_SECOND[zone]}+00:00"


def test_a_holiday_declared_late_is_skipped() -> None:
    assert calendar_with("2026-11-24").add_working_days(date(2026, 11, 20), 3) == date(2026, 11, 26)


def test_years_not_decreed_are_counted_and_called_provisional() -> None:
    assert [CALENDAR.is_provisional(date(year, 6, 1)) for year in (2025, 2026, 2027, 2028)] == [
        True,
        False,
        False,
        True,
    ]
    assert CALENDAR.add_working_days(date(2027, 12, 30), 3) == date(2028, 1, 4)
    assert Calendar().is_working_day(date(2026, 8, 17))


@pytest.mark.parametrize("year", read("calendar.json")["complete_years"])
def test_the_shipped_calendar_is_what_another_source_says(year: int) -> None:
    # Collective leave is what the package calls "government", and leaves out unless it is asked for.
    elsewhere = {
        **dict.fromkeys(holidays.country_holidays("ID", years=year, categories=("government",)), "collective_leave"),
        **dict.fromkeys(holidays.country_holidays("ID", years=year, categories=("public",)), "national"),
    }
    shipped = {day: holiday.kind for day, holiday in CALENDAR.holidays.items() if day.year == year}
    assert shipped == elsewhere
