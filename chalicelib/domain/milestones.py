"""When a report was verified and first answered, and how many working days that took (docs/law.md "Limits"). Pure.

All of it is read from the facts as they stand, not from the events: a list has thousands of reports.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from chalicelib.domain.calendar.workdays import Calendar, local_date
from chalicelib.domain.limits import LimitName
from chalicelib.domain.pauses import paused_days
from chalicelib.domain.report import ArchiveReason, Pause, Report
from chalicelib.domain.states import State


def verified_at(report: Report) -> datetime | None:
    """When somebody first sent it on, or laid it aside instead; None while nobody has."""
    if report.first_forwarded_at:
        return report.first_forwarded_at
    verify = report.limit(LimitName.VERIFY)
    laid_aside = report.state is State.ARCHIVED and report.archived_reason is not ArchiveReason.DEEMED_WITHDRAWN
    return verify.met_at if verify and laid_aside else None


def answered_at(report: Report) -> datetime | None:
    """When it was first answered; a report that ended without an answer was not."""
    limit = report.limit(LimitName.CAP) or report.limit(LimitName.FINISH)
    return limit.met_at if limit and limit.met_at != report.ended_at else None


def working_days_used(report: Report, calendar: Calendar, timezone: str, now: datetime) -> int:
    """The working days after the day of receipt, up to the first answer, else the end, else today."""
    received_on = report.day_of_receipt(timezone)
    return _working_days(received_on, _last_day(report, timezone, now), report.pauses, calendar, timezone)


def working_days_late(report: Report, calendar: Calendar, timezone: str, now: datetime) -> int:
    """Of these, those after the last day on which an answer was in time."""
    last_days = [limit.due_at for name in (LimitName.FINISH, LimitName.CAP) if (limit := report.limit(name))]
    if not last_days:
        return 0
    due_on = local_date(min(last_days), timezone)
    return _working_days(due_on, _last_day(report, timezone, now), report.pauses, calendar, timezone)


def _last_day(report: Report, timezone: str, now: datetime) -> date:
    return local_date(answered_at(report) or report.ended_at or now, timezone)


def _working_days(after: date, last: date, pauses: Iterable[Pause], calendar: Calendar, timezone: str) -> int:
    paused = paused_days(pauses, timezone)
    calendar = calendar.for_limit_begun(after)
    days = (after + timedelta(days=n) for n in range(1, (last - after).days + 1))
    return sum(calendar.is_working_day(day) and day not in paused for day in days)
