"""Files: announced by anybody who writes a report or an answer, read by who may read the report."""

from chalicelib.intake.query import FILE, NOTHING, read_query
from chalicelib.intake.uploads import parse_upload
from chalicelib.routes.http import Request, Response, Route
from chalicelib.routes.officer import opened_by_officer
from chalicelib.routes.reporting import opened_by_reporter
from chalicelib.service.attachments import upload
from chalicelib.service.commands import Opened


def announce_file(request: Request) -> Response:
    """A new attachment and the form to upload its file with."""
    fields = request.json_fields()
    read_query(NOTHING, request.query)
    return Response(upload.announce(parse_upload(fields), request.source, request.now), 201)


def own_file(request: Request) -> Response:
    """Where the reporter's browser gets a file of their report."""
    return _address(request, opened_by_reporter(request))


def officer_file(request: Request) -> Response:
    """Where an officer's browser gets a file of a report they may read."""
    return _address(request, opened_by_officer(request))


def _address(request: Request, opened: Opened) -> Response:
    attachment = upload.readable(opened.stored.report.report_id, request.parameters["attachment_id"])
    size = read_query(FILE, request.query)["size"]
    return Response(upload.address_of(attachment, size, request.now))


_ONE = "/reports/{report_id}/attachments/{attachment_id}"
ROUTES = (
    Route("POST", "/attachments", announce_file, body="upload"),
    Route("GET", _ONE, own_file, query=FILE),
    Route("GET", f"/officer{_ONE}", officer_file, for_officers=True, query=FILE),
)
