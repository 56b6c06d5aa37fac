"""Counters: each event counts once, whatever comes twice, late or out of order; they equal a recount of the events."""

import random
from typing import Any

import pytest

from chalicelib.domain.tallying import Counts, contributions, differences
from chalicelib.service.rules import agencies_of
from chalicelib.service.tallying import tally
from chalicelib.store import reports, statistics, tables
from chalicelib.store.directory import directory_covering, whole_directory
from chalicelib.store.failures import Unavailable
from chalicelib.store.statistic_tables import StatisticItem
from infra.local.functions import context_of
from tests.app.people import OFFICERS, Desk, bearer

QUEUES = ("verify", "inbox", "waiting", "returned", "late", "escalated", "undelivered")


def records() -> list[dict[str, Any]]:
    """Every event of the table, as its stream brings them."""
    raw = list(tables.EventItem.scan(tables.EventItem.sk.startswith("EVENT#")))
    return [
        {
            "eventName": "INSERT",
            "eventSource": "aws:dynamodb",
            "dynamodb": {
                "Keys": {"pk": {"S": item.pk}, "sk": {"S": item.sk}},
                "NewImage": {"version": {"N": str(int(item.version))}},
                "SequenceNumber": str(place),
            },
        }
        for place, item in enumerate(raw, 1)
    ]


def count(batch: list[dict[str, Any]]) -> list[str]:
    """Give a batch to the function; the numbers of the records it handed back."""
    from app import tally as function

    answer = function({"Records": batch}, context_of("tally"))
    return [failure["itemIdentifier"] for failure in answer["batchItemFailures"]]


def recount() -> Counts:
    """What all events of the table say."""
    total: Counts = {}
    for head in tables.HeadItem.scan(tables.HeadItem.sk == "HEAD"):
        history = reports.load_history(head.pk.removeprefix("REPORT#"))
        assert history
        tree = directory_covering(agencies_of(history.stored.report))
        for key, measures in contributions(history.events, tree).items():
            there = total.setdefault(key, {})
            for name, number in measures.items():
                there[name] = there.get(name, 0) + number
    return total


def counted() -> Counts:
    """What the counters say."""
    total: Counts = {}
    for item in StatisticItem.scan():
        if item.pk.startswith("REPORT#"):
            continue
        group, row, _ = item.pk.rsplit("#", 2)
        there = total.setdefault((f"{group}/{item.sk}", row), {})
        for name, number in item.numbers.items():
            there[name] = there.get(name, 0) + number
    return total


def wrong() -> Counts:
    """Where the counters differ from the events."""
    return differences(counted(), recount())


@pytest.fixture(scope="module", autouse=True)
def _a_life(desk: Desk) -> None:
    """Reports in every state, some supervisory, some returned, one about the institution itself."""
    desk.submit()
    forwarded, answered = desk.forwarded(), desk.answered()
    desk.as_reporter(answered, "dispute", text="Belum selesai, masih berlubang.")
    closed = desk.answered()
    desk.as_reporter(closed, "confirm", rating=5)
    desk.act("dpupr", forwarded["report_id"], "return", proposed="kab.6201.dishub", text="Bukan jalan kabupaten.")
    asked = desk.forwarded()
    desk.act("dpupr", asked["report_id"], "request-data", text="Di jalan apa?")
    supervisory = desk.submit()["report_id"]
    desk.act("kobar", supervisory, "verify", supervisory=True, forward_to="kab.6201.inspektorat")
    desk.submit(agency_id="kab.6201", reported_agencies=["kab.6201"])
    desk.as_reporter(desk.submit(), "withdraw")


def test_each_event_counts_once_however_often_and_in_whatever_order_it_comes(desk: Desk) -> None:
    every = records()
    assert count(every) == []
    assert wrong() == {}
    shuffled = [*every, *every]
    random.Random(7).shuffle(shuffled)
    for start in range(0, len(shuffled), 40):
        assert count(shuffled[start : start + 40]) == []
    assert wrong() == {}


def test_a_lost_record_is_made_good_by_the_next(desk: Desk) -> None:
    receipt = desk.forwarded()
    desk.act("dpupr", receipt["report_id"], "accept")
    mine = [one for one in records() if receipt["report_id"] in one["dynamodb"]["Keys"]["pk"]["S"]]
    assert count(mine[-1:]) == []
    assert wrong() == {}
    assert count(mine) == []
    assert wrong() == {}


