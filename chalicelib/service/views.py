"""What each reader sees of a report: flat objects, as the contract names their fields. Pure."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from chalicelib.domain.attachments import Attachment
from chalicelib.domain.deadlines import Rules
from chalicelib.domain.directory import Agency
from chalicelib.domain.events import INTERNAL, NOT_PUBLIC, PUBLIC_DATE_ONLY, Actor, Event, EventType, Role
from chalicelib.domain.explanation import explain, is_provisional
from chalicelib.domain.lifecycle import allowed
from chalicelib.domain.report import Report
from chalicelib.intake.sentences import sentence
from chalicelib.store.identities import Reading
from chalicelib.store.indexing import timestamp
from chalicelib.store.items import History, Words
from chalicelib.store.queues import Entry

REPORTER = Actor(Role.REPORTER)
# The reporter's part in the report, as letters name it.
REPORTER_LETTERS = "reporter"
# What the public may read of an event's data: never a wording that was replaced since, a place or a rating.
PUBLIC_DATA = ("level", "limit", "reason", "days", "to", "limits", "classification", "category", "action_date")
PUBLIC_PLACE = ("province", "regency", "district", "village")
OWN_DATA_HIDDEN = ("public_body",)


def own_view(
    history: History, readings: Iterable[Reading], now: datetime, rules: Rules, *, language: str
) -> dict[str, Any]:
    """All of a report, for its reporter; officers' internal notes stay internal."""
    report = history.stored.report
    return {
        **_whole(history, rules, language),
        "events": [event_view(event) for event in history.events if event.type not in INTERNAL],
        "allowed": list(allowed(report, REPORTER, now, rules.directory)),
        "mail_undelivered": REPORTER_LETTERS in history.stored.undelivered,
        "identity_readings": [{"at": timestamp(reading.at), "actor": _actor(reading.actor)} for reading in readings],
        "publicity_allowed": report.publicity_allowed,
        "referred_to_ombudsman": report.referred_to_ombudsman,
    }


def officer_view(history: History, actor: Actor, now: datetime, rules: Rules, *, language: str) -> dict[str, Any]:
    """All of a report but who the reporter is, for an officer who may read it."""
    report = history.stored.report
    return {
        **_whole(history, rules, language),
        "events": [
            {**event_view(event), "internal_text": event.internal_text, "data": dict(event.data)}
            for event in history.events
        ],
        "allowed": list(allowed(report, actor, now, rules.directory)),
        "reported_agencies": list(report.reported_agencies),
        "addressed_to": report.addressed_to,
        "sealed": report.sealed,
        "public_title": report.public_title,
        "public_body": public_body(report, history.events),
        "publicity_allowed": report.publicity_allowed,
        "referred_to_ombudsman": report.referred_to_ombudsman,
        "undelivered": [
            {"recipient": name, "reason": one.reason} for name, one in sorted(history.stored.undelivered.items())
        ],
    }


def public_view(history: History, rules: Rules, *, language: str) -> dict[str, Any]:
    """A published report in its public wording: no words, place or person that its reporter gave away by accident."""
    report = history.stored.report
    return {
        **_common(report, rules, language),
        "title": report.public_title,
        "body": public_body(report, history.events),
        "location": _public_place(history.words),
        "published_at": timestamp(report.published_at) if report.published_at else None,
        "events": [view for event in history.events if (view := public_event(event))],
    }


def event_view(event: Event) -> dict[str, Any]:
    """An event as the reporter reads it."""
    return {
        "seq": event.seq,
        "at": timestamp(event.at),
        "type": event.type.value,
        "actor": _actor(event.actor),
        "text": event.text,
        "data": {name: value for name, value in event.data.items() if name not in OWN_DATA_HIDDEN},
    }


def public_event(event: Event) -> dict[str, Any] | None:
    """An event as the public reads it, or None (domain.md "Events and who is told")."""
    if event.type in NOT_PUBLIC:
        return None
    view = event_view(event)
    if event.type is EventType.DECIDED:
        view["type"] = EventType.FORWARDED.value
    if event.type in PUBLIC_DATE_ONLY:
        return {**view, "text": None, "data": {}}
    # The reporter's own words are never public: only what officers wrote for everybody is.
    text = None if event.actor.role is Role.REPORTER else event.text
    return {**view, "text": text, "data": {name: event.data[name] for name in PUBLIC_DATA if name in event.data}}


