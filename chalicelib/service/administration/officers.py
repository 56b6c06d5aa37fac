"""Officers: invited, changed, disabled, replaced by a successor. What follows from it, their sign-in and their mail, is
promised in the same transaction and kept by dispatch.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from chalicelib.domain.directory import Directory
from chalicelib.domain.directory.administration import ADMINISTRATORS, administers
from chalicelib.domain.directory.appointing import (
    Officer,
    answering_role,
    faults_of_deputy,
    faults_of_office,
    leaves_empty,
)
from chalicelib.domain.refusals import FieldError, Invalid
from chalicelib.intake.directory_rows import missing, parse_row, read_given
from chalicelib.refusals import NotFound
from chalicelib.service.administration.saving import require_role, require_version, until_saved
from chalicelib.service.administration.views import officer_as, officer_view
from chalicelib.store import directory_lookup, directory_outbox, directory_rows, officers
from chalicelib.store.directory_rows import Deed, Unchanged
from chalicelib.store.officers import OFFICERS, Known

if TYPE_CHECKING:
    from chalicelib.answers.directory import OfficerRow

_BESIDE = ("username", "version", "invite")


def put_officer(fields: Mapping[str, object], deed: Deed) -> "tuple[OfficerRow, bool]":
    """Invite an officer, or change what is given of a known one; their view, and whether they are new.

    Raises Forbidden, NotFound for who is not the actor's to appoint, Invalid, Stale.
    """
    require_role(deed.actor, *ADMINISTRATORS)
    given, faults = read_given("officer_row", fields)
    if "username" not in given:
        raise Invalid(*faults, *missing("officer_row", given, faults, is_new=True))
    return until_saved(lambda: _put_once(given, faults, deed))


def replace_officer(username: str, fields: Mapping[str, object], deed: Deed) -> "OfficerRow":
    """Give an office to a successor and disable who held it; the successor's view.

    Whoever stood in for the predecessor stands in for the successor. Raises as ``put_officer`` does.
    """
    require_role(deed.actor, *ADMINISTRATORS)
    known = officers.find(username)
    if known is None or not administers(deed.actor, known.officer.agency_id, _tree(known.officer.agency_id)):
        raise NotFound
    values = parse_row("successor", fields)
    return until_saved(lambda: _replace_once(username, values, deed))


def _put_once(given: Mapping[str, Any], faults: list[FieldError], deed: Deed) -> "tuple[OfficerRow, bool]":
    known = officers.find(given["username"])
    directory = _tree(given.get("agency_id"), known.officer.agency_id if known else None)
    _require_scope(given, known, directory, deed)
    require_version(given.get("version"), known.row if known else None)
    wanted, found = proposed(given, known.officer if known else None, faults, deed)
    principal = officers.find(wanted.deputy_of) if wanted and wanted.deputy_of else None
    found += faults_of_change(
        wanted, known.officer if known else None, principal.officer if principal else None, directory, deed, found
    )
    if found or wanted is None:
        raise Invalid(*found)
    agency = directory.get(wanted.agency_id)
    if known and wanted == known.officer:
        return officer_view(known, agency.name if agency else None), False
    relied_on = _whoever_stays(known, wanted, deed) if known else []
    change = officers.change(wanted, known, directory.institution_of(wanted.agency_id).agency_id)
    entry = entry_after(wanted, known.officer if known else None, change.version, directory, deed)
    directory_rows.write(deed, [change], outbox_entries=[entry], relying_on=relied_on)
    return officer_as(wanted, change.version, agency.name if agency else None), known is None


def proposed(
    given: Mapping[str, Any], known: Officer | None, faults: list[FieldError], deed: Deed
) -> tuple[Officer | None, list[FieldError]]:
    """The officer that a row wants, as far as it can be told, and every fault of the row alone."""
    found = [*faults, *missing("officer_row", given, faults, is_new=known is None)]
    said = {
        name: value
        for name, value in given.items()
        if name not in _BESIDE and (value is not None or name == "deputy_of")
    }
    if known is None and not {"email", "role", "agency_id"} <= said.keys():
        return None, found
    wanted = replace(known, **said) if known else Officer(given["username"], **said)
    if not wanted.disabled and (known is None or given.get("invite")):
        wanted = replace(wanted, invited_at=deed.now.isoformat(timespec="milliseconds"))
    return wanted, found


def faults_of_change(
    wanted: Officer | None,
    known: Officer | None,
    principal: Officer | None,
    directory: Directory,
    deed: Deed,
    told: list[FieldError],
) -> list[FieldError]:
    """What is wrong with an officer's office and with whom they stand in for, where that is new."""
    if wanted is None:
        return []
    agency = directory.get(wanted.agency_id)
    if agency is None:
        return [FieldError("agency_id", "unknown_agency")]
    found: list[FieldError] = []
    if known is None or wanted.office != known.office:
        if not administers(deed.actor, wanted.agency_id, directory):
            found.append(FieldError("agency_id", "foreign_agency"))
        found += faults_of_office(wanted, agency, deed.actor.role)
    if known is None or (wanted.office, wanted.deputy_of) != (known.office, known.deputy_of):
        found += faults_of_deputy(wanted, principal)
    named = {fault.field for fault in told}
    return [fault for fault in found if fault.field not in named]


