"""Promises: the day by which an answer says that something will be done (docs/law.md "Promises").

The day is local to the institution that promised it. Before it nobody judges a promise; from its beginning on the
reporter may, and once it is over whoever puts it off has broken it.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from chalicelib.domain.calendar.workdays import local_date
from chalicelib.domain.commands import Answer
from chalicelib.domain.limits import LimitName
from chalicelib.domain.refusals import FieldError
from chalicelib.domain.report import Outcome, Report
from chalicelib.domain.rules import Rules
from chalicelib.domain.standards import class_of


def has_come(report: Report, now: datetime) -> bool:
    """Whether there is a promise that nobody has judged yet, and its day has begun."""
    days = _days_left(report, now)
    return days is not None and days <= 0


def is_past(report: Report, now: datetime) -> bool:
    """Whether there is a promise that nobody has judged yet, and its day is over."""
    days = _days_left(report, now)
    return days is not None and days < 0


def _days_left(report: Report, now: datetime) -> int | None:
    promise = report.open_promise
    if promise is None or report.promised_by is None:
        return None
    return (report.promised_by - local_date(now, promise.timezone)).days


def faults_of_promise(report: Report, command: Answer, now: datetime, rules: Rules) -> Iterator[FieldError]:
    """Why an answer's promise cannot stand: a plan names its day, and nothing else does."""
    day = command.promised_by
    if command.outcome is not Outcome.PLANNED:
        if day is not None:
            yield FieldError("promised_by", "only_planned")
    elif day is None:
        yield FieldError("promised_by", "promise_needs_a_day")
    else:
        yield from _faults_of_day(day, report, now, rules)


def _faults_of_day(day: date, report: Report, now: datetime, rules: Rules) -> Iterator[FieldError]:
    today = local_date(now, rules.directory.institution_of(report.last_holder).timezone)
    longest = rules.standards.standard(LimitName.PROMISE, class_of(report)).days
    least, most = today + timedelta(days=1), today + timedelta(days=longest)
    if not least <= day <= most:
        yield FieldError("promised_by", "no_day_to_promise", {"least": least, "most": most})
    elif report.open_promise and report.promised_by and day < report.promised_by:
        # What was promised may be done sooner without a word; the time to dispute never becomes shorter.
        yield FieldError("promised_by", "earlier_than_promised", {"least": report.promised_by})
