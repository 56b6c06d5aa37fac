"""What the reporter's commands do to a report (docs/law.md "Commands")."""

from collections.abc import Callable
from dataclasses import fields
from datetime import datetime
from typing import Any

from chalicelib.domain.commands import (
    Complete,
    Confirm,
    ConfirmPromise,
    Contact,
    Dispute,
    Erase,
    Object,
    Ombudsman,
    Publicity,
    Reply,
    Submit,
    Survey,
    Withdraw,
)
from chalicelib.domain.decisions.draft import DecisionDraft
from chalicelib.domain.decisions.promising import keep
from chalicelib.domain.decisions.transitions import (
    close,
    ended,
    escalate,
    reopen,
    revived,
    unended_cap,
    with_pause_closed,
)
from chalicelib.domain.directory import NATION_ID
from chalicelib.domain.events import EventType
from chalicelib.domain.limits import TOP_LEVEL, LimitName
from chalicelib.domain.report import ClosedReason, Report
from chalicelib.domain.states import State


def submit(draft: DecisionDraft, command: Submit) -> None:
    """A report comes in. The addressed institution holds it; the nation, when none is addressed or it is reported."""
    holder = draft.rules.coordinator_for(command.addressed_to, command.reported_agencies)
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
        channel=command.channel,
        received_on=command.received_on,
        recorded_by=command.recorded_by,
    )
    facts = {field.name: getattr(report, field.name) for field in fields(Report)}
    told = {field.name: facts[field.name] for field in fields(Report) if facts[field.name] != field.default}
    draft.record(EventType.SUBMITTED, told)


def _complete(draft: DecisionDraft, command: Complete) -> None:
    data = {"location": command.location} | _files(command)
    if draft.report.state is State.ARCHIVED:
        draft.record(EventType.COMPLETED, _after_revival(draft), text=command.text, data=data)
    else:
        draft.record(EventType.COMPLETED, _after_waiting(draft.report, draft.now), text=command.text, data=data)


def _files(command: Complete | Reply | Dispute | Object) -> dict[str, Any]:
    return {"attachments": list(command.attachments) or None}


def _after_waiting(report: Report, now: datetime) -> dict[str, Any]:
    return {
        "state": report.paused_state,
        "paused_state": None,
        "pauses": with_pause_closed(report, now),
        "unreached": False,
    }


def _after_revival(draft: DecisionDraft) -> dict[str, Any]:
    report = draft.report
    holder = draft.rules.coordinator_for(report.last_holder, report.reported_agencies)
    # It begins as if anew; only a first answer, where there was one, has met the cap for good.
    cap = tuple(limit for limit in report.limits if limit.name is LimitName.CAP)
    return revived(report, State.SUBMITTED, holder, draft.now) | {"limits": cap}


def _reply(draft: DecisionDraft, command: Reply) -> None:
    if draft.report.state is State.NEEDS_INFO:
        _complete(draft, Complete(text=command.text, attachments=command.attachments))
    else:
        draft.record(EventType.REPLIED, text=command.text, data=_files(command))


def _confirm(draft: DecisionDraft, command: Confirm) -> None:
    rating = command.rating or draft.report.rating
    draft.record(EventType.CONFIRMED, {"rating": rating}, data={"rating": command.rating})
    keep(draft)
    close(draft, ClosedReason.CONFIRMED)


def _confirm_promise(draft: DecisionDraft, command: ConfirmPromise) -> None:
    if draft.report.state is State.ANSWERED:
        _confirm(draft, Confirm(command.rating))
    else:
        keep(draft, command.rating)


def _dispute(draft: DecisionDraft, command: Dispute) -> None:
    report = draft.report
    # Out of a case of many its main report is to know of it; which answer it is about, the last event carried tells.
    case = {"main": report.case_main, "case_seq": report.case_seq} if report.case_main else {}
    changes = {"rating": command.rating or report.rating}
    reopen(draft, changes, text=command.text, data={"rating": command.rating} | _files(command) | case)


def _survey(draft: DecisionDraft, command: Survey) -> None:
    answers = {"easy": command.easy, "quick": command.quick, "useful": command.useful}
    draft.record(EventType.SURVEYED, {"surveyed": True}, data=answers)


def _withdraw(draft: DecisionDraft, command: Withdraw) -> None:
    draft.record(EventType.WITHDRAWN, ended(draft.report, State.WITHDRAWN, draft.now))


def _object(draft: DecisionDraft, command: Object) -> None:
    report = draft.report
    changes = revived(report, State.SUBMITTED, NATION_ID, draft.now)
    changes |= {"objected": True, "limits": unended_cap(report)}
    draft.record(EventType.OBJECTED, changes, text=command.text, data=_files(command))


def _ombudsman(draft: DecisionDraft, command: Ombudsman) -> None:
    if not command.consent:
        # The level stays: what the agency owes does not shrink because nobody outside reads along.
        draft.record(EventType.OMBUDSMAN_CONSENT_WITHDRAWN, {"referred_to_ombudsman": False})
        return
    if draft.report.is_open and draft.report.level < TOP_LEVEL:
        escalate(draft, TOP_LEVEL, draft.report.level_limit, late=False)
    draft.record(EventType.OMBUDSMAN_REFERRED, {"referred_to_ombudsman": True})


def _publicity(draft: DecisionDraft, command: Publicity) -> None:
    changes: dict[str, Any] = {"publicity_allowed": command.allowed}
    if not command.allowed:
        # In the citizen's favour: whoever takes the consent back wants nobody to publish again without asking.
        changes["confidential"] = True
    draft.record(EventType.PUBLICITY_CHANGED, changes, data={"allowed": command.allowed})
    if draft.report.published and draft.report.confidential:
        draft.record(EventType.UNPUBLISHED, {"published_at": None})


def _contact(draft: DecisionDraft, command: Contact) -> None:
    parts = {"name": command.person, "email": command.email, "phone": command.phone}
    draft.record(EventType.CONTACT_CHANGED, data={"changed": [part for part, said in parts.items() if said]})


def _erase(draft: DecisionDraft, command: Erase) -> None:
    if draft.report.is_open:
        draft.record(EventType.WITHDRAWN, ended(draft.report, State.WITHDRAWN, draft.now))
    changes = {"erased_at": draft.now, "published_at": None, "public_title": None, "public_body_seq": None}
    draft.record(EventType.ERASED, changes)


DECIDERS: dict[type, Callable[[DecisionDraft, Any], None]] = {
    Complete: _complete,
    Reply: _reply,
    Confirm: _confirm,
    ConfirmPromise: _confirm_promise,
    Dispute: _dispute,
    Survey: _survey,
    Withdraw: _withdraw,
    Object: _object,
    Ombudsman: _ombudsman,
    Publicity: _publicity,
    Contact: _contact,
    Erase: _erase,
}
