"""When a report is due: limits begin, are met, are paused and moved (docs/law.md "Limits").

Limits are kept as instants on the report; with which events they begin and end says ``domain.limits``. They are
computed when they begin and recomputed in four cases alone: a pause began or ended, an extension, a change of the
calendar, and the class set to supervisory.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from chalicelib.domain.calendar.workdays import Calendar, add_calendar_days, end_of_day, local_date
from chalicelib.domain.events import EventType
from chalicelib.domain.limits import LIMITS, DayUnit, Happening, Limit, LimitName, LimitRule
from chalicelib.domain.pauses import paused_days_of
from chalicelib.domain.reminders import reminders
from chalicelib.domain.report import Pause, Report
from chalicelib.domain.rules import Rules
from chalicelib.domain.standards import class_of


def limits_after(
    event_type: EventType, before: Report | None, after: Report, now: datetime, rules: Rules
) -> tuple[Limit, ...]:
    """The limits once an event has happened: it meets and drops some, a pause moves the rest, and it begins others.

    ``after`` is the report as the event leaves it, its limits not yet touched by the table of limits.
    """
    limits = _ended_by(event_type, after.limits, now)
    if before and after.is_open and after.pauses != before.pauses:
        limits = rescheduled(limits, after.pauses, rules.calendar, now)
    begun = [name for name, rule in LIMITS.items() if _begins(rule, event_type, before, after)]
    replaced = {*begun, *(name for name in begun for name in LIMITS[name].replaces)}
    kept = tuple(limit for limit in limits if limit.name not in replaced)
    return (*kept, *(_begun(name, after, now, rules) for name in begun))


def _ended_by(event_type: EventType, limits: tuple[Limit, ...], now: datetime) -> tuple[Limit, ...]:
    return tuple(
        replace(limit, met_at=limit.met_at or now) if event_type in LIMITS[limit.name].met_by else limit
        for limit in limits
        if event_type not in LIMITS[limit.name].dropped_by
    )


def _begins(rule: LimitRule, event_type: EventType, before: Report | None, after: Report) -> bool:
    if event_type not in rule.begun_by or after.state not in rule.runs_in:
        return False
    if before is None:
        return rule.begins_if(Happening(None, after.state))
    reached_now = before.reached_at is None and after.reached_at is not None
    return rule.begins_if(
        Happening(before.state, after.state, before.limits, before.ended_at, before.objected, reached_now)
    )


def _begun(name: LimitName, report: Report, now: datetime, rules: Rules) -> Limit:
    """A limit beginning now, by the zone and the standards of the institution of the holder, or the last one."""
    institution = rules.directory.institution_of(report.last_holder)
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


def is_over(limit: Limit, now: datetime) -> bool:
    """Whether a limit has lapsed: only after 23:59:59 local time of its last day."""
    return now >= lapse_of(limit)


def lapse_of(limit: Limit) -> datetime:
    """The first instant at which a limit is over."""
    return limit.due_at + timedelta(seconds=1)
