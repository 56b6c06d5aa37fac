"""What the public sees of a report: ONE table says it for each event (docs/law.md "What the public reads").

The public view, the pages without script, the letters to followers and to reporters of merged reports, lists, feeds and
exports all ask here; no other code decides it. No text is public that was not looked at as public: what somebody wrote
to somebody else is never shown itself, only the public text that was given for it.

Public texts live in two places of an event's ``data``: ``public_text`` of an officer's own event, given with it, and
``public_texts`` of a publication, which gives them for earlier events by their number.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from chalicelib.domain.events import Event, EventType
from chalicelib.domain.report import Report

E = EventType


class Sight(StrEnum):
    """How much of an event is public."""

    FACTS = "its facts"
    DATE = "that it happened, and when"
    NOTHING = "nothing"


# An event that stands in no row is not public.
SIGHTS: Mapping[EventType, Sight] = {
    E.SUBMITTED: Sight.FACTS,
    E.VERIFIED: Sight.FACTS,
    E.RECLASSIFIED: Sight.FACTS,
    E.FORWARDED: Sight.FACTS,
    E.DATA_REQUESTED: Sight.DATE,
    E.COMPLETED: Sight.DATE,
    E.REPLIED: Sight.DATE,
    E.ACCEPTED: Sight.FACTS,
    E.PROGRESSED: Sight.FACTS,
    E.ANSWERED: Sight.FACTS,
    E.RETURNED: Sight.FACTS,
    E.DECIDED: Sight.FACTS,
    E.EXTENDED: Sight.FACTS,
    E.REMINDED: Sight.NOTHING,
    E.ESCALATED: Sight.FACTS,
    E.DISPUTED: Sight.FACTS,
    E.CONFIRMED: Sight.FACTS,
    E.CLOSED: Sight.FACTS,
    E.ARCHIVED: Sight.FACTS,
    E.DEEMED_WITHDRAWN: Sight.FACTS,
    E.OBJECTED: Sight.FACTS,
    E.MERGED: Sight.FACTS,
    E.SPLIT: Sight.FACTS,
    E.JOINED: Sight.FACTS,
    E.LINKED: Sight.FACTS,
    E.LEFT: Sight.FACTS,
    E.FOLLOWED: Sight.FACTS,
    E.MAIN_CHANGED: Sight.FACTS,
    E.TOOK_OVER: Sight.FACTS,
    E.MEMBER_DISPUTED: Sight.NOTHING,
    E.WITHDRAWN: Sight.DATE,
    E.ERASED: Sight.DATE,
    E.EXPIRED: Sight.NOTHING,
    E.OMBUDSMAN_ASKED: Sight.FACTS,
    E.OMBUDSMAN_REFERRED: Sight.FACTS,
    E.OMBUDSMAN_CONSENT_WITHDRAWN: Sight.NOTHING,
    E.PUBLISHED: Sight.FACTS,
    E.UNPUBLISHED: Sight.NOTHING,
    E.NOTED: Sight.NOTHING,
    E.DEADLINE_MOVED: Sight.FACTS,
    E.PUBLICITY_CHANGED: Sight.NOTHING,
    E.CONTACT_LOGGED: Sight.NOTHING,
    E.SURVEYED: Sight.NOTHING,
    E.CONTACT_CHANGED: Sight.NOTHING,
    E.PROMISE_KEPT: Sight.FACTS,
    E.PROMISE_BROKEN: Sight.FACTS,
}
SHOWN_AS: Mapping[EventType, EventType] = {E.DECIDED: E.FORWARDED}
"""Events that the public sees as another one."""
# Facts of an event's data that the public may read where they are codes, dates or numbers.
FACTS = (
    "level", "limit", "days", "to", "limits", "classification", "category", "action_date", "outcome", "promised_by",
    "moved", "holidays",
)  # fmt: skip
# Events whose reason is a code; that of an extension is an officer's sentence.
CODED_REASONS = frozenset({E.RETURNED, E.CLOSED, E.ARCHIVED})
WORDED = frozenset(
    {
        E.FORWARDED, E.DATA_REQUESTED, E.COMPLETED, E.REPLIED, E.PROGRESSED, E.ANSWERED, E.RETURNED, E.DECIDED,
        E.EXTENDED, E.DISPUTED, E.ARCHIVED, E.OBJECTED,
    }
)  # fmt: skip
"""Events with words to somebody, for which a public text may be given."""
# What officers made of the reporter's words for the public, in an event's data or changes: erased with those words.
WORDED_FROM_THE_REPORT = frozenset({"public_title", "public_body", "public_texts"})
REPORT_FACTS = (
    "report_id", "version", "state", "classification", "category", "received_at", "answer_by", "level", "late",
    "closed_reason", "archived_reason", "outcome", "promised_by", "channel", "received_on",
)  # fmt: skip
"""Facts of a report that everybody may read, beside its public title and body, its holder and its deadline."""
LISTED = ("state", "category", "holder", "holder_since", "received_at", "level", "closed_reason")
"""Facts of a published report in the public lists, beside its number and its public title."""
PLACE = ("province", "regency", "district", "village")
"""Parts of a report's place that everybody may read: none that leads to a door."""
MEMBERS_FACTS = ("action_date", "outcome", "promised_by", "public_text")
"""Facts of an event on a main report that stand on its members' reports too."""


