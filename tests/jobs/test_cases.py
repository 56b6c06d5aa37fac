"""Cases of many on a database: what is done to a main report reaches 300 members once, whatever dies on the way."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

import pytest
from chalice.local import LambdaContext

from chalicelib import clock
from chalicelib.domain.actors import Actor, Role
from chalicelib.domain.case_commands import Join, Leave
from chalicelib.domain.commands import Accept, Answer, Command, Dispute, Erase, Forward, Progress, Withdraw
from chalicelib.domain.history import replay
from chalicelib.domain.states import State
from chalicelib.jobs import outbox_sweeper
from chalicelib.service import cases, commands
from chalicelib.service.commands import Opened
from chalicelib.store import cases as stored_cases
from chalicelib.store import outbox, reports
from chalicelib.store.items import History
from infra.local.mailbox import Mailbox
from tests.jobs.clockhand import Killed, KilledAfter, OutOfTimeAfter
from tests.notify import scene

REPORTER = Actor(Role.REPORTER)
COORDINATOR = Actor(Role.COORDINATOR, "kab.6201", "kobar")
LIAISON = Actor(Role.LIAISON, "kab.6201.dpupr", "dpupr")
MANY = 300
ANSWER = Answer("Gardu sudah diperbaiki, listrik menyala kembali.")


@pytest.fixture(autouse=True)
def _standing(mailbox: Mailbox) -> None:
    scene.settle_everything()


def at(number: int) -> datetime:
    """An instant of its own for each step."""
    return clock.now() + timedelta(seconds=number)


def do(report_id: str, actor: Actor, *given: Command) -> None:
    """Somebody's commands on a report."""
    for command in given:
        stored = reports.load(report_id)
        assert stored
        commands.carry_out(Opened(stored, actor), command, None, clock.now())


def history(report_id: str) -> History:
    """All of a report."""
    found = reports.load_history(report_id)
    assert found
    return found


def states(members: list[str]) -> Counter[State]:
    """How many stand where."""
    return Counter(history(one).stored.report.state for one in members)


def types(report_id: str) -> list[str]:
    """What happened to a report."""
    return [event.type.value for event in history(report_id).events]


def case_of(number: int) -> tuple[str, list[str]]:
    """A main report that the unit works on, and so many members, the oldest first."""
    main = scene.submitted().report_id
    do(main, COORDINATOR, Forward("kab.6201.dpupr"))
    do(main, LIAISON, Accept())
    members = [scene.submitted().report_id for _ in range(number)]
    for one in members:
        do(one, COORDINATOR, Join(main))
    assert sum(len(page) for page in stored_cases.members_of(main)) == number
    return main, members


def shares() -> list[outbox.DueEntry]:
    """What is still to be carried to others."""
    return [one for one in outbox.due(clock.now() + timedelta(days=400)) if one.key.startswith("SHARE")]


def carry_all() -> None:
    """Every entry, until none is left."""
    for _ in range(200):
        left = shares()
        if not left:
            return
        for one in left:
            if cases.share(one.report_id, int(one.key.partition("#")[2]), clock.now(), lambda: True):
                outbox.remove(one.report_id, one.key)
    raise AssertionError("it never comes to rest")


def check_sound(main: str, members: list[str]) -> None:
    """Every history gives its report, and the members on record are those that say so."""
    on_record = {one for page in stored_cases.members_of(main) for one in page}
    for one in (main, *members):
        whole = history(one)
        assert replay(whole.events) == whole.stored.report
        assert (whole.stored.report.case_main == main) == (one in on_record), types(one)
    assert history(main).stored.members == len(on_record)


def test_answered_once_three_hundred_are_answered_once_and_sixty_dispute() -> None:
    main, members = case_of(MANY)
    do(main, LIAISON, Progress("Petugas sedang di gardu."), ANSWER)
    carry_all()
    for one in members:
        assert types(one) == ["submitted", "joined", "progressed", "answered"]
    carry_all()
    assert states(members) == {State.ANSWERED: MANY}
    for one in members[:60]:
        do(one, REPORTER, Dispute("Di kampung kami masih padam."))
        carry_all()
    assert states(members) == {State.ANSWERED: MANY - 60, State.REOPENED: 60}
    assert history(main).stored.report.state is State.REOPENED
    assert types(main).count("disputed") == 1
    assert history(main).stored.members == MANY - 60
    check_sound(main, members)


