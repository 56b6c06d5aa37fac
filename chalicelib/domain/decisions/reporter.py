"""What the reporter's commands do to a report (docs/law.md "Commands")."""

from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any

from chalicelib.domain.commands import (
    Complete,
    Confirm,
    Dispute,
    Erase,
    Object,
    Ombudsman,
    Publicity,
    Reply,
    Submit,
    Withdraw,
)
from chalicelib.domain.deadlines import begin, met, rescheduled, started, without
from chalicelib.domain.decisions.draft import DecisionDraft
from chalicelib.domain.decisions.transitions import (
    close,
    ended,
    escalate,
    revived,
    unbarred,
    unended_cap,
    with_pause_closed,
)
from chalicelib.domain.directory import NATION_ID
from chalicelib.domain.events import EventType
from chalicelib.domain.ladder import REOPENED_AGAIN, REOPENED_AGAIN_LEVEL, TOP_LEVEL
from chalicelib.domain.limits import LimitName
from chalicelib.domain.report import ClosedReason, Report
from chalicelib.domain.rules import Rules
from chalicelib.domain.states import State


def submit(draft: DecisionDraft, command: Submit, rules: Rules) -> None:
    """A report comes in. The addressed institution holds it; the nation, when none is addressed or it is reported."""
    addressed = rules.directory.get(command.addressed_to)
    institution = rules.directory.institution_of(addressed.agency_id).agency_id if addressed else NATION_ID
    holder = unbarred(institution, command.reported_agencies, rules.directory)
    report = Report(
        report_id=command.report_id,
        version=0,
        seq=0,
        state=State.SUBMITTED,
        classification=command.classification,
        category=command.category,
        language=command.language,
        received_at=draft.now,
        addressed_to=command.addressed_to,
        holder=holder,
        holder_since=draft.now,
        held_by=(holder,),
        anonymous=command.anonymous,
        confidential=command.confidential,
        reported_agencies=command.reported_agencies,
    )
    limits = tuple(begin(name, report, holder, draft.now, rules) for name in (LimitName.VERIFY, LimitName.CAP))
    facts = {field.name: getattr(report, field.name) for field in fields(Report)} | {"limits": limits}
    draft.record(EventType.SUBMITTED, facts)


def _complete(draft: DecisionDraft, command: Complete, rules: Rules) -> None:
    data = {"location": command.location, "attachments": list(command.attachments) or None}
    if draft.report.state is State.ARCHIVED:
        draft.record(EventType.COMPLETED, _after_revival(draft, rules), text=command.text, data=data)
    else:
        draft.record(EventType.COMPLETED, _after_waiting(draft, rules), text=command.text, data=data)


def _after_waiting(draft: DecisionDraft, rules: Rules) -> dict[str, Any]:
    report = draft.report
    pauses = with_pause_closed(report, draft.now)
    limits = rescheduled(met(report.limits, draft.now, LimitName.COMPLETE), pauses, rules.calendar, draft.now)
    resumed = replace(report, pauses=pauses)
    cap = report.limit(LimitName.CAP)
    if report.paused_state is State.SUBMITTED and cap and cap.met_at is None:
        limits = started(limits, begin(LimitName.CAP, resumed, report.last_holder, draft.now, rules))
    if report.paused_state is State.RETURNED:
        # The unit was found to be reported while it waited for data: somebody else must be named.
        limits = started(limits, begin(LimitName.DECIDE, resumed, report.last_holder, draft.now, rules))
    return {"state": report.paused_state, "paused_state": None, "pauses": pauses, "limits": limits}


def _after_revival(draft: DecisionDraft, rules: Rules) -> dict[str, Any]:
    report = draft.report
    institution = rules.directory.institution_of(report.last_holder).agency_id
    holder = unbarred(institution, report.reported_agencies, rules.directory)
    cap = report.limit(LimitName.CAP)
    answered_once = cap is not None and cap.met_at is not None and cap.met_at != report.ended_at
    kept = tuple(limit for limit in report.limits if limit.name is LimitName.CAP and answered_once)
    names = (LimitName.VERIFY,) if answered_once else (LimitName.VERIFY, LimitName.CAP)
    new = (begin(name, report, holder, draft.now, rules) for name in names)
    return revived(report, State.SUBMITTED, holder, draft.now) | {"limits": started(kept, *new)}


