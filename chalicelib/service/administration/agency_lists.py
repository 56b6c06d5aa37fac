"""Agencies as administrators list them: as they are this moment, with how many officers answer in each.

Requests: 2 for the tree (3 for the nation), then for each institution on the page 1 for its officers.
"""

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from chalicelib.domain.actors import Actor, Role
from chalicelib.domain.directory import Agency, Directory
from chalicelib.domain.directory.administration import ADMINISTRATORS, administers
from chalicelib.domain.directory.agency_changes import institution_in_id
from chalicelib.domain.directory.appointing import answering_role
from chalicelib.refusals import NotFound
from chalicelib.service.administration.saving import require_role
from chalicelib.service.administration.views import listed_agency
from chalicelib.service.agencies import has_all
from chalicelib.service.lists import open_cursor, seal_cursor
from chalicelib.store import agencies, directory_lookup, officers
from chalicelib.store.directory_rows import DirectoryRow

if TYPE_CHECKING:
    from chalicelib.answers.directory import AgencyRowPage


def list_agencies(
    actor: Actor, words: str | None, parent: str | None, limit: int, cursor: str | None
) -> "AgencyRowPage":
    """A page of the actor's agencies in the order of the tree, all or those right below ``parent``.

    The nation, naming neither, sees the institutions. Raises Forbidden, NotFound for a parent that is not the actor's,
    Malformed for a cursor.
    """
    require_role(actor, *ADMINISTRATORS)
    scope = f"administered agencies|{actor.agency_id}|{words}|{parent}"
    after = open_cursor(scope, cursor) or ""
    directory, found_rows = _read(actor, words, parent)
    if parent and not administers(actor, parent, directory):
        raise NotFound
    wanted = (words or "").casefold().split()
    found = sorted(
        agency_id
        for agency_id, agency in directory.agencies.items()
        if agency_id > after
        and parent in (None, agency.parent)
        and has_all(agency, wanted)
        and administers(actor, agency_id, directory)
    )[: limit + 1]
    page = {one: directory.institution_of(one).agency_id for one in found[:limit]}
    answering = count_answering([directory.agencies[one] for one in page], directory)
    left = {one: institution for one, institution in page.items() if one not in found_rows}
    found_rows |= agencies.unit_rows(left)
    items = [
        listed_agency(
            directory_lookup.agency_from_row(found_rows[one].content),
            institution,
            found_rows[one].version,
            answering[one],
        )
        for one, institution in page.items()
    ]
    return {"items": items, "next": seal_cursor(scope, found[limit - 1]) if len(found) > limit else None}


def count_answering(page: Iterable[Agency], directory: Directory) -> Counter[str]:
    """How many active officers answer for each of these agencies, deputies included."""
    counts: Counter[str] = Counter()
    by_institution: dict[str, list[Agency]] = {}
    for agency in page:
        by_institution.setdefault(directory.institution_of(agency.agency_id).agency_id, []).append(agency)
    for institution_id, wanted in by_institution.items():
        roles = {agency.agency_id: answering_role(agency) for agency in wanted}
        if list(roles) == [institution_id]:
            known: Iterable[officers.Known] = officers.of_office(institution_id, institution_id, roles[institution_id])
        else:
            known = officers.of_institution(institution_id)
        counts.update(
            one.officer.agency_id
            for one in known
            if not one.officer.disabled and roles.get(one.officer.agency_id) == one.officer.role
        )
    return counts


def _read(actor: Actor, words: str | None, parent: str | None) -> tuple[Directory, dict[str, DirectoryRow]]:
    """The agencies to choose from, and their rows; what the whole nation is searched for may be a minute old."""
    if actor.role is Role.NATION:
        institutions = agencies.institutions()
        institution = institution_in_id(parent, institutions.agencies) if parent else None
        units = agencies.units_of(institution) if institution else None
        cached = directory_lookup.whole_directory().agencies if words and not parent else {}
        found = {**cached, **institutions.agencies, **(units.agencies if units else {})}
        return Directory(found), {**institutions.rows, **(units.rows if units else {})}
    own = actor.agency_id or ""
    units, row = agencies.units_of(own), agencies.institution_row(own)
    own_row = {own: row} if row else {}
    own_agency = {own: directory_lookup.agency_from_row(row.content)} if row else {}
    return Directory({**directory_lookup.institutions(), **own_agency, **units.agencies}), {**units.rows, **own_row}
