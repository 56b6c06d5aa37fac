"""The tree of agencies, changed one agency at a time."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from chalicelib.domain.actors import Actor, Role
from chalicelib.domain.calendar.time_zones import CAPITAL
from chalicelib.domain.directory import INSTITUTION_KINDS, Agency
from chalicelib.domain.directory.administration import ADMINISTRATORS
from chalicelib.domain.directory.agency_changes import AgencyChanges, Proposed, institution_in_id
from chalicelib.domain.refusals import FieldError, Forbidden, Invalid
from chalicelib.intake.directory_rows import missing, read_given
from chalicelib.refusals import NotFound
from chalicelib.service.administration.saving import require_role, require_version, until_saved
from chalicelib.service.administration.views import agency_view
from chalicelib.store import agencies, directory_lookup, directory_outbox, directory_rows
from chalicelib.store.agencies import DirectoryPart
from chalicelib.store.directory_rows import Deed

if TYPE_CHECKING:
    from chalicelib.answers.directory import AgencyRow

# What an agency always has: given empty, it stays as it is.
_ALWAYS = ("name", "kind", "parent", "timezone", "accepts_reports", "duties")


def put_agency(fields: Mapping[str, object], deed: Deed) -> "tuple[AgencyRow, bool]":
    """Create an agency, or change what is given of a known one; its view, and whether it is new.

    Raises Forbidden, NotFound for an agency that is not the actor's, Invalid, Stale.
    """
    require_role(deed.actor, *ADMINISTRATORS)
    given, faults = read_given("agency", fields)
    if "id" not in given:
        raise Invalid(*faults, *missing("agency", given, faults, is_new=True))
    _require_scope(deed.actor, given)
    return until_saved(lambda: _put_once(given, faults, deed))


def _put_once(given: Mapping[str, Any], faults: list[FieldError], deed: Deed) -> "tuple[AgencyRow, bool]":
    part = part_for(given["id"], given)
    known, row = part.agencies.get(given["id"]), part.rows.get(given["id"])
    require_version(given.get("version"), row)
    wanted, found = proposed(given, known, {**directory_lookup.institutions(), **part.agencies}, faults)
    change = AgencyChanges(
        {**directory_lookup.institutions(), **part.agencies}, [Proposed(wanted)] if wanted else [], within(deed.actor)
    )
    told = {fault.field for fault in found}
    found += [fault for _, fault in change.faults() if fault.field not in told]
    if found or wanted is None:
        raise Invalid(*found)
    institution = change.institution_of(wanted.agency_id) or wanted.agency_id
    if wanted == known and row:
        return agency_view(wanted, institution, row.version), False
    changed = agencies.change(part, wanted)
    directory_rows.write(deed, [changed], outbox_entries=vacancies([wanted], part, deed), counting=part.count)
    return agency_view(wanted, institution, changed.version), known is None


def proposed(
    given: Mapping[str, Any], known: Agency | None, before: Mapping[str, Agency], faults: list[FieldError]
) -> tuple[Agency | None, list[FieldError]]:
    """The agency that a row wants, as far as it can be told, and every fault of the row alone."""
    found = [*faults, *missing("agency", given, faults, is_new=known is None)]
    said = {
        name: value
        for name, value in given.items()
        if name not in ("id", "version") and (value is not None or name not in _ALWAYS)
    }
    if known:
        return replace(known, **said), found
    if "kind" not in said:
        return None, found
    above = before.get(said.get("parent", ""))
    whole = {"name": "", "parent": None, "timezone": above.timezone if above else CAPITAL} | said
    return Agency(agency_id=given["id"], **whole), found


def part_for(agency_id: str, given: Mapping[str, Any]) -> DirectoryPart:
    """The part of the tree that an agency is in, or would be."""
    known = directory_lookup.institutions()
    if agency_id in known or given.get("kind") in INSTITUTION_KINDS:
        return agencies.institutions()
    institution = institution_in_id(agency_id, known) or institution_in_id(given.get("parent") or "", known)
    return agencies.units_of(institution) if institution else agencies.institutions()


def vacancies(differing: list[Agency], part: DirectoryPart, deed: Deed) -> list[Any]:
    """The outbox entry for those of these agencies that begin to accept reports; nothing when none does.

    Whether somebody can answer there is looked at when the entry is delivered.
    """
    accepted = {agency_id for agency_id, agency in part.agencies.items() if agency.accepts_reports}
    opened = [one.agency_id for one in differing if one.accepts_reports and one.agency_id not in accepted]
    if not opened:
        return []
    return [directory_outbox.vacancy_entry(part.partition, opened, part.count.version + 1, deed.now)]


def within(actor: Actor) -> str | None:
    """The institution that an administrator's changes must stay in; None for the nation."""
    return None if actor.role is Role.NATION else actor.agency_id


def _require_scope(actor: Actor, given: Mapping[str, Any]) -> None:
    """A coordinator changes the own units alone: another institution's are not there, institutions are the nation's."""
    if actor.role is Role.NATION:
        return
    if institution_in_id(given["id"], directory_lookup.institutions()) not in (None, actor.agency_id):
        raise NotFound
    if given["id"] == actor.agency_id or given.get("kind") in INSTITUTION_KINDS:
        raise Forbidden