@dataclass(frozen=True, slots=True)
class PublicEvent:
    """An event as the public sees it; ``text`` is its public text."""

    type: EventType
    text: str | None = None
    data: Mapping[str, Any] = field(default_factory=dict)


def public_body(report: Report, events: Iterable[Event]) -> str | None:
    """The public wording of the report itself, kept in the event that set it."""
    found = next((event for event in events if event.seq == report.public_body_seq), None)
    return found.data.get("public_body") if found else None


def public_texts(events: Iterable[Event]) -> dict[int, str]:
    """The public texts of events by their number, as a history of events leaves them.

    A publication begins anew: what it does not name is not shown, also where a public text was given before. From then
    on each event brings its own, and a further publication changes those it names.
    """
    shown: dict[int, str | None] = {}
    is_published = False
    for event in events:
        if event.type is E.UNPUBLISHED or (event.type is E.PUBLISHED and not is_published):
            shown = {}
        if event.type in (E.PUBLISHED, E.UNPUBLISHED):
            is_published = event.type is E.PUBLISHED
        if is_published and event.type in WORDED:
            shown[event.seq] = event.data.get("public_text")
        named = event.data.get("public_texts") or {}
        shown |= {int(seq): text for seq, text in named.items()}
    return {seq: text for seq, text in shown.items() if text}


def public_event(event: Event, texts: Mapping[int, str]) -> PublicEvent | None:
    """An event as the public sees it on a published report, None for one that it does not see; ``texts`` are all
    public texts of the report."""
    sight = SIGHTS.get(event.type, Sight.NOTHING)
    if sight is Sight.NOTHING:
        return None
    text = texts.get(event.seq) if event.type in WORDED else None
    data = _facts(event) if sight is Sight.FACTS else {}
    return PublicEvent(SHOWN_AS.get(event.type, event.type), text, data)


def public_events(events: Iterable[Event]) -> Iterator[tuple[Event, PublicEvent]]:
    """The events that the public sees of a published report, each with what it sees."""
    history = list(events)
    texts = public_texts(history)
    for event in history:
        if shown := public_event(event, texts):
            yield event, shown


def public_words(event: Event, history: Sequence[Event]) -> str | None:
    """The public text of one event of a published report; ``history`` is empty when its command was the last one.

    Then nobody can have changed what was given with it.
    """
    texts = public_texts(history) if history else {event.seq: event.data.get("public_text") or ""}
    shown = public_event(event, texts)
    return (shown.text or None) if shown else None


def public_place(location: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """The place of a report as far as everybody may know it."""
    return {name: location[name] for name in PLACE if name in location} if location else None


def earlier_texts(events: Iterable[Event]) -> list[Event]:
    """The events with words, of officers and the reporter, for which a publication may give a public text."""
    return [event for event in events if event.type in WORDED and event.text]


def proposed_text(event: Event, texts: Mapping[int, str]) -> str | None:
    """The public text of an event: the one that is shown, or else the one that its officer gave for it."""
    given: str | None = event.data.get("public_text")
    return texts.get(event.seq) or given


def _facts(event: Event) -> dict[str, Any]:
    names = (*FACTS, "reason") if event.type in CODED_REASONS else FACTS
    return {name: event.data[name] for name in names if name in event.data}


def for_members(event: Event, report: Report) -> tuple[str | None, dict[str, Any], bool]:
    """What the reporters of reports that joined this one read of an event: words, facts, and whether the words were
    looked at as public. What was written to the reporter of a confidential report is nobody else's to read.
    """
    given = event.data.get("public_text")
    facts = {name: event.data[name] for name in MEMBERS_FACTS if event.data.get(name)}
    return given or (None if report.confidential else event.text), facts, bool(given)
