"""When a report is due: limits begin, are met, are paused and moved (docs/law.md "Limits").

Limits are kept as instants on the report. They are computed when they begin and recomputed in four cases alone: a
pause ended, an extension, a change of the calendar, and the class set to supervisory.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from chalicelib.domain.limits import DayUnit, Limit, LimitName
from chalicelib.domain.pauses import paused_days_of
from chalicelib.domain.reminders import reminders
from chalicelib.domain.report import Pause, Report
from chalicelib.domain.rules import Rules
from chalicelib.domain.standards import class_of
from chalicelib.domain.workdays import Calendar, add_calendar_days, end_of_day, local_date


def begin(name: LimitName, report: Report, holder: str, now: datetime, rules: Rules) -> Limit:
    """A limit beginning now for a report with that holder, by its institution's zone and standards."""
    institution = rules.directory.institution_of(holder)
    started_on = local_date(now, institution.timezone)
    report_class = class_of(report)
    limit = Limit(
        name=name,
        institution_id=institution.agency_id,
        started_on=started_on,
        timezone=institution.timezone,
        days=rules.standards.days(name, report_class, institution.agency_id, started_on),
        unit=rules.standards.standard(name, report_class).unit,
        due_at=now,
    )
    return scheduled(limit, report.pauses, rules.calendar)


def scheduled(limit: Limit, pauses: Iterable[Pause], calendar: Calendar) -> Limit:
    """The limit with its last day computed anew from its beginning."""
    paused = paused_days_of(limit, pauses)
    last_day = (
        calendar.add_working_days(limit.started_on, limit.days + limit.extra_days, paused)
        if limit.unit is DayUnit.WORKING
        else add_calendar_days(limit.started_on, limit.days, paused)
    )
    return replace(limit, due_at=end_of_day(last_day, limit.timezone))


def rescheduled(
    limits: tuple[Limit, ...], pauses: Iterable[Pause], calendar: Calendar, now: datetime
) -> tuple[Limit, ...]:
    """All limits not yet met, computed anew; the met ones stay as they were.

    A limit that moved reminds again only where its new instant is still ahead of ``now``.
    """
    pauses = tuple(pauses)
    return tuple(limit if limit.met_at else _moved(limit, pauses, calendar, now) for limit in limits)


def _moved(limit: Limit, pauses: tuple[Pause, ...], calendar: Calendar, now: datetime) -> Limit:
    moved = scheduled(limit, pauses, calendar)
    if moved.due_at == limit.due_at:
        return limit
    ahead = {
        reminder.kind for reminder in reminders(moved, paused_days_of(moved, pauses), calendar) if reminder.at > now
    }
    kept = (one if one.kind in ahead else replace(one, at=now) for one in limit.reminded)
    return replace(moved, reminded=tuple(kept))


def without(limits: tuple[Limit, ...], *names: LimitName) -> tuple[Limit, ...]:
    """The limits but those of these names."""
    return tuple(limit for limit in limits if limit.name not in names)


def started(limits: tuple[Limit, ...], *new: Limit) -> tuple[Limit, ...]:
    """The limits with new ones begun; a new one takes the place of an old one of its name."""
    return (*without(limits, *(limit.name for limit in new)), *new)


def met(limits: tuple[Limit, ...], now: datetime, *names: LimitName) -> tuple[Limit, ...]:
    """The limits with those of these names met now, if they were not already."""
    return tuple(
        replace(limit, met_at=now) if limit.name in names and limit.met_at is None else limit for limit in limits
    )


def is_over(limit: Limit, now: datetime) -> bool:
    """Whether a limit has lapsed: only after 23:59:59 local time of its last day."""
    return now >= lapse_of(limit)


def lapse_of(limit: Limit) -> datetime:
    """The first instant at which a limit is over."""
    return limit.due_at + timedelta(seconds=1)
