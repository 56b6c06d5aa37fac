"""A queue as a file for a spreadsheet, for officers; each one is logged as a count, never with what is in it."""

from chalicelib.intake.json_body import Malformed
from chalicelib.intake.query import QUEUE_FILE, WHOLE_QUEUE, read_query
from chalicelib.observability import log_export
from chalicelib.routes.auth import officer
from chalicelib.routes.http import CSV, XLSX, Answer, Asked, Route
from chalicelib.service import exporting
from chalicelib.service.desks import Wanted
from chalicelib.service.exporting import Export


def queue_csv(asked: Asked) -> Answer:
    """A queue as CSV (UTF-8, commas), up to 1,000 rows; X-Next-Cursor asks for what is left, to be put right behind."""
    actor, profile = officer(asked.officer_claims)
    wanted = Wanted(**read_query(QUEUE_FILE, asked.query))
    export = exporting.queue_as_csv(actor, wanted, asked.now, asked.language)
    return _file(asked, export, f"{CSV}; charset=utf-8", profile.username, wanted)


def queue_xlsx(asked: Asked) -> Answer:
    """A whole queue of up to 10,000 rows as an XLSX workbook; Accept names that type first."""
    actor, profile = officer(asked.officer_claims)
    wanted = Wanted(**read_query(WHOLE_QUEUE, asked.query))
    if not {XLSX, "*/*"} & {part.split(";")[0].strip() for part in asked.headers.get("accept", "").split(",")}:
        raise Malformed("accept")
    export = exporting.queue_as_xlsx(actor, wanted, asked.now, asked.language)
    return _file(asked, export, XLSX, profile.username, wanted)


def _file(asked: Asked, export: Export, media_type: str, username: str, wanted: Wanted) -> Answer:
    log_export(asked.request_id, asked.route, username, wanted.queue, export.rows)
    headers = {"Content-Disposition": f'attachment; filename="{export.filename}"'}
    if export.next:
        headers["X-Next-Cursor"] = export.next
    return Answer(export.content, headers=headers, media_type=media_type)


ROUTES = (
    Route("GET", "/officer/reports.csv", queue_csv, for_officers=True, query=QUEUE_FILE, answers=CSV),
    Route("GET", "/officer/reports.xlsx", queue_xlsx, for_officers=True, query=WHOLE_QUEUE, answers=XLSX),
)
