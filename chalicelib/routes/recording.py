"""What officers record for others: at the counter, from a letter, on the telephone."""

from collections.abc import Mapping

from chalicelib.domain.report import Classification
from chalicelib.intake.commands import agencies_named
from chalicelib.intake.query import FIRST_LIMITS, IMPORT
from chalicelib.intake.recording import parse_recording
from chalicelib.intake.recording_rows import RECORDING_ROW
from chalicelib.intake.recovery import RECOVERY, parse_recovery
from chalicelib.intake.schema import RECORDING
from chalicelib.intake.shapes import with_faults
from chalicelib.intake.submission import with_its_key
from chalicelib.routes.auth import officer
from chalicelib.routes.reporting import today
from chalicelib.routes.row import CSV, OpenedBy, Request, Response, Route
from chalicelib.service import callers, recording, report_import
from chalicelib.service.attachments import upload
from chalicelib.store import directory_lookup


def record_report(request: Request) -> Response:
    """A report that somebody made elsewhere, once per key."""
    actor, _ = officer(request.officer_claims)
    fields = request.fields()
    recording.require_recorder(actor)
    agencies = directory_lookup.directory_covering(agencies_named(fields))
    with with_faults([*upload.unknown_in(fields), *recording.faults_of_day(fields, agencies, request.now)]):
        key, submission = with_its_key(
            request.headers.get("idempotency-key"),
            fields,
            lambda: parse_recording(
                fields, category_ids=directory_lookup.categories(), agencies=agencies, today=today(request)
            ),
        )
    receipt, is_new = recording.record(submission, key, actor, request.now)
    return Response(receipt, 201 if is_new else 200)


def first_limits(request: Request) -> Response:
    """The clocks that a report would start, by the server's rules: no page counts working days itself."""
    actor, _ = officer(request.officer_claims)
    wanted = request.query_values()
    recording.require_recorder(actor)
    kind = Classification(wanted["classification"])
    return Response(recording.first_limits(wanted["agency"], kind, wanted["received_on"], request.now))


def caller(request: Request) -> Response:
    """The reports of whoever calls, by an exact contact behind the question mark."""
    return _callers_reports(request, request.query)


def caller_in_body(request: Request) -> Response:
    """The same, asked in a body: the desk asks so, and whom somebody looked for stands in no address."""
    return _callers_reports(request, request.fields())


def _callers_reports(request: Request, fields: Mapping[str, object]) -> Response:
    actor, _ = officer(request.officer_claims)
    recording.require_recorder(actor)
    email, phone = parse_recovery(fields)
    return Response(callers.reports_of(email, phone, actor, request.now))


def import_reports(request: Request) -> Response:
    """Many at once from a file; with ``dry_run`` only what it would do, and every fault of every row."""
    actor, _ = officer(request.officer_claims)
    dry_run = request.query_values()["dry_run"] == "true"
    recording.require_recorder(actor)
    return Response(report_import.import_reports(request.csv(), actor, request.now, dry_run=dry_run))


ROUTES = (
    Route(
        "POST",
        "/officer/reports/import",
        import_reports,
        {200: "ReportsImport"},
        OpenedBy.OFFICER,
        IMPORT,
        RECORDING_ROW,
        takes=(CSV,),
    ),
    Route(
        "POST",
        "/officer/reports",
        record_report,
        {201: "RecordedReceipt", 200: "RecordedReceipt"},
        OpenedBy.OFFICER,
        body=RECORDING,
    ),
    Route("GET", "/officer/people", caller, {200: "CallersReports"}, OpenedBy.OFFICER, RECOVERY),
    Route("POST", "/officer/people", caller_in_body, {200: "CallersReports"}, OpenedBy.OFFICER, body=RECOVERY),
    Route("GET", "/officer/first-limits", first_limits, {200: "FirstLimits"}, OpenedBy.OFFICER, FIRST_LIMITS),
)
