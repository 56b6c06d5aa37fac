"""Stories of reports told to the minute: what people do, and what the clock must do between (``scenarios/*.txt``).

Two blanks begin what somebody does, ``>`` what the clock must do at exactly that instant, ``=`` how it stands in the
end: state, level, late or not, and when, if the story stops in the middle. A line without any of these names the story.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from chalicelib.domain import lifecycle
from chalicelib.domain.actors import Actor, Role
from chalicelib.domain.calendar.workdays import local_date
from chalicelib.domain.case_commands import Merge, Split
from chalicelib.domain.clockwork import next_look_at
from chalicelib.domain.commands import (
    Accept,
    Answer,
    Archive,
    Command,
    Complete,
    Confirm,
    ContactLog,
    ContactWay,
    Decide,
    Dispute,
    Erase,
    Extend,
    Forward,
    Note,
    Object,
    Ombudsman,
    Progress,
    Reply,
    RequestData,
    Return,
    Verify,
    Withdraw,
)
from chalicelib.domain.decisions.draft import Decision
from chalicelib.domain.events import Event, EventType
from chalicelib.domain.limits import LimitName
from chalicelib.domain.report import ArchiveReason, Classification
from chalicelib.domain.standards import Standards, StricterStandard
from tests.domain.dossier import SUBMITTED, submitted
from tests.domain.world import PEOPLE, RULES, STANDARDS, calendar_with

SCENARIOS = Path(__file__).parent / "scenarios"
AGENCIES = {
    "-": None,
    "kab": "kab.6201",
    "pkm": "kab.6201.dinkes.pkm",
    "pustu": "kab.6201.dinkes.pkm.pustu",
    "dpupr": "kab.6201.dpupr",
    "inspektorat": "kab.6201.inspektorat",
    "city": "kota.5171",
    "city-dinkes": "kota.5171.dinkes",
    "east": "kota.9171",
    "east-dinkes": "kota.9171.dinkes",
}
ACTORS = PEOPLE | {
    "east-coordinator": Actor(Role.COORDINATOR, "kota.9171"),
    "city-coordinator": Actor(Role.COORDINATOR, "kota.5171"),
    "city-liaison": Actor(Role.LIAISON, "kota.5171.dinkes"),
}
DEEDS: dict[str, Callable[[str], Command]] = {
    "accept": lambda _: Accept(),
    "answer": lambda _: Answer("Sudah."),
    "archive": lambda _: Archive(ArchiveReason.TOO_GENERAL, "Terlalu umum."),
    "ask": lambda _: RequestData("Di mana?"),
    "calls": lambda what: ContactLog(ContactWay.CALL, reached=what == "reached", text="Ditelepon."),
    "complete": lambda _: Complete(text="Kampung Raja."),
    "confirm": lambda _: Confirm(),
    "correct": lambda _: Verify(category="jalan"),
    "decide": lambda agency: Decide(AGENCIES[agency] or ""),
    "dispute": lambda _: Dispute("Belum."),
    "erase": lambda _: Erase(),
    "extend": lambda days: Extend(int(days), "Alat", "Menunggu alat."),
    "forward": lambda agency: Forward(AGENCIES[agency] or ""),
    "merge": lambda _: Merge("LP-MAIN", submitted(report_id="LP-MAIN").report),
    "note": lambda _: Note("Sudah ditelepon."),
    "object": lambda _: Object("Tidak."),
    "ombudsman": lambda _: Ombudsman(),
    "progress": lambda _: Progress("Dikerjakan."),
    "reply": lambda _: Reply("Masih."),
    "reported": lambda agency: Verify(reported_agencies=(AGENCIES[agency] or "",)),
    "return": lambda _: Return("kl.pu", "Bukan kami."),
    "split": lambda _: Split(),
    "supervisory": lambda _: Verify(supervisory=True),
    "withdraw": lambda _: Withdraw(),
}
LONG_AFTER = timedelta(days=400)


@dataclass(frozen=True)
class Story:
    """What people do, what the clock must do, how it stands in the end."""

    title: str
    deeds: tuple[str, ...]
    expected: tuple[tuple[datetime, str], ...]
    end: str


def stories() -> Iterator[Story]:
    """All stories of the folder."""
    for path in sorted(SCENARIOS.glob("*.txt")):
        title, deeds, expected = "", [], []
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("  "):
                deeds.append(line.strip())
            elif line.startswith("> "):
                at, what = line[2:].split(" ", 1)
                expected.append((datetime.fromisoformat(at), what))
            elif line.startswith("= "):
                yield Story(f"{path.stem}: {title}", tuple(deeds), tuple(expected), line[2:])
                deeds, expected = [], []
            elif line and not line.startswith("#"):
                title = line


class Retelling:
    """One story happening: a report, the people and the clock, which looks when it should and not before."""

    def __init__(self, story: Story) -> None:
        at, _, classification, agency, *own = story.deeds[0].split()
        self.rules = replace(RULES, standards=_standards(*own))
        self.now = datetime.fromisoformat(at)
        self.asleep_until = self.now
        self.holidays: list[str] = []
        self.revoked: dict[date, date] = {}
        self.told = True
        command = replace(SUBMITTED, classification=Classification(classification), addressed_to=AGENCIES[agency])
        decision = lifecycle.submit(command, PEOPLE["reporter"], self.now, self.rules)
        self.report, self.looks_at = decision.report, decision.next_look_at
        self.commands: list[tuple[Event, ...]] = []
        self.clock_did: list[tuple[datetime, str]] = []
        for deed in story.deeds[1:]:
            self._happen(deed)
        _, _, on = story.end.partition(" on ")
        self._wait_until(datetime.fromisoformat(on) if on else self.now + LONG_AFTER)

    @property
    def ends(self) -> str:
        """How it stands."""
        return f"{self.report.state} {self.report.level}{' late' if self.report.late else ''}"

    def _happen(self, deed: str) -> None:
        at, who, what, *rest = deed.split()
        self._wait_until(datetime.fromisoformat(at))
        argument = rest[0] if rest else ""
        if what == "sleeps":
            self.asleep_until = datetime.fromisoformat(argument)
        elif what == "post":
            self.told = argument != "lost"
        elif what in ("holiday", "revokes"):
            self._change_calendar(what, argument)
            if self.now >= self.asleep_until:
                self._look()
        else:
            self._take(lifecycle.decide(self.report, DEEDS[what](argument), ACTORS[who], self.now, self.rules))

    def _change_calendar(self, what: str, days: str) -> None:
        if what == "holiday":
            self.holidays += days.split(",")
        else:
            self.revoked |= dict.fromkeys(
                map(date.fromisoformat, days.split(",")), local_date(self.now, "Asia/Jakarta")
            )
        known = calendar_with(*self.holidays)
        taken = {day: replace(known.holidays[day], revoked_on=on) for day, on in self.revoked.items()}
        self.rules = replace(self.rules, calendar=replace(known.without(taken), revoked=taken))

    def _wait_until(self, until: datetime) -> None:
        while self.looks_at and max(self.looks_at, self.asleep_until) <= until:
            self.now = max(self.looks_at, self.asleep_until, self.now)
            if self.now == self.looks_at:
                a_second_before = self.now - timedelta(seconds=1)
                assert lifecycle.tick(self.report, a_second_before, self.rules, told=self.told) is None, (
                    f"too early at {self.now}"
                )
            self._look()
        self.now = until

    def _look(self) -> None:
        decision = lifecycle.tick(self.report, self.now, self.rules, told=self.told)
        if decision is None:
            self.looks_at = next_look_at(self.report, self.now, self.rules.calendar)
            assert self.looks_at is None or self.looks_at > self.now
            return
        assert decision.report.version == self.report.version + 1
        self._take(decision)
        assert lifecycle.tick(self.report, self.now, self.rules, told=self.told) is None, f"twice at {self.now}"

    def _take(self, decision: Decision) -> None:
        self.report, self.looks_at = decision.report, decision.next_look_at
        self.commands.append(decision.events)
        self.clock_did += [(event.at, told(event)) for event in decision.events if is_the_clocks(event)]


def is_the_clocks(event: Event) -> bool:
    """Whether the clock, or a rule, and nobody else made the event."""
    return event.actor.role is Role.SYSTEM


def told(event: Event) -> str:
    """An event as the stories spell it."""
    if event.type is EventType.DEADLINE_MOVED:
        return event.type.value
    return " ".join((event.type.value, *(str(value) for value in event.data.values())))


def _standards(own: str = "") -> Standards:
    if not own:
        return STANDARDS
    limit, days = own.split("=")
    return Standards(
        STANDARDS.national, (StricterStandard("kab.6201", LimitName(limit), None, int(days), date(2026, 1, 1)),)
    )
