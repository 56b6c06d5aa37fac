"""A message begins a report: what a form asks for is proposed from its words, and a coordinator puts it right."""

from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from chalicelib import access_codes
from chalicelib.domain.calendar.time_zones import CAPITAL
from chalicelib.domain.calendar.workdays import local_date
from chalicelib.domain.channels import EARLIEST_RECEIPT_DAYS, Channel
from chalicelib.domain.directory import Directory
from chalicelib.domain.refusals import Invalid
from chalicelib.domain.report import Classification
from chalicelib.finding.addressed import institution_meant
from chalicelib.finding.proposing import categories_meant
from chalicelib.intake.channels import InboundMessage
from chalicelib.intake.inbound_fields import LEAST_OF_A_BODY
from chalicelib.intake.proposed_title import proposed_title
from chalicelib.intake.schema import PERSON, TITLE
from chalicelib.intake.submission import parse_submission
from chalicelib.intake.texts import visible_length
from chalicelib.refusals import KeyReused
from chalicelib.service.submitting import submit
from chalicelib.store import directory_lookup
from chalicelib.store.claims import load_claim

ANY_CATEGORY = "lainnya"
ANY_TITLE = "Laporan lewat pesan"
LANGUAGE = "id"


def begin(
    message: InboundMessage, text: str, files: tuple[str, ...], channel: Channel, key: str, source: str, now: datetime
) -> str:
    """The number of the report that a message began, under its ``key``, however often it comes.

    Raises as ``submitting.submit`` does.
    """
    fields = _fields(message, text, files)
    submission = parse_submission(
        fields,
        category_ids=directory_lookup.categories(),
        agencies=directory_lookup.directory_covering([fields.get("agency_id")]),
        today=local_date(now, CAPITAL),
    )
    submission = replace(submission, channel=channel, received_on=_day_of_receipt(message.received_at, now))
    try:
        return submit(submission, key, source, now).report_id
    except KeyReused:
        # It came before, and what is proposed from its words has changed since.
        claim = load_claim(access_codes.keyed_hash("submission key", key), now)
        if claim is None:
            raise
        return claim.report_id


def _fields(message: InboundMessage, text: str, files: tuple[str, ...]) -> dict[str, Any]:
    body = text if visible_length(text) >= LEAST_OF_A_BODY else f"{message.subject}\n{text}"
    institutions = Directory(directory_lookup.institutions())
    agency_id = institution_meant(body, institutions) or institution_meant(message.subject, institutions)
    return {
        "classification": Classification.COMPLAINT.value,
        "title": _title(body, message.subject),
        "body": body,
        "category": _category(body),
        **({"agency_id": agency_id} if agency_id else {}),
        "reporter": {message.sender.kind.value: message.sender.address} | _name(message.sender.name),
        "language": LANGUAGE,
        "attachments": list(files),
        "consent": True,
    }


def _title(body: str, subject: str) -> str:
    with suppress(Invalid):
        return TITLE.read(proposed_title(body, subject), "title") or ANY_TITLE
    return ANY_TITLE


def _name(said: str | None) -> dict[str, str]:
    with suppress(Invalid):
        name = PERSON.read(said or "", "name")
        return {"name": name} if name else {}
    return {}


def _category(text: str) -> str:
    known = directory_lookup.categories()
    return next((one.category_id for one in categories_meant(text) if one.category_id in known), ANY_CATEGORY)


def _day_of_receipt(received_at: datetime, now: datetime) -> date | None:
    """The day on which whoever handed it over had it, where that is not today: its time runs from then."""
    day, today = local_date(received_at, CAPITAL), local_date(now, CAPITAL)
    earliest = today - timedelta(days=EARLIEST_RECEIPT_DAYS - 1)
    return max(day, earliest) if day < today else None
