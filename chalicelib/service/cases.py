"""Cases of many: what happened to a main report happens to its members, one after the other.

Each member is one transaction, guarded by its version and by what has reached it so far: a run that was killed is
simply made again, and finds done what was done. What a run has no time for stays in the outbox. Nothing here grows with
the case but the number of members looked at, 100 to a request.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from functools import partial

from chalicelib.domain import cases, lifecycle
from chalicelib.domain.actors import SYSTEM
from chalicelib.domain.case_commands import Carry, CountDispute, Repoint, Succeed
from chalicelib.domain.commands import Command
from chalicelib.domain.events import Event, EventType
from chalicelib.domain.refusals import Refusal
from chalicelib.domain.states import State
from chalicelib.failures import Conflict
from chalicelib.finding.removals import numbers_in
from chalicelib.service.rules import agencies_of, rules_for
from chalicelib.store import cases as stored_cases
from chalicelib.store import reports
from chalicelib.store.items import History, Stored
from chalicelib.store.racing import unless_overtaken


def share(report_id: str, seq: int, now: datetime, has_time: Callable[[], bool]) -> bool:
    """Carry on what a report's event means for others in its case; whether all of it was done in the time there was.

    Raises Unavailable when nothing more could be written.
    """
    mains = _Mains()
    history = mains.find(report_id)
    if history is None:
        return True
    for dispute in _disputes(history, seq):
        unless_overtaken(partial(_tell_main, report_id, dispute, now))
    if history.stored.report.case_main:
        _catch_up(report_id, mains, now)
    for page in stored_cases.members_of(report_id):
        for member in _behind(page, history):
            if not has_time():
                return False
            _catch_up(member, mains, now)
    return True


class _Mains:
    """The histories of main reports, each read once for all its members until somebody was faster."""

    def __init__(self) -> None:
        self._read: dict[str, History | None] = {}

    def find(self, report_id: str) -> History | None:
        """A report's whole history, or None."""
        if report_id not in self._read:
            self._read[report_id] = reports.load_history(report_id)
        return self._read[report_id]

    def forget(self) -> None:
        """Read all anew."""
        self._read.clear()


def _disputes(history: History, seq: int) -> Iterator[Event]:
    """The dispute by which a member left a case, if the event belongs to the command that was one."""
    version = next((event.version for event in history.events if event.seq == seq), None)
    for event in history.events:
        if event.version == version and event.type is EventType.DISPUTED and event.data.get("main"):
            yield event


def _tell_main(member_id: str, dispute: Event, now: datetime) -> None:
    main = reports.load_history(dispute.data["main"])
    if main is None or member_id in main.stored.report.case_disputes:
        return
    if not cases.is_of_the_present_answer(dispute, main.events):
        return
    stored = main.stored
    rules = rules_for(agencies_of(stored.report))
    try:
        decision = lifecycle.decide(
            stored.report, CountDispute(member_id, stored.members), SYSTEM, now, rules, seen_version=None
        )
    except Refusal:
        return  # it is no longer answered: there is nothing left to reopen
    reports.save(stored, decision, rules.directory)


def _behind(page: tuple[str, ...], main: History) -> list[str]:
    """Those of a page of members whom something of the main report has not reached, in their order."""
    report = main.stored.report
    moved_on = bool(report.case_main) or cases.has_ended(report)
    found = reports.load_all(page)
    return [
        one
        for one in page
        if one in found
        and cases.waits(found[one].report, report.report_id)
        and (moved_on or cases.owed(found[one].report, report, main.events))
    ]


def _catch_up(member_id: str, mains: _Mains, now: datetime) -> None:
    """Everything that is owed to a member, in order, each thing as a command of its own."""
    while unless_overtaken(lambda: _step(member_id, mains, now)):
        pass


def _step(member_id: str, mains: _Mains, now: datetime) -> bool:
    """One thing that is owed to a member; whether there was any."""
    member = reports.load(member_id)
    if member is None or member.report.case_main is None:
        return False
    main = mains.find(member.report.case_main)
    if main is None or not cases.waits(member.report, main.stored.report.report_id):
        return False
    carry = cases.owed(member.report, main.stored.report, main.events)
    if carry:
        return _save(member, _for_others(carry), now)
    return _follow_main(member, main, mains, now)


def _for_others(carry: Carry) -> Carry:
    """Words with a number that names a person, and nothing given in their place, are not carried to strangers."""
    return replace(
        carry,
        news=tuple(
            replace(one, text=None) if one.text and not one.looked_at and numbers_in(one.text) else one
            for one in carry.news
        ),
    )


def _follow_main(member: Stored, main: History, mains: _Mains, now: datetime) -> bool:
    """Where the main report has ended or joined another, the member follows who is main now, or becomes it."""
    last, seq = _last_main(main, mains)
    report = last.stored.report
    try:
        if cases.has_ended(report):
            return _succeed(member, last, mains, now)
        if seq is None:
            return False
        repoint = Repoint(report.report_id, seq, report.holder, behind=report.seq > seq)
        return _save(member, repoint, now, last.stored)
    except Conflict:
        mains.forget()
        raise


def _succeed(member: Stored, last: History, mains: _Mains, now: datetime) -> bool:
    """The oldest of those who wait takes the place of a main report that ended."""
    oldest = _oldest(last.stored.report.report_id)
    if member.report.state is State.JOINED and (oldest is None or _age(member) <= _age(oldest)):
        _save(member, Succeed(cases.before_the_end(last.events)), now, last.stored)
        mains.forget()
        return True
    return _step(oldest.report.report_id, mains, now) if oldest else False


def _age(stored: Stored) -> tuple[datetime, str]:
    return stored.report.received_at, stored.report.report_id


def _last_main(main: History, mains: _Mains) -> tuple[History, int | None]:
    """The main report that is there now, and its last event that need not reach who comes from ``main``."""
    seq = None
    while True:
        joined = cases.next_main(main.stored.report, main.events)
        successor = main.stored.successor if cases.has_ended(main.stored.report) else None
        place = joined or ((successor.report_id, successor.seq) if successor else None)
        found = mains.find(place[0]) if place else None
        if place is None or found is None:
            return main, seq
        main, seq = found, place[1]


def _oldest(main_id: str) -> Stored | None:
    """The oldest member that still waits for a main report to be answered."""
    for page in stored_cases.members_of(main_id):
        found = reports.load_all(page)
        for one in page:
            if one in found and found[one].report.state is State.JOINED and cases.waits(found[one].report, main_id):
                return found[one]
    return None


def _save(member: Stored, command: Command, now: datetime, main: Stored | None = None) -> bool:
    others = agencies_of(main.report) if main else []
    holder = getattr(command, "holder", None)
    rules = rules_for([*agencies_of(member.report), *others, holder])
    decision = lifecycle.decide(member.report, command, SYSTEM, now, rules)
    reports.save(member, decision, rules.directory, main=main)
    return True
