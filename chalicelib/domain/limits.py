"""Every time limit there is: ONE table, a row for each (docs/law.md "Limits"); and a limit on a report.

A row says all that the law says of a limit but its length, which stands with its source in ``data/standards.json``: in
which states it runs, which events begin, meet and drop it, whom it binds, how it climbs, when it reminds. Decisions
record events; which limits begin or end with them is read here (``deadlines.limits_after``).
"""

from collections.abc import Callable, Set
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, StrEnum, auto

from chalicelib.domain.events import EventType
from chalicelib.domain.states import OPEN_STATES, State

TOP_LEVEL = 4


class LimitName(StrEnum):
    """The time limits a report can be under."""

    VERIFY = "verify"
    ACCEPT = "accept"
    RESPOND = "respond"
    FINISH = "finish"
    DECIDE = "decide"
    REDO = "redo"
    CAP = "cap"
    COMPLETE = "complete"
    REPLY = "reply"
    DISPUTE = "dispute"
    OBJECT = "object"
    REVIVE = "revive"
    ACKNOWLEDGE = "acknowledge"
    DISPOSE = "dispose"
    PROMISE = "promise"


ANSWER_LIMITS = frozenset({LimitName.FINISH, LimitName.REDO, LimitName.CAP})
"""What is met by an answer: the earliest of them that runs is what the reporter is promised."""


class DayUnit(StrEnum):
    """How a limit's days are counted."""

    WORKING = "working_days"
    CALENDAR = "calendar_days"


@dataclass(frozen=True, slots=True)
class Reminder:
    """One of a limit's reminders, recorded ``at`` an instant: of its kind none is owed for an earlier instant."""

    kind: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Limit:
    """One running or met time limit.

    ``institution_id`` is the institution that held the report when the limit began: its zone and its stricter
    standards stay when the report moves on. ``started_on`` is day 0, local to ``timezone``. ``due_at`` is 23:59:59
    local time of the last day, in UTC.
    ``extra_days`` are the working days an extension added; ``reminded`` are the reminders recorded so far.
    """

    name: LimitName
    institution_id: str
    started_on: date
    timezone: str
    days: int
    unit: DayUnit
    due_at: datetime
    extra_days: int = 0
    met_at: datetime | None = None
    reminded: tuple[Reminder, ...] = ()


class Bound(Enum):
    """Whom a limit binds. An institution may bind itself to less; a reporter's time is theirs, nobody shortens it; a
    holder's own word is as long as the holder says.
    """

    INSTITUTION = auto()
    REPORTER = auto()
    OWN_WORD = auto()


class Reminding(Enum):
    """On which of a limit's days reminders are due (``domain.reminders``)."""

    NEVER = auto()
    HALF_AND_LAST = auto()
    DAY_BEFORE = auto()
    ON_DAYS_7_14_25 = auto()
    ON_THE_DAY = auto()


class Length(Enum):
    """What a limit's days are: the standard's, those up to the day promised, or the standard's from that day on."""

    STANDARD = auto()
    UP_TO_THE_PROMISE = auto()
    FROM_THE_PROMISE = auto()


@dataclass(frozen=True, slots=True)
class Happening:
    """What a condition of the table may look at: an event led from one state to another.

    ``limits``, ``ended_at`` and ``objected`` are the report's from before the event; ``reached_now`` says that with it
    the reporter was reached for the first time since data was asked for, ``handed_to_an_institution`` that another one
    or the nation gave it the report, ``is_waiting`` that nobody has taken it up and the time to dispose is not over,
    ``promised_now`` that with it a day is promised, or another day than before.
    """

    state_before: State | None
    state_after: State
    limits: tuple[Limit, ...] = ()
    ended_at: datetime | None = None
    objected: bool = False
    reached_now: bool = False
    handed_to_an_institution: bool = False
    is_waiting: bool = False
    promised_now: bool = False


def _always(happening: Happening) -> bool:
    return True


def _came_in(happening: Happening) -> bool:
    # Back in verification after a pause it goes on; anew is verified what was not open, came from an inspectorate, or
    # left a case of many.
    return happening.state_before not in OPEN_STATES - {State.FORWARDED, State.JOINED}


def _unanswered(happening: Happening) -> bool:
    # The first answer meets it for good; that the report ended does not.
    cap = next((limit for limit in happening.limits if limit.name is LimitName.CAP), None)
    never_met = cap is None or cap.met_at in (None, happening.ended_at)
    return never_met and happening.state_after is State.SUBMITTED


