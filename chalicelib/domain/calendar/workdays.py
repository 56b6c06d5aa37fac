"""Working days: which days count, and which day is the last one (docs/law.md "The working calendar")."""

from collections.abc import Container, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

SATURDAY = 5
Day = date
"""A date, where a field is called so."""


class HolidayStatus(StrEnum):
    """Whether a day is certain: of two feasts a year the ministers settle the day shortly before (sidang isbat)."""

    DECREED = "decreed"
    SUBJECT_TO_ISBAT = "subject_to_isbat"


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day without work: a national holiday or a day of collective leave (cuti bersama), both by joint decree.

    ``declared_on`` is when it was added after the year's decree, ``revoked_on`` when it was taken back, both local to
    Jakarta; ``revoked_by`` is the decree that did it.
    """

    date: date
    kind: str
    name_id: str
    name_en: str
    decree: str | None = None
    status: HolidayStatus = HolidayStatus.DECREED
    declared_on: Day | None = None
    revoked_on: Day | None = None
    revoked_by: str | None = None


@dataclass(frozen=True, slots=True)
class Calendar:
    """The holidays decreed so far; years not in ``complete_years`` are computed all the same, and provisional.

    ``revoked`` are days that were taken back: for limits that had begun by then they stay free (``for_limit_begun``).
    """

    holidays: Mapping[date, Holiday] = field(default_factory=dict)
    complete_years: frozenset[int] = frozenset()
    revoked: Mapping[date, Holiday] = field(default_factory=dict)

    def for_limit_begun(self, started_on: date) -> "Calendar":
        """The calendar by which a limit runs that began on a date: no day taken back later makes it end earlier."""
        relied_on = {day: one for day, one in self.revoked.items() if one.revoked_on and one.revoked_on >= started_on}
        return replace(self, holidays={**relied_on, **self.holidays}, revoked={}) if relied_on else self

    def without(self, days: Container[date]) -> "Calendar":
        """The calendar as if these days were worked."""
        return replace(self, holidays={day: one for day, one in self.holidays.items() if day not in days})

    def is_uncertain(self, day: date) -> bool:
        """Whether a day without work may still turn out to be another one."""
        holiday = self.holidays.get(day)
        return holiday is not None and holiday.status is HolidayStatus.SUBJECT_TO_ISBAT

    def is_working_day(self, day: date) -> bool:
        """Whether offices work on that day."""
        return day.weekday() < SATURDAY and day not in self.holidays

    def is_provisional(self, day: date) -> bool:
        """Whether the holidays of that day's year are not decreed yet."""
        return day.year not in self.complete_years

    def working_day_before(self, day: date) -> date:
        """The last working day before a day."""
        day -= timedelta(days=1)
        while not self.is_working_day(day):
            day -= timedelta(days=1)
        return day

    def add_working_days(self, start: date, days: int, paused: Container[date] = ()) -> date:
        """The last day of ``days`` working days after ``start``, which is day 0 whether it is worked or not.

        Paused days are skipped like holidays. Zero days end on ``start`` itself.
        """
        day = start
        remaining = days
        while remaining > 0:
            day += timedelta(days=1)
            if self.is_working_day(day) and day not in paused:
                remaining -= 1
        return day


def add_calendar_days(start: date, days: int, paused: Container[date] = ()) -> date:
    """The last day of ``days`` calendar days after ``start`` (day 0), paused days skipped."""
    day = start
    remaining = days
    while remaining > 0:
        day += timedelta(days=1)
        if day not in paused:
            remaining -= 1
    return day


def local_date(instant: datetime, timezone: str) -> date:
    """The date that an instant has in a time zone. Raises ValueError for a naive instant."""
    if instant.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return instant.astimezone(ZoneInfo(timezone)).date()


def end_of_day(day: date, timezone: str) -> datetime:
    """23:59:59 local time of a day, in UTC: the last moment at which something is not late."""
    return datetime.combine(day, time(23, 59, 59), ZoneInfo(timezone)).astimezone(UTC)
