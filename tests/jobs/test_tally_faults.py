"""The tally in a bad hour (faults 13 to 16, 28): whatever dies, is lost or comes again, each report counts once."""

import json
import random
from contextlib import suppress
from typing import Any

import pytest

from chalicelib.domain.tallying import Counts
from chalicelib.service.tallying import every_report, recount, tally
from chalicelib.store import directory_lookup, statistics
from chalicelib.store.dynamodb import RawAnswer
from chalicelib.store.models.reports import EventItem, HeadItem
from infra.local.queue import MessageQueue, queue_url
from tests.app.people import Desk
from tests.jobs.counting import count, counted, records_of, wrong
from tests.local_cloud import FOLDER, MAIL_PORT
from tests.notify.scene import settings_of
from tests.wire import Crash, Fault, Request, crashes, crashes_at, disturbed, loses_answers, meanwhile, refuses, watched

TRANSACTION = "TransactWriteItems"
BUSY = ("kab.6201", "kab.6202")


@pytest.fixture
def before(desk: Desk) -> Counts:
    """What the counters say before a test has reports of its own."""
    return counted()


def numbers_of(batch: list[dict[str, Any]]) -> list[str]:
    """The sequence numbers of records."""
    return [one["dynamodb"]["SequenceNumber"] for one in batch]


def test_counting_asks_three_requests_and_a_repeat_one(desk: Desk) -> None:
    report_id = desk.submit()["report_id"]
    for operations in (["BatchGetItem", "Query", TRANSACTION], ["BatchGetItem"]):
        with watched() as wire:
            tally(report_id, 1)
        assert wire.operations == operations
    assert wire.write_units == 0


@pytest.mark.parametrize("at", range(8))
def test_a_process_that_dies_at_any_request_is_made_good_by_the_next(desk: Desk, before: Counts, at: int) -> None:
    receipt, other = desk.forwarded(), desk.submit()["report_id"]
    count(records_of(receipt["report_id"]))
    desk.as_reporter(receipt, "withdraw")
    batch = records_of(receipt["report_id"], other)
    with disturbed(crashes_at(at)), suppress(Crash):
        count(batch)
    assert count(batch) == []
    assert wrong(before, receipt["report_id"], other) == {}


def test_a_process_that_dies_behind_the_transaction_has_counted(desk: Desk, before: Counts) -> None:
    report_id = desk.submit()["report_id"]
    with disturbed(crashes(TRANSACTION, after_it=True)), pytest.raises(Crash):
        count(records_of(report_id))
    assert wrong(before, report_id) == {}
    assert count(records_of(report_id)) == []
    assert wrong(before, report_id) == {}


@pytest.mark.parametrize("times", [1, 2])
def test_a_lost_answer_counts_once(desk: Desk, before: Counts, times: int) -> None:
    report_id = desk.submit()["report_id"]
    with disturbed(loses_answers(TRANSACTION, times=times)):
        handed_back = count(records_of(report_id))
    assert wrong(before, report_id) == {}
    assert handed_back in ([], numbers_of(records_of(report_id)))
    assert count(records_of(report_id)) == []
    assert wrong(before, report_id) == {}


def test_while_the_database_throttles_all_comes_back_and_nothing_is_given_up(desk: Desk, before: Counts) -> None:
    report_id = desk.submit()["report_id"]
    batch = records_of(report_id)
    for _ in range(7):
        with disturbed(refuses(TRANSACTION, "ThrottlingException")):
            assert count(batch) == numbers_of(batch)
    assert wrong(counted(), report_id) != {}
    assert count(batch) == []
    assert wrong(before, report_id) == {}


@pytest.mark.parametrize("place", range(3))
def test_two_at_the_same_moment_count_once(desk: Desk, before: Counts, place: int) -> None:
    report_id = desk.submit()["report_id"]
    with disturbed(meanwhile(place, lambda: tally(report_id, 1))):
        recount(report_id)
    assert wrong(before, report_id) == {}


def test_a_report_that_was_put_back_counts_for_what_it_is_again(desk: Desk, before: Counts) -> None:
    """As `make restore-report` does: the head as it was, and the later event gone."""
    report_id = desk.forwarded()["report_id"]
    key = f"REPORT#{report_id}"
    then = HeadItem.get(key, "HEAD")
    assert desk.act("dpupr", report_id, "accept").status == 200
    assert count(records_of(report_id)) == []
    then.save()
    *_, accepted = EventItem.query(key, EventItem.sk.startswith("EVENT#"))
    accepted.delete()
    assert wrong(counted(), report_id) != {}
    assert recount(report_id)
    assert wrong(before, report_id) == {}
    assert desk.act("dpupr", report_id, "accept").status == 200
    assert count(records_of(report_id)) == []
    assert not recount(report_id)


