"""How a report passes from hand to hand, ends, lives again and comes before the public: what commands share."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from chalicelib.domain.actors import SYSTEM
from chalicelib.domain.decisions.draft import DecisionDraft
from chalicelib.domain.decisions.promising import TAKEN_OFF, break_disputed
from chalicelib.domain.directory import NATION_ID
from chalicelib.domain.events import EventType
from chalicelib.domain.ladder import REOPENED_AGAIN, REOPENED_AGAIN_LEVEL
from chalicelib.domain.limits import Limit, LimitName
from chalicelib.domain.permissions import is_inspectorate
from chalicelib.domain.report import ClosedReason, Pause, Report
from chalicelib.domain.rules import Rules
from chalicelib.domain.states import State


def forward_to(
    draft: DecisionDraft, to: str, *, text: str | None = None, event_type: EventType = EventType.FORWARDED
) -> None:
    """The report goes to another agency."""
    report = draft.report
    changes: dict[str, Any] = {
        "state": State.FORWARDED,
        "first_forwarded_at": report.first_forwarded_at or draft.now,
        # The office, not the person: whoever sits there may put a slip right.
        "forwarded_by": replace(draft.actor, username=None),
        **held(report, to, draft.now),
    }
    draft.record(event_type, changes, text=text, data={"to": to})


def returned_to(draft: DecisionDraft) -> dict[str, Any]:
    """The changes by which a report goes back to the coordinator above its holder, who decides where it belongs."""
    report = draft.report
    above = draft.rules.coordinator_for(report.last_holder, report.reported_agencies)
    decider = NATION_ID if above == report.last_holder else above
    return {"state": State.RETURNED, **held(report, decider, draft.now)}


def sealing(report: Report, rules: Rules) -> dict[str, Any]:
    """A supervisory report taken up by an inspectorate is hidden from the nation too."""
    sealed = report.supervisory and is_inspectorate(report.last_holder, rules.directory)
    return {"sealed": True} if sealed else {}


def publish(
    draft: DecisionDraft, public_title: str | None, public_body: str | None, public_texts: Mapping[int, str | None]
) -> None:
    """The report is shown in its public wording; a new wording takes the place of the old one.

    ``public_texts`` are for earlier events; a first publication shows no others (``domain.visibility``).
    """
    changes: dict[str, Any] = {"published_at": draft.report.published_at or draft.now}
    draft.record(
        EventType.PUBLISHED,
        changes | public_text_changes(draft, public_title, public_body),
        data={
            "public_body": public_body,
            "public_texts": {str(seq): text for seq, text in public_texts.items()} or None,
        },
    )


def public_text_changes(draft: DecisionDraft, public_title: str | None, public_body: str | None) -> dict[str, Any]:
    """The changes for a new public wording; its body is kept in the event about to be recorded."""
    changes: dict[str, Any] = {}
    if public_title is not None:
        changes["public_title"] = public_title
    if public_body is not None:
        changes["public_body_seq"] = draft.next_seq
    return changes


def ended(report: Report, state: State, now: datetime) -> dict[str, Any]:
    """The changes by which a report ends: nobody holds it, nothing runs any more."""
    return {
        "state": state,
        "holder": None,
        "ended_at": now,
        "pauses": with_pause_closed(report, now),
        "paused_state": None,
        "unreached": False,
    }


def revived(report: Report, state: State, holder: str, now: datetime) -> dict[str, Any]:
    """The changes by which an ended report lives again with a holder, its limits not yet touched."""
    return {
        "state": state,
        "archived_reason": None,
        "closed_reason": None,
        "ended_at": None,
        **held(report, holder, now),
    }


def held(report: Report, holder: str, now: datetime) -> dict[str, Any]:
    """The changes by which an agency becomes the holder."""
    return {
        "holder": holder,
        "holder_since": now,
        # The last one is the last holder; who held it before stays in the list, once.
        "held_by": (*(agency for agency in report.held_by if agency != holder), holder),
    }


def with_pause_closed(report: Report, now: datetime) -> tuple[Pause, ...]:
    """The pauses with the open one, if any, ended now."""
    return tuple(pause if pause.until else replace(pause, until=now) for pause in report.pauses)


def unended_cap(report: Report) -> tuple[Limit, ...]:
    """The limits with ``cap`` running on unchanged, unless a first answer met it for good."""
    return tuple(
        replace(limit, met_at=None) if limit.name is LimitName.CAP and limit.met_at == report.ended_at else limit
        for limit in report.limits
    )


def close(draft: DecisionDraft, reason: ClosedReason) -> None:
    """The report is closed; for 30 days the reporter may still dispute."""
    report = draft.report
    changes = ended(report, State.CLOSED, draft.now) | {"closed_reason": reason}
    draft.record(EventType.CLOSED, changes, data={"reason": reason.value})


def reopen(
    draft: DecisionDraft, changes: Mapping[str, Any], *, data: Mapping[str, Any], text: str | None = None
) -> None:
    """The answer did not solve it: the holder begins again; the second time the report climbs at once."""
    break_disputed(draft)
    report = draft.report
    reopened: dict[str, Any] = {
        "state": State.REOPENED,
        "reopenings": report.reopenings + 1,
        **TAKEN_OFF,
        "surveyed": False,
    }
    if report.state is State.CLOSED:
        reopened = revived(report, State.REOPENED, report.last_holder, draft.now) | reopened
    draft.record(EventType.DISPUTED, {**reopened, **changes}, text=text, data=data)
    if draft.report.reopenings >= REOPENED_AGAIN and draft.report.level < REOPENED_AGAIN_LEVEL:
        escalate(draft, REOPENED_AGAIN_LEVEL, LimitName.REDO, late=False)


def escalate(draft: DecisionDraft, level: int, limit: LimitName | None, *, late: bool) -> None:
    """The report climbs to a level of the ladder; ``late`` tells whether a limit has lapsed."""
    changes = {
        "level": level,
        "level_limit": limit,
        "late": late or draft.report.late,
    }
    draft.record(EventType.ESCALATED, changes, data={"level": level, "limit": limit}, actor=SYSTEM)
