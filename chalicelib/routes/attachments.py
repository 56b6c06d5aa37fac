"""Files: announced by anybody who writes a report or an answer, read by who may read the report."""

from chalicelib.intake.query import FILE, NOTHING, read_query
from chalicelib.intake.uploads import parse_upload
from chalicelib.routes.citizen import opened_by_reporter
from chalicelib.routes.http import Answer, Asked, Route
from chalicelib.routes.officer import opened_by_officer
from chalicelib.service import attaching
from chalicelib.service.acting import Opened


def announce_file(asked: Asked) -> Answer:
    """A new attachment and the form to upload its file with."""
    fields = asked.json_fields()
    read_query(NOTHING, asked.query)
    return Answer(attaching.announce(parse_upload(fields), asked.source, asked.now), 201)


def own_file(asked: Asked) -> Answer:
    """Where the reporter's browser gets a file of their report."""
    return _address(asked, opened_by_reporter(asked))


def officer_file(asked: Asked) -> Answer:
    """Where an officer's browser gets a file of a report they may read."""
    return _address(asked, opened_by_officer(asked))


def _address(asked: Asked, opened: Opened) -> Answer:
    attachment = attaching.readable(opened.stored.report.report_id, asked.parameters["attachment_id"])
    size = read_query(FILE, asked.query)["size"]
    return Answer(attaching.address_of(attachment, size, asked.now))


_ONE = "/reports/{report_id}/attachments/{attachment_id}"
ROUTES = (
    Route("POST", "/attachments", announce_file, body="upload"),
    Route("GET", _ONE, own_file, query=FILE),
    Route("GET", f"/officer{_ONE}", officer_file, for_officers=True, query=FILE),
)