@pytest.mark.parametrize("failing", range(4))
def test_what_fails_at_the_kth_of_a_batch_repeats_nothing_before_it(desk: Desk, before: Counts, failing: int) -> None:
    report_ids = [desk.submit()["report_id"] for _ in range(4)]
    batch = records_of(*report_ids)
    with disturbed(_refuses_to_count(report_ids[failing])):
        handed_back = count(batch)
    assert handed_back == [numbers_of(batch)[failing]]
    # Lambda brings everything from the first failure on.
    assert count(batch[failing:]) == []
    assert wrong(before, *report_ids) == {}


def _refuses_to_count(report_id: str) -> Fault:
    """Whatever transaction the report is in is throttled."""

    def fault(request: Request) -> RawAnswer | None:
        if request.operation != TRANSACTION:
            return None
        puts = [one["Put"]["Item"]["pk"]["S"] for one in json.loads(request.body)["TransactItems"] if "Put" in one]
        throttled = refuses(TRANSACTION, "ThrottlingException")
        return throttled(request) if f"REPORT#{report_id}" in puts else None

    return fault


@pytest.mark.parametrize("place", [0, 1, 2], ids=["head", "middle", "tail"])
def test_poison_holds_nobody_up_and_ends_in_the_dead_letter_queue(desk: Desk, before: Counts, place: int) -> None:
    bad, *good = [desk.submit()["report_id"] for _ in range(3)]
    healthy = EventItem.get(f"REPORT#{bad}", "EVENT#000001").changes
    EventItem(f"REPORT#{bad}", "EVENT#000001").update(actions=[EventItem.changes.set("{")])
    (poison,) = records_of(bad)
    batch = records_of(*good)
    poison["dynamodb"]["SequenceNumber"] = "poison"
    batch.insert(place, poison)
    queue = MessageQueue(FOLDER / "mail.db")
    with settings_of(DEAD_LETTER_QUEUE_URL=queue_url(f"http://127.0.0.1:{MAIL_PORT}")):
        for _ in range(4):
            assert count(batch) == numbers_of([poison])
        assert not [body for _, body in queue.bodies() if bad in body]
        assert count(batch) == [], "the stream goes on"
    (body,) = [body for _, body in queue.bodies() if bad in body]
    assert json.loads(body) == {"report_id": bad, "key": "TALLY#EVENT#000001"}
    assert wrong(before, *good) == {}
    EventItem(f"REPORT#{bad}", "EVENT#000001").update(actions=[EventItem.changes.set(healthy)])
    assert recount(bad)
    assert wrong(before, bad, *good) == {}


def test_a_recount_fills_what_never_was_counted_and_leaves_the_rest(desk: Desk, before: Counts) -> None:
    done, missing, ended = desk.submit()["report_id"], desk.forwarded()["report_id"], desk.submit()
    desk.as_reporter(ended, "withdraw")
    count(records_of(done))
    with watched() as wire:
        assert not recount(done)
    assert wire.writes == []
    found = list(every_report())
    assert len(found) == len(set(found))
    assert {done, missing, ended["report_id"]} <= set(found)
    for report_id in (missing, ended["report_id"], missing):
        recount(report_id)
    assert wrong(before, done, missing, ended["report_id"]) == {}


def test_a_day_leaves_its_row_with_its_last_report(desk: Desk) -> None:
    agency = next(one for one in directory_lookup.institutions() if one.startswith("kab.") and one not in BUSY)
    row = (f"nation/{agency}", "open")
    receipt = desk.submit(agency_id=agency)
    count(records_of(receipt["report_id"]))
    (day,) = [name for name in statistics.rows([row])[row] if name.startswith("day_")]
    desk.as_reporter(receipt, "withdraw")
    count(records_of(receipt["report_id"]))
    assert day not in statistics.rows([row])[row]


def test_a_mix_of_all_of_it_ends_exact(desk: Desk, before: Counts) -> None:
    chance = random.Random(28)
    receipts = [desk.forwarded() if chance.random() < 0.5 else desk.submit() for _ in range(12)]
    for receipt in receipts[::2]:
        desk.as_reporter(receipt, "withdraw")
    report_ids = [receipt["report_id"] for receipt in receipts]
    every = records_of(*report_ids)
    for _ in range(30):
        batch = chance.sample(every, chance.randint(1, 8))
        fault = chance.choice([crashes_at(chance.randint(0, 9)), loses_answers(TRANSACTION, times=1)])
        with disturbed(fault), suppress(Crash):
            count(batch)
    count(every)
    assert wrong(before, *report_ids) == {}
