"""A queue as a file for a spreadsheet, for officers; each one is logged as a count, never with what is in it."""

from chalicelib.intake.query import QUEUE_FILE, WHOLE_QUEUE
from chalicelib.observability import log_export
from chalicelib.refusals import Malformed
from chalicelib.routes.auth import officer
from chalicelib.routes.refusals import UNACCEPTED_WORKBOOK
from chalicelib.routes.row import CSV, XLSX, OpenedBy, Request, Response, Route
from chalicelib.service import exporting
from chalicelib.service.exporting import Export
from chalicelib.service.queue_access import QueueQuery


def queue_csv(request: Request) -> Response:
    """A queue as CSV (UTF-8, commas), up to 1,000 rows; X-Next-Cursor asks for what is left, to be put right behind."""
    actor, profile = officer(request.officer_claims)
    wanted = QueueQuery(**request.query_values())
    export = exporting.queue_as_csv(actor, wanted, request.now, request.language)
    return _file(request, export, f"{CSV}; charset=utf-8", profile.username, wanted)


def queue_xlsx(request: Request) -> Response:
    """A whole queue of up to 10,000 rows as an XLSX workbook; Accept names that type first."""
    actor, profile = officer(request.officer_claims)
    wanted = QueueQuery(**request.query_values())
    if not {XLSX, "*/*"} & {part.split(";")[0].strip() for part in request.headers.get("accept", "").split(",")}:
        raise Malformed(UNACCEPTED_WORKBOOK)
    export = exporting.queue_as_xlsx(actor, wanted, request.now, request.language)
    return _file(request, export, XLSX, profile.username, wanted)


def _file(request: Request, export: Export, media_type: str, username: str, wanted: QueueQuery) -> Response:
    log_export(request.request_id, request.route.path, username, wanted.queue, export.rows)
    headers = {"Content-Disposition": f'attachment; filename="{export.filename}"'}
    if export.next:
        headers["X-Next-Cursor"] = export.next
    return Response(export.content, headers=headers, media_type=media_type)


ROUTES = (
    Route("GET", "/officer/reports.csv", queue_csv, {200: CSV}, OpenedBy.OFFICER, QUEUE_FILE),
    Route("GET", "/officer/reports.xlsx", queue_xlsx, {200: XLSX}, OpenedBy.OFFICER, WHOLE_QUEUE),
)
