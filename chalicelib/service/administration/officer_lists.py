"""Officers as administrators list them.

Requests: 1 for the actor's institution, or for the nation, in pages of 1 MB; words are looked for in what it gives.
"""

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from chalicelib.domain.actors import Actor
from chalicelib.domain.directory import NATION_ID, Directory
from chalicelib.domain.directory.administration import ADMINISTRATORS, administers
from chalicelib.refusals import NotFound
from chalicelib.service.administration.saving import require_role
from chalicelib.service.administration.views import officer_view
from chalicelib.service.lists import open_cursor, seal_cursor
from chalicelib.store import directory_lookup, officers
from chalicelib.store.officers import Known

if TYPE_CHECKING:
    from chalicelib.answers.directory import OfficerRowPage


def list_officers(
    actor: Actor, agency_id: str | None, words: str | None, limit: int, cursor: str | None
) -> "OfficerRowPage":
    """A page of the officers whom the actor appoints, disabled ones too: of one agency and those below it, of the own
    institution agency by agency, or of the nation by user name. ``words`` must all occur in name, mail or agency.

    Raises Forbidden, NotFound for an agency that is not the actor's, Malformed for a cursor.
    """
    require_role(actor, *ADMINISTRATORS)
    directory = directory_lookup.directory_covering([actor.agency_id, agency_id])
    if agency_id and not administers(actor, agency_id, directory):
        raise NotFound
    scope = f"officers|{actor.role}|{actor.agency_id}|{agency_id}|{words}"
    wanted = (words or "").casefold().split()
    found = list(islice(_found(actor, agency_id, wanted, open_cursor(scope, cursor), directory), limit + 1))
    page = found[:limit]
    named = directory_lookup.directory_covering(known.officer.agency_id for known, _ in page)
    items = [officer_view(known, _name(known, named)) for known, _ in page]
    return {"items": items, "next": seal_cursor(scope, page[-1][1]) if len(found) > limit else None}


def _found(
    actor: Actor, agency_id: str | None, words: list[str], after: str | None, directory: Directory
) -> Iterator[tuple[Known, str]]:
    """Those who are wanted, each with its place in the list."""
    within = agency_id or (actor.agency_id if actor.agency_id != NATION_ID else None)
    if within is None:
        listed = ((known, known.officer.username) for known in officers.everybody(after))
    else:
        institution_id = directory.institution_of(within).agency_id
        listed = (
            (known, officers.office_key(known.officer)) for known in officers.of_institution(institution_id, after)
        )
    for known, place in listed:
        is_within = within is None or directory.in_scope(known.officer.agency_id, within)
        if is_within and _has_all(known, directory, words):
            yield known, place


def _has_all(known: Known, directory: Directory, words: list[str]) -> bool:
    text = f"{known.officer.username} {known.officer.email} {known.officer.agency_id} {_name(known, directory) or ''}"
    return all(word in text.casefold() for word in words)


def _name(known: Known, directory: Directory) -> str | None:
    agency = directory.get(known.officer.agency_id)
    return agency.name if agency else None
