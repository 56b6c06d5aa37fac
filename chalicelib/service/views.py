"""What each reader sees of a report: flat objects, as the contract names their fields. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import date, datetime
from enum import Enum
from typing import Any

from chalicelib.domain.actors import Actor, Role
from chalicelib.domain.attachments import Attachment
from chalicelib.domain.events import INTERNAL
from chalicelib.domain.lifecycle import allowed
from chalicelib.domain.report import Report
from chalicelib.domain.rules import Rules
from chalicelib.domain.visibility import REPORT_FACTS, public_body, public_place
from chalicelib.language.sentences import sentence
from chalicelib.service.deadline_view import deadline_view
from chalicelib.service.event_views import actor_view, event_view, internal_event_view, public_event_views
from chalicelib.service.standing import standing
from chalicelib.store.indexing import timestamp
from chalicelib.store.items import REPORTERS_PART, History
from chalicelib.store.models.words import Words
from chalicelib.store.undelivered import ONLY_TELEPHONE

REPORTER = Actor(Role.REPORTER)
# Facts that are told as they are, each by its name, beside those that everybody reads (``domain.visibility``): to
# reporter and officers, to officers alone. A fact that stands in no row is told to nobody.
FOR_BOTH = (
    "anonymous", "confidential", "supervisory", "published", "language", "rating", "duplicate_of", "publicity_allowed",
    "referred_to_ombudsman",
)  # fmt: skip
FOR_OFFICERS = ("reported_agencies", "addressed_to", "sealed", "public_title", "recorded_by")
MOST_FILES_OF_AGENCIES = 200
# The reporter's words but for where their name stands in them.
WORDS = tuple(field.name for field in fields(Words) if field.name not in ("title", "names"))


def own_view(history: History, now: datetime, rules: Rules, *, language: str) -> dict[str, Any]:
    """All of a report but who read their identity, for its reporter; officers' internal notes stay internal."""
    report = history.stored.report
    return {
        **_whole(history, rules, language),
        "events": [event_view(event) for event in history.events if event.type not in INTERNAL],
        "allowed": list(allowed(report, REPORTER, now, rules.directory)),
        "standing": standing(report, rules, language, own=True),
        "mail_undelivered": _mail_came_back(history),
    }


def _mail_came_back(history: History) -> bool:
    """Whether a mail missed the reporter; who has no address misses none."""
    missed = history.stored.undelivered.get(REPORTERS_PART)
    return missed is not None and missed.reason != ONLY_TELEPHONE


def officer_view(history: History, actor: Actor, now: datetime, rules: Rules, *, language: str) -> dict[str, Any]:
    """All of a report but who the reporter is, for an officer who may read it."""
    report = history.stored.report
    return {
        **_whole(history, rules, language),
        "events": [internal_event_view(event) for event in history.events],
        "allowed": list(allowed(report, actor, now, rules.directory)),
        **_as_they_are(report, FOR_OFFICERS),
        "public_body": public_body(report, history.events),
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
        "location": public_place(history.words.location),
        "published_at": timestamp(report.published_at) if report.published_at else None,
        "events": public_event_views(history.events),
        "standing": standing(report, rules, language, own=False),
    }


def newest_files(attachments: Sequence[Attachment]) -> list[Attachment]:
    """The files that a view names: the reporter's, who may send ten, and the newest of the agencies'."""
    agencies = [one.attachment_id for one in attachments if one.by is not Role.REPORTER]
    left_out = frozenset(agencies[:-MOST_FILES_OF_AGENCIES])
    return [one for one in attachments if one.attachment_id not in left_out]


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


def _common(report: Report, rules: Rules, language: str) -> dict[str, Any]:
    holder = rules.directory.get(report.holder)
    return {
        **_as_they_are(report, REPORT_FACTS),
        "holder": {
            "agency_id": report.holder,
            "name": holder.name if holder else report.holder,
            "since": timestamp(report.holder_since),
        }
        if report.holder
        else None,
        "deadline": deadline_view(report, rules, language),
    }


def _whole(history: History, rules: Rules, language: str) -> dict[str, Any]:
    report, words = history.stored.report, history.words
    return {
        **_common(report, rules, language),
        "title": history.stored.title,
        **_as_they_are(words, WORDS),
        "attachments": [attachment_view(one, language) for one in newest_files(history.attachments)],
        **_as_they_are(report, FOR_BOTH),
    }


def _as_they_are(what: Report | Words, names: Iterable[str]) -> dict[str, Any]:
    return {name: _told(getattr(what, name)) for name in names}


def _told(value: Any) -> Any:
    match value:
        case Enum():
            return value.value
        case datetime():
            return timestamp(value)
        case date():
            return value.isoformat()
        case tuple():
            return list(value)
        case Actor():
            return actor_view(value) | {"username": value.username}
        case _:
            return value
