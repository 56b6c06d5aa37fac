"""Working days: which days count, and which day is the last one (docs/law.md "The working calendar")."""

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day without work: a national holiday or a day of collective leave (cuti bersama), both by joint decree."""

    date: date
    kind: str
    name_id: str
    name_en: str
    decree: str | None = None


@dataclass(frozen=True, slots=True)
class Calendar:
    """The holidays decreed so far; years not in ``complete_years`` are computed all the same, and provisional."""

    holidays: Mapping[date, Holiday] = field(default_factory=dict)
    complete_years: frozenset[int] = frozenset()

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