def _to_an_institution(happening: Happening) -> bool:
    return happening.handed_to_an_institution


def _to_a_unit(happening: Happening) -> bool:
    return not happening.handed_to_an_institution


def _first_at_work(happening: Happening) -> bool:
    # With a unit, or taken up by the institution itself; at the latest when its time to dispose is over.
    if happening.handed_to_an_institution or happening.is_waiting:
        return False
    return not {LimitName.FINISH, LimitName.REDO} & {limit.name for limit in happening.limits}


def _after_an_answer(happening: Happening) -> bool:
    return happening.state_before in (State.ANSWERED, State.CLOSED)


def _asked_or_reached(happening: Happening) -> bool:
    # Whoever hears of it by a call has thirty days from that call.
    return happening.state_before is not State.NEEDS_INFO or happening.reached_now


def _promised_now(happening: Happening) -> bool:
    return happening.promised_now


def _not_yet_objected(happening: Happening) -> bool:
    return not happening.objected


# Each step: the level, and how many working days after the limit's last day it is reached at that day's end.
Ladder = tuple[tuple[int, int], ...]
STEPS: Ladder = ((1, 0), (2, 3), (3, 10))
FROM_LEVEL_TWO: Ladder = ((2, 0), (3, 10))  # a broken promise, or silence since receipt, starts higher
TO_THE_TOP: Ladder = ((TOP_LEVEL, 0),)


@dataclass(frozen=True, slots=True)
class LimitRule:
    """One row. It begins, or begins anew, with any event of ``begun_by`` into a state it runs in, if ``begins_if``.

    ``met_by`` events leave it on the report as met; ``dropped_by`` events take it off, as the limits in ``replaces`` go
    when this one begins. A limit without ``ladder`` may end the report by itself: with ``lapses_into``; where it has a
    ``ladder_if_untold``, only if its reporter was told, else it climbs. From one that is no deadline
    nothing follows by itself.
    """

    binds: Bound
    runs_in: Set[State]
    begun_by: Set[EventType]
    begins_if: Callable[[Happening], bool] = _always
    met_by: Set[EventType] = frozenset()
    dropped_by: Set[EventType] = frozenset()
    replaces: Set[LimitName] = frozenset()
    pausable: bool = False
    ladder: Ladder = ()
    lapses_into: EventType | None = None
    ladder_if_untold: Ladder = ()
    reminds: Reminding = Reminding.NEVER
    length: Length = Length.STANDARD
    is_deadline: bool = True


E, S = EventType, State
_INSTITUTION, _REPORTER = Bound.INSTITUTION, Bound.REPORTER
_HALF_AND_LAST = Reminding.HALF_AND_LAST
_FORWARDS = frozenset({E.FORWARDED, E.DECIDED})
_CLOCK = frozenset({E.ESCALATED, E.REMINDED})
_ENDINGS = frozenset({E.CLOSED, E.ARCHIVED, E.MERGED, E.DEEMED_WITHDRAWN, E.WITHDRAWN})
_WITH_THE_UNIT = frozenset({S.FORWARDED, S.RETURNED, S.IN_PROGRESS})

