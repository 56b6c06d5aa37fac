"""What happened to a report, in order: appended by decisions, never edited, enough to rebuild the report.

An event carries the facts it changed (``changes``), so that replaying old events gives the same report even after a
rule, a limit or the calendar has changed (``domain.history``).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from chalicelib.domain.actors import Actor


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
    SURVEYED = "surveyed"
    ARCHIVED = "archived"
    DEEMED_WITHDRAWN = "deemed_withdrawn"
    OBJECTED = "objected"
    MERGED = "merged"
    SPLIT = "split"
    JOINED = "joined"
    LINKED = "linked"
    LEFT = "left"
    FOLLOWED = "followed"
    MAIN_CHANGED = "main_changed"
    TOOK_OVER = "took_over"
    MEMBER_DISPUTED = "member_disputed"
    WITHDRAWN = "withdrawn"
    ERASED = "erased"
    EXPIRED = "expired"
    OMBUDSMAN_ASKED = "ombudsman_asked"
    OMBUDSMAN_REFERRED = "ombudsman_referred"
    OMBUDSMAN_CONSENT_WITHDRAWN = "ombudsman_consent_withdrawn"
    PUBLISHED = "published"
    UNPUBLISHED = "unpublished"
    NOTED = "noted"
    DEADLINE_MOVED = "deadline_moved"
    PUBLICITY_CHANGED = "publicity_changed"
    CONTACT_CHANGED = "contact_changed"
    CONTACT_LOGGED = "contact_logged"
    PROMISE_KEPT = "promise_kept"
    PROMISE_BROKEN = "promise_broken"


INTERNAL = frozenset({EventType.NOTED, EventType.MEMBER_DISPUTED})


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened.

    ``version`` is the number of the accepted command it belongs to; ``text`` is read by the reporter and the officers
    (never by the public: ``domain.visibility``), ``internal_text`` by officers alone; ``data`` explains the event
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


# Nobody is told of these (docs/law.md "Events and who is told").
UNTOLD = frozenset(
    {
        EventType.VERIFIED,
        EventType.RECLASSIFIED,
        EventType.ACCEPTED,
        EventType.NOTED,
        EventType.FOLLOWED,
        EventType.MEMBER_DISPUTED,
        EventType.CONTACT_LOGGED,
        EventType.SURVEYED,
        EventType.PROMISE_BROKEN,  # what it was broken by is told
    }
)
