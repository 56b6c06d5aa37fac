"""Finding agencies: for citizens who choose one, for officers who forward to one."""

from bisect import bisect
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from chalicelib.domain.directory import Agency
from chalicelib.finding.agencies import AgencyIndex
from chalicelib.service.lists import open_cursor, seal_cursor
from chalicelib.store.directory_lookup import directory_covering, institutions, made_of_directory, whole_directory

if TYPE_CHECKING:
    from chalicelib.answers.directory import Agency as AgencyView


@dataclass(frozen=True, slots=True)
class AgencyPage:
    """Agencies, each with the id of its institution, and the cursor of the next page."""

    agencies: tuple[tuple[Agency, str], ...]
    next: str | None


def find_agencies(words: str | None, parent: str | None, limit: int, cursor: str | None) -> AgencyPage:
    """A page of agencies in the order of their ids, which is the order of the tree; of a search, the best first.

    All of them, or those right below ``parent`` (none when there is no such agency); ``words`` are what somebody types
    who looks for one. Raises Malformed for a cursor of another list.
    """
    scope = f"agencies|{words}|{parent}"
    after = open_cursor(scope, cursor) or ""
    directory = directory_covering([parent]) if parent else whole_directory()
    ordered = made_of_directory("words", AgencyIndex).meant(words) if words else sorted(directory.agencies)
    known = (one for one in ordered if one in directory.agencies)
    wanted = [one for one in known if parent in (None, directory.agencies[one].parent)]
    # An agency that has gone since does not end the list: it goes on where a list without it would.
    begin = wanted.index(after) + 1 if after in wanted else bisect(wanted, after) if not words else 0
    found = wanted[begin : begin + limit + 1]
    shown = tuple((directory.agencies[one], directory.institution_of(one).agency_id) for one in found[:limit])
    return AgencyPage(shown, seal_cursor(scope, found[limit - 1]) if len(found) > limit else None)


def public_view(agency: Agency, institution_id: str) -> "AgencyView":
    """An agency as everybody may read it."""
    return {
        "id": agency.agency_id,
        "name": agency.name,
        "short_name": agency.short_name,
        "kind": agency.kind,
        "parent": agency.parent,
        "institution_id": institution_id,
        "accepts_reports": agency.accepts_reports,
        "timezone": agency.timezone,
    }


def names_in(view: Mapping[str, Any]) -> dict[str, str]:
    """What the agencies that a view's events, readings and place name are called, by id; unknown ones are left out."""
    named = {event["actor"]["agency_id"] for event in view["events"]}
    named |= {event["data"].get("to") for event in view["events"]}
    named |= {one["actor"]["agency_id"] for one in view.get("identity_readings", ())}
    named |= {*view.get("reported_agencies", ()), view.get("addressed_to"), (view.get("holder") or {}).get("agency_id")}
    named |= {event["data"].get("proposed") for event in view["events"]}
    directory = directory_covering(named)
    found = {agency_id: agency.name for agency_id in sorted(named - {None}) if (agency := directory.get(agency_id))}
    return found | governments_in(view.get("location") or {})


def governments_in(location: Mapping[str, object]) -> dict[str, str]:
    """What the governments of a place's parts are called, by id, where the parts were sent as codes."""
    known = institutions()
    return {agency_id: known[agency_id].name for agency_id in sorted(_governments_of(location)) if agency_id in known}


def _governments_of(location: Mapping[str, object]) -> set[str]:
    """The governments of a place's parts that were sent as codes (Kepmendagri on codes of regions).

    A city's number within its province begins at 71, a regency's at 01. A place in words names none.
    """
    regency, province = (str(location.get(part) or "") for part in ("regency", "province"))
    found = {f"{'kota' if regency[2:] > '70' else 'kab'}.{regency}"} if _is_code(regency, 4) else set()
    return found | ({f"prov.{province}"} if _is_code(province, 2) else set())


def _is_code(text: str, length: int) -> bool:
    return len(text) == length and text.isascii() and text.isdigit()


def has_all(agency: Agency, words: list[str]) -> bool:
    """Whether every one of these words occurs in the agency's name, short name or id."""
    text = f"{agency.name} {agency.short_name or ''} {agency.agency_id}".casefold()
    return all(word in text for word in words)
