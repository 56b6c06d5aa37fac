"""An officer's desk: where a queue is read from, and what of it they may see (docs/law.md "Who may do what").

Each role has partitions that hold little but its own; what else lies in them is left out here, by default.
"""

from collections.abc import Callable
from dataclasses import dataclass

from chalicelib.domain.actors import Actor, Role
from chalicelib.domain.directory import NATION_ID, PROVINCE_KIND, Directory
from chalicelib.domain.queues import PHASE_OF_STATE, QUEUES, Phase, Queue
from chalicelib.domain.refusals import FieldError, Forbidden, Invalid
from chalicelib.domain.states import State
from chalicelib.intake.query import CALM, URGENT
from chalicelib.refusals import NotFound
from chalicelib.store import partitions
from chalicelib.store.entries import Entry
from chalicelib.store.indexing import branch_of
from chalicelib.store.partitions import Partition


@dataclass(frozen=True, slots=True)
class QueueQuery:
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
    def row(self) -> Queue:
        """What the queue is."""
        return QUEUES[self.queue]

    @property
    def has_climbed(self) -> bool:
        """Whether only what has climbed the ladder is wanted, a range of the sort key; the late have too."""
        return self.late or self.row.has_climbed

    @property
    def is_calm_first(self) -> bool:
        """Whether the least urgent come first."""
        return self.order == CALM

    @property
    def is_searched_for(self) -> bool:
        """Whether much of what lies in the queue may be left out."""
        sieved = self.row.belongs is not None and not self.row.belongs_mostly
        return bool(self.state or self.category or self.late or sieved)

    def scope(self, actor: Actor) -> str:
        """This very list of this very reader: what its cursors are sealed to."""
        filters = f"{self.state}|{self.agency}|{self.category}|{self.late}|{self.order}"
        return f"{actor.role}|{actor.agency_id}|{self.queue}|{filters}"


@dataclass(frozen=True, slots=True)
class QueueSource:
    """Where a list is read from; of what lies there, only what ``part`` and its units hold (None: all of it).

    ``is_mixed`` tells that much of it may be somebody else's.
    """

    partitions: list[Partition]
    part: str | None = None
    is_mixed: bool = False


def source_of(actor: Actor, query: QueueQuery, directory: Directory) -> QueueSource:
    """Where a list is read from.

    Raises Forbidden for who has no queues, NotFound for an agency out of reach, Invalid where one must be named.
    """
    row = query.row
    if actor.role not in row.roles:
        raise Forbidden
    own = actor.agency_id or ""
    if not _reaches(actor, query, directory):
        raise NotFound
    if row.marked_in:
        return _marked(actor, row.marked_in, query.agency, directory)
    phases = row.phases
    if query.state:
        phases = tuple(phase for phase in phases if phase is PHASE_OF_STATE[query.state])
    match actor.role:
        case Role.NATION:
            return QueueSource(_of_the_nation(query, phases, directory))
        case Role.INSPECTORATE:
            return _of_an_inspectorate(own, query.agency, phases, directory)
        case Role.COORDINATOR if row.watches_regencies:
            return _with_regencies(own, query.agency, phases, directory)
        case _:
            return QueueSource(_of_agency(query.agency or own, phases, directory))


def visible_to(actor: Actor, query: QueueQuery, part: str | None, directory: Directory) -> Callable[[Entry], bool]:
    """Which of what is read belongs into the list: asked for, and not hidden from this officer."""
    own = actor.agency_id or ""
    above = {agency.agency_id for agency in directory.with_ancestors(own)}

    def is_admitted(entry: Entry) -> bool:
        if above & set(entry.reported_agencies) or not _is_wanted(entry, actor, query):
            return False
        if part is not None and not _lies_within(entry, part, directory):
            return False
        match actor.role:
            case Role.NATION:
                return not entry.sealed or entry.holder == NATION_ID
            case Role.INSPECTORATE if query.row.marked_in:
                return entry.supervisory or _lies_within(entry, own, directory)
            case _:
                return True

    return is_admitted


