"""What the commands about a case of many do to a report (docs/law.md "A case of many")."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from chalicelib.domain.calendar.workdays import Calendar, local_date
from chalicelib.domain.case_commands import Carry, CountDispute, Join, Leave, Merge, News, Repoint, Split, Succeed
from chalicelib.domain.deadlines import rescheduled
from chalicelib.domain.decisions.draft import DecisionDraft
from chalicelib.domain.decisions.promising import TAKEN_OFF, break_overdue, result_of
from chalicelib.domain.decisions.transitions import held, reopen, revived, unended_cap, with_pause_closed
from chalicelib.domain.directory import NATION_ID
from chalicelib.domain.events import EventType
from chalicelib.domain.limits import LIMITS, Bound, DayUnit, Limit
from chalicelib.domain.pauses import paused_days_of
from chalicelib.domain.report import ArchiveReason, Outcome, Report
from chalicelib.domain.rules import Rules
from chalicelib.domain.states import State

DISPUTES_THAT_REOPEN = 3
ONE_MEMBER_IN = 5
"""The main report is reopened from the third dispute on, or when one member in five disputes."""


def only_hears(report: Report, main: Report, rules: Rules) -> bool:
    """Whether the main report is another institution's: the report stays with its own, and its reporter hears of it.

    What the nation holds, it may send anywhere: such a report goes along.
    """
    own, other = (rules.directory.institution_of(one.last_holder).agency_id for one in (report, main))
    return own not in (other, NATION_ID)


def leave_the_case(draft: DecisionDraft) -> None:
    """Out of the case: with the coordinator, to be verified anew; what was answered stays so, with its reporter."""
    report = draft.report
    if report.state is not State.JOINED:
        draft.record(EventType.LEFT, {"case_main": None, "case_seq": 0}, data={"main": report.case_main})
        return
    holder = draft.rules.coordinator_for(report.last_holder, report.reported_agencies)
    changes = {"state": State.SUBMITTED, **held(report, holder, draft.now)}
    draft.record(EventType.LEFT, changes, data={"main": report.case_main})


def _join(draft: DecisionDraft, command: Join) -> None:
    report, main = draft.report, command.main
    if main is None:
        raise ValueError("faults have found it before")
    data = {"into": main.report_id, "behind": command.since is not None or None}
    if only_hears(report, main, draft.rules):
        draft.record(EventType.LINKED, {"hears_of": main.report_id}, data={"into": main.report_id})
        return
    changes = {
        "state": State.JOINED,
        "case_main": main.report_id,
        "case_seq": main.seq if command.since is None else command.since,
        **_held_with(report, main.last_holder, draft),
    }
    draft.record(EventType.JOINED, changes, data=data)


def _leave(draft: DecisionDraft, command: Leave) -> None:
    report = draft.report
    if report.archived_reason is ArchiveReason.DUPLICATE:
        holder = draft.rules.coordinator_for(report.last_holder, report.reported_agencies)
        changes = revived(report, State.SUBMITTED, holder, draft.now)
        draft.record(EventType.SPLIT, changes | {"duplicate_of": None, "limits": unended_cap(report)})
    elif report.state is State.JOINED:
        leave_the_case(draft)
    else:
        draft.record(EventType.LEFT, {"hears_of": None}, data={"main": report.hears_of})


def _carry(draft: DecisionDraft, command: Carry) -> None:
    if _is_reported(command.holder, draft):
        leave_the_case(draft)  # who holds the main one now must not even know of this report
        return
    if any(_puts_off(news, draft.report) for news in command.news):
        break_overdue(draft)  # what it was promised before, not what it is about to hear
    for news in command.news:
        changes = {"case_seq": command.seq, **_done_as_on_the_main(draft.report, news)}
        draft.record(news.type, changes, text=news.text, data=news.data)
    moved = _held_with(draft.report, command.holder, draft)
    if moved or not command.news:
        data = {"main": command.main, "to": command.holder}
        draft.record(EventType.FOLLOWED, moved | {"case_seq": command.seq}, data=data)


def _puts_off(news: News, report: Report) -> bool:
    """Whether what was done on the main report takes a member's promise off, or gives it another day."""
    day = news.data.get("promised_by")
    is_another_day = day is not None and report.promised_by != date.fromisoformat(day)
    return news.type is EventType.PROGRESSED or is_another_day


