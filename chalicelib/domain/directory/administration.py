"""Who keeps the directory: which pages of the desk an officer opens, and which agencies, officers, limits and canned
replies are theirs to change (docs/law.md "Who may do what"). Default: none.
"""

from chalicelib.domain.actors import Actor, Role
from chalicelib.domain.directory.agencies import NATION_ID, Directory

ADMINISTRATORS = frozenset({Role.COORDINATOR, Role.NATION})
# Whoever answers citizens keeps the sentences they answer with.
WRITERS = frozenset({Role.LIAISON, Role.HEAD, Role.COORDINATOR, Role.INSPECTORATE, Role.NATION})
RECORDERS = WRITERS
"""Whoever meets citizens records what they say or write elsewhere, for whichever institution it is."""
_DESK = ("queues", "summary", "record", "wordings", "calendar")
PAGES: dict[Role, tuple[str, ...]] = {
    Role.LIAISON: _DESK,
    Role.HEAD: _DESK,
    Role.INSPECTORATE: _DESK,
    Role.COORDINATOR: (*_DESK[:3], "agencies", "officers", "standards", "wordings", "calendar"),
    Role.NATION: (*_DESK[:3], "agencies", "officers", "standards", "categories", "wordings", "calendar"),
    Role.OBSERVER: ("summary", "calendar"),
}


def pages_of(role: Role) -> tuple[str, ...]:
    """The pages of the desk that an officer may open, in the order of its menu."""
    return PAGES.get(role, ())


def administers(actor: Actor, agency_id: str, directory: Directory) -> bool:
    """Whether an agency and its officers are the actor's to see and change: the nation's all, a coordinator's own."""
    if actor.role is Role.NATION:
        return directory.get(agency_id) is not None
    return actor.role is Role.COORDINATOR and directory.in_scope(agency_id, actor.agency_id or "")


def keeps_canned_replies_of(actor: Actor, agency_id: str, directory: Directory) -> bool:
    """Whether an agency's canned replies are the actor's: of the own agency and below, cut at other institutions."""
    own = NATION_ID if actor.role is Role.NATION else actor.agency_id or ""
    return actor.role in WRITERS and directory.in_scope(agency_id, own)
