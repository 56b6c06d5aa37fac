"""The time ledger: whose every second of a report was. A pure function of its events, the directory, the calendar.

Each second has exactly one owner (docs/law.md "The time ledger"):

- the coordinator of an institution, while a report is verified, handed on or decided about there;
- the nation, while it does the same;
- the holder, while a unit works on it: its own time and nobody else's;
- the reporter, while data is asked for, an answer waits for their word, or an ended report for their objection;
- nobody, on days on which offices rest, for no limit of an office counts these.

A return that was wrong is charged to who returned: when the decision sends the report back to it, the time of deciding
is its own. Data asked for pauses the law's limits for 30 days in all; what is beyond them is again whose it was before.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from chalicelib.domain.calendar.workdays import Calendar, local_date
from chalicelib.domain.directory import NATION_ID, Directory
from chalicelib.domain.events import Event, EventType
from chalicelib.domain.history import apply
from chalicelib.domain.pauses import PAUSE_BUDGET_DAYS
from chalicelib.domain.report import Report
from chalicelib.domain.states import OPEN_STATES, State


class Party(StrEnum):
    """Whose a second was."""

    COORDINATOR = "coordinator"
    HOLDER = "holder"
    REPORTER = "reporter"
    NATION = "nation"
    PAUSED = "paused"


_THE_REPORTERS = frozenset({State.ANSWERED}) | (frozenset(State) - OPEN_STATES)
_AT_WORK = frozenset({State.IN_PROGRESS, State.REOPENED, State.JOINED})


@dataclass(frozen=True, slots=True)
class Owner:
    """A party, and which agency it was; none for the reporter and for nobody."""

    party: Party
    agency_id: str | None = None


@dataclass(frozen=True, slots=True)
class OwnedTime:
    """What one owner had of a report: whole seconds, and the working days at whose end it was theirs (local days of
    the institution that held the report).
    """

    owner: Owner
    seconds: int
    working_days: int


@dataclass(frozen=True, slots=True)
class _Interval:
    """A time in which nothing happened: how the report stood, and who is charged instead of who decides."""

    since: datetime
    until: datetime
    report: Report
    charged: str | None = None


NOBODY, THE_REPORTER = Owner(Party.PAUSED), Owner(Party.REPORTER)


def time_ledger(
    events: Iterable[Event], directory: Directory, calendar: Calendar, now: datetime
) -> tuple[OwnedTime, ...]:
    """Each owner with all its time, in the order in which they came to the report.

    The seconds make up the age of the report: from its receipt to its end, or to ``now`` while it is open; both are
    cut to whole seconds. Raises KeyError for a holder that ``directory`` does not know.
    """
    seconds: dict[Owner, int] = {}
    days: dict[Owner, int] = {}
    waited: set[date] = set()
    for interval in _intervales(tuple(events), now, directory):
        zone = directory.institution_of(interval.report.last_holder).timezone
        for since, until, day, lasts in _days_of(interval, zone):
            is_worked = calendar.is_working_day(day)
            owner = _owner(interval, directory, day, lasts, waited, is_worked=is_worked)
            seconds[owner] = seconds.get(owner, 0) + int((until - since).total_seconds())
            days[owner] = days.get(owner, 0) + (lasts and is_worked)
    return tuple(OwnedTime(owner, seconds[owner], days[owner]) for owner in seconds)


def _intervales(events: tuple[Event, ...], now: datetime, directory: Directory) -> Iterator[_Interval]:
    report: Report | None = None
    returner: str | None = None
    since = datetime.min.replace(tzinfo=UTC)
    for place, event in enumerate(events):
        before, report = report, apply(report, event)
        if event.type is EventType.RETURNED and before:
            returner = before.last_holder
        later = events[place + 1 :]
        # What a sweep missed is recorded after what followed it: an event is never told before the last one here.
        began = event.at if before else report.moment_of_receipt(directory.institution_of(report.last_holder).timezone)
        since = max(since, began.replace(microsecond=0))
        until = (later[0].at if later else now).replace(microsecond=0)
        if since < until and not (report.ended_at and not _lives_again(later)):
            is_wrong = report.state is State.RETURNED and _decided_for(later) == returner
            yield _Interval(since, until, report, returner if is_wrong else None)


def _lives_again(events: tuple[Event, ...]) -> bool:
    """Whether a report that ended has a holder again later."""
    return any(event.changes.get("holder") for event in events)


def _decided_for(events: tuple[Event, ...]) -> str | None:
    """To whom the next decision gives a report that was returned; None while nobody decided."""
    decided = next((event for event in events if event.type in (EventType.DECIDED, EventType.FORWARDED)), None)
    return decided.data.get("to") if decided else None


def _days_of(interval: _Interval, zone: str) -> Iterator[tuple[datetime, datetime, date, bool]]:
    """The interval cut at midnight: from, until, the local day, and whether it lasts to that day's end."""
    since = interval.since
    while since < interval.until:
        day = local_date(since, zone)
        midnight = datetime.combine(day + timedelta(days=1), time(), ZoneInfo(zone)).astimezone(since.tzinfo)
        yield since, min(midnight, interval.until), day, midnight <= interval.until
        since = midnight


def _owner(
    interval: _Interval, directory: Directory, day: date, lasts: bool, waited: set[date], *, is_worked: bool
) -> Owner:
    """Whose a part of a day is; ``waited`` are the days spent so far of those on which a report may wait for data."""
    report = interval.report
    if report.state in _THE_REPORTERS:
        return THE_REPORTER
    waits = report.state is State.NEEDS_INFO and not report.unreached
    if waits and (day in waited or len(waited) < PAUSE_BUDGET_DAYS):
        waited.update({day} if lasts else ())
        return THE_REPORTER
    if not is_worked:
        return NOBODY
    if interval.charged:
        return Owner(Party.HOLDER, interval.charged)
    return _office(report, directory)


def _office(report: Report, directory: Directory) -> Owner:
    """The office whose turn it is: who works on the report, or who verifies, hands on or decides."""
    holder, state = report.last_holder, report.paused_state or report.state
    institution = directory.institution_of(holder).agency_id
    is_a_unit = holder != institution
    if state in _AT_WORK or (state is State.FORWARDED and is_a_unit):
        return Owner(Party.HOLDER, holder)
    return Owner(Party.NATION if institution == NATION_ID else Party.COORDINATOR, institution)
