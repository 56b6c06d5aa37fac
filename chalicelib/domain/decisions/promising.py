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
        _broken(draft, SYSTEM)


def break_disputed(draft: DecisionDraft) -> None:
    """Whoever disputes from the day on says that the promise was not kept."""
    if has_come(draft.report, draft.now):
        _broken(draft, draft.actor)


def keep(draft: DecisionDraft, rating: int | None = None) -> None:
    """Its reporter says, from the day on, that it was kept; nothing where there is no promise, or its day is ahead."""
    if has_come(draft.report, draft.now):
        draft.record(
            EventType.PROMISE_KEPT,
            {"rating": rating or draft.report.rating},
            data={"promised_by": _day(draft), "rating": rating},
        )


def _broken(draft: DecisionDraft, actor: Actor) -> None:
    draft.record(EventType.PROMISE_BROKEN, data={"promised_by": _day(draft)}, actor=actor)


def _day(draft: DecisionDraft) -> str | None:
    return draft.report.promised_by.isoformat() if draft.report.promised_by else None
