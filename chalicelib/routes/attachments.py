"""Files: announced by anybody who writes a report or an answer, read by who may read the report."""

from chalicelib.intake.query import FILE
from chalicelib.intake.uploads import UPLOAD, parse_upload
from chalicelib.routes.officer import opened_by_officer
from chalicelib.routes.reporting import opened_by_reporter
from chalicelib.routes.row import OpenedBy, Request, Response, Route
from chalicelib.service.attachments import upload
from chalicelib.service.commands import Opened


def announce_file(request: Request) -> Response:
    """A new attachment and the form to upload its file with."""
    fields = request.fields()
    request.query_values()
    return Response(upload.announce(parse_upload(fields), request.source, request.now), 201)


def own_file(request: Request) -> Response:
    """Where the reporter's browser gets a file of their report."""
    return _address(request, opened_by_reporter(request))


def officer_file(request: Request) -> Response:
    """Where an officer's browser gets a file of a report they may read."""
    return _address(request, opened_by_officer(request))


def _address(request: Request, opened: Opened) -> Response:
    attachment = upload.readable(opened.stored.report.report_id, request.parameters["attachment_id"])
    size = request.query_values()["size"]
    return Response(upload.address_of(attachment, size, request.now))


_ONE = "/reports/{report_id}/attachments/{attachment_id}"
ROUTES = (
    Route("POST", "/attachments", announce_file, {201: "AnnouncedFile"}, body=UPLOAD),
    Route("GET", _ONE, own_file, {200: "FileAddress"}, OpenedBy.REPORTER, FILE),
    Route("GET", f"/officer{_ONE}", officer_file, {200: "FileAddress"}, OpenedBy.OFFICER, FILE),
)
