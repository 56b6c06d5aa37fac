"""New reports come to an office one letter each, until there are many: those after the first few of a quarter of an
hour are one letter at its end.

Which of them a report is told by is on record before anything is sent. Its entry leaves the outbox in the transaction
that puts it into the common letter; one whose own letter was begun goes by that.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from chalicelib import clock
from chalicelib.domain.events import Event, EventType
from chalicelib.domain.limits import LimitName
from chalicelib.domain.report import ClosedReason, Report
from chalicelib.notify.letters import OFFICER
from chalicelib.notify.turns import PAUSE
from chalicelib.settings import settings
from chalicelib.store import deliveries, ended, gathered
from chalicelib.store.ended import EndedReport
from chalicelib.store.items import event_key
from chalicelib.store.outbox import Gathered

NEW_TO_AN_OFFICE = frozenset({EventType.SUBMITTED, EventType.FORWARDED, EventType.DECIDED})
ENDED_WELL = frozenset({EventType.CONFIRMED, EventType.CLOSED})
"""What asks an office for nothing more: its next digest tells."""
WHATEVER_COMES = 1_000_000
CLOCKS_DIFFER = timedelta(minutes=1)

Entries = list[tuple[str, str]]
"""Entries of the outbox, by report and key."""


@dataclass
class Gathering:
    """What one invocation puts into the letters of offices."""

    _full: dict[Gathered, frozenset[str]] = field(default_factory=dict)
    # Keys alone: a batch may bring the same entry twice, and a transaction takes no item twice.
    _waiting: dict[Gathered, dict[tuple[str, str], None]] = field(default_factory=dict)

    def takes(self, agency_id: str, institution_id: str, report: Report, event: Event) -> bool:
        """Whether an office hears of a report by a common letter: its digest, or that about new ones. Raises
        StoreFailure.
        """
        if event.type in ENDED_WELL:
            return _is_for_the_digest(institution_id, report, event)
        report_id = report.report_id
        letter, mark = Gathered(agency_id, _until(clock.now())), f"{report_id}#{event.seq}"
        # Since then, it may have gone by itself in a window before this one.
        is_of_before = event.at < letter.until - PAUSE + CLOCKS_DIFFER
        if is_of_before and deliveries.is_begun(report_id, event.seq, OFFICER):
            return False
        if letter not in self._full:
            if gathered.goes_first(agency_id, letter.until, mark, settings().office_letters_at_once):
                return False
            self._full[letter] = gathered.first_ones(agency_id, letter.until)
        if mark in self._full[letter]:
            return False
        self._waiting.setdefault(letter, {})[report_id, event_key(event.seq)] = None
        return True

    def leaves(self, agency_id: str, report_id: str, event: Event) -> None:
        """Put on record that a report goes by itself, however many did before. Raises StoreFailure."""
        if event.type not in NEW_TO_AN_OFFICE:
            return
        letter, mark = Gathered(agency_id, _until(clock.now())), f"{report_id}#{event.seq}"
        gathered.goes_first(agency_id, letter.until, mark, WHATEVER_COMES)
        if letter in self._full:
            self._full[letter] |= {mark}

    def waiting(self) -> Iterator[tuple[Gathered, Entries]]:
        """What is to be put into which letter, as much as one transaction holds; each time asked less."""
        while self._waiting:
            letter, found = self._waiting.popitem()
            entries = [*found]
            for begin in range(0, len(entries), gathered.AT_MOST):
                yield letter, entries[begin : begin + gathered.AT_MOST]


def _until(now: datetime) -> datetime:
    """The end of the quarter of an hour."""
    quarter = int(PAUSE.total_seconds())
    return datetime.fromtimestamp((int(now.timestamp()) // quarter + 1) * quarter, UTC)


def _is_for_the_digest(institution_id: str, report: Report, event: Event) -> bool:
    """Whether the holder hears of a report's end by the next digest, which is on record now. Raises StoreFailure."""
    if deliveries.is_begun(report.report_id, event.seq, OFFICER):
        return False
    limit, reason = report.limit(LimitName.DISPUTE), report.closed_reason or ClosedReason.CONFIRMED
    until = limit.due_at if limit and report.runs(limit) else None
    closed = EndedReport(report.last_holder, report.report_id, reason, until)
    ended.put_down(institution_id, closed, event_key(event.seq))
    return True


def put_in(letter: Gathered, entries: Sequence[tuple[str, str]]) -> None:
    """Put entries into a letter; those that others settled meanwhile are told. Raises Conflict, StoreFailure."""
    while entries:
        settled = gathered.put_in(letter.agency_id, letter.until, entries, clock.now())
        if not settled:
            return
        entries = [one for place, one in enumerate(entries) if place not in settled]
