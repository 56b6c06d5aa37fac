"""The queues of an officer's desk: one row says all of each, whoever reads it (docs/law.md "Who may do what").

A queue is read from where reports lie by their phase, or from where a mark put them. What of that belongs to it by its
row, and the reader may see, is the queue. The site gets the names from here; what each is called is in its words.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from chalicelib.domain.actors import Actor, Role
from chalicelib.domain.states import State

OFFICERS_WITH_QUEUES = frozenset({Role.NATION, Role.COORDINATOR, Role.LIAISON, Role.HEAD, Role.INSPECTORATE})


class Phase(StrEnum):
    """Where a report lies by its state. Its name is part of stored keys: it never changes."""

    VERIFY = "verify"
    INBOX = "inbox"
    WAITING = "waiting"
    RETURNED = "returned"
    JOINED = "joined"
    ENDED = "ended"


PHASE_OF_STATE = {
    State.SUBMITTED: Phase.VERIFY,
    State.FORWARDED: Phase.INBOX,
    State.IN_PROGRESS: Phase.INBOX,
    State.REOPENED: Phase.INBOX,
    State.NEEDS_INFO: Phase.WAITING,
    State.ANSWERED: Phase.WAITING,
    State.RETURNED: Phase.RETURNED,
    State.JOINED: Phase.JOINED,
    State.CLOSED: Phase.ENDED,
    State.ARCHIVED: Phase.ENDED,
    State.WITHDRAWN: Phase.ENDED,
}
ALL_PHASES = tuple(Phase)
OPEN_PHASES = tuple(phase for phase in Phase if phase is not Phase.ENDED)


class Listed(Protocol):
    """A report as a list knows it: what a queue may ask of one."""

    @property
    def late(self) -> bool:
        """Whether a limit has ended without being met."""

    @property
    def unreached(self) -> bool:
        """Whether nobody told its reporter what they must know: somebody has to call."""


@dataclass(frozen=True, slots=True)
class Queue:
    """One queue.

    ``phases``          where it is read from
    ``marked_in``       or, instead, the sparse index of an institution that a mark puts reports into
    ``belongs``         which of what is read belongs into it, for that reader (None: all)
    ``belongs_mostly``  what is read belongs into it nearly always: a page need not search
    ``has_climbed``     it keeps to what has climbed the ladder, which is a range of every list
    ``counters``        the measures of open reports that add up to it; none: it is counted by looking, up to a bound;
                        None: it is not counted
    ``roles``           who may open it
    ``of_institutions`` a unit's own desk never has any of it
    ``watches_regencies``  a province's coordinator reads in it what has climbed in its regencies and cities, too
    ``needs_agency``    too long for the whole nation: who reads that names an agency
    """

    name: str
    phases: tuple[Phase, ...]
    marked_in: str | None = None
    belongs: Callable[[Listed, Actor], bool] | None = None
    belongs_mostly: bool = False
    has_climbed: bool = False
    counters: tuple[str, ...] | None = ()
    roles: frozenset[Role] = OFFICERS_WITH_QUEUES
    of_institutions: bool = False
    watches_regencies: bool = False
    needs_agency: bool = False


def _of_phase(phase: Phase, *, of_institutions: bool = False) -> Queue:
    """What is in one phase, under its name."""
    counters = tuple(f"state_{state.value}" for state, its in PHASE_OF_STATE.items() if its is phase)
    return Queue(phase.value, (phase,), counters=counters, of_institutions=of_institutions)


_ROWS = (
    # A report that waits for verification, or comes back, lies with the institution.
    _of_phase(Phase.VERIFY, of_institutions=True),
    _of_phase(Phase.INBOX),
    _of_phase(Phase.WAITING),
    _of_phase(Phase.RETURNED, of_institutions=True),
    # What waits with its main report: the unit works on that one.
    _of_phase(Phase.JOINED),
    # What is late has climbed, but not all that has climbed is late: it was reopened twice, or is the Ombudsman's.
    Queue(
        "late",
        OPEN_PHASES,
        belongs=lambda report, _: report.late,
        belongs_mostly=True,
        has_climbed=True,
        counters=("late",),
    ),
    Queue(
        "escalated",
        OPEN_PHASES,
        has_climbed=True,
        counters=("level_1", "level_2", "level_3", "level_4"),
        watches_regencies=True,
    ),
    # Somebody has to call the reporter: the last letter missed them, no channel reaches them, or they never heard what
    # data is asked for.
    Queue("unreached", ALL_PHASES, marked_in="undelivered", belongs=lambda report, _: report.unreached),
    Queue("undelivered", ALL_PHASES, marked_in="undelivered"),
    Queue("all", ALL_PHASES, counters=None, needs_agency=True),
)
QUEUES = {row.name: row for row in _ROWS}
"""Every queue by its name, in the order in which the API names them."""
FIRST_OPENED = Phase.INBOX.value
"""The queue of whoever names none."""
