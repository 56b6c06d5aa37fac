"""An officer's desk: where a queue is read from, and what of it they may see (docs/law.md "Who may do what").

Each role has partitions that hold little but its own; what else lies in them is left out here, by default.
"""

from collections.abc import Callable
from dataclasses import dataclass

from chalicelib.domain.directory import NATION_ID, PROVINCE_KIND, Directory
from chalicelib.domain.events import Actor, Role
from chalicelib.domain.refusals import FieldError, Forbidden, Invalid
from chalicelib.domain.report import State
from chalicelib.errors import NotFound
from chalicelib.intake.query import CALM, URGENT
from chalicelib.store import partitions
from chalicelib.store.indexing import OPEN_QUEUES, QUEUE_OF_STATE, branch_of
from chalicelib.store.partitions import Partition
from chalicelib.store.queues import Entry

LATE, ESCALATED, UNDELIVERED, ALL = "late", "escalated", "undelivered", "all"
QUEUES: dict[str, tuple[str, ...]] = {
    "verify": ("verify",),
    "inbox": ("inbox",),
    "waiting": ("waiting",),
    "returned": ("returned",),
    LATE: OPEN_QUEUES,
    ESCALATED: OPEN_QUEUES,
    UNDELIVERED: (*OPEN_QUEUES, "ended"),
    ALL: (*OPEN_QUEUES, "ended"),
}
# A report that waits for verification, or comes back, lies with the institution: a unit's own desk never has one.
OF_INSTITUTIONS = ("verify", "returned")
MAY_LIST = frozenset({Role.NATION, Role.COORDINATOR, Role.LIAISON, Role.HEAD, Role.INSPECTORATE})


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an officer wants listed; ``agency`` narrows it to what lies with that agency and its units."""

    queue: str
    state: State | None = None
    agency: str | None = None
    category: str | None = None
    late: bool = False
    order: str = URGENT
    limit: int = 25
    cursor: str | None = None

    @property
    def has_climbed(self) -> bool:
        """Whether only what has climbed the ladder is wanted, a range of the sort key; the late have too."""
        return self.late or self.queue in (LATE, ESCALATED)

    @property
    def is_calm_first(self) -> bool:
        """Whether the least urgent come first."""
        return self.order == CALM

    @property
    def is_searched_for(self) -> bool:
        """Whether much of what lies in the queue may be left out."""
        return bool(self.state or self.category or self.late or self.queue == LATE)

    def scope(self, actor: Actor) -> str:
        """This very list of this very reader: what its cursors are sealed to."""
        filters = f"{self.state}|{self.agency}|{self.category}|{self.late}|{self.order}"
        return f"{actor.role}|{actor.agency_id}|{self.queue}|{filters}"


@dataclass(frozen=True, slots=True)
class Desk:
    """Where a list is read from; of what lies there, only what ``part`` and its units hold (None: all of it).

    ``is_mixed`` tells that much of it may be somebody else's.
    """

    partitions: list[Partition]
    part: str | None = None
    is_mixed: bool = False


def desk_of(actor: Actor, wanted: Wanted, tree: Directory) -> Desk:
    """Where a list is read from.

    Raises Forbidden for who has no queues, NotFound for an agency out of reach, Invalid where one must be named.
    """
    if actor.role not in MAY_LIST:
        raise Forbidden
    own = actor.agency_id or ""
    if not _reaches(actor, wanted, tree):
        raise NotFound
    if wanted.queue == UNDELIVERED:
        return _undelivered(actor, wanted.agency, tree)
    names = QUEUES[wanted.queue]
    if wanted.state:
        names = tuple(name for name in names if name == QUEUE_OF_STATE[wanted.state])
    match actor.role:
        case Role.NATION:
            return Desk(_of_the_nation(wanted, names, tree))
        case Role.INSPECTORATE:
            return _of_an_inspectorate(own, wanted.agency, names, tree)
        case Role.COORDINATOR if wanted.queue == ESCALATED:
            return _escalated(own, wanted.agency, names, tree)
        case _:
            return Desk(_of_agency(wanted.agency or own, names, tree))


def admits(actor: Actor, wanted: Wanted, part: str | None, tree: Directory) -> Callable[[Entry], bool]:
    """Which of what is read belongs into the list: asked for, and not hidden from this officer."""
    own = actor.agency_id or ""
    above = {agency.agency_id for agency in tree.with_ancestors(own)}

    def is_admitted(entry: Entry) -> bool:
        if above & set(entry.reported_agencies) or not _is_wanted(entry, wanted):
            return False
        if part is not None and not _lies_within(entry, part, tree):
            return False
        match actor.role:
            case Role.NATION:
                return not entry.sealed or entry.holder == NATION_ID
            case Role.INSPECTORATE if wanted.queue == UNDELIVERED:
                return entry.supervisory or _lies_within(entry, own, tree)
            case _:
                return True

    return is_admitted


def _is_wanted(entry: Entry, wanted: Wanted) -> bool:
    return (
        wanted.state in (None, entry.state)
        and wanted.category in (None, entry.category)
        and (entry.late or not (wanted.late or wanted.queue == LATE))
    )


def _lies_within(entry: Entry, agency_id: str, tree: Directory) -> bool:
    return entry.holder is not None and tree.in_scope(entry.holder, agency_id)


def _reaches(actor: Actor, wanted: Wanted, tree: Directory) -> bool:
    """Whether an officer's queues reach as far as the agency they ask for."""
    own, asked_for = tree.get(actor.agency_id), tree.get(wanted.agency)
    if own is None or (wanted.agency and asked_for is None):
        return False
    if asked_for is None or actor.role is Role.NATION:
        return True
    if actor.role is Role.INSPECTORATE:
        return tree.in_scope(asked_for.agency_id, tree.institution_of(own.agency_id).agency_id)
    if tree.in_scope(asked_for.agency_id, own.agency_id):
        return True
    watched = actor.role is Role.COORDINATOR and wanted.queue == ESCALATED
    return watched and tree.province_watching(asked_for.agency_id) == own


