"""Reports, words and events as items, and back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from pynamodb.expressions.condition import Condition

from chalicelib.domain.actors import Actor, Role
from chalicelib.domain.attachments import Attachment
from chalicelib.domain.directory import Directory
from chalicelib.domain.events import UNTOLD, Event, EventType
from chalicelib.domain.report import Report
from chalicelib.store.codec import (
    decode_changes,
    decode_data,
    decode_report,
    encode_changes,
    encode_report,
    encode_values,
)
from chalicelib.store.entries import for_all, for_officers
from chalicelib.store.indexing import due_keys, index_keys, near_keys, outbox_keys, timestamp, undelivered_key
from chalicelib.store.models.reports import EventItem, HeadItem
from chalicelib.store.models.words import Words

REPORTERS_PART = "reporter"
"""The reporter among those whom letters reach, or do not."""


@dataclass(frozen=True, slots=True)
class StoredFingerprint:
    """Where reports like this one are looked for, a regency's id, and what it is recognised by, as text."""

    area: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Unreached:
    """Somebody whom a letter about event ``seq`` did not reach, and why ("rejected", "bounced", "suppressed" …)."""

    seq: int
    reason: str


@dataclass(frozen=True, slots=True)
class Successor:
    """Who took the place of a main report that ended, and their last event that need not reach its members."""

    report_id: str
    seq: int


@dataclass(frozen=True, slots=True)
class Stored:
    """A report as it is kept: its facts, its title, and the number of the secret its access code was made with.

    ``undelivered`` are those whom mail does not reach, by their part in the report, never by an address.
    ``members`` is how many have joined it, ``successor`` who took its place as the main report once it ended.
    """

    report: Report
    title: str
    secret_number: str
    undelivered: Mapping[str, Unreached] = field(default_factory=dict)
    likeness: StoredFingerprint | None = None
    members: int = 0
    successor: Successor | None = None


@dataclass(frozen=True, slots=True)
class History:
    """All of a report: facts, words, every event in order, and every file.

    ``consulted`` tells that somebody read who the reporter is.
    """

    stored: Stored
    words: Words
    events: tuple[Event, ...]
    attachments: tuple[Attachment, ...] = ()
    consulted: bool = False


def report_key(report_id: str) -> str:
    """The partition key of a report."""
    return f"REPORT#{report_id}"


def event_key(seq: int) -> str:
    """The sort key of an event; padded, so that text sorts as numbers do."""
    return f"EVENT#{seq:06d}"


def letter_key(seq: int, recipient: str) -> str:
    """The sort key of a letter about an event to somebody."""
    return f"TELL#{seq:06d}#{recipient}"


def head_item(stored: Stored, directory: Directory, next_look_at: datetime | None) -> HeadItem:
    """The HEAD of a report in the tree that its last holder stands in, and when the clock looks at it next."""
    report = stored.report
    institution_id = directory.institution_of(report.last_holder).agency_id
    is_marked = stored.undelivered or report.unreached
    item = HeadItem(
        pk=report_key(report.report_id),
        sk="HEAD",
        facts=encode_report(report),
        secret_number=stored.secret_number,
        version=report.version,
        title=stored.title,
        for_all=for_all(report),
        for_officers=for_officers(report, reporter_missed=REPORTERS_PART in stored.undelivered),
        public_title=report.public_title,
        undelivered=undelivered_text(stored.undelivered),
        undelivered_pk=undelivered_key(report.report_id, institution_id) if is_marked else None,
        case_members=stored.members or None,
        case_successor=successor_text(stored.successor) if stored.successor and not report.is_open else None,
    )
    keys = index_keys(report, directory) | due_keys(report.report_id, next_look_at, is_open=report.is_open)
    if stored.likeness:
        item.area, item.fingerprint = stored.likeness.area, stored.likeness.fingerprint
        keys |= near_keys(report, stored.likeness.area)
    for name, value in keys.items():
        setattr(item, name, value)
    return item


def stored_from(item: HeadItem) -> Stored:
    """What a HEAD holds."""
    likeness = StoredFingerprint(item.area, item.fingerprint) if item.area and item.fingerprint else None
    successor_id, _, seq = (item.case_successor or "").rpartition("#")
    return Stored(
        decode_report(item.facts),
        item.title,
        item.secret_number,
        undelivered_in(item.undelivered),
        likeness,
        int(item.case_members or 0),
        Successor(successor_id, int(seq)) if successor_id else None,
    )


def successor_text(successor: Successor) -> str:
    """A successor as it is kept on the HEAD."""
    return f"{successor.report_id}#{successor.seq}"


def same_case(stored: Stored) -> Condition:
    """The condition that nobody joined or left the report, or took its place, since its HEAD was read."""
    members: Condition = HeadItem.case_members == stored.members
    if not stored.members:
        members |= HeadItem.case_members.does_not_exist()
    successor: Condition = HeadItem.case_successor.does_not_exist()
    if stored.successor:
        successor = HeadItem.case_successor == successor_text(stored.successor)
    unchanged: Condition = members & successor
    return unchanged


def undelivered_text(undelivered: Mapping[str, Unreached]) -> str | None:
    """Who was not reached, as one text that is the same for the same people; None for nobody."""
    return encode_values({name: undelivered[name] for name in sorted(undelivered)}) if undelivered else None


def same_marks(text: str | None) -> Condition:
    """The condition that nobody marked another one, or was taken off, since the HEAD was read."""
    unmarked: Condition = HeadItem.undelivered.does_not_exist()
    return HeadItem.undelivered == text if text else unmarked


def undelivered_in(text: str | None) -> dict[str, Unreached]:
    """Who was not reached."""
    return {name: Unreached(**one) for name, one in decode_data(text).items()} if text else {}


def event_item(report_id: str, event: Event) -> EventItem:
    """An event, with the entry to tell it where somebody must hear of it."""
    key = event_key(event.seq)
    entry = {} if event.type in UNTOLD else outbox_keys(report_id, key, event.at)
    return EventItem(
        pk=report_key(report_id),
        sk=key,
        seq=event.seq,
        version=event.version,
        at=timestamp(event.at),
        type=event.type.value,
        role=event.actor.role.value,
        agency_id=event.actor.agency_id,
        username=event.actor.username,
        text=event.text,
        internal_text=event.internal_text,
        data=encode_values(event.data),
        changes=encode_changes(event.changes),
        outbox_pk=entry.get("outbox_pk"),
        outbox_sk=entry.get("outbox_sk"),
    )


def event_in(image: Mapping[str, Any]) -> Event:
    """The event in an EVENT as DynamoDB writes it, in a stream for instance. Raises for one that is none."""
    return event_from(EventItem.from_raw_data(dict(image)))


def event_from(item: EventItem) -> Event:
    """What an EVENT holds."""
    return Event(
        seq=int(item.seq),
        version=int(item.version),
        at=datetime.fromisoformat(item.at),
        type=EventType(item.type),
        actor=Actor(Role(item.role), item.agency_id, item.username),
        text=item.text,
        internal_text=item.internal_text,
        data=decode_data(item.data),
        changes=decode_changes(item.changes),
    )
