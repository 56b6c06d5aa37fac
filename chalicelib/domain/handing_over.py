"""How a report passes from hand to hand, and before the public: shared by several officers' commands."""

from typing import Any

from chalicelib.domain.by_reporter import unbarred
from chalicelib.domain.deadlines import Rules, begin, met, started
from chalicelib.domain.directory import NATION_ID
from chalicelib.domain.draft import DecisionDraft, held
from chalicelib.domain.events import EventType
from chalicelib.domain.permissions import is_inspectorate
from chalicelib.domain.report import LimitName, Report, State


def forward_to(
    draft: DecisionDraft, to: str, rules: Rules, *, text: str | None = None, event_type: EventType = EventType.FORWARDED
) -> None:
    """The report goes to another agency. ``accept`` begins anew; ``respond`` and ``finish`` only the first time."""
    report = draft.report
    limits = met(report.limits, draft.now, LimitName.VERIFY)
    limits = met(limits, draft.now, LimitName.DECIDE) if event_type is EventType.DECIDED else limits
    names = [LimitName.ACCEPT]
    if not report.limit(LimitName.FINISH) and not report.limit(LimitName.REDO):
        names += [LimitName.RESPOND, LimitName.FINISH]
    changes: dict[str, Any] = {
        "state": State.FORWARDED,
        "limits": started(limits, *(begin(name, report, to, draft.now, rules) for name in names)),
        "first_forwarded_at": report.first_forwarded_at or draft.now,
        **held(report, to, draft.now),
    }
    draft.record(event_type, changes, text=text, data={"to": to})


def returned_to(draft: DecisionDraft, rules: Rules) -> dict[str, Any]:
    """The changes by which a report goes back to the coordinator above its holder, who decides where it belongs."""
    report = draft.report
    institution = rules.directory.institution_of(report.last_holder).agency_id
    above = NATION_ID if institution == report.last_holder else institution
    decider = unbarred(above, report.reported_agencies, rules.directory)
    limits = met(report.limits, draft.now, LimitName.ACCEPT)
    return {
        "state": State.RETURNED,
        "limits": started(limits, begin(LimitName.DECIDE, report, decider, draft.now, rules)),
        **held(report, decider, draft.now),
    }


def sealing(report: Report, rules: Rules) -> dict[str, Any]:
    """A supervisory report taken up by an inspectorate is hidden from the nation too."""
    sealed = report.supervisory and is_inspectorate(report.last_holder, rules.directory)
    return {"sealed": True} if sealed else {}


def publish(draft: DecisionDraft, public_title: str | None, public_body: str | None) -> None:
    """The report is shown in its public wording; a new wording takes the place of the old one."""
    changes: dict[str, Any] = {"published_at": draft.report.published_at or draft.now}
    draft.record(
        EventType.PUBLISHED,
        changes | public_text_changes(draft, public_title, public_body),
        data={"public_body": public_body},
    )


def public_text_changes(draft: DecisionDraft, public_title: str | None, public_body: str | None) -> dict[str, Any]:
    """The changes for a new public wording; its body is kept in the event about to be recorded."""
    changes: dict[str, Any] = {}
    if public_title is not None:
        changes["public_title"] = public_title
    if public_body is not None:
        changes["public_body_seq"] = draft.next_seq
    return changes
