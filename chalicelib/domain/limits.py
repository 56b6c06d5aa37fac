"""Limits (docs/law.md "Limits")."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from chalicelib.domain.states import State


class LimitName(StrEnum):
    """The time limits a report can be under (docs/law.md "Limits")."""

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


_WITH_THE_UNIT = frozenset({State.FORWARDED, State.RETURNED, State.IN_PROGRESS})

# docs/law.md "Limits", column "runs in".
RUNS_IN: dict[LimitName, frozenset[State]] = {
    LimitName.VERIFY: frozenset({State.SUBMITTED}),
    LimitName.ACCEPT: frozenset({State.FORWARDED}),
    LimitName.RESPOND: _WITH_THE_UNIT,
    LimitName.FINISH: _WITH_THE_UNIT,
    LimitName.DECIDE: frozenset({State.RETURNED}),
    LimitName.REDO: _WITH_THE_UNIT | {State.REOPENED},
    LimitName.CAP: _WITH_THE_UNIT | {State.SUBMITTED, State.NEEDS_INFO},
    LimitName.COMPLETE: frozenset({State.NEEDS_INFO}),
    LimitName.REPLY: frozenset({State.ANSWERED}),
    LimitName.DISPUTE: frozenset({State.CLOSED}),
    LimitName.OBJECT: frozenset({State.ARCHIVED}),
    LimitName.REVIVE: frozenset({State.ARCHIVED}),
}
