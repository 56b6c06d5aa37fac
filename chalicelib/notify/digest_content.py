"""What each agency finds on its desk in the morning, and how it is kept until dispatch tells it.

The letter is in chalicelib.notify.digests: who promises a digest renders none, and loads no templates.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import msgspec

from chalicelib.domain.calendar.workdays import local_date
from chalicelib.domain.directory import Directory
from chalicelib.domain.report import ClosedReason
from chalicelib.domain.states import State
from chalicelib.store import ended
from chalicelib.store.ended import EndedReport
from chalicelib.store.entries import Entry


@dataclass(frozen=True, slots=True)
class DigestRow:
    """A report as the digest lists it; ``due_at`` is empty when nothing runs."""

    report_id: str
    state: State
    due_at: datetime | None
    level: int = 0


@dataclass(frozen=True, slots=True)
class EndedRow:
    """A report that was closed, and until when it may be disputed."""

    report_id: str
    reason: ClosedReason
    until: datetime | None


@dataclass(frozen=True, slots=True)
class DigestContent:
    """What an agency finds on its desk on the morning of ``date``, local to ``timezone``.

    Two are remarks, and alone no reason for a digest: ``vacant`` is in how many units of an institution nobody can
    answer, ``promises`` how many promises of the agency, and of all below it, have their day this month and are not
    judged yet.
    """

    agency_name: str
    date: date
    timezone: str
    late: tuple[DigestRow, ...] = ()
    due_today: tuple[DigestRow, ...] = ()
    new: tuple[DigestRow, ...] = ()
    ended: tuple[EndedRow, ...] = ()
    vacant: int = 0
    promises: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell: then no digest is sent."""
        return not (self.late or self.due_today or self.new or self.ended)


def days_of(
    entries: Iterable[Entry],
    today: date,
    since: datetime,
    timezone: str,
    directory: Directory,
    closed: Sequence[EndedReport] = (),
) -> Iterator[tuple[str, DigestContent]]:
    """For each agency that holds something of note, what it finds this morning; ``since`` the last one is new."""
    held: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.holder:
            held.setdefault(entry.holder, []).append(entry)
    for agency_id in sorted(held.keys() | {one.agency_id for one in closed}):
        its = held.get(agency_id, [])
        agency = directory.get(agency_id)
        day = DigestContent(
            agency_name=agency.name if agency else agency_id,
            date=today,
            timezone=timezone,
            late=tuple(_digest_row(one) for one in its if one.late),
            due_today=tuple(_digest_row(one) for one in its if not one.late and _due_on(one, timezone) == today),
            new=tuple(_digest_row(one) for one in its if datetime.fromisoformat(one.holder_since) >= since),
            ended=tuple(
                EndedRow(one.report_id, ClosedReason(one.reason), one.until)
                for one in ended.told_at_once(closed, agency_id)
            ),
        )
        if not day.is_empty:
            yield agency_id, day


def encode(day: DigestContent) -> str:
    """A day as text, to be kept until it is told."""
    return msgspec.json.encode(day).decode()


def decode(content: str) -> DigestContent:
    """A day from text. Raises msgspec.ValidationError when it is none."""
    return msgspec.json.decode(content, type=DigestContent)


def _digest_row(entry: Entry) -> DigestRow:
    due_at = datetime.fromisoformat(entry.due_at) if entry.due_at else None
    return DigestRow(entry.report_id, State(entry.state), due_at, entry.level)


def _due_on(entry: Entry, timezone: str) -> date | None:
    return local_date(datetime.fromisoformat(entry.due_at), timezone) if entry.due_at else None