@pytest.mark.parametrize("ending", [Withdraw(), Erase()], ids=["withdrawn", "erased"])
def test_the_main_report_ends_in_the_middle_and_the_run_dies_at_ten_places(ending: Command) -> None:
    main, members = case_of(40)
    chance = Random(13)
    do(main, LIAISON, Progress("Petugas sedang di gardu."))
    entry = shares()[0]
    done = iter(range(1000))
    cases.share(entry.report_id, int(entry.key.partition("#")[2]), clock.now(), lambda: next(done) < 17)
    do(main, REPORTER, ending)
    for _ in range(10):
        left = shares()
        if not left:
            break
        chosen, dies_after = chance.choice(left), chance.randint(0, 7)
        steps = iter(range(1000))

        def has_time(steps: Iterator[int] = steps, last: int = dies_after) -> bool:
            if next(steps) >= last:
                raise Killed
            return True

        with pytest.raises(Killed):
            cases.share(chosen.report_id, int(chosen.key.partition("#")[2]), clock.now(), has_time)
    carry_all()
    first, *others = members
    assert types(first) == ["submitted", "joined", "progressed", "took_over"]
    assert history(first).stored.report.state is State.IN_PROGRESS
    for one in others:
        assert types(one) == ["submitted", "joined", "progressed", "main_changed"]
        assert history(one).stored.report.case_main == first
    check_sound(first, others)
    do(first, LIAISON, ANSWER)
    carry_all()
    assert states(members) == {State.ANSWERED: 40}
    assert all(types(one)[-1] == "answered" for one in members)


def test_whoever_left_meanwhile_is_left_as_they_are() -> None:
    main, members = case_of(6)
    do(main, LIAISON, ANSWER)
    do(members[0], REPORTER, Withdraw())
    do(members[1], REPORTER, Leave())
    do(members[2], REPORTER, Erase())
    carry_all()
    assert states(members[:3]) == {State.WITHDRAWN: 2, State.SUBMITTED: 1}
    assert states(members[3:]) == {State.ANSWERED: 3}
    check_sound(main, members)


def test_who_joins_an_answered_report_gets_its_answer() -> None:
    main, _ = case_of(0)
    do(main, LIAISON, ANSWER)
    late = scene.submitted().report_id
    do(late, COORDINATOR, Join(main))
    carry_all()
    assert types(late) == ["submitted", "joined", "answered"]


def test_a_case_that_joins_another_brings_its_members() -> None:
    main, _ = case_of(1)
    other = scene.submitted().report_id
    members = [scene.submitted().report_id for _ in range(3)]
    for one in members:
        do(one, COORDINATOR, Join(other))
    do(other, COORDINATOR, Join(main))
    do(main, LIAISON, ANSWER)
    carry_all()
    assert states([other, *members]) == {State.ANSWERED: 4}
    assert {history(one).stored.report.case_main for one in members} == {main}


def test_an_answer_does_not_pass_by_somebody_who_joins_in_the_same_moment() -> None:
    main, _ = case_of(0)
    before = reports.load(main)
    late = scene.submitted().report_id
    do(late, COORDINATOR, Join(main))
    assert before
    commands.carry_out(Opened(before, LIAISON), ANSWER, None, clock.now())
    carry_all()
    assert types(late) == ["submitted", "joined", "answered"]


def test_the_sweeper_goes_on_where_a_run_ran_out_of_time() -> None:
    main, members = case_of(8)
    do(main, LIAISON, ANSWER)
    with scene.later(timedelta(minutes=2)):
        outbox_sweeper.sweep(OutOfTimeAfter(6))
    with scene.later(timedelta(minutes=4)), pytest.raises(Killed):
        outbox_sweeper.sweep(KilledAfter(9))
    for minutes in range(6, 600, 60):
        with scene.later(timedelta(minutes=minutes)):
            outbox_sweeper.sweep(LambdaContext("outbox_sweeper", 512, 120_000))
    assert states(members) == {State.ANSWERED: 8}
    assert shares() == []
    for one in members:
        assert types(one) == ["submitted", "joined", "answered"]
        told = Counter(item.sk for item in scene.letters_of(one))
        assert {key.split("#")[1] for key in told if key.endswith("#reporter")} == {"000001", "000002", "000003"}
