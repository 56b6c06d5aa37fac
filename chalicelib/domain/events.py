"""What happened to a report, in order: appended by decisions, never edited, enough to rebuild the report.

An event carries the facts it changed (``changes``), so that replaying old events gives the same report even after a
rule, a limit or the calendar has changed. ``apply`` is therefore the only place where a report comes to be.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from chalicelib.domain.report import Report


class Role(StrEnum):
    """In what office somebody acts (docs/law.md "Who may do what")."""

    PUBLIC = "public"
    REPORTER = "reporter"
    LIAISON = "liaison"
    HEAD = "head"
    COORDINATOR = "coordinator"
    INSPECTORATE = "inspectorate"
    NATION = "nation"
    OBSERVER = "observer"
    INTEGRATION = "integration"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: an office and its agency; ``username`` is for the internal record only."""

    role: Role
    agency_id: str | None = None
    username: str | None = None


class EventType(StrEnum):
    """What can happen to a report (docs/law.md "Events and who is told")."""

    SUBMITTED = "submitted"
    VERIFIED = "verified"
    RECLASSIFIED = "reclassified"
    FORWARDED = "forwarded"
    DATA_REQUESTED = "data_requested"
    COMPLETED = "completed"
    REPLIED = "replied"
    ACCEPTED = "accepted"
    PROGRESSED = "progressed"
    ANSWERED = "answered"
    RETURNED = "returned"
    DECIDED = "decided"
    EXTENDED = "extended"
    REMINDED = "reminded"
    ESCALATED = "escalated"
    DISPUTED = "disputed"
    CONFIRMED = "confirmed"
    CLOSED = "closed"
    ARCHIVED = "archived"
    DEEMED_WITHDRAWN = "deemed_withdrawn"
    OBJECTED = "objected"
    MERGED = "merged"
    SPLIT = "split"
    WITHDRAWN = "withdrawn"
    ERASED = "erased"
    OMBUDSMAN_ASKED = "ombudsman_asked"
    OMBUDSMAN_REFERRED = "ombudsman_referred"
    PUBLISHED = "published"
    UNPUBLISHED = "unpublished"
    NOTED = "noted"
    DEADLINE_MOVED = "deadline_moved"
    PUBLICITY_CHANGED = "publicity_changed"


PUBLIC_DATE_ONLY = frozenset(
    {EventType.DATA_REQUESTED, EventType.COMPLETED, EventType.REPLIED, EventType.WITHDRAWN, EventType.ERASED}
)
NOT_PUBLIC = frozenset({EventType.REMINDED, EventType.UNPUBLISHED, EventType.NOTED, EventType.PUBLICITY_CHANGED})
INTERNAL = frozenset({EventType.NOTED})


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened.

    ``version`` is the number of the accepted command it belongs to; ``text`` is read by the reporter and the officers
    (and by the public where the type is public), ``internal_text`` by officers alone; ``data`` explains the event
    (``{"level": 2, "limit": "finish"}``); ``changes`` maps facts of the report to their new values.
    """

    seq: int
    version: int
    at: datetime
    type: EventType
    actor: Actor
    text: str | None = None
    internal_text: str | None = None
    data: Mapping[str, Any] = field(default_factory=dict)
    changes: Mapping[str, Any] = field(default_factory=dict)


def apply(report: Report | None, event: Event) -> Report:
    """The report after one more event.

    Raises ValueError when the event is not the next one of this report.
    """
    if event.seq != (report.seq if report else 0) + 1:
        raise ValueError(f"event {event.seq} does not follow event {report.seq if report else 0}")
    counted = {**event.changes, "seq": event.seq, "version": event.version}
    return replace(report, **counted) if report else Report(**counted)


def replay(events: Iterable[Event]) -> Report:
    """The report that a whole history makes. Raises ValueError for an empty history or one with a gap."""
    report: Report | None = None
    for event in events:
        report = apply(report, event)
    if report is None:
        raise ValueError("a report begins with an event")
    return report


# Nobody is told of these (docs/law.md "Events and who is told").
UNTOLD = frozenset({EventType.VERIFIED, EventType.RECLASSIFIED, EventType.ACCEPTED, EventType.NOTED})
