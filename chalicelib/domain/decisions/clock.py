"""What the clock's commands do to a report: reminders, the ladder, closing and lapsing (docs/law.md "Ladder")."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from chalicelib.domain.calendar.workdays import Calendar, local_date
from chalicelib.domain.clockwork import owed
from chalicelib.domain.commands import Close, Escalate, Expire, Lapse, Remind
from chalicelib.domain.deadlines import moved_by, rescheduled
from chalicelib.domain.decisions.draft import DecisionDraft
from chalicelib.domain.decisions.transitions import close, ended, escalate
from chalicelib.domain.events import EventType
from chalicelib.domain.limits import LIMITS, TOP_LEVEL, Limit, Reminder
from chalicelib.domain.reminders import LAPSED, UNTOLD
from chalicelib.domain.report import ArchiveReason, ClosedReason, Report
from chalicelib.domain.states import State


def tick(draft: DecisionDraft, *, told: bool) -> None:
    """Give every command that is due by now, in the order of time; record nothing when none is due."""
    _move_deadlines(draft)
    _give_what_is_due(draft, (Remind, Escalate, Close, Lapse, Expire), told=told)


def take_over(draft: DecisionDraft) -> None:
    """Once the ladder's owner is met: give the past steps of the next lapsed limit at once, lowest first."""
    _give_what_is_due(draft, (Escalate,))


def _give_what_is_due(draft: DecisionDraft, kinds: tuple[type, ...], *, told: bool = True) -> None:
    """One command after the other: each may change what is owed next."""
    while due := [
        one.command
        for one in owed(draft.report, draft.now, draft.rules.calendar, told=told)
        if one.at <= draft.now and isinstance(one.command, kinds)
    ]:
        DECIDERS[type(due[0])](draft, due[0])


def _move_deadlines(draft: DecisionDraft) -> None:
    """A holiday declared late moves what still runs; where the calendar is as it was, nothing is recorded."""
    report = draft.report
    running = tuple(limit for limit in report.limits if _runs_now_or_after_the_pause(limit, report))
    moved = rescheduled(running, report.pauses, draft.rules.calendar, draft.now)
    if report.is_open and moved != running:
        changed = [(before, after) for before, after in zip(running, moved, strict=True) if before != after]
        new = {limit.name: limit for limit in moved}
        limits = tuple(new.get(limit.name, limit) for limit in report.limits)
        draft.record(
            EventType.DEADLINE_MOVED, {"limits": limits}, data=_why_moved(changed, report, draft.rules.calendar)
        )


def _why_moved(changed: list[tuple[Limit, Limit]], report: Report, calendar: Calendar) -> dict[str, Any]:
    """Which limits moved, from which day to which, and by which days off that were declared since."""
    days = {one.date: one for before, _ in changed for one in moved_by(before, report.pauses, calendar)}
    return {
        "limits": [after.name.value for _, after in changed],
        "moved": [
            {"limit": after.name.value, "before": _last_day(before), "after": _last_day(after)}
            for before, after in changed
        ],
        "holidays": [
            {"date": day.isoformat(), "name_id": one.name_id, "name_en": one.name_en, "decree": one.decree}
            for day, one in sorted(days.items())
        ],
    }


def _last_day(limit: Limit) -> str:
    return local_date(limit.due_at, limit.timezone).isoformat()


def _runs_now_or_after_the_pause(limit: Limit, report: Report) -> bool:
    return limit.met_at is None and bool(LIMITS[limit.name].runs_in & {report.state, report.paused_state})


def _remind(draft: DecisionDraft, command: Remind) -> None:
    given = Reminder(command.kind, draft.now)
    limits = tuple(
        replace(limit, reminded=(*(one for one in limit.reminded if one.kind != given.kind), given))
        if limit.name is command.limit
        else limit
        for limit in draft.report.limits
    )
    changes: dict[str, Any] = {"limits": limits} | _recorded_with(command.kind)
    draft.record(EventType.REMINDED, changes, data={"limit": command.limit, "kind": command.kind})


def _recorded_with(kind: str) -> dict[str, Any]:
    """The facts that stand in a reminder of this kind beside that it was given."""
    return {LAPSED: {"late": True}, UNTOLD: {"unreached": True}}.get(kind, {})


def _escalate(draft: DecisionDraft, command: Escalate) -> None:
    escalate(draft, command.level, command.limit, late=True)
    if command.level == TOP_LEVEL and not draft.report.referred_to_ombudsman:
        draft.record(EventType.OMBUDSMAN_ASKED)


def _close(draft: DecisionDraft, command: Close) -> None:
    close(draft, ClosedReason.NO_REPLY)


def _lapse(draft: DecisionDraft, command: Lapse) -> None:
    changes = ended(draft.report, State.ARCHIVED, draft.now) | {"archived_reason": ArchiveReason.DEEMED_WITHDRAWN}
    draft.record(EventType.DEEMED_WITHDRAWN, changes)


def _expire(draft: DecisionDraft, command: Expire) -> None:
    draft.record(EventType.EXPIRED, {"expired_at": draft.now})


DECIDERS: dict[type, Callable[[DecisionDraft, Any], None]] = {
    Remind: _remind,
    Escalate: _escalate,
    Close: _close,
    Lapse: _lapse,
    Expire: _expire,
}
