"""What citizens ask for: with JSON from a script, or with plain forms, which are answered with pages."""

import secrets
from collections.abc import Mapping
from dataclasses import asdict
from datetime import timedelta
from typing import Any

from chalicelib import pages
from chalicelib.domain.commands import Erase
from chalicelib.domain.refusals import FieldError, Invalid
from chalicelib.domain.report import State
from chalicelib.errors import NotFound
from chalicelib.intake.commands import parse_reporter_command, parse_tracking
from chalicelib.intake.schema import REPORTER_COMMANDS
from chalicelib.intake.submission import parse_keyed_submission
from chalicelib.routes.http import Answer, Asked, Route
from chalicelib.routes.query import choice, limit_of, month_of, only, text_of
from chalicelib.service import acting, lists, reading, submitting
from chalicelib.service.acting import Opened
from chalicelib.store import directory
from chalicelib.store.items import Stored

# The sun rises first in Jayapura: nobody's today is later than that.
EARLIEST_TODAY = timedelta(hours=9)


def health(asked: Asked) -> Answer:
    """Whether the system can read its directory."""
    directory.categories()
    return Answer({"status": "ok"})


def categories(asked: Asked) -> Answer:
    """All categories, by name in the reader's language."""
    name = "name_en" if asked.language == "en" else "name_id"
    items = [
        {
            "id": one.category_id,
            "name": getattr(one, name),
            "name_id": one.name_id,
            "name_en": one.name_en,
            "confidential_by_default": one.confidential_by_default,
        }
        for one in directory.categories().values()
    ]
    return Answer({"items": sorted(items, key=lambda item: str(item["name"])), "next": None})


def submit_report(asked: Asked) -> Answer:
    """A new report, once per key."""
    fields = asked.fields()
    key, submission = parse_keyed_submission(
        asked.headers.get("idempotency-key"),
        fields,
        category_ids=directory.categories(),
        today=(asked.now + EARLIEST_TODAY).date(),
    )
    receipt = submitting.submit(submission, key, asked.source, asked.now)
    body = asdict(receipt)
    is_new = body.pop("is_new")
    return Answer(body, 201 if is_new else 200)


def read_report(asked: Asked) -> Answer:
    """With an access code the own view, a wrong one like an unknown report; without one the public view."""
    only(asked, ())
    if "x-access-code" in asked.headers:
        return Answer(reading.own_view(_opened(asked), asked.now, asked.language))
    return Answer(reading.public_view(asked.parameters["report_id"], asked.language))


def report_deadline(asked: Asked) -> Answer:
    """Why the deadline is what it is."""
    only(asked, ())
    if "x-access-code" in asked.headers:
        return Answer(reading.own_deadline(_opened(asked), asked.language))
    return Answer(reading.public_deadline(asked.parameters["report_id"], asked.language))


def export_report(asked: Asked) -> Answer:
    """A copy of everything kept about the reporter."""
    only(asked, ())
    disposition = {"Content-Disposition": 'attachment; filename="laporan.json"'}
    return Answer(reading.export(_opened(asked), asked.now, asked.language), headers=disposition)


def published_reports(asked: Asked) -> Answer:
    """The public list."""
    only(asked, ("agency", "category", "state", "month", "cursor", "limit"))
    state = choice(asked, "state", [one.value for one in State])
    return Answer(
        lists.public_list(
            text_of(asked, "agency"),
            text_of(asked, "category"),
            State(state) if state else None,
            month_of(asked),
            limit_of(asked),
            text_of(asked, "cursor"),
        )
    )


def reporter_command(asked: Asked) -> Answer:
    """A reporter's command by script."""
    opened = _opened(asked)
    stored = _carried_out(asked, opened, asked.fields())
    return Answer(_view_after(asked, stored))


def _carried_out(asked: Asked, opened: Opened, fields: Mapping[str, object]) -> Stored:
    command, version = parse_reporter_command(asked.parameters["command"], fields)
    return acting.carry_out(opened, command, version, asked.now)


def _view_after(asked: Asked, stored: Stored) -> dict[str, Any]:
    if asked.parameters["command"] == Erase.name:
        return reading.erased_view(stored)
    return reading.own_view(Opened(stored, acting.REPORTER), asked.now, asked.language)


def _opened(asked: Asked) -> Opened:
    code = asked.headers.get("x-access-code")
    if "command" in asked.parameters and asked.parameters["command"] not in REPORTER_COMMANDS:
        raise NotFound
    return acting.open_as_reporter(asked.parameters["report_id"], code, asked.source, asked.now)