def entry_after(wanted: Officer, known: Officer | None, version: int, directory: Directory, deed: Deed) -> Any:
    """What follows: the sign-in made to agree, perhaps an invitation, perhaps an agency without anybody to answer."""
    invited = wanted.invited_at is not None and (known is None or wanted.invited_at != known.invited_at)
    vacated = None
    if known and not known.disabled and (wanted.disabled or wanted.office != known.office):
        left = directory.get(known.agency_id)
        vacated = known.agency_id if left and known.role == answering_role(left) else None
    return directory_outbox.officer_entry(wanted.username, version, deed.now, invited=invited, vacated=vacated)


def _replace_once(username: str, values: Mapping[str, Any], deed: Deed) -> "OfficerRow":
    known = officers.find(username)
    if known is None:
        raise NotFound
    require_version(values["version"], known.row)
    if known.officer.disabled:
        raise Invalid(FieldError("username", "predecessor_left"))
    if officers.find(values["username"]):
        raise Invalid(FieldError("username", "username_taken"))
    directory = _tree(known.officer.agency_id)
    institution = directory.institution_of(known.officer.agency_id).agency_id
    invited_at = deed.now.isoformat(timespec="milliseconds")
    successor = replace(known.officer, username=values["username"], email=values["email"], invited_at=invited_at)
    deputies = [
        one for one in officers.of_office(institution, *known.officer.office) if one.officer.deputy_of == username
    ]
    changes = [
        officers.change(successor, None, institution),
        officers.change(replace(known.officer, disabled=True), known, institution),
        *(officers.change(replace(one.officer, deputy_of=successor.username), one, institution) for one in deputies),
    ]
    entries = [
        directory_outbox.officer_entry(change.key, change.version, deed.now, invited=change.was is None)
        for change in changes[:2]
    ]
    directory_rows.write(deed, changes, outbox_entries=entries)
    agency = directory.get(successor.agency_id)
    return officer_as(successor, changes[0].version, agency.name if agency else None)


def _require_scope(given: Mapping[str, Any], known: Known | None, directory: Directory, deed: Deed) -> None:
    """Who is not the actor's to change is not there; nor is the office that somebody new would be given elsewhere."""
    wanted = given.get("agency_id")
    is_wanted_here = wanted is not None and administers(deed.actor, wanted, directory)
    if known and not administers(deed.actor, known.officer.agency_id, directory):
        if is_wanted_here:
            raise Invalid(FieldError("username", "username_taken"))
        raise NotFound
    if known is None and wanted is not None and directory.get(wanted) and not is_wanted_here:
        raise NotFound


def _whoever_stays(known: Known, wanted: Officer, deed: Deed) -> list[Unchanged]:
    """A colleague who stays when the actor leaves the own office: without one nobody could appoint the next.

    Raises Invalid when there is none.
    """
    if known.officer.username != deed.actor.username:
        return []
    institution = _tree(known.officer.agency_id).institution_of(known.officer.agency_id).agency_id
    listed = [one.officer.username for one in officers.of_office(institution, *known.officer.office)]
    colleagues = [
        one
        for one in officers.find_all(listed).values()
        if one.officer.username != known.officer.username and one.officer.office == known.officer.office
    ]
    if leaves_empty(known.officer, wanted, (one.officer for one in colleagues)):
        raise Invalid(FieldError("disabled" if wanted.disabled else "role", "last_of_office"))
    staying = next((one for one in colleagues if not one.officer.disabled), None)
    return [Unchanged(OFFICERS, staying.officer.username, staying.row.version)] if staying else []


def _tree(*agency_ids: str | None) -> Directory:
    return directory_lookup.directory_covering(agency_ids)
