"""Why a deadline is what it is, day by day (docs/law.md "The working calendar")."""

from dataclasses import dataclass
from datetime import date, timedelta

from chalicelib.domain.calendar.workdays import Calendar, local_date
from chalicelib.domain.limits import DayUnit, Limit
from chalicelib.domain.pauses import paused_days_of
from chalicelib.domain.report import Report


@dataclass(frozen=True, slots=True)
class ExplainedDay:
    """One day of a limit: counted, weekend, holiday (with its names), paused or extended."""

    date: date
    kind: str
    name_id: str | None = None
    name_en: str | None = None


def explain(report: Report, limit: Limit, calendar: Calendar) -> tuple[ExplainedDay, ...]:
    """Every day from day 1 to the last of a limit, both included, in the limit's own zone."""
    paused = paused_days_of(limit, report.pauses)
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
    """Whether a day of a limit, from day 1 on, lies in a year whose holidays are not decreed yet."""
    years = range((limit.started_on + timedelta(days=1)).year, local_date(limit.due_at, limit.timezone).year + 1)
    return limit.unit is DayUnit.WORKING and any(calendar.is_provisional(date(year, 1, 1)) for year in years)


def _explained(day: date, limit: Limit, paused: frozenset[date], calendar: Calendar, *, extended: bool) -> ExplainedDay:
    if limit.unit is DayUnit.WORKING and not calendar.is_working_day(day):
        holiday = calendar.holidays.get(day)
        if holiday:
            return ExplainedDay(day, "holiday", holiday.name_id, holiday.name_en)
        return ExplainedDay(day, "weekend")
    if day in paused:
        return ExplainedDay(day, "paused")
    return ExplainedDay(day, "extended" if extended else "counted")
