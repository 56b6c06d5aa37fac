"""Declaring a day off after the year's decree, or taking one back (docs/decisions.md "The clock").

A decree is for its own year and the next is decreed in autumn, so only these two years can be meant. What is past has
been counted, and deadlines that people relied on are not changed behind them.
"""

from collections.abc import Iterator
from datetime import date

from chalicelib.domain.calendar.workdays import SATURDAY, Calendar
from chalicelib.domain.refusals import FieldError

KINDS = ("national", "collective_leave")


def faults_of_declaration(day: date, calendar: Calendar, today: date) -> Iterator[FieldError]:
    """Why a day cannot be declared free of work, at most one reason; ``today`` is the date in Jakarta."""
    if day.year not in (today.year, today.year + 1):
        yield FieldError("date", "wrong_year", {"least": today.year, "most": today.year + 1})
    elif day < today:
        yield FieldError("date", "already_past")
    elif day in calendar.holidays and not calendar.is_uncertain(day):
        yield FieldError("date", "already_declared")
    elif day.weekday() >= SATURDAY:
        yield FieldError("date", "never_worked")


def faults_of_revocation(day: date, calendar: Calendar, today: date) -> Iterator[FieldError]:
    """Why a day cannot be taken back, at most one reason; ``today`` is the date in Jakarta."""
    if day not in calendar.holidays:
        yield FieldError("date", "not_a_holiday")
    elif day < today:
        yield FieldError("date", "already_past")
