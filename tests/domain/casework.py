"""Cases of many as the system carries them, in memory: the same questions that ``service.cases`` asks of the store."""

from dataclasses import dataclass, field

from chalicelib.domain import cases
from chalicelib.domain.case_commands import CountDispute, Join, Repoint, Succeed
from chalicelib.domain.commands import Command
from chalicelib.domain.refusals import NotAllowedNow
from chalicelib.domain.states import State
from tests.domain.dossier import Dossier


@dataclass
class Cases:
    """Every report there is, by its number, and which main report a member took the place of.

    ``disputes`` are those that their main report has not heard of yet: a member's number and its event's.
    """

    dossiers: dict[str, Dossier] = field(default_factory=dict)
    successors: dict[str, tuple[str, int]] = field(default_factory=dict)
    disputes: list[tuple[str, int]] = field(default_factory=list)

    def add(self, dossier: Dossier) -> Dossier:
        """One more report."""
        self.dossiers[dossier.report.report_id] = dossier
        return dossier

    def join(self, member: Dossier, main: Dossier, who: str = "coordinator") -> None:
        """A report joins another one. Raises a Refusal."""
        since = cases.since_for(main.report, main.events)
        self.do(member, who, Join(main.report.report_id, main.report, since))

    def do(self, dossier: Dossier, who: str, command: Command) -> None:
        """Somebody does something to one report; nothing is carried on yet. Raises a Refusal."""
        dossier.do(who, command)
        last = dossier.decisions[-1].events
        self.disputes += [(dossier.report.report_id, one.seq) for one in last if one.data.get("case_seq") is not None]

    def members(self, main_id: str) -> list[Dossier]:
        """Those that wait with a main report, the oldest first."""
        found = (one for one in self.dossiers.values() if cases.waits(one.report, main_id))
        return sorted(found, key=lambda one: (one.report.received_at, one.report.report_id))

    def carry(self, main: Dossier, most: int = 1000) -> int:
        """What happened to a main report is carried to its members, until so many steps were taken; how many."""
        steps = 0
        for member in self.members(main.report.report_id):
            while steps < min(most, 500) and self._step(member):
                steps += 1
        return steps

    def settle(self) -> None:
        """Everything is carried to everybody."""
        for _ in range(100):
            carried = sum(self.carry(main) for main in self.dossiers.values())
            if not carried and not self.disputes:
                return
            self.hear_disputes()
        raise AssertionError("it never comes to rest")

    def hear_disputes(self) -> None:
        """Main reports hear of their members' disputes."""
        while self.disputes:
            member_id, seq = self.disputes.pop()
            event = next(one for one in self.dossiers[member_id].events if one.seq == seq)
            main = self.dossiers[event.data["main"]]
            known = member_id in main.report.case_disputes
            if not known and cases.is_of_the_present_answer(event, main.events):
                members = len([one for one in self.dossiers.values() if one.report.case_main == main.report.report_id])
                try:
                    main.do("system", CountDispute(member_id, members))
                except NotAllowedNow:
                    continue

    def _step(self, member: Dossier) -> bool:
        main_id = member.report.case_main
        if main_id is None or not cases.waits(member.report, main_id):
            return False
        main = self.dossiers[main_id]
        command: Command | None = cases.owed(member.report, main.report, main.events)
        if command is None:
            command = self._next_main(member, main)
        if command is None:
            return False
        member.do("system", command)
        if isinstance(command, Succeed):
            self.successors[main_id] = (member.report.report_id, member.report.seq)
        return True

    def _next_main(self, member: Dossier, main: Dossier) -> Command | None:
        report = main.report
        if joined := cases.next_main(report, main.events):
            other = self.dossiers[joined[0]].report
            return Repoint(other.report_id, joined[1], other.holder)
        if not cases.has_ended(report):
            return None
        if report.report_id in self.successors:
            successor, seq = self.successors[report.report_id]
            return Repoint(successor, seq, self.dossiers[successor].report.holder)
        if member.report.state is State.JOINED:
            return Succeed(cases.before_the_end(main.events))
        return None
