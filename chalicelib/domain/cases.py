"""Cases of many: what is still owed to a member by what happened to its main report (docs/law.md "A case of many").

Pure questions over facts and events; whoever asks them carries one member after the other (``service.cases``). A member
is guarded by its own version and by ``case_seq``, so that each event of the main reaches it once, in order, however
often and from however many sides it is looked at.
"""

from collections.abc import Iterable, Sequence

from chalicelib.domain.case_commands import Carry, News
from chalicelib.domain.decisions.draft import Decision
from chalicelib.domain.events import Event, EventType
from chalicelib.domain.history import replay
from chalicelib.domain.report import Report
from chalicelib.domain.states import State
from chalicelib.domain.visibility import for_members

CARRIED = frozenset({EventType.PROGRESSED, EventType.ANSWERED})
"""What is done on the main report and so on each member."""
_UNANSWERED_AGAIN = frozenset({EventType.DISPUTED, EventType.PROGRESSED})
_WAITS_WITH_THE_MAIN = frozenset({State.JOINED, State.ANSWERED})


def waits(member: Report, main_id: str) -> bool:
    """Whether what happens to that main report still happens to this member."""
    return member.case_main == main_id and member.state in _WAITS_WITH_THE_MAIN and not member.erased_at


def owed(member: Report, main: Report, events: Iterable[Event]) -> Carry | None:
    """What the main report's events, and its holder, still mean for a member; None when nothing.

    A main that has ended moves nobody to another holder.
    """
    if not waits(member, main.report_id) or member.case_seq >= main.seq:
        return None
    news = tuple(_told(event, main) for event in events if event.seq > member.case_seq and event.type in CARRIED)
    if news or (main.holder and main.holder != member.holder):
        return Carry(main.report_id, main.seq, main.holder, news)
    return None


def has_ended(main: Report) -> bool:
    """Whether a main report ended without an answer, so that a member takes its place."""
    return main.state in (State.ARCHIVED, State.WITHDRAWN)


def before_the_end(events: Sequence[Event]) -> Report:
    """A main report as it was before the command that ended it."""
    ending = next(
        event for event in reversed(events) if event.changes.get("state") in (State.ARCHIVED, State.WITHDRAWN)
    )
    return replay(event for event in events if event.version < ending.version)


def next_main(main: Report, events: Sequence[Event]) -> tuple[str, int] | None:
    """The main report that a main report joined itself, ended since or not, and its last event that had reached it."""
    last = before_the_end(events) if has_ended(main) else main
    return (last.case_main, last.case_seq) if last.case_main else None


def since_for(main: Report, events: Sequence[Event]) -> int | None:
    """From where on a report that joins hears its main: from its present answer on, where it has one."""
    if main.state is not State.ANSWERED:
        return None
    answers: list[int] = []
    for event in events:
        if event.type in _UNANSWERED_AGAIN:
            answers = []
        elif event.type is EventType.ANSWERED:
            answers.append(event.seq)
    return answers[0] - 1


def is_of_the_present_answer(dispute: Event, events: Iterable[Event]) -> bool:
    """Whether a member's dispute is about the main's last answer, and not an earlier one."""
    last = max((event.seq for event in events if event.type is EventType.ANSWERED), default=0)
    return int(dispute.data.get("case_seq", 0)) >= last


def is_shared(before: Report, decision: Decision, members: int) -> bool:
    """Whether a decision concerns a case: the report's members, itself as one that is behind, or its main report."""
    report, types = decision.report, {event.type for event in decision.events}
    if any(event.data.get("behind") for event in decision.events):
        return True
    if any(event.type is EventType.DISPUTED and event.data.get("main") for event in decision.events):
        return True
    moved = before.holder != report.holder or before.case_main != report.case_main
    return members > 0 and bool(moved or types & CARRIED)


def _told(event: Event, main: Report) -> News:
    text, facts, looked_at = for_members(event, main)
    return News(event.type, text, facts | {"main": main.report_id}, looked_at)