# fmt: off
LIMITS: dict[LimitName, LimitRule] = {
    LimitName.VERIFY: LimitRule(
        _INSTITUTION, {S.SUBMITTED}, begun_by={E.SUBMITTED, E.OBJECTED, E.SPLIT, E.LEFT, E.COMPLETED, E.RECLASSIFIED},
        begins_if=_came_in, met_by=_FORWARDS | _ENDINGS | {E.JOINED},
        pausable=True, ladder=STEPS, reminds=_HALF_AND_LAST,
    ),
    LimitName.ACCEPT: LimitRule(
        _INSTITUTION, {S.FORWARDED}, begun_by=_FORWARDS, begins_if=_to_a_unit, replaces={LimitName.DISPOSE},
        met_by=_ENDINGS | {E.ACCEPTED, E.ANSWERED, E.RETURNED}, dropped_by={E.DISPUTED, E.SPLIT, E.JOINED},
        pausable=True, ladder=STEPS, reminds=_HALF_AND_LAST,
    ),
    LimitName.RESPOND: LimitRule(
        _INSTITUTION, _WITH_THE_UNIT, begun_by=_FORWARDS | {E.ACCEPTED} | _CLOCK, begins_if=_first_at_work,
        met_by={E.PROGRESSED, E.ANSWERED, E.DATA_REQUESTED}, pausable=True, ladder=STEPS, reminds=_HALF_AND_LAST,
    ),
    LimitName.FINISH: LimitRule(
        _INSTITUTION, _WITH_THE_UNIT, begun_by=_FORWARDS | {E.ACCEPTED} | _CLOCK, begins_if=_first_at_work,
        met_by={E.ANSWERED}, pausable=True, ladder=STEPS, reminds=_HALF_AND_LAST,
    ),
    LimitName.DECIDE: LimitRule(
        # By a completion, when the unit was found to be reported while it waited for data: it lies returned since.
        _INSTITUTION, {S.RETURNED}, begun_by={E.RETURNED, E.COMPLETED},
        met_by=_ENDINGS | {E.DECIDED}, ladder=STEPS, reminds=_HALF_AND_LAST,
    ),
    LimitName.REDO: LimitRule(
        _INSTITUTION, _WITH_THE_UNIT | {S.REOPENED, S.JOINED},
        begun_by={E.DISPUTED, E.PROGRESSED}, begins_if=_after_an_answer, replaces={LimitName.RESPOND, LimitName.FINISH},
        met_by={E.ANSWERED}, pausable=True, ladder=FROM_LEVEL_TWO, reminds=_HALF_AND_LAST,
    ),
    LimitName.CAP: LimitRule(
        _INSTITUTION, _WITH_THE_UNIT | {S.SUBMITTED, S.NEEDS_INFO, S.JOINED},
        begun_by={E.SUBMITTED, E.COMPLETED}, begins_if=_unanswered,
        met_by=_ENDINGS | {E.ANSWERED}, pausable=True, ladder=TO_THE_TOP, reminds=Reminding.DAY_BEFORE,
    ),
    LimitName.COMPLETE: LimitRule(
        _REPORTER, {S.NEEDS_INFO}, begun_by={E.DATA_REQUESTED, E.CONTACT_LOGGED}, begins_if=_asked_or_reached,
        met_by={E.COMPLETED}, dropped_by=_ENDINGS,
        lapses_into=E.DEEMED_WITHDRAWN, ladder_if_untold=STEPS, reminds=Reminding.ON_DAYS_7_14_25,
    ),
    LimitName.REPLY: LimitRule(
        _REPORTER, {S.ANSWERED}, begun_by={E.ANSWERED, E.REPLIED}, dropped_by=_ENDINGS | {E.DISPUTED, E.PROGRESSED},
        lapses_into=E.CLOSED, reminds=_HALF_AND_LAST,
    ),
    LimitName.DISPUTE: LimitRule(
        _REPORTER, {S.CLOSED}, begun_by={E.CLOSED}, dropped_by={E.DISPUTED}, length=Length.FROM_THE_PROMISE,
    ),
    LimitName.OBJECT: LimitRule(
        _REPORTER, {S.ARCHIVED}, begun_by={E.ARCHIVED}, begins_if=_not_yet_objected, dropped_by={E.OBJECTED},
    ),
    LimitName.REVIVE: LimitRule(_REPORTER, {S.ARCHIVED}, begun_by={E.DEEMED_WITHDRAWN}, dropped_by={E.COMPLETED}),
    LimitName.ACKNOWLEDGE: LimitRule(
        _INSTITUTION, OPEN_STATES, begun_by={E.SUBMITTED},
        met_by=_FORWARDS | _ENDINGS | {E.DATA_REQUESTED, E.ANSWERED}, ladder=FROM_LEVEL_TWO,
    ),
    LimitName.DISPOSE: LimitRule(
        _INSTITUTION, {S.FORWARDED}, begun_by=_FORWARDS, begins_if=_to_an_institution, replaces={LimitName.ACCEPT},
        met_by=_ENDINGS | {E.ACCEPTED, E.ANSWERED, E.RETURNED}, dropped_by={E.DISPUTED, E.SPLIT, E.JOINED},
        pausable=True, ladder=STEPS, reminds=_HALF_AND_LAST,
    ),
    LimitName.PROMISE: LimitRule(
        Bound.OWN_WORD, {S.ANSWERED, S.CLOSED}, begun_by={E.ANSWERED}, begins_if=_promised_now,
        met_by={E.PROMISE_KEPT, E.PROMISE_BROKEN}, dropped_by={E.DISPUTED, E.PROGRESSED, E.ERASED},
        reminds=Reminding.ON_THE_DAY, length=Length.UP_TO_THE_PROMISE, is_deadline=False,
    ),
}
# fmt: on
