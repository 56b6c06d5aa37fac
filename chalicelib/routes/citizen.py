"""What citizens ask for with a script: submit, read, and every command of a reporter. Plain forms: ``routes.forms``."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any, get_args

from chalicelib.domain.commands import ReporterCommand
from chalicelib.domain.report import State
from chalicelib.intake.commands import agencies_named, parse_reporter_command
from chalicelib.intake.query import AGENCIES, NOTHING, PUBLISHED, read_query
from chalicelib.intake.shapes import told_together
from chalicelib.intake.submission import parse_keyed_submission
from chalicelib.routes import directory as directory_routes
from chalicelib.routes.http import Answer, Asked, Route, View
from chalicelib.service import acting, attaching, lists, reading, submitting
from chalicelib.service.acting import Opened
from chalicelib.store import directory
from chalicelib.store.items import Stored

# The sun rises first in Jayapura: nobody's today is later than that.
EARLIEST_TODAY = timedelta(hours=9)


def submit_report(asked: Asked) -> Answer:
    """A new report, once per key."""
    if asked.is_form:
        from chalicelib.routes import forms

        return forms.submit_report(asked)
    fields = asked.fields()
    with told_together(attaching.unknown_in(fields)):
        key, submission = parse_keyed_submission(
            asked.headers.get("idempotency-key"),
            fields,
            category_ids=directory.categories(),
            agencies=directory.directory_covering(agencies_named(fields)),
            today=today(asked),
        )
    body = asdict(submitting.submit(submission, key, asked.source, asked.now))
    return Answer(body, 201 if body.pop("is_new") else 200)


def today(asked: Asked) -> date:
    """The latest date that is already today for somebody in Indonesia."""
    return (asked.now + EARLIEST_TODAY).date()


def track_report(asked: Asked) -> Answer:
    """The own view as a page, for number and code from a form."""
    from chalicelib.routes import forms

    return forms.track_report(asked)


def read_report(asked: Asked) -> Answer:
    """With an access code the own view, a wrong one like an unknown report; without one the public view."""
    if "x-access-code" in asked.headers:
        opened = opened_by_reporter(asked)
        read_query(NOTHING, asked.query)
        return Answer(reading.own_view(opened, asked.now, asked.language))
    view = reading.public_view(asked.parameters["report_id"], asked.language)
    read_query(NOTHING, asked.query)
    return Answer(view)


def report_deadline(asked: Asked) -> Answer:
    """Why the deadline is what it is, day by day."""
    if "x-access-code" in asked.headers:
        view = reading.own_deadline(opened_by_reporter(asked), asked.language)
    else:
        view = reading.public_deadline(asked.parameters["report_id"], asked.language)
    read_query(NOTHING, asked.query)
    return Answer(view)


def export_report(asked: Asked) -> Answer:
    """A copy of everything kept about the reporter."""
    opened = opened_by_reporter(asked)
    read_query(NOTHING, asked.query)
    disposition = {"Content-Disposition": 'attachment; filename="laporan.json"'}
    return Answer(reading.export(opened, asked.now, asked.language), headers=disposition)


def published_reports(asked: Asked) -> Answer:
    """The public list, newest first."""
    wanted = read_query(PUBLISHED, asked.query)
    state = State(wanted["state"]) if wanted["state"] else None
    return Answer(
        lists.public_list(
            wanted["agency"], wanted["category"], state, wanted["month"], wanted["limit"], wanted["cursor"]
        )
    )


def _command(name: str) -> View:
    def command_report(asked: Asked) -> Answer:
        if asked.is_form:
            from chalicelib.routes import forms

            return forms.command_report(asked, name)
        opened = opened_by_reporter(asked)
        stored = carried_out(asked, opened, name, asked.fields())
        return Answer(view_after(asked, stored))

    command_report.__name__ = f"reporter_{name}"
    command_report.__doc__ = f"{name}: a reporter's command; answers the own view."
    return command_report


def carried_out(asked: Asked, opened: Opened, name: str, fields: Mapping[str, object]) -> Stored:
    """The report after the reporter's command. Raises what parsing and deciding raise."""
    with told_together(attaching.unknown_in(fields)):
        command, version = parse_reporter_command(name, fields)
    return acting.carry_out(opened, command, version, asked.now)


def view_after(asked: Asked, stored: Stored) -> dict[str, Any]:
    """The own view after a command; after erasing only what remains."""
    if stored.report.erased_at:
        return reading.erased_view(stored)
    return reading.own_view(Opened(stored, acting.REPORTER), asked.now, asked.language)


def opened_by_reporter(asked: Asked) -> Opened:
    """The report that the asker's code opens. Raises NotFound, Erased, RateLimited."""
    code = asked.headers.get("x-access-code")
    return acting.open_as_reporter(asked.parameters["report_id"], code, asked.source, asked.now)


_ONE = "/reports/{report_id}"
ROUTES = (
    Route("GET", "/health", directory_routes.health),
    Route("GET", "/categories", directory_routes.categories),
    Route("GET", "/agencies", directory_routes.agencies, query=AGENCIES),
    Route("POST", "/reports", submit_report, body="submit"),
    Route("GET", "/reports", published_reports, query=PUBLISHED),
    Route("POST", "/track", track_report, body="track"),
    Route("GET", _ONE, read_report),
    Route("GET", f"{_ONE}/deadline", report_deadline),
    Route("GET", f"{_ONE}/export", export_report),
    *(Route("POST", f"{_ONE}/{one.name}", _command(one.name), body=one.name) for one in get_args(ReporterCommand)),
)
