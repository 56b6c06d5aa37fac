"""The ladder: what a lapsed limit climbs, and when it comes down again (docs/law.md "Ladder").

It belongs to one limit at a time, the earliest lapsed one that is not yet met. Level, owner and lateness are facts that
the clock recorded; what is here only tells which step comes next, and what is left of them when something changed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from chalicelib.domain.calendar.workdays import Calendar, end_of_day, local_date
from chalicelib.domain.deadlines import is_over
from chalicelib.domain.limits import TOP_LEVEL, Limit, LimitName
from chalicelib.domain.pauses import paused_days
from chalicelib.domain.report import Report
from chalicelib.domain.states import State

REOPENED_AGAIN = 2
REOPENED_AGAIN_LEVEL = 3


@dataclass(frozen=True, slots=True)
class LadderStep:
    """One step of a limit's ladder; ``at`` is the first instant (UTC) at which it is due."""

    limit: Limit
    level: int
    at: datetime


def steps_left(report: Report, calendar: Calendar) -> tuple[LadderStep, ...]:
    """The steps not yet taken, lowest first: of the ladder's owner; while it has none, of the limit that ends first."""
    if report.level >= TOP_LEVEL:
        return ()
    limit = owner(report) or next(iter(limits_with_a_ladder(report)), None)
    return tuple(step for step in _steps(limit, report, calendar) if step.level > report.level) if limit else ()


def owner(report: Report) -> Limit | None:
    """The limit that the present level belongs to."""
    return report.limit(report.level_limit) if report.level_limit and report.level < TOP_LEVEL else None


def limits_with_a_ladder(report: Report) -> tuple[Limit, ...]:
    """The running limits that climb step by step, the earliest end first."""
    return tuple(limit for limit in report.running_limits if report.climbs(limit))


def ladder_changes(before: Report, after: Report, now: datetime) -> dict[str, Any]:
    """The changes to level, owner and lateness that follow from what else changed: they only ever come down here.

    The level falls to 0 when its owner is met, replaced or no longer over; level 4 stays until the report ends.
    """
    late = after.late and any(is_over(limit, now) for limit in _under_way(after) if after.ladder_of(limit))
    if not after.is_open or (after.level < TOP_LEVEL and not _still_owned(before, after, now)):
        return {"level": 0, "level_limit": None, "late": False}
    return {"late": late}


def _still_owned(before: Report, after: Report, now: datetime) -> bool:
    limit = owner(after)
    if limit is None or limit not in _under_way(after):
        return False
    if limit.name is LimitName.REDO and after.reopenings >= REOPENED_AGAIN and after.level >= REOPENED_AGAIN_LEVEL:
        return True
    earlier = before.limit(limit.name)
    return is_over(limit, now) and (earlier is None or earlier.started_on == limit.started_on)


def _under_way(report: Report) -> tuple[Limit, ...]:
    """The running limits; while the reporter is asked for data, also the one whose ladder is being climbed."""
    waiting = owner(report) if report.state is State.NEEDS_INFO else None
    return report.running_limits + ((waiting,) if waiting and waiting.met_at is None else ())


def _steps(limit: Limit, report: Report, calendar: Calendar) -> Iterator[LadderStep]:
    last_day = local_date(limit.due_at, limit.timezone)
    paused = paused_days(report.pauses, limit.timezone)
    for level, days in report.ladder_of(limit):
        day = calendar.add_working_days(last_day, days, paused)
        yield LadderStep(limit, level, end_of_day(day, limit.timezone) + timedelta(seconds=1))
