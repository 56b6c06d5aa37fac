"""What the clock owes a report, and when: reminders, the ladder's steps, closing and lapsing (docs/law.md "Limits")."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from chalicelib.domain.calendar.workdays import Calendar
from chalicelib.domain.commands import Close, Escalate, Expire, Lapse, Remind
from chalicelib.domain.deadlines import is_over, lapse_of
from chalicelib.domain.events import EventType
from chalicelib.domain.expiry import expires_at
from chalicelib.domain.ladder import steps_left
from chalicelib.domain.limits import LIMITS, TO_THE_TOP, TOP_LEVEL, Limit, Reminding
from chalicelib.domain.pauses import paused_days_of
from chalicelib.domain.reminders import LAPSED, UNTOLD, is_given, reminders
from chalicelib.domain.report import Report

# Where an open report stands in the clock's list when nothing is owed to it any more: after all others.
NEVER = datetime(9999, 12, 31, tzinfo=UTC)

# The command by which the clock records each of the endings into which a limit lapses.
ENDED_BY: dict[EventType, Close | Lapse] = {EventType.CLOSED: Close(), EventType.DEEMED_WITHDRAWN: Lapse()}


@dataclass(frozen=True, slots=True)
class Owed:
    """A command the clock will give; ``at`` is the first instant (UTC) for it."""

    at: datetime
    command: Remind | Escalate | Close | Lapse | Expire


def owed(report: Report, now: datetime, calendar: Calendar, *, told: bool = True) -> tuple[Owed, ...]:
    """Everything the clock owes a report as it stands, in the order of time, what is overdue included.

    ``told`` is what the outbox knows: whether a letter with the present request for data was taken and not returned.
    A reminder whose limit has lapsed meanwhile is owed no more: the ladder speaks for it. An ended report is owed the
    question about the day that was promised, and that it expires.
    """
    if not report.is_open:
        expires = expires_at(report)
        ahead = (*_reminders(report, now, calendar), Owed(expires, Expire())) if expires else ()
        return tuple(sorted(ahead, key=lambda one: one.at))
    everything = (
        *_steps(report, calendar),
        *_endings(report, told=told),
        *_reminders(report, now, calendar),
        *_lapses_without_a_step(report),
    )
    return tuple(sorted(everything, key=lambda one: one.at))


def next_look_at(report: Report, now: datetime, calendar: Calendar) -> datetime | None:
    """The first instant at which the clock has something to do; None once nothing will ever be owed."""
    return next((one.at for one in owed(report, now, calendar)), NEVER if report.is_open else None)


def _steps(report: Report, calendar: Calendar) -> Iterator[Owed]:
    for step in steps_left(report, calendar):
        yield Owed(step.at, Escalate(step.level, step.limit.name))
    for limit in report.running_limits:
        if _leads_to_the_top(limit, report):
            yield Owed(lapse_of(limit), Escalate(TOP_LEVEL, limit.name))


def _leads_to_the_top(limit: Limit, report: Report) -> bool:
    return report.ladder_of(limit) == TO_THE_TOP and report.level < TOP_LEVEL


def _endings(report: Report, *, told: bool) -> Iterator[Owed]:
    for limit in report.running_limits:
        rule = LIMITS[limit.name]
        if rule.lapses_into is None or report.ladder_of(limit):
            continue
        # Nobody loses a right by a silence that was never broken to them.
        untold = bool(rule.ladder_if_untold) and not told and report.reached_at is None
        yield Owed(lapse_of(limit), Remind(limit.name, UNTOLD) if untold else ENDED_BY[rule.lapses_into])


def _reminders(report: Report, now: datetime, calendar: Calendar) -> Iterator[Owed]:
    for limit in report.running_limits:
        if is_over(limit, now) and LIMITS[limit.name].reminds is not Reminding.ON_THE_DAY:
            continue
        for reminder in reminders(limit, paused_days_of(limit, report.pauses), calendar):
            if not is_given(limit, reminder):
                yield Owed(reminder.at, Remind(limit.name, reminder.kind))


def _lapses_without_a_step(report: Report) -> Iterator[Owed]:
    """It stands on the ladder for another reason, so a lapse takes no step: it is recorded all the same."""
    if report.level == 0 or report.late:
        return
    for limit in report.running_limits:
        if report.ladder_of(limit) and not _leads_to_the_top(limit, report):
            yield Owed(lapse_of(limit), Remind(limit.name, LAPSED))
