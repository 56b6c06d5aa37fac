"""What the officers' commands do to a report (docs/law.md "Commands")."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from chalicelib.domain.commands import (
    Accept,
    Answer,
    Archive,
    Decide,
    Extend,
    Forward,
    Merge,
    Note,
    Progress,
    Publish,
    RequestData,
    Return,
    Split,
    Unpublish,
    Verify,
)
from chalicelib.domain.deadlines import begin, met, rescheduled, started, without
from chalicelib.domain.decisions.draft import DecisionDraft
from chalicelib.domain.decisions.transitions import (
    ended,
    forward_to,
    publish,
    returned_to,
    revived,
    sealing,
    unbarred,
    unended_cap,
)
from chalicelib.domain.decisions.verifying import verify
from chalicelib.domain.events import EventType
from chalicelib.domain.limits import LimitName
from chalicelib.domain.report import ArchiveReason, Pause
from chalicelib.domain.rules import Rules
from chalicelib.domain.states import State


def _forward(draft: DecisionDraft, command: Forward, rules: Rules) -> None:
    forward_to(draft, command.to, rules, text=command.text)


def _decide(draft: DecisionDraft, command: Decide, rules: Rules) -> None:
    forward_to(draft, command.to, rules, text=command.text, event_type=EventType.DECIDED)


def _request_data(draft: DecisionDraft, command: RequestData, rules: Rules) -> None:
    report = draft.report
    pauses = (*report.pauses, Pause(draft.now))
    limits = rescheduled(met(report.limits, draft.now, LimitName.RESPOND), pauses, rules.calendar, draft.now)
    complete = begin(LimitName.COMPLETE, report, report.last_holder, draft.now, rules)
    changes = {
        "state": State.NEEDS_INFO,
        "paused_state": report.state,
        "pauses": pauses,
        "limits": started(limits, complete),
    }
    draft.record(EventType.DATA_REQUESTED, changes, text=command.text)


def _accept(draft: DecisionDraft, command: Accept, rules: Rules) -> None:
    changes = {"state": State.IN_PROGRESS, "limits": met(draft.report.limits, draft.now, LimitName.ACCEPT)}
    draft.record(EventType.ACCEPTED, changes | sealing(draft.report, rules))


def _progress(draft: DecisionDraft, command: Progress, rules: Rules) -> None:
    report = draft.report
    changes: dict[str, Any] = {"limits": met(report.limits, draft.now, LimitName.RESPOND)}
    if report.state is State.ANSWERED:
        redo = begin(LimitName.REDO, report, report.last_holder, draft.now, rules)
        kept = without(report.limits, LimitName.RESPOND, LimitName.FINISH, LimitName.REPLY)
        changes = {"state": State.IN_PROGRESS, "limits": started(kept, redo)}
    draft.record(EventType.PROGRESSED, changes, text=command.text)


def _answer(draft: DecisionDraft, command: Answer, rules: Rules) -> None:
    report = draft.report
    reply = begin(LimitName.REPLY, report, report.last_holder, draft.now, rules)
    names = (LimitName.ACCEPT, LimitName.RESPOND, LimitName.FINISH, LimitName.REDO, LimitName.CAP)
    changes = {"state": State.ANSWERED, "limits": started(met(report.limits, draft.now, *names), reply)}
    data = {
        "action_date": command.action_date.isoformat() if command.action_date else None,
        "attachments": list(command.attachments) or None,
    }
    draft.record(EventType.ANSWERED, changes | sealing(report, rules), text=command.text, data=data)


def _return(draft: DecisionDraft, command: Return, rules: Rules) -> None:
    report = draft.report
    changes = returned_to(draft, rules) | {"returns": report.returns + 1}
    draft.record(EventType.RETURNED, changes, text=command.text, data={"proposed": command.proposed})


def _extend(draft: DecisionDraft, command: Extend, rules: Rules) -> None:
    report = draft.report
    limits = tuple(
        replace(limit, extra_days=command.days) if limit.name is LimitName.FINISH else limit for limit in report.limits
    )
    changes = {"limits": rescheduled(limits, report.pauses, rules.calendar, draft.now)}
    draft.record(EventType.EXTENDED, changes, text=command.text, data={"days": command.days, "reason": command.reason})


def _note(draft: DecisionDraft, command: Note, rules: Rules) -> None:
    draft.record(EventType.NOTED, internal_text=command.text)


def _archive(draft: DecisionDraft, command: Archive, rules: Rules) -> None:
    report = draft.report
    changes = ended(report, State.ARCHIVED, draft.now) | {"archived_reason": command.reason}
    if not report.objected:
        objection = begin(LimitName.OBJECT, report, report.last_holder, draft.now, rules)
        changes["limits"] = started(changes["limits"], objection)
    data = {"reason": command.reason.value, "refer_to": command.refer_to}
    draft.record(EventType.ARCHIVED, changes, text=command.text, data=data)


def _merge(draft: DecisionDraft, command: Merge, rules: Rules) -> None:
    changes = ended(draft.report, State.ARCHIVED, draft.now)
    changes |= {"archived_reason": ArchiveReason.DUPLICATE, "duplicate_of": command.into}
    draft.record(EventType.MERGED, changes, data={"into": command.into})


def _split(draft: DecisionDraft, command: Split, rules: Rules) -> None:
    report = draft.report
    institution = rules.directory.institution_of(report.last_holder).agency_id
    holder = unbarred(institution, report.reported_agencies, rules.directory)
    verify_anew = begin(LimitName.VERIFY, report, holder, draft.now, rules)
    limits = started(without(unended_cap(report), LimitName.ACCEPT), verify_anew)
    changes = revived(report, State.SUBMITTED, holder, draft.now) | {"duplicate_of": None, "limits": limits}
    draft.record(EventType.SPLIT, changes)


def _publish(draft: DecisionDraft, command: Publish, rules: Rules) -> None:
    publish(draft, command.public_title, command.public_body)


def _unpublish(draft: DecisionDraft, command: Unpublish, rules: Rules) -> None:
    draft.record(EventType.UNPUBLISHED, {"published_at": None}, text=command.text)


DECIDERS: dict[type, Callable[[DecisionDraft, Any, Rules], None]] = {
    Verify: verify,
    Forward: _forward,
    RequestData: _request_data,
    Archive: _archive,
    Merge: _merge,
    Split: _split,
    Accept: _accept,
    Return: _return,
    Decide: _decide,
    Note: _note,
    Progress: _progress,
    Answer: _answer,
    Extend: _extend,
    Publish: _publish,
    Unpublish: _unpublish,
}
