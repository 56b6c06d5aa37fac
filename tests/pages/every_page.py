"""Every page there is, with the same words in every place where somebody's words may stand."""

from collections.abc import Iterator, Mapping
from typing import Any

from chalicelib import pages
from chalicelib.domain.events import EventType
from chalicelib.domain.refusals import FieldError
from chalicelib.intake.form_body import FORM
from chalicelib.intake.kinds import FormShape
from chalicelib.intake.schema import REPORTER_COMMANDS
from chalicelib.language.dates import month_in_words
from chalicelib.pages import Choices, published
from chalicelib.pages.again import Notice
from chalicelib.routes.refusals import error_body
from chalicelib.service.ombudsman import Office
from chalicelib.service.submitting import Receipt

CODED = {
    "classification": "complaint",
    "category": "c1",
    "agency_id": "a1",
    "language": "en",
    "event_date": "2026-11-24",
}
MOMENT = "2026-11-27T16:59:59.000Z"
SUBMITTED = (
    "classification", "title", "body", "category", "agency_id", "event_date", "location.province", "location.regency",
    "location.district", "location.village", "location.detail", "reporter.name", "reporter.email", "reporter.phone",
    "proxy.name", "proxy.relation",
)  # fmt: skip


def answers(words: str) -> dict[str, Any]:
    """What a citizen wrote, everywhere the same words."""
    written: dict[str, Any] = {
        "location": {"lat": -2.684, "lon": 111.62},
        "reporter": {},
        "proxy": {},
        "anonymous": True,
        "consent": True,
        "reported_agencies": [words, words],
        "attachments": [words],
        "assistance": ["call_me", "large_print"],
    }
    for path in SUBMITTED:
        group, _, part = path.rpartition(".")
        (written[group] if group else written)[part] = CODED.get(path, words)
    return written


def view(words: str) -> dict[str, Any]:
    """An own view with every kind of event, every flag and every command."""
    actor = {"role": "liaison", "agency_id": "a1"}
    days = [
        {"date": "2026-11-24", "kind": kind, "name": words}
        for kind in ("counted", "weekend", "holiday", "paused", "extended")
    ]
    return {
        "report_id": "LP-0000-0000-000",
        "version": 7,
        "state": "answered",
        "classification": "complaint",
        "category": "c1",
        "title": words,
        "body": words,
        "location": {"village": words, "detail": words, "lat": -2.0, "lon": 111.0},
        "event_date": "2026-11-24",
        "assistance": ["call_me", "sign_language"],
        "attachments": [
            {"attachment_id": "a" * 20, "filename": words, "state": "checked"},
            {"attachment_id": "b" * 20, "filename": words, "state": "refused", "reason": "damaged", "message": words},
        ],
        "anonymous": True,
        "confidential": True,
        "published": True,
        "publicity_allowed": True,
        "closed_reason": "no_reply",
        "outcome": "planned",
        "promised_by": "2026-12-20",
        "case": {"main": "LP-7QK2-M4ZD-9X0", "size": 3},
        "archived_reason": "duplicate",
        "received_at": "2026-11-24T01:00:00.000Z",
        "received_on": "2026-11-20",
        "channel": "letter",
        "external_number": words,
        "answer_by": "2026-11-28T16:59:59.000Z",
        "level": 2,
        "late": True,
        "holder": {"agency_id": "a1", "name": words, "since": "2026-11-24T01:00:00.000Z"},
        "deadline": {
            "due_at": "2026-11-27T16:59:59.000Z",
            "limit": "reply",
            "timezone": "Asia/Jayapura",
            "provisional": True,
            "limits": [{"name": "reply", "source": words, "confirmed": False}],
            "days": days,
        },
        "standing": {
            "station": "answered",
            "now": words,
            "late": words,
            "by": "2026-11-27T16:59:59.000Z",
            "limit": "reply",
            "provisional": True,
            "days": days,
        },
        "earlier_events": "cursor",
        "earlier_readings": "cursor",
        "events": [
            {
                "seq": seq,
                "at": "2026-11-24T01:00:00.000Z",
                "type": kind.value,
                "actor": actor if seq % 2 else {"role": "reporter", "agency_id": None},
                "text": words if seq < 3 else None,
                "data": {"to": "a1", "reason": words, "location": {"village": words}} if seq < 3 else {},
            }
            for seq, kind in enumerate(EventType, 1)
        ],
        "allowed": list(REPORTER_COMMANDS),
        "referred_to_ombudsman": False,
        "mail_undelivered": True,
        "agency_names": {"a1": words},
        "identity_readings": [{"at": "2026-11-24T01:00:00.000Z", "actor": actor}],
    }


