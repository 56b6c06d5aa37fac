"""What citizens ask for with a script: submit, read, and every command of a reporter. Plain forms: ``routes.forms``."""

from dataclasses import asdict

from chalicelib.domain.commands import Erase
from chalicelib.domain.states import State
from chalicelib.intake.commands import agencies_named
from chalicelib.intake.query import AGENCIES, EVENTS, HEALTH, PUBLISHED
from chalicelib.intake.schema import PRINTING, REPORTER_COMMANDS, SUBMISSION, TRACKING
from chalicelib.intake.shapes import with_faults
from chalicelib.intake.submission import parse_keyed_submission
from chalicelib.routes import directory as directory_routes
from chalicelib.routes.reporting import carried_out, opened_by_reporter, today, view_after
from chalicelib.routes.row import JSON_OR_FORM, PAGE, OpenedBy, Request, Response, Route, View
from chalicelib.service import courses, lists, reading, submitting
from chalicelib.service.attachments import upload
from chalicelib.store import directory_lookup


def submit_report(request: Request) -> Response:
    """A new report, once per key."""
    if request.is_form:
        from chalicelib.routes import forms

        return forms.submit_report(request)
    fields = request.fields()
    with with_faults(upload.unknown_in(fields)):
        key, submission = parse_keyed_submission(
            request.headers.get("idempotency-key"),
            fields,
            category_ids=directory_lookup.categories(),
            agencies=directory_lookup.directory_covering(agencies_named(fields)),
            today=today(request),
        )
    body = asdict(submitting.submit(submission, key, request.source, request.now))
    return Response(body, 201 if body.pop("is_new") else 200)


def track_report(request: Request) -> Response:
    """The own view as a page, for number and code from a form."""
    from chalicelib.routes import forms

    return forms.track_report(request)


def read_report(request: Request) -> Response:
    """With an access code the own view, a wrong one like an unknown report; without one the public view."""
    if "x-access-code" in request.headers:
        opened = opened_by_reporter(request, whole=True)
        request.query_values()
        return Response(reading.own_view(opened, request.now, request.language))
    view = reading.public_view(request.parameters["report_id"], request.language)
    request.query_values()
    return Response(view)


def report_deadline(request: Request) -> Response:
    """Why the deadline is what it is, day by day."""
    if "x-access-code" in request.headers:
        view = reading.own_deadline(opened_by_reporter(request), request.language)
    else:
        view = reading.public_deadline(request.parameters["report_id"], request.language)
    request.query_values()
    return Response(view)


def report_events(request: Request) -> Response:
    """What happened, page by page, the latest first: what a view has no room for."""
    wanted_by = opened_by_reporter(request) if "x-access-code" in request.headers else None
    wanted = request.query_values()
    if wanted_by:
        return Response(courses.own_events(wanted_by, wanted["limit"], wanted["cursor"]))
    return Response(reading.public_events(request.parameters["report_id"], wanted["limit"], wanted["cursor"]))


def identity_readings(request: Request) -> Response:
    """Who read the reporter's identity, page by page, the latest first."""
    opened = opened_by_reporter(request)
    wanted = request.query_values()
    return Response(courses.readings(opened, wanted["limit"], wanted["cursor"]))


def export_report(request: Request) -> Response:
    """A copy of everything kept about the reporter."""
    opened = opened_by_reporter(request, whole=True)
    request.query_values()
    disposition = {"Content-Disposition": 'attachment; filename="laporan.json"'}
    return Response(reading.export(opened, request.now, request.language), headers=disposition)


def receipt_to_print(request: Request) -> Response:
    """A receipt to print: title, addressee, date and time of receipt, and the reporter's name unless anonymous."""
    from chalicelib.routes import forms

    return forms.printed_receipt(request)


def ombudsman_dossier(request: Request) -> Response:
    """Papers for the Ombudsman to print: what happened and when, answers, levels, limits, and lines for the person."""
    from chalicelib.routes import forms

    return forms.ombudsman_dossier(request)


def published_reports(request: Request) -> Response:
    """The public list, newest first."""
    wanted = request.query_values()
    state = State(wanted["state"]) if wanted["state"] else None
    return Response(
        lists.public_list(
            wanted["agency"], wanted["category"], state, wanted["month"], wanted["limit"], wanted["cursor"]
        )
    )


def _command(name: str) -> View:
    def command_report(request: Request) -> Response:
        if request.is_form:
            from chalicelib.routes import forms

            return forms.command_report(request, name)
        opened = opened_by_reporter(request)
        stored = carried_out(request, opened, name, request.fields())
        return Response(view_after(request, stored))

    command_report.__name__ = f"reporter_{name}"
    command_report.__doc__ = f"{name}: a reporter's command; answers the own view."
    return command_report


def _command_route(name: str) -> Route:
    answers = {200: "ErasedView" if name == Erase.name else "OwnView"}
    body = REPORTER_COMMANDS[name]
    return Route("POST", f"{_ONE}/{name}", _command(name), answers, OpenedBy.REPORTER, body=body, takes=JSON_OR_FORM)


def _to_print(name: str, view: View) -> tuple[Route, Route]:
    """A page to print: with the code in the header, or by a form with the code in its body."""
    path, opened_by = f"{_ONE}/{name}", OpenedBy.REPORTER
    sent = Route("POST", path, view, {200: PAGE}, opened_by, body=PRINTING, takes=JSON_OR_FORM, reads=True)
    return Route("GET", path, view, {200: PAGE}, opened_by), sent


_ONE = "/reports/{report_id}"
ROUTES = (
    Route("GET", "/health", directory_routes.health, {200: "Health | DeepHealth"}, query=HEALTH),
    Route("GET", "/categories", directory_routes.categories, {200: "CategoryList"}, kept_seconds=60),
    Route("GET", "/agencies", directory_routes.agencies, {200: "AgencyPage"}, query=AGENCIES, kept_seconds=60),
    Route("GET", "/figures", directory_routes.figures, {200: "PublicFigures"}, kept_seconds=300),
    Route("POST", "/reports", submit_report, {201: "Receipt", 200: "Receipt"}, body=SUBMISSION, takes=JSON_OR_FORM),
    Route("GET", "/reports", published_reports, {200: "PublicPage"}, query=PUBLISHED),
    Route("POST", "/track", track_report, {200: PAGE}, body=TRACKING, takes=JSON_OR_FORM, reads=True),
    Route("GET", _ONE, read_report, {200: "OwnView | PublicView"}, OpenedBy.REPORTER_OR_PUBLIC),
    Route("GET", f"{_ONE}/deadline", report_deadline, {200: "Deadline"}, OpenedBy.REPORTER_OR_PUBLIC),
    Route("GET", f"{_ONE}/events", report_events, {200: "EventPage"}, OpenedBy.REPORTER_OR_PUBLIC, EVENTS),
    Route("GET", f"{_ONE}/readings", identity_readings, {200: "ReadingPage"}, OpenedBy.REPORTER, EVENTS),
    Route("GET", f"{_ONE}/export", export_report, {200: "Export"}, OpenedBy.REPORTER),
    *_to_print("receipt", receipt_to_print),
    *_to_print("ombudsman-dossier", ombudsman_dossier),
    *(_command_route(name) for name in REPORTER_COMMANDS),
)