def test_a_crash_on_either_side_of_the_transaction_counts_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    receipt = desk.submit()
    real = statistics.save

    def lost_before(*_: Any) -> None:
        raise Unavailable("before")

    def lost_after(*given: Any) -> None:
        real(*given)
        raise Unavailable("after")

    mine = [one for one in records() if receipt["report_id"] in one["dynamodb"]["Keys"]["pk"]["S"]]
    for failing in (lost_before, lost_after):
        monkeypatch.setattr(statistics, "save", failing)
        assert count(mine) == [one["dynamodb"]["SequenceNumber"] for one in mine]
    monkeypatch.undo()
    assert count(mine) == []
    assert wrong() == {}


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_poisoned_record_holds_nobody_up(desk: Desk, place: int) -> None:
    two = [desk.submit()["report_id"] for _ in range(2)]
    good = [one for one in records() if any(number in one["dynamodb"]["Keys"]["pk"]["S"] for number in two)]
    poison = {
        "eventName": "INSERT",
        "eventSource": "aws:dynamodb",
        "dynamodb": {
            "Keys": {"pk": {"S": f"REPORT#{two[0]}"}, "sk": {"S": "EVENT#000009"}},
            "NewImage": {},
            "SequenceNumber": "poison",
        },
    }
    batch = [*good[:place], poison, *good[place:]]
    assert count(batch) == ["poison"]
    assert wrong() == {}


def test_two_at_the_same_moment_count_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    report_id = desk.submit()["report_id"]
    real = statistics.tallied
    met: list[str] = []

    def overtaken(wanted: str) -> Any:
        before = real(wanted)
        if not met:
            met.append(wanted)
            tally(wanted, 1)
        return before

    monkeypatch.setattr(statistics, "tallied", overtaken)
    tally(report_id, 1)
    monkeypatch.undo()
    assert wrong() == {}


@pytest.mark.parametrize("username", [name for name in OFFICERS if name != "ombudsman"])
def test_the_counts_are_what_the_queues_list(desk: Desk, username: str) -> None:
    count(records())
    told = desk.get("/officer", bearer(username)).json["queues"]
    for queue in QUEUES:
        listed, cursor = 0, ""
        while True:
            page = desk.get(f"/officer/reports?queue={queue}&limit=100{cursor}", bearer(username)).json
            listed += len(page["items"])
            if not page["next"]:
                break
            cursor = f"&cursor={page['next']}"
        assert told[queue] == listed, (username, queue)


def test_the_summary_is_the_officers_own(desk: Desk) -> None:
    count(records())
    for username, agency in (("kobar", "kab.6201"), ("dpupr", "kab.6201.dpupr"), ("nasional", "ri")):
        seen = desk.get("/officer/summary", bearer(username)).json
        assert seen["agency_id"] == agency
        assert seen["open"]["total"] == sum(seen["open"]["by_state"].values())
        assert len(seen["months"]) == 12
    house = desk.get("/officer/summary", bearer("kobar")).json
    assert [unit["name"] for unit in house["units"]] == sorted(unit["name"] for unit in house["units"])
    assert sum(unit["open"] for unit in house["units"]) == house["open"]["total"]
    figures = house["month_figures"]
    assert figures["answered"] >= figures["answered_in_time"] >= 1
    assert figures["median_days_to_answer"] == 0
    assert figures["closed_confirmed"] >= 1
    assert house["open"]["oldest_received_on"]


def test_who_may_read_whose_summary(desk: Desk) -> None:
    allowed = {
        "kobar": ["kab.6201", "kab.6201.dinkes"],
        "dpupr": ["kab.6201.dpupr"],
        "nasional": ["kab.6201", "kab.6202", "ri", "kl.kemenpu"],
        "ombudsman": ["kab.6201", "ri"],
        "inspektorat": ["kab.6201.inspektorat", "kab.6201"],
    }
    refused = {
        "kobar": ["kab.6202", "prov.62", "ri", "kab.6202.x"],
        "dpupr": ["kab.6201.dinkes", "kab.6201"],
        "kalteng": ["kab.6201"],
        "inspektorat": ["kab.6201.dpupr", "kab.6202"],
    }
    for username, agencies in allowed.items():
        for agency in agencies:
            assert desk.get(f"/officer/summary?agency={agency}", bearer(username)).status == 200, (username, agency)
    for username, agencies in refused.items():
        for agency in agencies:
            assert desk.get(f"/officer/summary?agency={agency}", bearer(username)).status == 404, (username, agency)
    assert desk.get("/officer/summary?month=2026-13", bearer("kobar")).status == 422
    assert whole_directory().agencies