def _is_wanted(entry: Entry, actor: Actor, query: QueueQuery) -> bool:
    belongs = query.row.belongs
    return (
        query.state in (None, entry.state)
        and query.category in (None, entry.category)
        and (entry.late or not query.late)
        and (belongs is None or belongs(entry, actor))
    )


def _lies_within(entry: Entry, agency_id: str, directory: Directory) -> bool:
    return entry.holder is not None and directory.in_scope(entry.holder, agency_id)


def _reaches(actor: Actor, query: QueueQuery, directory: Directory) -> bool:
    """Whether an officer's queues reach as far as the agency they ask for."""
    own, asked_for = directory.get(actor.agency_id), directory.get(query.agency)
    if own is None or (query.agency and asked_for is None):
        return False
    if asked_for is None or actor.role is Role.NATION:
        return True
    if actor.role is Role.INSPECTORATE:
        return directory.in_scope(asked_for.agency_id, directory.institution_of(own.agency_id).agency_id)
    if directory.in_scope(asked_for.agency_id, own.agency_id):
        return True
    watched = actor.role is Role.COORDINATOR and query.row.watches_regencies
    return watched and directory.province_watching(asked_for.agency_id) == own


def _marked(actor: Actor, index: str, agency_id: str | None, directory: Directory) -> QueueSource:
    """One sparse list for each institution, for everybody in it."""
    own = actor.agency_id or ""
    institution = directory.institution_of(agency_id or own).agency_id
    inspects = actor.role is Role.INSPECTORATE
    part = agency_id or (institution if inspects else own)
    return QueueSource(
        partitions.marked_partitions(index, institution),
        None if part == institution else part,
        inspects or part != institution,
    )


def _of_the_nation(query: QueueQuery, phases: tuple[Phase, ...], directory: Directory) -> list[Partition]:
    if query.agency is None and query.row.needs_agency:
        raise Invalid(FieldError("agency", "required"))
    if query.agency in (None, NATION_ID):
        return partitions.nation_partitions(phases)
    return _of_agency(query.agency or "", phases, directory)


def _of_an_inspectorate(
    own: str, agency_id: str | None, phases: tuple[Phase, ...], directory: Directory
) -> QueueSource:
    """Supervisory reports anywhere in the house, and whatever the inspectorate itself holds."""
    institution = directory.institution_of(own).agency_id
    if agency_id and directory.in_scope(agency_id, own):
        return QueueSource(_of_agency(agency_id, phases, directory))
    supervisory = partitions.supervisory_partitions(institution, phases)
    if agency_id in (None, institution):
        return QueueSource([*supervisory, *_of_agency(own, phases, directory)])
    return QueueSource(supervisory, agency_id, is_mixed=True)


def _with_regencies(own: str, agency_id: str | None, phases: tuple[Phase, ...], directory: Directory) -> QueueSource:
    """The own house's; for a province's coordinator also what its regencies and cities let climb to level 3."""
    if agency_id and not directory.in_scope(agency_id, own):
        return QueueSource(partitions.province_partitions(own, phases), agency_id, is_mixed=True)
    institution = _of_agency(agency_id or own, phases, directory)
    is_province = directory.agencies[own].kind == PROVINCE_KIND
    return QueueSource(
        [*institution, *partitions.province_partitions(own, phases)] if is_province and not agency_id else institution
    )


def _of_agency(agency_id: str, phases: tuple[Phase, ...], directory: Directory) -> list[Partition]:
    agency = directory.agencies[agency_id]
    if agency.is_institution:
        return partitions.institution_partitions(agency_id, phases)
    parts = [one for one in directory.agencies if directory.in_scope(one, agency_id)]
    if len(parts) > 1 and branch_of(agency_id, directory) == agency:
        return [*partitions.unit_partitions([agency_id], phases), *partitions.branch_partitions(agency_id, phases)]
    return partitions.unit_partitions(parts, phases)
