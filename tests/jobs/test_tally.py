"""Counters: each event counts once, whatever comes twice, late or out of order; they equal a recount of the events."""

import random
from datetime import timedelta

import pytest

from chalicelib import clock
from chalicelib.domain.calendar.workdays import local_date
from chalicelib.domain.tallying import by_channel
from chalicelib.store.directory_lookup import whole_directory
from tests.app.people import OFFICERS, Desk, bearer, new_key, submission
from tests.jobs.clockhand import sweep_to
from tests.jobs.counting import count, counted, last_records, records_of, wrong

UNITS_OFFICERS = ("dpupr", "dinkes", "disdukcapil", "dlh", "dishub", "dpupr-kepala")
QUEUES = ("verify", "inbox", "waiting", "returned", "late", "escalated", "undelivered")


@pytest.fixture(scope="module", autouse=True)
def _a_life(desk: Desk) -> None:
    """Reports in every state, some supervisory, some returned, one about the institution itself."""
    desk.submit()
    desk.forwarded()
    sweep_to((clock.now() + timedelta(days=30)).isoformat())  # both have climbed the ladder
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
    about = desk.submit(reported_agencies=["kab.6201.inspektorat"])["report_id"]
    assert desk.act("kobar", about, "verify", supervisory=True).status == 200
    assert count(last_records()) == []
    assert wrong() == {}


def test_each_event_counts_once_however_often_and_in_whatever_order_it_comes(desk: Desk) -> None:
    made = [desk.submit(), desk.forwarded(), desk.answered(), desk.answered()]
    desk.as_reporter(made[2], "dispute", text="Belum selesai, masih berlubang.")
    desk.as_reporter(made[3], "confirm", rating=4)
    every = records_of(*(one["report_id"] for one in made))
    shuffled = [*every, *every]
    random.Random(7).shuffle(shuffled)
    for start in range(0, len(shuffled), 40):
        assert count(shuffled[start : start + 40]) == []
    assert wrong() == {}


def test_a_lost_record_is_made_good_by_the_next(desk: Desk) -> None:
    receipt = desk.forwarded()
    desk.act("dpupr", receipt["report_id"], "accept")
    mine = records_of(receipt["report_id"])
    assert count(mine[-1:]) == []
    assert wrong() == {}
    assert count(mine) == []
    assert wrong() == {}


@pytest.mark.parametrize("username", [name for name in OFFICERS if name != "ombudsman"])
def test_the_counts_are_what_the_queues_list(desk: Desk, username: str) -> None:
    told = desk.get("/officer", bearer(username)).json["queues"]
    for queue in QUEUES:
        listed, cursor = 0, ""
        while True:
            page = desk.get(f"/officer/reports?queue={queue}&limit=100{cursor}", bearer(username)).json
            listed += len(page["items"])
            if not page["next"]:
                break
            cursor = f"&cursor={page['next']}"
        assert told.get(queue, 0) == listed, (username, queue)
    assert set(QUEUES) - set(told) == ({"verify", "returned"} if username in UNITS_OFFICERS else set())
    assert told["escalated"] or username not in ("kobar", "nasional", "kalteng", "dpupr")


def test_the_summary_is_the_officers_own(desk: Desk) -> None:
    for username, agency in (("kobar", "kab.6201"), ("dpupr", "kab.6201.dpupr"), ("nasional", "ri")):
        seen = desk.get("/officer/summary", bearer(username)).json
        assert seen["agency_id"] == agency
        assert seen["open"]["total"] == sum(seen["open"]["by_state"].values())
        assert len(seen["months"]) == 12
    institution = desk.get("/officer/summary", bearer("kobar")).json
    assert [unit["name"] for unit in institution["units"]] == sorted(unit["name"] for unit in institution["units"])
    assert sum(unit["open"] for unit in institution["units"]) == institution["open"]["total"]
    figures = institution["month_figures"]
    assert figures["answered"] >= figures["answered_in_time"] >= 1
    assert figures["median_days_to_answer"] == 0
    assert figures["closed_confirmed"] >= 1
    assert institution["open"]["oldest_received_on"]


def test_an_inspectorate_reads_the_figures_of_what_it_sees(desk: Desk) -> None:
    seen = desk.get("/officer/summary", bearer("inspektorat")).json
    whole = desk.get("/officer/summary", bearer("kobar")).json
    assert seen["agency_id"] == "kab.6201.inspektorat"
    assert 1 <= seen["open"]["total"] < whole["open"]["total"]
    assert sum(month["received"] for month in seen["months"]) >= 1
    assert seen["units"] == []


def test_an_observer_reads_institutions_and_a_month_gone_by_is_empty(desk: Desk) -> None:
    nation = desk.get("/officer/summary", bearer("ombudsman")).json
    assert "kab.6201" in [unit["agency_id"] for unit in nation["units"]]
    assert desk.get("/officer/summary?agency=kab.6201", bearer("ombudsman")).json["units"] == []
    gone = desk.get("/officer/summary?month=2020-02", bearer("kobar")).json
    assert gone["month"] == gone["months"][-1]["month"] == "2020-02"
    assert gone["months"][0]["month"] == "2019-03"
    assert gone["month_figures"]["received"] == 0
    assert gone["month_figures"]["median_days_to_answer"] is None
    assert gone["open"]["total"] >= 1, "what is open is open now"


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
        "ombudsman": ["kab.6201.dpupr"],
    }
    for username, agencies in allowed.items():
        for agency in agencies:
            assert desk.get(f"/officer/summary?agency={agency}", bearer(username)).status == 200, (username, agency)
    for username, agencies in refused.items():
        for agency in agencies:
            assert desk.get(f"/officer/summary?agency={agency}", bearer(username)).status == 404, (username, agency)
    assert desk.get("/officer/summary?month=2026-13", bearer("kobar")).status == 422
    assert whole_directory().agencies


def test_a_letter_counts_by_the_way_it_came_and_equals_a_recount(desk: Desk) -> None:
    before = by_channel(row_of_the_house())
    day = local_date(clock.now(), "Asia/Jakarta").isoformat()
    for channel in ("letter", "letter", "walk_in"):
        fields = submission(channel=channel, consent_given={"how": "paper", "on": day})
        reply = desk.post("/officer/reports", fields, bearer("kobar") | {"Idempotency-Key": new_key()})
        assert count(records_of(reply.json["report_id"])) == []
    web = desk.submit()["report_id"]
    assert count(records_of(web)) == []
    after = by_channel(row_of_the_house())
    came = {name: number - before[name] for name, number in after.items() if number != before[name]}
    assert came == {"letter": 2, "walk_in": 1, "web": 1}
    assert desk.get("/officer/summary", bearer("kobar")).json["month_figures"]["by_channel"] == after
    count(last_records())
    assert wrong() == {}, "a recount says the same"


def row_of_the_house() -> dict[str, int]:
    """What the regency's counters say of this month."""
    month = local_date(clock.now(), "Asia/Jakarta").strftime("%Y-%m")
    return counted().get(("nation/kab.6201", month), {})
