"""When somebody is reminded of a limit before it lapses (docs/law.md "Limits", "Reminders").

At 09:00 local time of the limit's zone: half-way for limits of ten working days and more, on the last working day but
one for those of two and more, on days 7, 14 and 25 for data asked of the reporter, and on the day that was promised,
which is asked about later where it was missed. The decisions to remind are
facts on the limit, so that each is given once.
"""

from collections.abc import Container, Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from chalicelib.domain.calendar.workdays import Calendar, local_date
from chalicelib.domain.limits import LIMITS, Limit, Reminder, Reminding

AT = time(9)
HALF, LAST, LAPSED, UNTOLD, PROMISED = "half", "last", "lapsed", "unreached", "promised"
HALF_FROM_DAYS = 10
LAST_FROM_DAYS = 2
DAYS_7_14_25 = (7, 14, 25)


def reminders(limit: Limit, paused: Container[date], calendar: Calendar) -> tuple[Reminder, ...]:
    """Every reminder of a limit with its instant in UTC, given or not, in the order of time."""
    calendar = calendar.for_limit_begun(limit.started_on)
    return tuple(sorted(_reminders(limit, paused, calendar), key=lambda reminder: reminder.at))


def is_given(limit: Limit, reminder: Reminder) -> bool:
    """Whether a reminder of that kind was recorded, for its present instant or a later one."""
    return any(one.kind == reminder.kind and one.at >= reminder.at for one in limit.reminded)


def _reminders(limit: Limit, paused: Container[date], calendar: Calendar) -> Iterator[Reminder]:
    match LIMITS[limit.name].reminds:
        case Reminding.ON_DAYS_7_14_25:
            for day in DAYS_7_14_25:
                if day < limit.days:
                    yield _on(limit, f"day_{day}", limit.started_on + timedelta(days=day))
        case Reminding.DAY_BEFORE:
            yield _on(limit, LAST, calendar.working_day_before(local_date(limit.due_at, limit.timezone)))
        case Reminding.ON_THE_DAY:
            yield _on(limit, PROMISED, local_date(limit.due_at, limit.timezone))
        case Reminding.HALF_AND_LAST:
            yield from _half_and_last(limit, paused, calendar)


def _half_and_last(limit: Limit, paused: Container[date], calendar: Calendar) -> Iterator[Reminder]:
    days = limit.days + limit.extra_days
    if days >= HALF_FROM_DAYS:
        yield _on(limit, HALF, calendar.add_working_days(limit.started_on, days // 2, paused))
    if days >= LAST_FROM_DAYS:
        yield _on(limit, LAST, calendar.add_working_days(limit.started_on, days - 1, paused))


def _on(limit: Limit, kind: str, day: date) -> Reminder:
    return Reminder(kind, datetime.combine(day, AT, ZoneInfo(limit.timezone)).astimezone(UTC))
