"""A day off taken back: what relied on it keeps it, what begins later does not; and days that are not settled."""

from dataclasses import replace
from datetime import date

from chalicelib.domain import lifecycle
from chalicelib.domain.calendar.workdays import Calendar, HolidayStatus
from chalicelib.domain.deadlines import scheduled
from chalicelib.domain.explanation import explain, is_provisional
from chalicelib.domain.limits import DayUnit, Limit, LimitName
from tests.domain.dossier import submitted
from tests.domain.world import CALENDAR, RULES, calendar_with, local

DECLARED = date(2026, 11, 18)


def taken_back(on: date) -> Calendar:
    """The calendar once an extra day off of 18 November was taken back on a date."""
    with_it = calendar_with(DECLARED.isoformat())
    day = replace(with_it.holidays[DECLARED], revoked_on=on, revoked_by="Keppres 2/2026")
    return replace(CALENDAR, revoked={DECLARED: day})


def verify_begun(on: date, calendar: Calendar) -> Limit:
    """Three working days from a date."""
    limit = Limit(LimitName.VERIFY, "kab.6201", on, "Asia/Jakarta", 3, DayUnit.WORKING, local("2026-11-16 09:00"))
    return scheduled(limit, (), calendar)


def test_what_began_before_keeps_the_day_and_what_begins_after_does_not() -> None:
    # Monday 16 November: 17, 19 and 20 with the day off, 17, 18 and 19 without it.
    monday = date(2026, 11, 16)
    assert verify_begun(monday, taken_back(monday)).due_at == local("2026-11-20 23:59:59")
    assert verify_begun(monday, CALENDAR).due_at == local("2026-11-19 23:59:59")
    assert verify_begun(date(2026, 11, 17), taken_back(monday)).due_at == local("2026-11-20 23:59:59")  # 18, 19, 20


def test_a_running_report_is_not_moved_by_it_and_the_day_is_still_explained() -> None:
    with_it = replace(RULES, calendar=calendar_with(DECLARED.isoformat()))
    report = lifecycle.tick(submitted().report, local("2026-11-16 12:00"), with_it)
    assert report
    assert report.report.due_at == local("2026-11-20 23:59:59")
    without = replace(RULES, calendar=taken_back(date(2026, 11, 17)))
    assert lifecycle.tick(report.report, local("2026-11-17 12:00"), without) is None
    limit = report.report.limit(LimitName.VERIFY)
    assert limit
    days = {one.date: one.kind for one in explain(report.report, limit, without.calendar)}
    assert days[DECLARED] == "holiday"


def test_a_limit_that_crosses_a_day_that_is_not_settled_is_provisional() -> None:
    # Off: 8 to 12 March 2027, 10 and 11 of them subject to the isbat; 3 working days from 5 March end on 17 March.
    crossing = verify_begun(date(2027, 3, 5), CALENDAR)
    assert is_provisional(crossing, CALENDAR)
    marked = {one.date.day for one in explain(submitted().report, crossing, CALENDAR) if one.is_provisional}
    assert marked == {10, 11}
    assert not is_provisional(verify_begun(date(2027, 3, 1), CALENDAR), CALENDAR)
    settled = {day: replace(one, status=HolidayStatus.DECREED) for day, one in CALENDAR.holidays.items()}
    assert not is_provisional(crossing, replace(CALENDAR, holidays=settled))
