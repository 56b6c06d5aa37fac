"""What officers ask for: their profile, their queues, a report, its reporter, and every command on it.

The authorizer has let them in with a good token; the profile in the directory is asked again here, because a token
outlives an appointment.
"""

from typing import Any

from chalicelib.domain.batches import may_batch
from chalicelib.domain.directory.administration import pages_of
from chalicelib.domain.tracking import parse_report_id
from chalicelib.intake.commands import agencies_named, parse_officer_command
from chalicelib.intake.query import EVENTS, MEMBERS, QUEUE, SUMMARY
from chalicelib.intake.schema import MARKED, OFFICER_COMMANDS
from chalicelib.intake.shapes import with_faults
from chalicelib.refusals import NotFound
from chalicelib.routes.auth import admitted, officer
from chalicelib.routes.row import JSON_OR_FORM, OpenedBy, Request, Response, Route, View
from chalicelib.service import case_views, commands, courses, dashboard, finding, lists, reading
from chalicelib.service.attachments import upload
from chalicelib.service.commands import Opened
from chalicelib.service.queue_access import QueueQuery
from chalicelib.store import directory_lookup
from chalicelib.store.opening import officer_and_report


def profile(request: Request) -> Response:
    """Who the officer is to us: role, agency and its institution, and the pages of the desk that are theirs."""
    actor, found = officer(request.officer_claims)
    request.query_values()
    directory = directory_lookup.directory_covering([found.agency_id])
    agency = directory.get(found.agency_id)
    body: dict[str, Any] = {
        "username": found.username,
        "email": found.email,
        "role": actor.role.value,
        "agency_id": found.agency_id,
        "agency": {"id": agency.agency_id, "name": agency.name, "kind": agency.kind} if agency else None,
        "institution_id": directory.institution_of(found.agency_id).agency_id if agency else None,
        "deputy_of": found.deputy_of,
        "queues": dashboard.queue_counts(actor, directory),
        "may": list(pages_of(actor.role)),
        "may_batch": list(may_batch(actor.role)),
    }
    return Response(body)


def summary(request: Request) -> Response:
    """The figures of an agency and its units: what is open and late now, what a month brought."""
    actor, _ = officer(request.officer_claims)
    wanted = request.query_values()
    return Response(dashboard.summary(actor, wanted["agency"], wanted["month"], request.now))


def queue(request: Request) -> Response:
    """A page of a queue, most urgent first."""
    actor, _ = officer(request.officer_claims)
    return Response(lists.officer_queue(actor, QueueQuery(**request.query_values())))


def officer_report(request: Request) -> Response:
    """The whole of a report but who sent it."""
    opened = opened_by_officer(request)
    request.query_values()
    return Response(reading.officer_view(opened, request.now, request.language))


def reporter_identity(request: Request) -> Response:
    """Who sent it; the reporter will see that it was read, when, and by which office."""
    opened = opened_by_officer(request)
    request.query_values()
    return Response(reading.identity(opened, request.now))


def internal_events(request: Request) -> Response:
    """What happened, page by page, the latest first: what the view has no room for."""
    opened = opened_by_officer(request)
    wanted = request.query_values()
    return Response(courses.officers_events(opened, wanted["limit"], wanted["cursor"]))


def case_members(request: Request) -> Response:
    """The words, places and files of the reports that joined this one, the oldest first."""
    opened = opened_by_officer(request)
    wanted = request.query_values()
    return Response(case_views.member_page(opened, wanted["limit"], wanted["cursor"], request.language))


def duplicates(request: Request) -> Response:
    """Reports that tell the same, for who may merge them."""
    opened = opened_by_officer(request)
    request.query_values()
    return Response(reading.duplicates(opened, request.now, request.language))


def marks(request: Request) -> Response:
    """What of a text that is about to be sent names a person, and should not become public. Nothing is kept."""
    officer(request.officer_claims)
    return Response({"marks": finding.marks_in(request.values()["text"])})


def _command(name: str) -> View:
    def command_report(request: Request) -> Response:
        opened = opened_by_officer(request)
        fields = request.fields()
        commands.require_office(opened, name, request.now)
        named = directory_lookup.directory_covering(agencies_named(fields))
        with with_faults(upload.unknown_in(fields)):
            command, version = parse_officer_command(
                name, fields, category_ids=directory_lookup.categories(), agencies=named
            )
        stored = commands.carry_out(opened, command, version, request.now)
        return Response(reading.view_after(stored, opened.actor, request.now, request.language))

    command_report.__name__ = f"officer_{name.replace('-', '_')}"
    command_report.__doc__ = f"{name}: an officer's command; answers the new view."
    return command_report


def opened_by_officer(request: Request) -> Opened:
    """The report, for an officer who may read it. Raises Forbidden, NotFound."""
    claims, report_id = request.officer_claims, parse_report_id(request.parameters["report_id"])
    if report_id is None:
        officer(claims)
        raise NotFound
    profile, stored = officer_and_report(claims["username"], report_id)
    actor, _ = admitted(claims, profile)
    return commands.open_as_officer(stored, actor)


def _command_route(name: str) -> Route:
    path, answers = f"{_ONE}/{name}", {200: "OfficerView | OutOfSight"}
    body = OFFICER_COMMANDS[name]
    return Route("POST", path, _command(name), answers, OpenedBy.OFFICER, body=body, takes=JSON_OR_FORM)


_ONE = "/officer/reports/{report_id}"
ROUTES = (
    Route("GET", "/officer", profile, {200: "Profile"}, OpenedBy.OFFICER),
    Route("GET", "/officer/summary", summary, {200: "Summary"}, OpenedBy.OFFICER, SUMMARY),
    Route("GET", "/officer/reports", queue, {200: "QueuePage"}, OpenedBy.OFFICER, QUEUE),
    Route("GET", _ONE, officer_report, {200: "OfficerView"}, OpenedBy.OFFICER),
    Route("GET", f"{_ONE}/identity", reporter_identity, {200: "ReporterIdentity"}, OpenedBy.OFFICER),
    Route("GET", f"{_ONE}/events", internal_events, {200: "InternalEventPage"}, OpenedBy.OFFICER, EVENTS),
    Route("GET", f"{_ONE}/members", case_members, {200: "MemberPage"}, OpenedBy.OFFICER, MEMBERS),
    Route("GET", f"{_ONE}/duplicates", duplicates, {200: "DuplicateList"}, OpenedBy.OFFICER),
    Route("POST", "/officer/marks", marks, {200: "Marks"}, OpenedBy.OFFICER, body=MARKED, takes=JSON_OR_FORM),
    *(_command_route(name) for name in OFFICER_COMMANDS),
)
