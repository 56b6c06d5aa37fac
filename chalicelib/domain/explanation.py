"""Why a deadline is what it is, day by day (docs/law.md "The working calendar")."""

from dataclasses import dataclass
from datetime import date, timedelta

from chalicelib.domain.calendar.workdays import Calendar, local_date
from chalicelib.domain.limits import DayUnit, Limit
from chalicelib.domain.pauses import paused_days_of
from chalicelib.domain.report import Report


@dataclass(frozen=True, slots=True)
class ExplainedDay:
    """One day of a limit: counted, weekend, holiday (with its names), paused or extended.

    ``is_provisional``: a holiday whose day is not settled yet.
    """

    date: date
    kind: str
    name_id: str | None = None
    name_en: str | None = None
    is_provisional: bool = False


def explain(report: Report, limit: Limit, calendar: Calendar) -> tuple[ExplainedDay, ...]:
    """Every day from day 1 to the last of a limit, both included, in the limit's own zone."""
    paused = paused_days_of(limit, report.pauses)
    calendar = calendar.for_limit_begun(limit.started_on)
    last = local_date(limit.due_at, limit.timezone)
    days: list[ExplainedDay] = []
    counted = 0
    day = limit.started_on + timedelta(days=1)
    while day <= last:
        explained = _explained(day, limit, paused, calendar, extended=counted >= limit.days)
        counted += explained.kind in ("counted", "extended")
        days.append(explained)
        day += timedelta(days=1)
    return tuple(days)


def is_provisional(limit: Limit, calendar: Calendar) -> bool:
    """Whether the limit crosses, from day 1 on, a day that is not settled, or a year that is not decreed yet."""
    if limit.unit is not DayUnit.WORKING:
        return False
    first, last = limit.started_on + timedelta(days=1), local_date(limit.due_at, limit.timezone)
    is_undecreed = any(calendar.is_provisional(date(year, 1, 1)) for year in range(first.year, last.year + 1))
    return is_undecreed or any(first <= day <= last and calendar.is_uncertain(day) for day in calendar.holidays)


def _explained(day: date, limit: Limit, paused: frozenset[date], calendar: Calendar, *, extended: bool) -> ExplainedDay:
    if limit.unit is DayUnit.WORKING and not calendar.is_working_day(day):
        holiday = calendar.holidays.get(day)
        if holiday:
            return ExplainedDay(
                day, "holiday", holiday.name_id, holiday.name_en, is_provisional=calendar.is_uncertain(day)
            )
        return ExplainedDay(day, "weekend")
    if day in paused:
        return ExplainedDay(day, "paused")
    return ExplainedDay(day, "extended" if extended else "counted")
