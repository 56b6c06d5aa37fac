"""Days on which a report waited for its reporter: skipped like holidays, up to a budget (docs/law.md "Limits")."""

from collections.abc import Iterable
from datetime import date, timedelta

from chalicelib.domain.calendar.workdays import end_of_day, local_date
from chalicelib.domain.limits import LIMITS, Limit
from chalicelib.domain.report import Pause

PAUSE_BUDGET_DAYS = 30


def paused_days_of(limit: Limit, pauses: Iterable[Pause]) -> frozenset[date]:
    """The days that a limit skips because its report waited for the reporter."""
    return paused_days(pauses, limit.timezone) if LIMITS[limit.name].pausable else frozenset()


def paused_days(pauses: Iterable[Pause], timezone: str) -> frozenset[date]:
    """The days at whose end the report waited for its reporter, at most 30 in all.

    A pause still open is taken to last as long as the 30 days allow: that is when the limits would lapse if the
    reporter stays silent, and the reporter's answer sets it right.
    """
    days: list[date] = []
    for pause in pauses:
        day = local_date(pause.since, timezone)
        # A pause covers a day when it still lasts at 23:59:59 of that day.
        while len(days) < PAUSE_BUDGET_DAYS and (pause.until is None or end_of_day(day, timezone) < pause.until):
            if day not in days:
                days.append(day)
            day += timedelta(days=1)
    return frozenset(days)
