"""Officers' queues and the public list, page by page, with cursors that nobody can forge."""

import base64
import hmac
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from chalicelib import access_codes
from chalicelib.domain.directory import NATION_ID, Directory
from chalicelib.domain.events import Actor, Role
from chalicelib.domain.refusals import FieldError, Forbidden, Invalid
from chalicelib.domain.report import State
from chalicelib.errors import NotFound
from chalicelib.intake.json_body import Malformed
from chalicelib.intake.query import CALM, URGENT
from chalicelib.service.rules import rules_for
from chalicelib.service.views import public_item, queue_item
from chalicelib.store import queues
from chalicelib.store.directory import directory_covering
from chalicelib.store.indexing import OPEN_QUEUES, QUEUE_OF_STATE
from chalicelib.store.queues import Entry, Page, Partition

QUEUES: dict[str, tuple[str, ...]] = {
    "verify": ("verify",),
    "inbox": ("inbox",),
    "waiting": ("waiting",),
    "returned": ("returned",),
    "late": OPEN_QUEUES,
    "escalated": OPEN_QUEUES,
    "undelivered": (*OPEN_QUEUES, "ended"),
    "all": (*OPEN_QUEUES, "ended"),
}
UNDELIVERED = "undelivered"
MAY_LIST = frozenset({Role.NATION, Role.COORDINATOR, Role.LIAISON, Role.HEAD, Role.INSPECTORATE})
SIGNATURE_LENGTH = 32


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an officer wants listed."""

    queue: str
    state: State | None = None
    agency: str | None = None
    category: str | None = None
    late: bool = False
    order: str = URGENT
    limit: int = 25
    cursor: str | None = None

    @property
    def is_searched(self) -> bool:
        """Whether much of what lies in the queue may be left out of this list."""
        return bool(self.state or self.category or self.late or self.queue in ("late", UNDELIVERED))

    def scope(self, actor: Actor) -> str:
        """This very list of this very reader: what its cursors are sealed to."""
        filters = f"{self.state}|{self.agency}|{self.category}|{self.late}|{self.order}"
        return f"{actor.role}|{actor.agency_id}|{self.queue}|{filters}"


def officer_queue(actor: Actor, wanted: Wanted) -> dict[str, Any]:
    """A page of a queue, most urgent first or least. It may come back short, or empty, with a cursor to search on by.

    Raises Forbidden, Invalid, Malformed for a cursor, NotFound for an agency out of reach.
    """
    tree = directory_covering([actor.agency_id, wanted.agency])
    partitions = _partitions(actor, wanted, tree)
    page = queues.queue_page(
        partitions,
        _admits(actor, wanted, tree),
        wanted.limit,
        open_cursor(wanted.scope(actor), wanted.cursor),
        # Who is late has climbed the ladder (domain.ladder): both are a range of the sort key.
        escalated=wanted.late or wanted.queue in ("late", "escalated"),
        calm_first=wanted.order == CALM,
        searching=wanted.is_searched,
    )
    held = directory_covering(entry.holder for entry in page.entries)
    return _listed(page, wanted.scope(actor), lambda entry: queue_item(entry, held.get(entry.holder)))


def public_list(
    agency_id: str | None,
    category: str | None,
    state: State | None,
    month: str | None,
    limit: int,
    cursor: str | None,
) -> dict[str, Any]:
    """A page of published reports, newest first. Raises NotFound for an unknown agency, Malformed for a cursor."""
    tree = rules_for([agency_id]).directory
    if agency_id and tree.get(agency_id) is None:
        raise NotFound
    institution = tree.institution_of(agency_id).agency_id if agency_id else None

    def admits(entry: Entry) -> bool:
        in_place = agency_id in (None, institution) or (
            entry.holder is not None and tree.in_scope(entry.holder, agency_id or "")
        )
        return in_place and category in (None, entry.category) and state in (None, entry.state)

    scope = f"public|{agency_id}|{category}|{state}|{month}"
    searching = bool(category or state) or agency_id != institution
    page = queues.published_page(institution, month, admits, limit, open_cursor(scope, cursor), searching=searching)
    held = directory_covering(entry.holder for entry in page.entries)
    return _listed(page, scope, lambda entry: public_item(entry, held.get(entry.holder)))


def seal_cursor(scope: str, after: str) -> str:
    """A cursor that continues this very list after that entry."""
    signature = access_codes.keyed_hash("cursor", f"{scope}\n{after}")[:SIGNATURE_LENGTH]
    return base64.urlsafe_b64encode(f"{signature}{after}".encode()).decode().rstrip("=")


def open_cursor(scope: str, cursor: str | None) -> str | None:
    """Where a list goes on. Raises Malformed for a cursor that was changed, or made for another list or reader."""
    if cursor is None:
        return None
    try:
        text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
    except ValueError:
        raise Malformed("cursor") from None
    after = text[SIGNATURE_LENGTH:]
    if not after or not hmac.compare_digest(seal_cursor(scope, after).encode(), cursor.encode()):
        raise Malformed("cursor")
    return after


def _listed(page: Page, scope: str, item: Callable[[Entry], dict[str, Any]]) -> dict[str, Any]:
    return {
        "items": [item(entry) for entry in page.entries],
        "next": seal_cursor(scope, page.after) if page.after else None,
    }


def _partitions(actor: Actor, wanted: Wanted, tree: Directory) -> list[Partition]:
    if wanted.queue == UNDELIVERED:
        return _undelivered(actor, wanted, tree)
    names = QUEUES[wanted.queue]
    if wanted.state:
        names = tuple(name for name in names if name == QUEUE_OF_STATE[wanted.state])
    own = actor.agency_id or ""
    match actor.role:
        case Role.NATION if wanted.agency is None and wanted.queue == "all":
            raise Invalid(FieldError("agency", "required"))
        case Role.NATION if wanted.agency in (None, NATION_ID):
            return queues.nation_partitions(names)
        case Role.NATION:
            return _of_agency(wanted.agency or "", names, tree)
        case Role.COORDINATOR | Role.LIAISON | Role.HEAD:
            agency_id = wanted.agency or own
            if not tree.in_scope(agency_id, own):
                raise NotFound
            return _of_agency(agency_id, names, tree)
        case Role.INSPECTORATE:
            # Supervisory reports may lie anywhere in the house: all of it is read, and the rest left out.
            return queues.institution_partitions(tree.institution_of(own).agency_id, names)
        case _:
            raise Forbidden


def _undelivered(actor: Actor, wanted: Wanted, tree: Directory) -> list[Partition]:
    """One sparse list for each institution; what lies outside the part asked for is left out of it."""
    agency_id = wanted.agency or actor.agency_id or ""
    if actor.role not in MAY_LIST:
        raise Forbidden
    if tree.get(agency_id) is None or not (
        actor.role is Role.NATION or tree.in_scope(agency_id, actor.agency_id or "")
    ):
        raise NotFound
    return queues.undelivered_partitions(tree.institution_of(agency_id).agency_id)


def _of_agency(agency_id: str, names: tuple[str, ...], tree: Directory) -> list[Partition]:
    agency = tree.get(agency_id)
    if agency is None:
        raise NotFound
    if agency.is_institution:
        return queues.institution_partitions(agency_id, names)
    below = [one for one in tree.agencies if tree.in_scope(one, agency_id)]
    return queues.unit_partitions(below, names)


def _admits(actor: Actor, wanted: Wanted, tree: Directory) -> Callable[[Entry], bool]:
    own = actor.agency_id or ""
    above = {agency.agency_id for agency in tree.with_ancestors(own)}
    part = tree.get(wanted.agency or own)
    unit = part.agency_id if wanted.queue == UNDELIVERED and part and not part.is_institution else None

    def admits(entry: Entry) -> bool:
        if above & set(entry.reported_agencies) or (wanted.state and entry.state != wanted.state):
            return False
        if (wanted.late or wanted.queue == "late") and not entry.late:
            return False
        if wanted.category not in (None, entry.category):
            return False
        if actor.role is Role.NATION:
            return not entry.sealed or entry.holder == NATION_ID
        if actor.role is Role.INSPECTORATE:
            return entry.supervisory or (entry.holder is not None and tree.in_scope(entry.holder, own))
        return unit is None or (entry.holder is not None and tree.in_scope(entry.holder, unit))

    return admits