def dossier(words: str, province: str | None = "prov.62") -> dict[str, Any]:
    """Papers for the Ombudsman with every kind of limit, event and office."""
    seen = view(words)
    limit = {"due_at": "2026-11-27T16:59:59.000Z", "met_at": "2026-11-28T01:00:00.000Z", "source": words}
    states = ("met", "met_late", "lapsed", "running", "rests")
    data = {"level": 2, "limit": "verify", "days": 3, "action_date": "2026-11-24", "promised_by": "2026-12-24"}
    events = [one | {"data": data | {"to": "a1", "proposed": "a1", "outcome": "planned"}} for one in seen["events"]]
    return {
        "view": seen,
        "addressee": words,
        "handled_by": words,
        "timezone": "Asia/Jayapura",
        "events": events,
        "limits": [limit | {"name": "verify", "state": state, "confirmed": state != "met"} for state in states],
        "due_of": {"verify": "2026-11-27T16:59:59.000Z"},
        "office": Office(province, words, words, words, confirmed=False, phone=words, email=words),
        "province": words,
        "printed_at": "2026-11-28T01:00:00.000Z",
    }


def faults_of(fields: Mapping[str, object]) -> tuple[FieldError, ...]:
    """A fault at every field of a form, and at one that no form has."""
    named = [name for name, shape in FORM.items() if shape is not FormShape.GROUP and name in fields]
    return tuple(FieldError(name, "not_one_of", {"options": "a, b"}) for name in [*named, "unknown_one"])


def every_page(language: str, words: str) -> Iterator[tuple[str, str]]:
    """Name and text of every page."""
    choices = Choices((("c1", words), ("c2", words)), (("a1", words),))
    written = answers(words)
    every = faults_of(FORM)
    yield "check", pages.check_page(language, written, choices, "kunci")
    yield "check in vain", pages.check_page(language, written, choices, "kunci", words)
    yield "faults", pages.faults_page(language, written, choices, every)
    yield "faults of nothing", pages.faults_page(language, {}, choices, every)
    yield (
        "receipt",
        pages.receipt_page(
            language,
            Receipt("LP-0000-0000-000", words, "submitted", MOMENT, "https://lapor.example", MOMENT, True),
        ),
    )
    printed: dict[str, Any] = {
        "report_id": "LP-0000-0000-000",
        "title": words,
        "addressee": words,
        "timezone": "Asia/Jayapura",
    }
    printed |= {"received_at": "2026-11-24T01:00:00.000Z", "anonymous": False, "name": words, "received_on": None}
    yield (
        "printed receipt",
        pages.printed_receipt_page(language, printed | {"proxy": {"name": words, "relation": words}}),
    )
    yield (
        "printed receipt of nobody",
        pages.printed_receipt_page(language, printed | {"anonymous": True, "proxy": None, "received_on": "2026-11-20"}),
    )
    yield "dossier", pages.dossier_page(language, dossier(words))
    bare = dossier(words, None) | {"limits": [], "events": []}
    yield "dossier of nothing", pages.dossier_page(language, bare)
    yield "track", pages.track_page(language, {"report_id": words, "access_code": words})
    yield (
        "track with faults",
        pages.track_page(
            language, {"report_id": words}, [FieldError("report_id", "required"), FieldError("access_code", "required")]
        ),
    )
    yield "track in vain", pages.track_page(language, {"report_id": words}, message=words)
    contact = {"email": words, "phone": words}
    yield "recovery in vain", pages.recovery_page(language, contact, faults_of(contact))
    yield "recovery asked", pages.recovery_asked_page(language)
    yield "own", pages.own_page(language, view(words), words, left=words)
    for command, shape in REPORTER_COMMANDS.items():
        fields = {field.name: words for field in shape.fields}
        notice = Notice(command, faults_of(dict.fromkeys(FORM) if command == "complete" else fields), kept=fields)
        yield f"own after {command}", pages.own_page(language, view(words), words, notice)
    yield "own too late", pages.own_page(language, view(words), words, Notice("reply", message=words))
    item = dict.fromkeys(("title", "holder_name"), words) | {"report_id": "LP-0000-0000-000", "category": "c1"}
    item |= {"state": "closed", "closed_reason": "no_reply", "received_at": MOMENT}
    asked = {"agency": "a1", "category": "c2", "state": "closed", "month": "2026-05", "cursor": None}
    months = [("2026-05", month_in_words("2026-05", language))]
    for name, items, cursor in (("published", [item], "kursor"), ("published of nothing", [], None)):
        yield name, published.list_page(language, {"items": items, "next": cursor}, asked, choices, months)
    yield "published report", published.report_page(language, view(words))
    yield "erased", pages.erased_page(language, {"report_id": "LP-0000-0000-000"})
    yield (
        "refusal",
        pages.refusal_page(
            error_body("invalid", language)["error"]
            | {"fields": [{"field": words, "code": "required", "message": words}]},
            language,
        ),
    )
