"""One report and what people do to it, told in order: ``Dossier(…).do("liaison", Accept(), "2026-11-17 10:00")``."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from chalicelib.domain import lifecycle
from chalicelib.domain.case_commands import Join
from chalicelib.domain.commands import (
    Accept,
    Answer,
    Archive,
    Command,
    Confirm,
    Dispute,
    Forward,
    RequestData,
    Return,
    Submit,
    Withdraw,
)
from chalicelib.domain.decisions.draft import Decision
from chalicelib.domain.events import Event
from chalicelib.domain.limits import Limit, LimitName
from chalicelib.domain.refusals import Invalid, Refusal
from chalicelib.domain.report import ArchiveReason, Classification, Report
from chalicelib.domain.rules import Rules
from chalicelib.domain.states import State
from tests.domain.world import PEOPLE, RULES, WIB, local

UNIT = "kab.6201.dinkes.pkm"
MONDAY = "2026-11-16 09:00"
SUBMITTED = Submit(
    report_id="LP-TEST-0000-000",
    classification=Classification.COMPLAINT,
    category="kesehatan",
    language="id",
    addressed_to="kab.6201",
    anonymous=False,
    confidential=False,
)


class Dossier:
    """A report of 16 November 2026, a Monday in three weeks without holidays, unless told otherwise.

    Times are local to ``zone``; a step without one is taken a minute after the step before.
    """

    def __init__(self, at: str = MONDAY, *, zone: str = WIB, rules: Rules = RULES, **fields: Any) -> None:
        self.zone = zone
        self.rules = rules
        self.now = local(at, zone)
        self.decisions: list[Decision] = []
        self.events: list[Event] = []
        self.take(lifecycle.submit(replace(SUBMITTED, **fields), PEOPLE["reporter"], self.now, rules), self.now)

    def take(self, decision: Decision, now: datetime) -> None:
        """What was decided comes true."""
        self.now = now
        self.decisions.append(decision)
        self.events += decision.events
        self.report: Report = decision.report
        self.next_look_at = decision.next_look_at

    def decide(self, who: str, command: Command, at: str | None = None) -> Decision:
        """What would come of a command, without taking the step. Raises a Refusal."""
        now = local(at, self.zone) if at else self.now + timedelta(minutes=1)
        return lifecycle.decide(self.report, command, PEOPLE[who], now, self.rules)

    def do(self, who: str, command: Command, at: str | None = None) -> "Dossier":
        """Take a step. Raises a Refusal."""
        decision = self.decide(who, command, at)
        self.take(decision, local(at, self.zone) if at else self.now + timedelta(minutes=1))
        return self

    def refusal(self, who: str, command: Command, at: str | None = None) -> Refusal | None:
        """Why a command is refused; None when it is not."""
        try:
            self.decide(who, command, at)
        except Refusal as refusal:
            return refusal
        return None

    def faults(self, who: str, command: Command, at: str | None = None) -> list[tuple[str, str]]:
        """The fields of a command that are at fault, and how."""
        refusal = self.refusal(who, command, at)
        return [(fault.field, fault.code) for fault in refusal.errors] if isinstance(refusal, Invalid) else []

    def allowed(self, who: str, at: str | None = None) -> set[str]:
        """The commands that somebody may give."""
        now = local(at, self.zone) if at else self.now + timedelta(minutes=1)
        return set(lifecycle.allowed(self.report, PEOPLE[who], now, self.rules.directory))

    def limit(self, name: str) -> Limit:
        """A limit that the report has or had."""
        found = self.report.limit(LimitName(name))
        assert found, f"no limit {name}"
        return found

    def day(self, name: str) -> str:
        """The last day of a limit, which ends at 23:59:59 in its own zone."""
        limit = self.limit(name)
        last = limit.due_at.astimezone(ZoneInfo(limit.timezone))
        assert last.time().isoformat() == "23:59:59"
        return last.date().isoformat()

    def days(self) -> dict[str, str]:
        """The last day of each limit that has not been met, whether it runs just now or not."""
        return {limit.name.value: self.day(limit.name) for limit in self.report.limits if limit.met_at is None}

    def event_types(self, since: int = 0) -> list[str]:
        """The types of the events after the first ``since``."""
        return [event.type.value for event in self.events[since:]]


def submitted(**fields: Any) -> Dossier:
    """With the coordinator."""
    return Dossier(**fields)


def forwarded(**fields: Any) -> Dossier:
    """With the unit, not yet accepted."""
    return submitted(**fields).do("coordinator", Forward(UNIT))


def in_progress(**fields: Any) -> Dossier:
    """Accepted by the unit."""
    return forwarded(**fields).do("liaison", Accept())


def returned(**fields: Any) -> Dossier:
    """Given back by the unit."""
    return in_progress(**fields).do("liaison", Return("kl.pu", "Jalan nasional."))


def needs_info(**fields: Any) -> Dossier:
    """The unit waits for the reporter."""
    return in_progress(**fields).do("liaison", RequestData("Di kampung mana?"))


def answered(**fields: Any) -> Dossier:
    """The unit has answered."""
    return in_progress(**fields).do("liaison", Answer("Sudah diperbaiki."))


def reopened(**fields: Any) -> Dossier:
    """The reporter says it was not solved."""
    return answered(**fields).do("reporter", Dispute("Belum."))


def closed(**fields: Any) -> Dossier:
    """The reporter says it was solved."""
    return answered(**fields).do("reporter", Confirm())


def archived(**fields: Any) -> Dossier:
    """Laid aside by the coordinator."""
    return submitted(**fields).do("coordinator", Archive(ArchiveReason.TOO_GENERAL, "Terlalu umum."))


def withdrawn(**fields: Any) -> Dossier:
    """Taken back while the unit worked on it."""
    return in_progress(**fields).do("reporter", Withdraw())


def joined(**fields: Any) -> Dossier:
    """In a case of many, whose main report the same unit works on."""
    main = in_progress(report_id="LP-MAIN", confidential=fields.get("confidential", False)).report
    return forwarded(**fields).do("coordinator", Join(main.report_id, main))


IN_STATE: dict[State, Callable[..., Dossier]] = {
    State.SUBMITTED: submitted,
    State.NEEDS_INFO: needs_info,
    State.FORWARDED: forwarded,
    State.RETURNED: returned,
    State.IN_PROGRESS: in_progress,
    State.ANSWERED: answered,
    State.REOPENED: reopened,
    State.JOINED: joined,
    State.CLOSED: closed,
    State.ARCHIVED: archived,
    State.WITHDRAWN: withdrawn,
}
