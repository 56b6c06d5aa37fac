"""When a report is due: limits begin, are met, are paused and moved (docs/law.md "Limits").

Limits are kept as instants on the report; with which events they begin and end says ``domain.limits``. They are
computed when they begin and recomputed in four cases alone: a pause began or ended, an extension, a change of the
calendar, and the class set to supervisory.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

from chalicelib.domain.calendar.workdays import Calendar, Holiday, add_calendar_days, end_of_day, local_date
from chalicelib.domain.events import EventType
from chalicelib.domain.limits import LIMITS, DayUnit, Happening, Length, Limit, LimitName, LimitRule
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
    begun = [name for name, rule in LIMITS.items() if _begins(rule, event_type, before, after, now, rules)]
    replaced = {*begun, *(name for name in begun for name in LIMITS[name].replaces)}
    kept = tuple(limit for limit in limits if limit.name not in replaced)
    return (*kept, *(_begun(name, event_type, after, now, rules) for name in begun))


def _ended_by(event_type: EventType, limits: tuple[Limit, ...], now: datetime) -> tuple[Limit, ...]:
    return tuple(
        replace(limit, met_at=limit.met_at or now) if event_type in LIMITS[limit.name].met_by else limit
        for limit in limits
        if event_type not in LIMITS[limit.name].dropped_by
    )


def _begins(
    rule: LimitRule, event_type: EventType, before: Report | None, after: Report, now: datetime, rules: Rules
) -> bool:
    if event_type not in rule.begun_by or after.state not in rule.runs_in:
        return False
    return rule.begins_if(_happening(event_type, before, after, now, rules))


def _happening(event_type: EventType, before: Report | None, after: Report, now: datetime, rules: Rules) -> Happening:
    if before is None:
        return Happening(None, after.state)
    return Happening(
        before.state,
        after.state,
        before.limits,
        before.ended_at,
        before.objected,
        reached_now=before.reached_at is None and after.reached_at is not None,
        handed_to_an_institution=event_type in HANDED_ON and _comes_from_outside(after, rules),
        is_waiting=event_type in BY_THE_CLOCK and _lapsed_disposal(after, now) is None,
        promised_now=after.promised_by not in (None, before.promised_by),
    )


HANDED_ON = frozenset({EventType.FORWARDED, EventType.DECIDED})
BY_THE_CLOCK = frozenset({EventType.ESCALATED, EventType.REMINDED})


def _comes_from_outside(report: Report, rules: Rules) -> bool:
    """Whether its holder is an institution as a whole, and another one, or the nation, gave it the report."""
    giver, holder = report.forwarded_by, report.last_holder
    if giver is None or giver.agency_id is None or not rules.directory.agencies[holder].is_institution:
        return False
    return rules.directory.institution_of(giver.agency_id).agency_id != holder


def _lapsed_disposal(report: Report, now: datetime) -> Limit | None:
    """The time to dispose that has ended unmet, while the report still lies there."""
    limit = report.limit(LimitName.DISPOSE)
    return limit if limit and report.runs(limit) and is_over(limit, now) else None


def _day_zero(event_type: EventType, report: Report, now: datetime, timezone: str) -> date:
    """The day from which a limit that begins now is counted: of a new report the day on which it was received.

    What begins because the time to dispose is over begins with its last day, however late the clock looks.
    """
    if event_type is EventType.SUBMITTED:
        return report.day_of_receipt(timezone)
    lapsed = _lapsed_disposal(report, now)
    return local_date(lapsed.due_at if lapsed else now, timezone)


def _begun(name: LimitName, event_type: EventType, report: Report, now: datetime, rules: Rules) -> Limit:
    """A limit beginning now, by the zone and the standards of the institution of the holder, or the last one."""
    institution = rules.directory.institution_of(report.last_holder)
    started_on = _day_zero(event_type, report, now, institution.timezone)
    report_class = class_of(report)
    limit = Limit(
        name=name,
        institution_id=institution.agency_id,
        started_on=started_on,
        timezone=institution.timezone,
        days=_length(
            name, report, rules.standards.days(name, report_class, institution.agency_id, started_on), started_on
        ),
        unit=rules.standards.standard(name, report_class).unit,
        due_at=now,
    )
    return scheduled(limit, report.pauses, rules.calendar)


def _length(name: LimitName, report: Report, standard: int, started_on: date) -> int:
    """A limit's days: the standard's, unless the present answer promises a day that this limit is counted by."""
    if report.promised_by is None:
        return standard
    ahead = max((report.promised_by - started_on).days, 0)
    return {
        Length.STANDARD: standard,
        Length.UP_TO_THE_PROMISE: ahead,
        Length.FROM_THE_PROMISE: ahead + standard,
    }[LIMITS[name].length]


def scheduled(limit: Limit, pauses: Iterable[Pause], calendar: Calendar) -> Limit:
    """The limit with its last day computed anew from its beginning."""
    paused = paused_days_of(limit, pauses)
    calendar = calendar.for_limit_begun(limit.started_on)
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


def moved_by(limit: Limit, pauses: Iterable[Pause], calendar: Calendar) -> tuple[Holiday, ...]:
    """The days off, the latest declared first, without which a limit would still end where it did; else none."""
    pauses = tuple(pauses)
    late = [one for one in calendar.holidays.values() if one.declared_on and one.declared_on >= limit.started_on]
    late.sort(key=lambda one: (one.declared_on, one.date), reverse=True)
    for count in range(1, len(late) + 1):
        latest = {one.date for one in late[:count]}
        if scheduled(limit, pauses, calendar.without(latest)).due_at == limit.due_at:
            last_day = local_date(scheduled(limit, pauses, calendar).due_at, limit.timezone)
            return tuple(one for one in late[:count] if limit.started_on < one.date <= last_day)
    return ()


def is_over(limit: Limit, now: datetime) -> bool:
    """Whether a limit has lapsed: only after 23:59:59 local time of its last day."""
    return now >= lapse_of(limit)


def lapse_of(limit: Limit) -> datetime:
    """The first instant at which a limit is over."""
    return limit.due_at + timedelta(seconds=1)
