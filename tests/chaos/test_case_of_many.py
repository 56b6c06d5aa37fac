"""A case of many on a system that is killed again and again: each member is reached and each reporter told once.

`make e2e` runs it small, `make chaos` with 300 members and 10 kills; SEED gives the same instants again.
"""

import os
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from random import Random
from types import SimpleNamespace
from typing import Any, TypeVar

from infra.local.mailbox import Mailbox
from tests.local.running_system import HASTY, Reply, RunningSystem, wait_until

MEMBERS = int(os.environ.get("MEMBERS", "300"))
KILLS = int(os.environ.get("KILLS", "4"))
SEED = int(os.environ.get("SEED") or 13)
AT_ONCE = 8
ANSWERED, PROGRESSED = "sudah dijawab", "Ada perkembangan"
"""What the subjects of the letters say."""
LONGEST = 600
Receipt = dict[str, Any]
One = TypeVar("One")
Made = TypeVar("Made")


@dataclass(frozen=True)
class Case:
    """A main report that a unit works on, and those that joined it; the number is the first reporter's."""

    system: RunningSystem
    number: int
    main: Receipt
    members: list[Receipt]

    def act(self, username: str, receipt: Receipt, command: str, **fields: Any) -> None:
        """An officer's command on one of its reports."""
        reply = self.system.act(username, receipt["report_id"], command, **fields)
        assert reply.status == 200, reply.content

    def histories(self) -> list[list[str]]:
        """What happened to each member, in order."""
        return _each(self.members, lambda one: [event["type"] for event in self.system.own_view(one).json["events"]])

    def letters(self, words: str) -> Counter[str]:
        """How many letters with such a subject each member's reporter got."""
        return self.told([SimpleNamespace(**mail) for mail in self.system.mails()], words)

    def told_by_now(self, words: str) -> int:
        """How many were told, as the file of the letters has it, whether the system stands or not."""
        return len(self.told(Mailbox(self.system.data_dir / "mail.db").mails(), words))

    def told(self, mails: Iterable[Any], words: str) -> Counter[str]:
        """The same of some mails."""
        own = {one["report_id"] for one in self.members}
        told = (mail for mail in mails if mail.report_id in own and words in mail.subject)
        return Counter(mail.to for mail in told if mail.to.endswith("@warga.example"))


def test_answered_once_each_reporter_is_told_once_whenever_it_is_killed(tmp_path: Path) -> None:
    case, chance = _case(RunningSystem(tmp_path / "data", HASTY).start(), MEMBERS, 70_000), Random(SEED)
    try:
        case.act("dpupr", case.main, "answer", text="Gardu sudah diperbaiki, listrik menyala kembali.")
        told = _killed(case, chance, KILLS, ANSWERED)
        assert len({one for one in told if 0 < one < MEMBERS}) > KILLS // 2, told
        wait_until(lambda: len(case.letters(ANSWERED)) == MEMBERS, LONGEST)
        assert set(map(tuple, case.histories())) == {("submitted", "joined", "answered")}
        disputing = case.members[: MEMBERS // 5]
        _each(disputing, lambda one: _as_reporter(case.system, one, "dispute", text="Di kampung kami masih padam."))
        case.system.kill_everything()
        case.system.start()
        wait_until(lambda: case.system.own_view(case.main).json["state"] == "reopened", LONGEST)
        states = Counter(_each(case.members, lambda one: case.system.own_view(one).json["state"]))
        assert states == {"answered": MEMBERS - len(disputing), "reopened": len(disputing)}
        _check_told_once(case, ANSWERED)
    finally:
        case.system.stop()


def test_the_main_report_is_withdrawn_in_the_middle_and_nobody_is_lost(tmp_path: Path) -> None:
    members = MEMBERS // 3
    case, chance = _case(RunningSystem(tmp_path / "data", HASTY).start(), members, 80_000), Random(SEED)
    try:
        case.act("dpupr", case.main, "progress", text="Petugas sedang di gardu.")
        assert _as_reporter(case.system, case.main, "withdraw").status == 200
        _killed(case, chance, KILLS // 3, PROGRESSED)
        wait_until(lambda: all(_has_new_main(one) for one in case.histories()), LONGEST)
        assert Counter(map(tuple, case.histories())) == {
            ("submitted", "joined", "progressed", "took_over"): 1,
            ("submitted", "joined", "progressed", "main_changed"): members - 1,
        }
        wait_until(lambda: len(case.letters(PROGRESSED)) == members, LONGEST)
        _check_told_once(case, PROGRESSED)
    finally:
        case.system.stop()


def _has_new_main(history: list[str]) -> bool:
    return history[-1] in ("took_over", "main_changed")


def _check_told_once(case: Case, words: str) -> None:
    time.sleep(5)  # longer than a lease: what would be told twice is told by then
    assert set(case.letters(words).values()) == {1}
    assert len(case.letters(words)) == len(case.members)


def _case(system: RunningSystem, members: int, number: int) -> Case:
    receipts = _each(range(number, number + members + 1), lambda one: dict(system.submit(one).json))
    case = Case(system, number, receipts[0], receipts[1:])
    case.act("kobar", case.main, "forward", to="kab.6201.dpupr")
    case.act("dpupr", case.main, "accept")
    for one in case.members:
        case.act("kobar", one, "join", into=case.main["report_id"])
    return case


def _killed(case: Case, chance: Random, times: int, words: str) -> list[int]:
    """Kill everything so often, each time when a random number of members has been told; how many really had.

    It may be at its work or still starting. It stands again afterwards.
    """
    told = []
    for instant in sorted(chance.randrange(len(case.members)) for _ in range(times)):
        killing = threading.Thread(target=_kill, args=(case, words, instant, chance.uniform(0, 0.2)))
        killing.start()
        _stand(case.system)
        killing.join()
        told.append(case.told_by_now(words))
    _stand(case.system)
    return told


def _stand(system: RunningSystem) -> None:
    """Start it where it was killed; from this thread, for it ends with the thread that started it."""
    if system.process is None or system.process.poll() is not None:
        with suppress(AssertionError):  # it was killed before it was ready
            system.start()


def _kill(case: Case, words: str, instant: int, later: float) -> None:
    system = case.system
    wait_until(lambda: case.told_by_now(words) >= instant, LONGEST)
    wait_until(lambda: system.process is not None and system.process.poll() is None, LONGEST)
    time.sleep(later)
    system.kill_everything()


def _as_reporter(system: RunningSystem, receipt: Receipt, command: str, **fields: Any) -> Reply:
    """A reporter's command; asked again where somebody was faster."""
    path, code = f"/api/reports/{receipt['report_id']}", {"X-Access-Code": receipt["access_code"]}
    for _ in range(20):
        version = system.own_view(receipt).json["version"]
        reply = system.ask("POST", f"{path}/{command}", {"version": version, **fields}, code)
        if reply.status != 409:
            return reply
    return reply


def _each(many: Iterable[One], do: Callable[[One], Made]) -> list[Made]:
    def patiently(one: One) -> Made:
        for _ in range(5):
            with suppress(OSError, HTTPException):  # a machine at its limit lets connections go
                return do(one)
        return do(one)

    with ThreadPoolExecutor(AT_ONCE) as people:
        return list(people.map(patiently, many))