def _reply(draft: DecisionDraft, command: Reply, rules: Rules) -> None:
    report = draft.report
    if report.state is State.NEEDS_INFO:
        _complete(draft, Complete(text=command.text), rules)
        return
    limits = report.limits
    if report.state is State.ANSWERED:
        limits = started(limits, begin(LimitName.REPLY, report, report.last_holder, draft.now, rules))
    draft.record(EventType.REPLIED, {"limits": limits}, text=command.text)


def _confirm(draft: DecisionDraft, command: Confirm, rules: Rules) -> None:
    draft.record(EventType.CONFIRMED, {"rating": command.rating}, data={"rating": command.rating})
    close(draft, ClosedReason.CONFIRMED, rules)


def _dispute(draft: DecisionDraft, command: Dispute, rules: Rules) -> None:
    report = draft.report
    replaced = (LimitName.RESPOND, LimitName.FINISH, LimitName.ACCEPT, LimitName.REPLY, LimitName.DISPUTE)
    redo = begin(LimitName.REDO, report, report.last_holder, draft.now, rules)
    changes: dict[str, Any] = {
        "state": State.REOPENED,
        "reopenings": report.reopenings + 1,
        "rating": command.rating or report.rating,
        "limits": started(without(report.limits, *replaced), redo),
    }
    if report.state is State.CLOSED:
        changes = revived(report, State.REOPENED, report.last_holder, draft.now) | changes
    draft.record(EventType.DISPUTED, changes, text=command.text, data={"rating": command.rating})
    if draft.report.reopenings >= REOPENED_AGAIN and draft.report.level < REOPENED_AGAIN_LEVEL:
        escalate(draft, REOPENED_AGAIN_LEVEL, LimitName.REDO, late=False)


def _withdraw(draft: DecisionDraft, command: Withdraw, rules: Rules) -> None:
    draft.record(EventType.WITHDRAWN, ended(draft.report, State.WITHDRAWN, draft.now))


def _object(draft: DecisionDraft, command: Object, rules: Rules) -> None:
    report = draft.report
    verify = begin(LimitName.VERIFY, report, NATION_ID, draft.now, rules)
    limits = started(without(unended_cap(report), LimitName.OBJECT), verify)
    changes = revived(report, State.SUBMITTED, NATION_ID, draft.now) | {"objected": True, "limits": limits}
    draft.record(EventType.OBJECTED, changes, text=command.text)


def _ombudsman(draft: DecisionDraft, command: Ombudsman, rules: Rules) -> None:
    if draft.report.is_open and draft.report.level < TOP_LEVEL:
        escalate(draft, TOP_LEVEL, draft.report.level_limit, late=False)
    draft.record(EventType.OMBUDSMAN_REFERRED, {"referred_to_ombudsman": True})


def _publicity(draft: DecisionDraft, command: Publicity, rules: Rules) -> None:
    changes: dict[str, Any] = {"publicity_allowed": command.allowed}
    if not command.allowed:
        # In the citizen's favour: whoever takes the consent back wants nobody to publish again without asking.
        changes["confidential"] = True
    draft.record(EventType.PUBLICITY_CHANGED, changes, data={"allowed": command.allowed})
    if draft.report.published and draft.report.confidential:
        draft.record(EventType.UNPUBLISHED, {"published_at": None})


def _erase(draft: DecisionDraft, command: Erase, rules: Rules) -> None:
    if draft.report.is_open:
        draft.record(EventType.WITHDRAWN, ended(draft.report, State.WITHDRAWN, draft.now))
    changes = {"erased_at": draft.now, "published_at": None, "public_title": None, "public_body_seq": None}
    draft.record(EventType.ERASED, changes)


DECIDERS: dict[type, Callable[[DecisionDraft, Any, Rules], None]] = {
    Complete: _complete,
    Reply: _reply,
    Confirm: _confirm,
    Dispute: _dispute,
    Withdraw: _withdraw,
    Object: _object,
    Ombudsman: _ombudsman,
    Publicity: _publicity,
    Erase: _erase,
}
