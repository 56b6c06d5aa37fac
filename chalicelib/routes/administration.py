"""Keeping the directory, for those whose office it is: agencies, officers, stricter limits, categories, wordings."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from chalicelib.domain.administration import ADMINISTRATORS
from chalicelib.domain.events import Actor
from chalicelib.intake.query import AGENCIES, IMPORT, NOTHING, OF_AN_AGENCY, OFFICERS, read_query
from chalicelib.routes.auth import officer
from chalicelib.routes.http import Answer, Asked, Route, View
from chalicelib.service.administration import (
    agencies,
    agency_import,
    agency_lists,
    categories,
    officer_import,
    officer_lists,
    officers,
    standards,
    wordings,
)
from chalicelib.service.administration.saving import require_role
from chalicelib.store.rows import Deed


class Import(Protocol):
    """A use case that takes a file."""

    def __call__(self, raw: bytes, deed: Deed, *, dry_run: bool) -> dict[str, object]: ...


Put = Callable[[Mapping[str, object], Deed], tuple[dict[str, Any], bool]]


def list_agencies(asked: Asked) -> Answer:
    """The officer's agencies: how many officers answer in each, and which have none."""
    actor = _actor(asked)
    wanted = read_query(AGENCIES, asked.query)
    return Answer(agency_lists.list_agencies(actor, wanted["q"], wanted["parent"], wanted["limit"], wanted["cursor"]))


def list_officers(asked: Asked) -> Answer:
    """The officers whom this officer appoints, disabled ones too."""
    actor = _actor(asked)
    wanted = read_query(OFFICERS, asked.query)
    return Answer(officer_lists.list_officers(actor, wanted["agency"], wanted["q"], wanted["limit"], wanted["cursor"]))


def list_standards(asked: Asked) -> Answer:
    """The national limits with their sources, and the institution's own stricter ones."""
    actor = _actor(asked)
    read_query(NOTHING, asked.query)
    return Answer(standards.list_standards(actor, asked.language))


def list_categories(asked: Asked) -> Answer:
    """All categories, with the versions to change them by."""
    actor = _actor(asked)
    read_query(NOTHING, asked.query)
    return Answer(categories.list_categories(actor))


def list_wordings(asked: Asked) -> Answer:
    """Canned wordings of an agency and of those above it up to the institution."""
    actor = _actor(asked)
    return Answer(wordings.list_wordings(actor, read_query(OF_AN_AGENCY, asked.query)["agency"]))


def replace_officer(asked: Asked) -> Answer:
    """A successor takes an officer's office; who held it is disabled."""
    deed = _deed(asked)
    return Answer(officers.replace_officer(asked.parameters["username"], asked.json_fields(), deed), 201)


def remove_wording(asked: Asked) -> Answer:
    """Take a canned wording away."""
    deed = _deed(asked)
    wordings.remove_wording(asked.parameters["wording_id"], asked.json_fields(), deed)
    return Answer({"removed": asked.parameters["wording_id"]})


def import_agencies(asked: Asked) -> Answer:
    """Agencies from a CSV file whose header names the fields: all of its rows, or every fault by line and field."""
    return _import(asked, agency_import.import_agencies)


def import_officers(asked: Asked) -> Answer:
    """Officers from a CSV file whose header names the fields; each new one is invited by mail."""
    return _import(asked, officer_import.import_officers)


def _import(asked: Asked, carry_out: Import) -> Answer:
    deed = _deed(asked)
    raw = asked.csv()
    require_role(deed.actor, *ADMINISTRATORS)
    dry_run = read_query(IMPORT, asked.query)["dry_run"] == "true"
    return Answer(carry_out(raw, deed, dry_run=dry_run))


def _put(name: str, said: str, put: Put) -> View:
    """A route that takes a whole row, or of a known one what shall change: 201 when it is new."""

    def put_row(asked: Asked) -> Answer:
        deed = _deed(asked)
        row, is_new = put(asked.json_fields(), deed)
        return Answer(row, 201 if is_new else 200)

    put_row.__name__ = f"put_{name}"
    put_row.__doc__ = said
    return put_row


def _actor(asked: Asked) -> Actor:
    return officer(asked.officer_claims)[0]


def _deed(asked: Asked) -> Deed:
    return Deed(_actor(asked), asked.now)


_AGENCY = _put("agency", "Create an agency, or change what is given of a known one.", agencies.put_agency)
_OFFICER = _put("officer", "Invite an officer by mail, or change what is given of a known one.", officers.put_officer)
_STANDARD = _put("standard", "Set a limit stricter than the nation's, from a day on.", standards.put_standard)
_CATEGORY = _put("category", "Create a category, or change what is given of a known one.", categories.put_category)
_WORDING = _put("wording", "Add a canned wording, or change the one whose number is given.", wordings.put_wording)
_LEAVE = "/officer/officers/{username}/replace"
_REMOVE = "/officer/wordings/{wording_id}/remove"

ROUTES = (
    Route("GET", "/officer/agencies", list_agencies, for_officers=True, query=AGENCIES),
    Route("POST", "/officer/agencies", _AGENCY, for_officers=True, body="agency"),
    Route("POST", "/officer/agencies/import", import_agencies, for_officers=True, query=IMPORT, body="agencies_csv"),
    Route("GET", "/officer/officers", list_officers, for_officers=True, query=OFFICERS),
    Route("POST", "/officer/officers", _OFFICER, for_officers=True, body="officer_row"),
    Route("POST", "/officer/officers/import", import_officers, for_officers=True, query=IMPORT, body="officers_csv"),
    Route("POST", _LEAVE, replace_officer, for_officers=True, body="successor"),
    Route("GET", "/officer/standards", list_standards, for_officers=True),
    Route("POST", "/officer/standards", _STANDARD, for_officers=True, body="standard"),
    Route("GET", "/officer/categories", list_categories, for_officers=True),
    Route("POST", "/officer/categories", _CATEGORY, for_officers=True, body="category"),
    Route("GET", "/officer/wordings", list_wordings, for_officers=True, query=OF_AN_AGENCY),
    Route("POST", "/officer/wordings", _WORDING, for_officers=True, body="wording"),
    Route("POST", _REMOVE, remove_wording, for_officers=True, body="remove_wording"),
)
