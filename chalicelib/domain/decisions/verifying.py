"""Verifying: the one command that corrects, publishes and forwards in a single breath (docs/law.md "Commands")."""

from dataclasses import replace
from typing import Any

from chalicelib.domain.commands import Verify
from chalicelib.domain.deadlines import rescheduled
from chalicelib.domain.decisions.cases import leave_the_case
from chalicelib.domain.decisions.draft import DecisionDraft
from chalicelib.domain.decisions.transitions import forward_to, held, public_text_changes, publish, returned_to, sealing
from chalicelib.domain.events import EventType
from chalicelib.domain.limits import Limit, LimitName
from chalicelib.domain.report import Report
from chalicelib.domain.rules import Rules
from chalicelib.domain.standards import class_of
from chalicelib.domain.states import State

_AT_THE_UNIT = frozenset({State.FORWARDED, State.IN_PROGRESS})
_TAKEN_UP = frozenset({State.IN_PROGRESS, State.ANSWERED, State.REOPENED})


def verify(draft: DecisionDraft, command: Verify) -> None:
    """Verified, and, as asked for, reclassified, returned for conflict, published or unpublished, forwarded."""
    worded_now = not command.publish
    draft.record(
        EventType.VERIFIED,
        _corrections(draft, command, worded_now=worded_now),
        data={"public_body": command.public_body if worded_now else None},
    )
    _reclassify(draft, command)
    if _is_reported(draft.report, draft.rules) and draft.report.state in _AT_THE_UNIT:
        draft.record(EventType.RETURNED, returned_to(draft), data={"reason": "conflict"})
    if draft.report.state is State.JOINED and (command.supervisory or _is_reported(draft.report, draft.rules)):
        # Whoever holds the main report is about to read what they must not: it goes its own way.
        leave_the_case(draft)
    if draft.report.published and draft.report.confidential:
        draft.record(EventType.UNPUBLISHED, {"published_at": None})
    if command.publish:
        publish(draft, command.public_title, command.public_body, command.public_texts)
    if command.forward_to:
        forward_to(draft, command.forward_to)


def _corrections(draft: DecisionDraft, command: Verify, *, worded_now: bool) -> dict[str, Any]:
    report = draft.report
    changes: dict[str, Any] = (
        public_text_changes(draft, command.public_title, command.public_body) if worded_now else {}
    )
    if command.confidential is not None:
        changes["confidential"] = command.confidential
    if command.supervisory:
        changes["confidential"] = True
    if command.reported_agencies is not None:
        changes["reported_agencies"] = command.reported_agencies
        changes |= _handed_up(replace(report, reported_agencies=command.reported_agencies), draft)
    return changes


def _handed_up(report: Report, draft: DecisionDraft) -> dict[str, Any]:
    """A holder that is itself reported loses the file: to its institution, or to the nation when that is reported.

    Reports the unit works on are returned instead, by an event of their own.
    """
    if report.state in _AT_THE_UNIT | {State.JOINED} or not _is_reported(report, draft.rules):
        return {}
    holder = draft.rules.coordinator_for(report.last_holder, report.reported_agencies)
    changes = held(report, holder, draft.now)
    if report.paused_state in _AT_THE_UNIT:
        changes["paused_state"] = State.RETURNED
    return changes


def _is_reported(report: Report, rules: Rules) -> bool:
    return rules.directory.is_about(report.last_holder, report.reported_agencies)


def _reclassify(draft: DecisionDraft, command: Verify) -> None:
    report = draft.report
    wanted = {
        "classification": command.classification,
        "category": command.category,
        "supervisory": command.supervisory,
    }
    changes: dict[str, Any] = {
        name: value for name, value in wanted.items() if value is not None and value != getattr(report, name)
    }
    if not changes:
        return
    data = dict(changes)
    if report.supervisory and report.state is State.FORWARDED and command.supervisory is False:
        # The inspectorate says so, before it accepts: the coordinator verifies it as any other.
        coordinator = draft.rules.coordinator_for(report.last_holder, report.reported_agencies)
        changes |= {"state": State.SUBMITTED, **held(report, coordinator, draft.now)}
    after = replace(report, **changes)
    if class_of(after) != class_of(report):
        limits = tuple(_of_class(limit, after, draft.rules) for limit in report.limits)
        changes["limits"] = rescheduled(limits, report.pauses, draft.rules.calendar, draft.now)
    if (report.paused_state or report.state) in _TAKEN_UP:
        changes |= sealing(after, draft.rules)
    draft.record(EventType.RECLASSIFIED, changes, data=data)


def _of_class(limit: Limit, report: Report, rules: Rules) -> Limit:
    """``finish`` takes the new class's length from the same day 0; no other limit depends on the class.

    An extension of the old class does not lengthen the new one's days.
    """
    if limit.name is not LimitName.FINISH or limit.met_at:
        return limit
    days = rules.standards.days(limit.name, class_of(report), limit.institution_id, limit.started_on)
    return replace(limit, days=days, extra_days=0)
