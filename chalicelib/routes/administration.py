"""Keeping the directory, for those whose office it is: agencies, officers, stricter limits, categories, wordings."""

from collections.abc import Callable, Mapping
from typing import Protocol

from chalicelib.domain.actors import Actor
from chalicelib.domain.directory.administration import ADMINISTRATORS
from chalicelib.intake.directory_rows import (
    AGENCY_ROW,
    CANNED_REPLY_ROW,
    CATEGORY_ROW,
    OFFICER_ROW,
    REMOVAL,
    STANDARD_ROW,
    SUCCESSOR,
)
from chalicelib.intake.query import AGENCIES, IMPORT, NOTHING, OF_AN_AGENCY, OFFICERS
from chalicelib.intake.shapes import Shape
from chalicelib.routes.auth import officer
from chalicelib.routes.row import CSV, OpenedBy, Request, Response, Route, View
from chalicelib.service.administration import (
    agencies,
    agency_import,
    agency_lists,
    canned_replies,
    categories,
    officer_import,
    officer_lists,
    officers,
    standards,
)
from chalicelib.service.administration.saving import require_role
from chalicelib.store.directory_rows import Deed


class Import(Protocol):
    """A use case that takes a file."""

    def __call__(self, raw: bytes, deed: Deed, *, dry_run: bool) -> Mapping[str, object]: ...


Put = Callable[[Mapping[str, object], Deed], tuple[Mapping[str, object], bool]]


def list_agencies(request: Request) -> Response:
    """The officer's agencies: how many officers answer in each, and which have none."""
    actor = _actor(request)
    wanted = request.query_values()
    return Response(agency_lists.list_agencies(actor, wanted["q"], wanted["parent"], wanted["limit"], wanted["cursor"]))


def list_officers(request: Request) -> Response:
    """The officers whom this officer appoints, disabled ones too."""
    actor = _actor(request)
    wanted = request.query_values()
    return Response(
        officer_lists.list_officers(actor, wanted["agency"], wanted["q"], wanted["limit"], wanted["cursor"])
    )


def list_standards(request: Request) -> Response:
    """The national limits with their sources, and the institution's own stricter ones."""
    actor = _actor(request)
    request.query_values()
    return Response(standards.list_standards(actor, request.language))


def list_categories(request: Request) -> Response:
    """All categories, with the versions to change them by."""
    actor = _actor(request)
    request.query_values()
    return Response(categories.list_categories(actor))


def list_canned_replies(request: Request) -> Response:
    """Canned replies of an agency and of those above it up to the institution."""
    actor = _actor(request)
    return Response(canned_replies.list_canned_replies(actor, request.query_values()["agency"]))


def replace_officer(request: Request) -> Response:
    """A successor takes an officer's office; who held it is disabled."""
    deed = _deed(request)
    return Response(officers.replace_officer(request.parameters["username"], request.fields(), deed), 201)


def remove_canned_reply(request: Request) -> Response:
    """Take a canned reply away."""
    deed = _deed(request)
    canned_replies.remove_canned_reply(request.parameters["wording_id"], request.fields(), deed)
    return Response({"removed": request.parameters["wording_id"]})


def import_agencies(request: Request) -> Response:
    """Agencies from a CSV file whose header names the fields: all of its rows, or every fault by line and field."""
    return _import(request, agency_import.import_agencies)


def import_officers(request: Request) -> Response:
    """Officers from a CSV file whose header names the fields; each new one is invited by mail."""
    return _import(request, officer_import.import_officers)


def _import(request: Request, carry_out: Import) -> Response:
    deed = _deed(request)
    raw = request.csv()
    require_role(deed.actor, *ADMINISTRATORS)
    dry_run = request.query_values()["dry_run"] == "true"
    return Response(carry_out(raw, deed, dry_run=dry_run))


def _put(name: str, said: str, put: Put) -> View:
    """A route that takes a whole row, or of a known one what shall change: 201 when it is new."""

    def put_row(request: Request) -> Response:
        deed = _deed(request)
        row, is_new = put(request.fields(), deed)
        return Response(row, 201 if is_new else 200)

    put_row.__name__ = f"put_{name}"
    put_row.__doc__ = said
    return put_row


def _actor(request: Request) -> Actor:
    return officer(request.officer_claims)[0]


def _deed(request: Request) -> Deed:
    return Deed(_actor(request), request.now)


_AGENCY = _put("agency", "Create an agency, or change what is given of a known one.", agencies.put_agency)
_OFFICER = _put("officer", "Invite an officer by mail, or change what is given of a known one.", officers.put_officer)
_STANDARD = _put("standard", "Set a limit stricter than the nation's, from a day on.", standards.put_standard)
_CATEGORY = _put("category", "Create a category, or change what is given of a known one.", categories.put_category)
_WORDING = _put(
    "wording", "Add a canned reply, or change the one whose number is given.", canned_replies.put_canned_reply
)


def _get(path: str, view: View, answer: str, query: Shape = NOTHING) -> Route:
    return Route("GET", f"/officer/{path}", view, {200: answer}, OpenedBy.OFFICER, query)


def _post(path: str, view: View, answers: Mapping[int, str], body: Shape) -> Route:
    return Route("POST", f"/officer/{path}", view, answers, OpenedBy.OFFICER, body=body)


def _row(path: str, view: View, answer: str, body: Shape) -> Route:
    """201 for a new row, 200 for one that is changed, or stays as it was."""
    return _post(path, view, {201: answer, 200: answer}, body)


def _file(path: str, view: View, row: Shape) -> Route:
    answers = {200: "ImportResult"}
    return Route("POST", f"/officer/{path}/import", view, answers, OpenedBy.OFFICER, IMPORT, row, takes=(CSV,))


ROUTES = (
    _get("agencies", list_agencies, "AgencyRowPage", AGENCIES),
    _row("agencies", _AGENCY, "AgencyRow", AGENCY_ROW),
    _file("agencies", import_agencies, AGENCY_ROW),
    _get("officers", list_officers, "OfficerRowPage", OFFICERS),
    _row("officers", _OFFICER, "OfficerRow", OFFICER_ROW),
    _file("officers", import_officers, OFFICER_ROW),
    _post("officers/{username}/replace", replace_officer, {201: "OfficerRow"}, SUCCESSOR),
    _get("standards", list_standards, "StandardList"),
    _row("standards", _STANDARD, "StandardRow", STANDARD_ROW),
    _get("categories", list_categories, "CategoryRowList"),
    _row("categories", _CATEGORY, "CategoryRow", CATEGORY_ROW),
    _get("wordings", list_canned_replies, "CannedReplyList", OF_AN_AGENCY),
    _row("wordings", _WORDING, "CannedReply", CANNED_REPLY_ROW),
    _post("wordings/{wording_id}/remove", remove_canned_reply, {200: "RemovedReply"}, REMOVAL),
)
