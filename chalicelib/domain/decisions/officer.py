"""What the officers' commands do to a report (docs/law.md "Commands")."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from chalicelib.domain.commands import (
    Accept,
    Answer,
    Archive,
    ContactLog,
    Decide,
    Extend,
    Forward,
    Note,
    Progress,
    Publish,
    RequestData,
    Return,
    Unpublish,
    Verify,
)
from chalicelib.domain.deadlines import rescheduled
from chalicelib.domain.decisions.draft import DecisionDraft
from chalicelib.domain.decisions.promising import TAKEN_OFF, break_overdue, result_of
from chalicelib.domain.decisions.transitions import (
    ended,
    forward_to,
    publish,
    returned_to,
    sealing,
)
from chalicelib.domain.decisions.verifying import verify
from chalicelib.domain.events import EventType
from chalicelib.domain.limits import LimitName
from chalicelib.domain.report import Pause
from chalicelib.domain.states import State


def _forward(draft: DecisionDraft, command: Forward) -> None:
    forward_to(draft, command.to, text=command.text)


def _decide(draft: DecisionDraft, command: Decide) -> None:
    forward_to(draft, command.to, text=command.text, event_type=EventType.DECIDED)


def _request_data(draft: DecisionDraft, command: RequestData) -> None:
    report = draft.report
    pauses = (*report.pauses, Pause(draft.now))
    changes = {"state": State.NEEDS_INFO, "paused_state": report.state, "pauses": pauses, "reached_at": None}
    draft.record(EventType.DATA_REQUESTED, changes, text=command.text)


def _accept(draft: DecisionDraft, command: Accept) -> None:
    draft.record(EventType.ACCEPTED, {"state": State.IN_PROGRESS} | sealing(draft.report, draft.rules))


def _progress(draft: DecisionDraft, command: Progress) -> None:
    changes: dict[str, Any] = {}
    if draft.report.state is State.ANSWERED:
        break_overdue(draft)
        changes = {"state": State.IN_PROGRESS, **TAKEN_OFF}
    draft.record(EventType.PROGRESSED, changes, text=command.text, data={"public_text": command.public_text})


def _answer(draft: DecisionDraft, command: Answer) -> None:
    if command.promised_by not in (None, draft.report.promised_by):
        break_overdue(draft)
    result = result_of(draft.report, command.outcome, command.promised_by)
    changes = {"state": State.ANSWERED, "case_disputes": (), **result, **sealing(draft.report, draft.rules)}
    data = {
        "outcome": command.outcome,
        "promised_by": command.promised_by.isoformat() if command.promised_by else None,
        "action_date": command.action_date.isoformat() if command.action_date else None,
        "attachments": list(command.attachments) or None,
        "public_text": command.public_text,
    }
    draft.record(EventType.ANSWERED, changes, text=command.text, data=data)


def _return(draft: DecisionDraft, command: Return) -> None:
    changes = returned_to(draft) | {"returns": draft.report.returns + 1}
    data = {"proposed": command.proposed, "public_text": command.public_text}
    draft.record(EventType.RETURNED, changes, text=command.text, data=data)


def _extend(draft: DecisionDraft, command: Extend) -> None:
    report = draft.report
    limits = tuple(
        replace(limit, extra_days=command.days) if limit.name is LimitName.FINISH else limit for limit in report.limits
    )
    changes = {"limits": rescheduled(limits, report.pauses, draft.rules.calendar, draft.now)}
    data = {"days": command.days, "reason": command.reason, "public_text": command.public_text}
    draft.record(EventType.EXTENDED, changes, text=command.text, data=data)


def _note(draft: DecisionDraft, command: Note) -> None:
    draft.record(EventType.NOTED, internal_text=command.text)


def _contact_log(draft: DecisionDraft, command: ContactLog) -> None:
    data = {"how": command.how.value, "reached": command.reached}
    report = draft.report
    first = command.reached and report.state is State.NEEDS_INFO and report.reached_at is None
    changes = {"reached_at": draft.now, "unreached": False} if first else {}
    draft.record(EventType.CONTACT_LOGGED, changes, internal_text=command.text, data=data)


def _archive(draft: DecisionDraft, command: Archive) -> None:
    changes = ended(draft.report, State.ARCHIVED, draft.now) | {"archived_reason": command.reason}
    data = {"reason": command.reason.value, "refer_to": command.refer_to, "public_text": command.public_text}
    draft.record(EventType.ARCHIVED, changes, text=command.text, data=data)


def _publish(draft: DecisionDraft, command: Publish) -> None:
    publish(draft, command.public_title, command.public_body, command.public_texts)


def _unpublish(draft: DecisionDraft, command: Unpublish) -> None:
    draft.record(EventType.UNPUBLISHED, {"published_at": None}, text=command.text)


DECIDERS: dict[type, Callable[[DecisionDraft, Any], None]] = {
    Verify: verify,
    Forward: _forward,
    RequestData: _request_data,
    Archive: _archive,
    Accept: _accept,
    Return: _return,
    Decide: _decide,
    Note: _note,
    ContactLog: _contact_log,
    Progress: _progress,
    Answer: _answer,
    Extend: _extend,
    Publish: _publish,
    Unpublish: _unpublish,
}