def _undelivered(actor: Actor, agency_id: str | None, tree: Directory) -> Desk:
    """One sparse list for each institution, for everybody in it."""
    own = actor.agency_id or ""
    house = tree.institution_of(agency_id or own).agency_id
    inspects = actor.role is Role.INSPECTORATE
    part = agency_id or (house if inspects else own)
    return Desk(partitions.undelivered_partitions(house), None if part == house else part, inspects or part != house)


def _of_the_nation(wanted: Wanted, names: tuple[str, ...], tree: Directory) -> list[Partition]:
    if wanted.agency is None and wanted.queue == ALL:
        raise Invalid(FieldError("agency", "required"))
    if wanted.agency in (None, NATION_ID):
        return partitions.nation_partitions(names)
    return _of_agency(wanted.agency or "", names, tree)


def _of_an_inspectorate(own: str, agency_id: str | None, names: tuple[str, ...], tree: Directory) -> Desk:
    """Supervisory reports anywhere in the house, and whatever the inspectorate itself holds."""
    institution = tree.institution_of(own).agency_id
    if agency_id and tree.in_scope(agency_id, own):
        return Desk(_of_agency(agency_id, names, tree))
    supervisory = partitions.supervisory_partitions(institution, names)
    if agency_id in (None, institution):
        return Desk([*supervisory, *_of_agency(own, names, tree)])
    return Desk(supervisory, agency_id, is_mixed=True)


def _escalated(own: str, agency_id: str | None, names: tuple[str, ...], tree: Directory) -> Desk:
    """The own house's; for a province's coordinator also what its regencies and cities let climb to level 3."""
    if agency_id and not tree.in_scope(agency_id, own):
        return Desk(partitions.province_partitions(own, names), agency_id, is_mixed=True)
    house = _of_agency(agency_id or own, names, tree)
    is_province = tree.agencies[own].kind == PROVINCE_KIND
    return Desk([*house, *partitions.province_partitions(own, names)] if is_province and not agency_id else house)


def _of_agency(agency_id: str, names: tuple[str, ...], tree: Directory) -> list[Partition]:
    agency = tree.agencies[agency_id]
    if agency.is_institution:
        return partitions.institution_partitions(agency_id, names)
    parts = [one for one in tree.agencies if tree.in_scope(one, agency_id)]
    if len(parts) > 1 and branch_of(agency_id, tree) == agency:
        return [*partitions.unit_partitions([agency_id], names), *partitions.branch_partitions(agency_id, names)]
    return partitions.unit_partitions(parts, names)
