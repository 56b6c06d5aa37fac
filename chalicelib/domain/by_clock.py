"""What the clock's commands do to a report: reminders, the ladder, closing and lapsing (domain.md "Ladder")."""

from collections.abc import Callable
from typing import Any

from chalicelib.domain.by_reporter import OMBUDSMAN_LEVEL, close, escalate
from chalicelib.domain.commands import Close, Escalate, Lapse, Remind
from chalicelib.domain.deadlines import Rules, begin, started
from chalicelib.domain.draft import Draft, ended
from chalicelib.domain.events import EventType
from chalicelib.domain.report import ArchiveReason, ClosedReason, LimitName, State


def _remind(draft: Draft, command: Remind, rules: Rules) -> None:
    draft.record(EventType.REMINDED, data={"limit": command.limit, "kind": command.kind})


def _escalate(draft: Draft, command: Escalate, rules: Rules) -> None:
    escalate(draft, command.level, command.limit, late=True)
    if command.level == OMBUDSMAN_LEVEL:
        draft.record(EventType.OMBUDSMAN_ASKED)


def _close(draft: Draft, command: Close, rules: Rules) -> None:
    close(draft, ClosedReason.NO_REPLY, rules)


def _lapse(draft: Draft, command: Lapse, rules: Rules) -> None:
    report = draft.report
    revive = begin(LimitName.REVIVE, report, report.last_holder, draft.now, rules)
    changes = ended(report, State.ARCHIVED, draft.now)
    changes |= {"archived_reason": ArchiveReason.DEEMED_WITHDRAWN, "limits": started(changes["limits"], revive)}
    draft.record(EventType.DEEMED_WITHDRAWN, changes)


DECIDERS: dict[type, Callable[[Draft, Any, Rules], None]] = {
    Remind: _remind,
    Escalate: _escalate,
    Close: _close,
    Lapse: _lapse,
}