def _done_as_on_the_main(report: Report, news: News) -> dict[str, Any]:
    if news.type is EventType.ANSWERED:
        outcome, day = news.data.get("outcome"), news.data.get("promised_by")
        result = result_of(report, Outcome(outcome) if outcome else None, date.fromisoformat(day) if day else None)
        return {"state": State.ANSWERED, **result}
    return {"state": State.JOINED, **TAKEN_OFF}


def _repoint(draft: DecisionDraft, command: Repoint) -> None:
    if _is_reported(command.holder, draft):
        leave_the_case(draft)
        return
    moved = _held_with(draft.report, command.holder, draft)
    changes = {"case_main": command.main, "case_seq": command.seq, **moved}
    data = {"main": draft.report.case_main, "into": command.main, "behind": command.behind or None}
    draft.record(EventType.MAIN_CHANGED, changes, data=data)


def _succeed(draft: DecisionDraft, command: Succeed) -> None:
    own, main = draft.report, command.main
    if main.level > own.level:
        ladder = {"level": main.level, "level_limit": main.level_limit}
    else:
        ladder = {"level": own.level, "level_limit": own.level_limit}
    changes: dict[str, Any] = {
        # What its reporter was asked for, nobody else can give: it goes on where it was before.
        "state": main.paused_state or main.state,
        "first_forwarded_at": main.first_forwarded_at or own.first_forwarded_at,
        "returns": main.returns,
        "late": own.late or main.late,
        "limits": _taken_over(own, main, draft.rules.calendar, draft.now),
        **ladder,
        **_held_with(own, main.holder, draft),
    }
    draft.record(EventType.TOOK_OVER, changes, data={"main": own.case_main})


def _count_dispute(draft: DecisionDraft, command: CountDispute) -> None:
    report = draft.report
    disputes = (*report.case_disputes, command.member)
    draft.record(EventType.MEMBER_DISPUTED, {"case_disputes": disputes}, data={"member": command.member})
    out_of = command.members + len(disputes)
    if len(disputes) >= DISPUTES_THAT_REOPEN or len(disputes) * ONE_MEMBER_IN >= out_of:
        reopen(draft, {"case_disputes": ()}, data={"kind": "case", "members": len(disputes)})


def _held_with(report: Report, holder: str | None, draft: DecisionDraft) -> dict[str, Any]:
    """The changes by which a member is held where its main report is; none where it is, or must not be, held there."""
    if holder is None or holder == report.holder or _is_reported(holder, draft):
        return {}
    return held(report, holder, draft.now)


def _is_reported(holder: str | None, draft: DecisionDraft) -> bool:
    return holder is not None and draft.rules.directory.is_about(holder, draft.report.reported_agencies)


def _taken_over(own: Report, main: Report, calendar: Calendar, now: datetime) -> tuple[Limit, ...]:
    """The main's limits, and the member's own that ran on: of two of one name whichever ends first."""
    kept = {limit.name: limit for limit in own.limits if State.JOINED in LIMITS[limit.name].runs_in}
    # What its reporter was asked for is awaited no longer: a pause still open ended with the main report.
    ends = rescheduled(main.limits, with_pause_closed(main, now), calendar, now) if main.paused_state else main.limits
    taken = (_fitted(limit, own, calendar) for limit in ends if LIMITS[limit.name].binds is not Bound.REPORTER)
    limits = {limit.name: _earlier(limit, kept.get(limit.name)) for limit in taken}
    return tuple((kept | limits).values())


def _earlier(one: Limit, other: Limit | None) -> Limit:
    running = [limit for limit in (other, one) if limit and limit.met_at is None]
    return min(running, key=lambda limit: limit.due_at, default=one)


def _fitted(limit: Limit, report: Report, calendar: Calendar) -> Limit:
    """The same end for a report with other pauses: so many days that they lead there."""
    paused = paused_days_of(limit, report.pauses)
    days = 0
    day, last = limit.started_on, local_date(limit.due_at, limit.timezone)
    while day < last:
        day += timedelta(days=1)
        days += day not in paused and (limit.unit is DayUnit.CALENDAR or calendar.is_working_day(day))
    return replace(limit, days=days - limit.extra_days)


DECIDERS: dict[type, Callable[[DecisionDraft, Any], None]] = {
    Join: _join,
    Merge: _join,
    Leave: _leave,
    Split: _leave,
    Carry: _carry,
    Repoint: _repoint,
    Succeed: _succeed,
    CountDispute: _count_dispute,
}
