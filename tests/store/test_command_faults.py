"""A command in a bad hour: crashes, lost answers, throttling, and two who act in the same instant."""

import random
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

import pytest

from chalicelib.domain.actors import Actor
from chalicelib.domain.commands import Accept, Answer, Command, Forward, Note, Progress, Reply, Withdraw
from chalicelib.domain.events import EventType
from chalicelib.domain.refusals import NotAllowedNow
from chalicelib.failures import Unavailable
from chalicelib.refusals import Stale
from chalicelib.service.commands import REPORTER
from chalicelib.store import reports
from tests.store.desk_work import ROADS, about, act, forwarded, officer, stored, submit
from tests.wire import Crash, crashes, disturbed, loses_answers, meanwhile, refuses, watched

COLLIDED = ("TransactionConflict", "None")


def events_of(report_id: str) -> list[EventType]:
    """What happened, in order; AssertionError for a gap, or a version that does not count the commands."""
    history = reports.load_history(report_id)
    assert history
    assert [event.seq for event in history.events] == list(range(1, len(history.events) + 1))
    versions = sorted({event.version for event in history.events})
    assert versions == list(range(1, history.stored.report.version + 1))
    return [event.type for event in history.events]


def test_a_crash_before_the_transaction_leaves_no_trace() -> None:
    report_id = forwarded()
    before = about(report_id)
    with disturbed(crashes("TransactWriteItems")), pytest.raises(Crash):
        act(officer("dpupr"), report_id, Accept(), 2)
    assert about(report_id) == before
    assert act(officer("dpupr"), report_id, Accept(), 2).report.version == 3


def test_a_crash_after_the_transaction_is_a_command_carried_out_once() -> None:
    report_id = forwarded()
    with disturbed(crashes("TransactWriteItems", after_it=True)), pytest.raises(Crash):
        act(officer("dpupr"), report_id, Answer("Sudah ditambal."), 2)
    with pytest.raises(Stale) as stale:
        act(officer("dpupr"), report_id, Answer("Sudah ditambal."), 2)
    assert stale.value.last_event
    assert stale.value.last_event["type"] == "answered"
    assert "telling_pk" in about(report_id)["EVENT#000004"], "the promise to tell it stands"


@pytest.mark.parametrize("version", [2, None])
def test_an_answer_lost_once_is_no_second_event_and_no_409(version: int | None) -> None:
    report_id = forwarded()
    with disturbed(loses_answers("TransactWriteItems", times=1)):
        after = act(REPORTER, report_id, Reply("Makin dalam."), version)
    assert after.report.version == 3
    assert events_of(report_id).count(EventType.REPLIED) == 1


def test_throttled_twice_it_gives_up_and_nothing_is_written() -> None:
    report_id = forwarded()
    before = about(report_id)
    for operation in ("GetItem", "TransactWriteItems"):
        with disturbed(refuses(operation, "ThrottlingException")), watched() as wire, pytest.raises(Unavailable):
            act(officer("dpupr"), report_id, Accept(), 2)
        assert wire.operations.count(operation) == 2
    assert about(report_id) == before


@pytest.mark.parametrize("times", [1, 4])
def test_a_collision_is_tried_again_and_nobody_hears_of_it(times: int) -> None:
    report_id = forwarded()
    fault = refuses("TransactWriteItems", "TransactionCanceledException", times=times, reasons=COLLIDED)
    with disturbed(fault):
        assert act(officer("dpupr"), report_id, Accept(), 2).report.version == 3


def test_collisions_without_end_are_a_503_and_no_409() -> None:
    report_id = forwarded()
    fault = refuses("TransactWriteItems", "TransactionCanceledException", reasons=COLLIDED)
    with disturbed(fault), pytest.raises(Unavailable):
        act(officer("dpupr"), report_id, Accept(), 2)
    assert stored(report_id).report.version == 2


def test_a_stale_version_is_told_the_present_one_and_leaves_no_event() -> None:
    report_id = forwarded()
    before = about(report_id)
    for version in (1, 3, 0):
        with pytest.raises(Stale) as stale:
            act(officer("dpupr"), report_id, Accept(), version)
        assert stale.value.version == 2
    assert about(report_id) == before


RIVALS: list[tuple[str, Command]] = [
    ("dpupr", Progress("Alat berat di lokasi.")),
    ("dpupr", Note("Hubungi RT.")),
    ("dpupr-kepala", Note("Mohon segera.")),
    ("dpupr-kepala", Progress("Lubang diukur.")),
    ("kobar", Note("Tolong dipercepat.")),
]


def test_of_two_officers_in_the_same_instant_one_wins_a_hundred_times() -> None:
    report_id = forwarded()
    version = act(officer("dpupr"), report_id, Accept()).report.version
    for seed in range(100):
        chance = random.Random(seed)
        (first, order), (second, other) = chance.choice(RIVALS), chance.choice(RIVALS)
        moment = chance.randrange(2)  # before our reading, or between it and our write
        rival = meanwhile(moment, partial(act, officer(second), report_id, other, version))
        with disturbed(rival), pytest.raises(Stale) as stale:
            act(officer(first), report_id, order, version)
        assert stale.value.version == version + 1
        assert stale.value.last_event
        assert stale.value.last_event["type"] == ("noted" if isinstance(other, Note) else "progressed")
        version += 1
    assert len(events_of(report_id)) == 4 + 100


def test_of_many_officers_in_the_same_instant_one_wins() -> None:
    """The same with threads, whose moments nobody chose."""
    for _ in range(5):
        report_id = forwarded()
        together = Barrier(4)

        def order(who: Actor, report_id: str = report_id, together: Barrier = together) -> str:
            together.wait()
            try:
                act(who, report_id, Accept(), 2)
            except Stale as stale:
                return f"stale {stale.version}"
            return "done"

        with ThreadPoolExecutor(4) as desks:
            outcomes = list(desks.map(order, [officer("dpupr"), officer("dpupr-kepala")] * 2))
        assert sorted(outcomes) == ["done", "stale 3", "stale 3", "stale 3"]
        assert events_of(report_id)[3:] == [EventType.ACCEPTED]


@pytest.mark.parametrize("moment", range(2))
def test_a_withdrawal_and_a_forward_in_the_same_instant_come_in_one_legal_order(moment: int) -> None:
    forward = Forward(ROADS)
    report_id = submit().report_id
    with disturbed(meanwhile(moment, lambda: act(officer("kobar"), report_id, forward, 1))):
        act(REPORTER, report_id, Withdraw())
    assert events_of(report_id) == [EventType.SUBMITTED, EventType.FORWARDED, EventType.WITHDRAWN]

    report_id = submit().report_id
    withdraws = meanwhile(moment, lambda: act(REPORTER, report_id, Withdraw()))
    with disturbed(withdraws), pytest.raises((Stale, NotAllowedNow)):
        act(officer("kobar"), report_id, forward, 1)
    assert events_of(report_id) == [EventType.SUBMITTED, EventType.WITHDRAWN]
    assert stored(report_id).report.holder is None