def attachment_view(attachment: Attachment, language: str) -> dict[str, Any]:
    """A file as the reporter and officers read of it; its name is its sender's text, whatever it says."""
    refused = attachment.reason
    return {
        "attachment_id": attachment.attachment_id,
        "filename": attachment.filename,
        "content_type": attachment.content_type,
        "size": attachment.size,
        "state": attachment.state.value,
        "by": attachment.by.value,
        "seq": attachment.seq,
    } | ({"reason": refused.value, "message": sentence(refused.value, language)} if refused else {})


def public_body(report: Report, events: Iterable[Event]) -> str | None:
    """The public wording, kept in the event that set it."""
    found = next((event for event in events if event.seq == report.public_body_seq), None)
    return found.data.get("public_body") if found else None


def deadline_view(report: Report, rules: Rules, language: str) -> dict[str, Any]:
    """When something must happen by, and why then, day by day."""
    limit = report.earliest_limit
    days = explain(report, limit, rules.calendar) if limit else ()
    return {
        "due_at": timestamp(report.due_at) if report.due_at else None,
        "limit": limit.name.value if limit else None,
        "timezone": limit.timezone if limit else None,
        "level": report.level,
        "late": report.late,
        "provisional": bool(limit and is_provisional(limit, rules.calendar)),
        "limits": [
            {
                "name": one.name.value,
                "due_at": timestamp(one.due_at),
                "met_at": timestamp(one.met_at) if one.met_at else None,
            }
            for one in report.limits
        ],
        "days": [
            {"date": day.date.isoformat(), "kind": day.kind}
            | ({"name": day.name_en if language == "en" else day.name_id} if day.name_id else {})
            for day in days
        ],
    }


def queue_item(entry: Entry, holder: Agency | None) -> dict[str, Any]:
    """A report in an officer's queue; ``holder`` is the agency that holds it, for its name."""
    return {
        "report_id": entry.report_id,
        "version": entry.version,
        "state": entry.state,
        "title": entry.title,
        "classification": entry.classification,
        "category": entry.category,
        "holder": entry.holder,
        "holder_name": holder.name if holder else None,
        "due_at": entry.due_at,
        "level": entry.level,
        "late": entry.late,
        "supervisory": entry.supervisory,
        "confidential": entry.confidential,
        "published": entry.published,
        "received_at": entry.received_at,
    }


def public_item(entry: Entry, holder: Agency | None) -> dict[str, Any]:
    """A published report in the public list; ``holder`` is the agency that holds it, for its name."""
    return {
        "report_id": entry.report_id,
        "state": entry.state,
        "title": entry.public_title,
        "category": entry.category,
        "holder": entry.holder,
        "holder_name": holder.name if holder else None,
        "since": entry.holder_since,
        "received_at": entry.received_at,
    }


def _common(report: Report, rules: Rules, language: str) -> dict[str, Any]:
    holder = rules.directory.get(report.holder)
    return {
        "report_id": report.report_id,
        "version": report.version,
        "state": report.state.value,
        "classification": report.classification.value,
        "category": report.category,
        "received_at": timestamp(report.received_at),
        "holder": {
            "agency_id": report.holder,
            "name": holder.name if holder else report.holder,
            "since": timestamp(report.holder_since),
        }
        if report.holder
        else None,
        "deadline": deadline_view(report, rules, language),
        "level": report.level,
        "late": report.late,
        "closed_reason": report.closed_reason,
        "archived_reason": report.archived_reason,
    }


def _whole(history: History, rules: Rules, language: str) -> dict[str, Any]:
    report, words = history.stored.report, history.words
    return {
        **_common(report, rules, language),
        "title": history.stored.title,
        "body": words.body,
        "location": words.location,
        "event_date": words.event_date.isoformat() if words.event_date else None,
        "attachments": [attachment_view(one, language) for one in history.attachments],
        "anonymous": report.anonymous,
        "confidential": report.confidential,
        "supervisory": report.supervisory,
        "published": report.published,
        "language": report.language,
        "rating": report.rating,
        "duplicate_of": report.duplicate_of,
    }


def _actor(actor: Actor) -> dict[str, Any]:
    return {"role": actor.role.value, "agency_id": actor.agency_id}


def _public_place(words: Words) -> dict[str, Any] | None:
    return {name: words.location[name] for name in PUBLIC_PLACE if name in words.location} if words.location else None
