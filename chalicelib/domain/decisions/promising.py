"""What answers, and what comes after them, do to a promise (docs/law.md "Promises")."""

from datetime import date
from typing import Any

from chalicelib.domain.actors import SYSTEM, Actor
from chalicelib.domain.decisions.draft import DecisionDraft
from chalicelib.domain.events import EventType
from chalicelib.domain.promises import has_come, is_past
from chalicelib.domain.report import Outcome, Report

TAKEN_OFF: dict[str, Any] = {"outcome": None, "promised_by": None}
"""The changes by which what an answer came to is no longer so."""


def result_of(report: Report, outcome: Outcome | None, promised_by: date | None) -> dict[str, Any]:
    """What an answer comes to, as changes; a supplement that says nothing of it leaves it as it was.

    Another outcome takes no promise back: the reporter is asked all the same.
    """
    return {"outcome": outcome or report.outcome, "promised_by": promised_by or report.promised_by}


def break_overdue(draft: DecisionDraft) -> None:
    """Whoever puts a promise off when its day is over did not keep it, before its reporter says a word."""
    if is_past(draft.report, draft.now):
        _record(draft, EventType.PROMISE_BROKEN, SYSTEM)


def break_disputed(draft: DecisionDraft) -> None:
    """Whoever disputes from the day on says that the promise was not kept."""
    if has_come(draft.report, draft.now):
        _record(draft, EventType.PROMISE_BROKEN)


def keep(draft: DecisionDraft) -> None:
    """Its reporter says, from the day on, that it was kept; nothing where there is no promise, or its day is ahead."""
    if has_come(draft.report, draft.now):
        _record(draft, EventType.PROMISE_KEPT)


def _record(draft: DecisionDraft, event_type: EventType, actor: Actor | None = None) -> None:
    promised_by = draft.report.promised_by
    draft.record(event_type, data={"promised_by": promised_by.isoformat() if promised_by else None}, actor=actor)
