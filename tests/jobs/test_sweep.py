"""The sweep: every level exactly once and in order, however often, late, parallel or interrupted it is."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.app.people import Desk
from tests.jobs.clockhand import Killed, KilledAfter, OutOfTimeAfter, send_letters, sweep_once, sweep_to

N = 5


def ahead(days: int) -> str:
    """An instant so many days from now."""
    return (datetime.now(UTC) + timedelta(days=days)).isoformat()


def clock_events(desk: Desk, receipt: dict[str, Any]) -> list[tuple[str, Any, Any]]:
    """What the clock did to a report, in order."""
    events = desk.own(receipt)["events"]
    assert [event["seq"] for event in events] == list(range(1, len(events) + 1))
    return [
        (event["type"], event["data"].get("level") or event["data"].get("kind"), event["data"].get("limit"))
        for event in events
        if event["type"] in ("reminded", "escalated")
    ]


LADDER = [("escalated", 1, "verify"), ("escalated", 2, "verify"), ("escalated", 3, "verify"), ("escalated", 4, "cap")]


def test_months_ahead_every_level_in_order_and_the_reporter_is_asked(desk: Desk) -> None:
    receipt = desk.submit()
    sweep_to(ahead(200))
    own = desk.own(receipt)
    assert clock_events(desk, receipt) == LADDER
    assert own["events"][-1]["type"] == "ombudsman_asked"
    assert (own["level"], own["late"], own["version"]) == (4, True, 2)
    assert "ombudsman" in own["allowed"]


def test_twice_and_in_parallel_nothing_more_happens(desk: Desk) -> None:
    receipts = [desk.submit() for _ in range(N)]
    now = ahead(200)
    with ThreadPoolExecutor(4) as sweeps:
        counts = list(sweeps.map(lambda _: sweep_once(now), range(4)))
    assert sum(one["acted_on"] for one in counts) == N
    assert sum(one["failed"] for one in counts) == 0
    sweep_to(now)
    for receipt in receipts:
        assert clock_events(desk, receipt) == LADDER


def test_after_days_without_a_sweep_the_backlog_is_caught_up_in_order(desk: Desk) -> None:
    receipt = desk.submit()
    for days in (1, 2, 15, 16, 17, 40, 70, 71):
        sweep_to(ahead(days))
    happened = clock_events(desk, receipt)
    assert [one for one in happened if one[0] == "escalated"] == LADDER


@pytest.mark.parametrize("k", range(N + 1))
def test_killed_after_k_of_n_the_next_does_the_rest_and_nothing_twice(desk: Desk, k: int) -> None:
    receipts = [desk.submit() for _ in range(N)]
    now = ahead(200)
    if k < N:
        with pytest.raises(Killed):
            sweep_once(now, KilledAfter(k))
    done = sum(bool(clock_events(desk, receipt)) for receipt in receipts)
    assert done == (k if k < N else 0)
    assert sweep_once(now)["acted_on"] == N - done
    for receipt in receipts:
        assert clock_events(desk, receipt) == LADDER


def test_out_of_time_it_says_so_and_the_next_goes_on_oldest_first(desk: Desk) -> None:
    looked_at_later = desk.submit()
    sweep_to(ahead(30))
    before = clock_events(desk, looked_at_later)
    receipts = [desk.submit() for _ in range(N)]
    now = ahead(200)
    counts = sweep_once(now, OutOfTimeAfter(2))
    assert (counts["acted_on"], counts["complete"]) == (2, False)
    assert sum(bool(clock_events(desk, receipt)) for receipt in receipts) == 2
    sweep_once(now, OutOfTimeAfter(N - 2))
    assert all(clock_events(desk, receipt) == LADDER for receipt in receipts)
    assert clock_events(desk, looked_at_later) == before
    assert sweep_once(now)["acted_on"] == 1


def test_an_answer_nobody_replies_to_is_closed_without_confirmation(desk: Desk) -> None:
    receipt = desk.answered()
    sweep_to(ahead(60))
    own = desk.own(receipt)
    assert (own["state"], own["closed_reason"]) == ("closed", "no_reply")
    assert own["events"][-1]["data"] == {"reason": "no_reply"}
    assert own["level"] == 0


def test_data_that_never_comes_archives_and_may_still_revive(desk: Desk) -> None:
    receipt = desk.submit()
    assert desk.act("kobar", receipt["report_id"], "request-data", text="Sebutkan nama jalan.").status == 200
    send_letters(receipt["report_id"], 2)
    sweep_to(ahead(40))
    own = desk.own(receipt)
    assert (own["state"], own["archived_reason"]) == ("archived", "deemed_withdrawn")
    revived = desk.as_reporter(receipt, "complete", body="Jalan Rangga Santrek, depan pasar.")
    assert (revived.status, revived.json["state"]) == (200, "submitted")


def test_meeting_the_lapsed_limit_brings_the_level_down(desk: Desk) -> None:
    receipt = desk.submit()
    sweep_to(ahead(30))
    assert desk.own(receipt)["late"] is True
    forwarded = desk.act("kobar", receipt["report_id"], "verify", forward_to="kab.6201.dpupr")
    assert (forwarded.json["level"], forwarded.json["late"]) == (0, False)


def test_nothing_else_moves_a_limit_later(desk: Desk) -> None:
    receipt = desk.forwarded()
    report_id = receipt["report_id"]

    def limits() -> dict[str, str]:
        return {limit["name"]: limit["due_at"] for limit in desk.own(receipt)["deadline"]["limits"]}

    before = limits()
    sweep_to(ahead(0))
    for who, command, fields in (
        ("kobar", "note", {"text": "Sudah dihubungi."}),
        ("kobar", "verify", {"category": "kesehatan"}),
        ("dpupr", "accept", {}),
        ("dpupr", "progress", {"text": "Alat berat sudah di lokasi."}),
        ("dpupr", "return", {"proposed": "kab.6201.dlh", "text": "Ini kewenangan dinas lain."}),
        ("kobar", "decide", {"to": "kab.6201.dlh"}),
    ):
        assert desk.act(who, report_id, command, **fields).status == 200, command
        now = limits()
        assert {name: now[name] for name in before if name != "accept"} == {
            name: before[name] for name in before if name != "accept"
        }, command
    sweep_to(ahead(0))
    assert {name: limits()[name] for name in ("respond", "finish", "cap")} == {
        name: before[name] for name in ("respond", "finish", "cap")
    }
