"""What each operation asks of DynamoDB: how many requests, and at most how many units. Counts, never times.

The directory is read already, as in any process that has answered before; the tests run with two shards.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from chalicelib import clock
from chalicelib.domain.queues import QUEUES
from chalicelib.domain.states import State
from chalicelib.service import exporting, lists
from chalicelib.service.queue_access import QueueQuery
from chalicelib.store import directory_lookup
from tests.app import seeding
from tests.app.people import Desk, bearer, code_of, new_key, submission
from tests.app.seeding import DESKS, DISTRICT, build_house, fill_house
from tests.app.test_recording_import import row as imported_row
from tests.app.test_recording_import import send as send_reports
from tests.notify.scene import settings_of
from tests.store.test_contact_index import somebody
from tests.wire import watched

G, Q, T, U, P = "GetItem", "Query", "TransactWriteItems", "UpdateItem", "PutItem"
# Who may merge is shown what tells the same: the place's reports, however many shards, then the likeliest at once.
B = "BatchGetItem"
NEAR = [Q, B]
WORDING = {"public_title": "Jalan rusak", "public_body": "Jalan rusak di sebuah kampung."}
VERIFY = {"version": 1, "forward_to": "kab.6201.dpupr", "publish": True, **WORDING}
KOBAR, DPUPR = bearer("kobar"), bearer("dpupr")


@dataclass(frozen=True)
class Cost:
    """What one request of a user may ask of DynamoDB."""

    method: str
    path: str
    who: str
    operations: list[str]
    read_units: float
    write_units: float
    fields: dict[str, Any] | None = None


LIFE = [
    Cost("GET", "/reports/{id}", "reporter", [Q], 1, 0),
    Cost("GET", "/reports/{id}/deadline", "reporter", [G], 1, 0),
    Cost("GET", "/reports/{id}/export", "reporter", [Q, G], 2, 0),
    Cost("GET", "/officer/reports/{id}", "kobar", [B, Q], 3, 0),
    Cost("GET", "/officer/reports/{id}/duplicates", "kobar", [B, Q, *NEAR], 14, 0),
    Cost("GET", "/officer/reports/{id}/identity", "kobar", [B, P, P, G], 3, 2),
    Cost("GET", "/reports/{id}", "reporter", [Q, Q], 2, 0),
    Cost("POST", "/officer/reports/{id}/verify", "kobar", [B, T, Q], 3, 19, VERIFY),
    Cost("GET", "/reports/{id}", "nobody", [Q], 1, 0),
    Cost("GET", "/reports/{id}/deadline", "nobody", [Q], 1, 0),
    Cost("POST", "/officer/reports/{id}/accept", "dpupr", [B, T, Q], 3, 14, {"version": 2}),
    Cost("POST", "/reports/{id}/reply", "reporter", [G, U, T, Q, Q], 3, 12, {"text": "Makin dalam."}),
    Cost("POST", "/reports/{id}/withdraw", "reporter", [G, T, Q, Q], 3, 16, {}),
    Cost("POST", "/reports/{id}/erase", "reporter", [G, Q, G, T], 3, 22, {}),
]
# A list asks each shard of each of its queues once, whatever lies in them.
LISTS = [
    ("/officer/reports?queue=verify&limit=3", KOBAR, [G, Q, Q]),
    ("/officer/reports?queue=inbox&limit=3", DPUPR, [G, Q, Q]),
    ("/officer/reports?queue=late&limit=3", KOBAR, [G, *[Q] * 10]),
    ("/officer/reports?queue=all&limit=3", DPUPR, [G, *[Q] * 12]),
    ("/officer/agencies?limit=3", KOBAR, [G, G, Q, G, Q]),
    ("/officer/agencies?limit=3&parent=kab.6201.dinkes", KOBAR, [G, G, Q, G, Q]),
    ("/officer/officers?limit=3", KOBAR, [G, Q]),
    ("/officer/officers?limit=3", bearer("nasional"), [G, Q]),
    ("/officer/standards", KOBAR, [G, Q]),
    ("/officer/wordings", DPUPR, [G, Q]),
    ("/officer/categories", bearer("nasional"), [G, Q]),
    ("/officer/first-limits?agency=kab.6201", KOBAR, [G]),
    ("/officer/people?phone=085500001111", KOBAR, [G, U, Q]),
    ("/officer", DPUPR, [G, "BatchGetItem", Q, Q]),
    ("/officer", KOBAR, [G, "BatchGetItem", Q, Q]),
    ("/officer/summary", KOBAR, [G, "BatchGetItem", Q, Q, Q, Q]),
    ("/officer/summary", DPUPR, [G, "BatchGetItem"]),
    ("/reports?limit=3", {}, [Q, Q]),
    ("/pages/reports?limit=3", {}, [Q, Q]),
    ("/reports?agency=kab.6201&limit=3", {}, [Q]),
    ("/reports/similar?text=Jalan+rusak+parah&place=Kabupaten+Kotawaringin+Barat", {}, [Q]),
    ("/reports/similar?text=Jalan+rusak+parah", {}, []),
    ("/health", {}, [Q]),
    ("/figures", {}, ["BatchGetItem"]),
    ("/categories", {}, []),
    ("/agencies", {}, []),
    ("/openapi.json", {}, []),
]


@pytest.fixture(autouse=True)
def _the_directory_is_read(desk: Desk) -> None:
    directory_lookup.forget()  # what was read before might grow old in the middle
    assert desk.get("/agencies").status == 200
    desk.own(desk.submit())


def test_a_submit_is_one_request_and_its_repeat_is_two(desk: Desk) -> None:
    key, fields = {"Idempotency-Key": new_key()}, submission(reporter={"email": somebody()})
    for operations, read_units, write_units, status in (([T], 0, 18, 201), ([T, G], 1, 18, 200)):
        with settings_of(FIREWALL_COUNTS_SUBMITS="yes"), watched() as wire:
            assert desk.post("/reports", fields, key).status == status
        assert wire.operations == operations
        assert wire.read_units <= read_units
        assert wire.write_units <= write_units


def test_a_letter_is_one_request_beside_who_records_it_with_its_reading(desk: Desk) -> None:
    key, who = {"Idempotency-Key": new_key()}, {"name": "Siti Uji", "email": somebody()}
    fields = submission(reporter=who, channel="letter", consent_given={"how": "paper", "on": "2026-11-02"})
    for operations, status in (([G, T], 201), ([G, T, G], 200)):
        with watched() as wire:
            assert desk.post("/officer/reports", fields, KOBAR | key).status == status
        assert wire.operations == operations
        assert wire.write_units <= 22


def test_a_file_of_reports_asks_for_their_numbers_at_once(desk: Desk) -> None:
    rows = [imported_row(new_key()) for _ in range(3)]
    for operations in ([G, B, T, T, T], [G, B]):
        with watched() as wire:
            assert send_reports(desk, rows).status == 200
        assert wire.operations == operations


def test_where_nothing_in_front_counts_submits_the_database_does(desk: Desk) -> None:
    with watched() as wire:
        assert desk.post("/reports", submission(), {"Idempotency-Key": new_key()}).status == 201
    assert wire.operations == [U, T]


def test_each_step_of_a_life_asks_no_more_than_it_needs(desk: Desk) -> None:
    # A category of its own, with one repeat: what many cost is tests/store/test_near.py's matter.
    desk.submit(category="agama")
    receipt = desk.submit(category="agama")
    headers = {"reporter": code_of(receipt), "kobar": KOBAR, "dpupr": DPUPR, "nobody": {}}
    for cost in LIFE:
        path = cost.path.format(id=receipt["report_id"])
        with watched() as wire:
            if cost.method == "POST":
                reply = desk.post(path, cost.fields, headers[cost.who])
            else:
                reply = desk.get(path, headers[cost.who])
        assert reply.status == 200, reply.content
        assert wire.operations == cost.operations, path
        assert wire.read_units <= cost.read_units, (path, wire.read_units)
        assert wire.write_units <= cost.write_units, (path, wire.write_units)


@pytest.mark.parametrize(("path", "headers", "operations"), LISTS, ids=lambda value: str(value)[:40])
def test_a_page_of_a_list_is_one_request_for_each_partition(
    desk: Desk, path: str, headers: dict[str, str], operations: list[str]
) -> None:
    with watched() as wire:
        assert desk.get(path, headers).status == 200
    assert wire.operations == operations


def test_a_file_asks_for_fifty_reports_at_once_beside_the_list(desk: Desk) -> None:
    build_house()
    directory_lookup.whole_directory()
    before = 0
    for reports, requests in ((0, 0), (1, 1), (50, 1), (51, 2)):
        seeding.seed(reports - before, holder=DISTRICT, state=State.IN_PROGRESS)
        before = reports
        with watched() as wire:
            file = exporting.queue_as_csv(DESKS["sub-district"], QueueQuery("inbox", limit=1000), clock.now(), "id")
        assert file.rows == reports
        assert wire.operations.count(B) == requests
        assert set(wire.operations) <= {Q, B}


def test_a_page_asks_as_much_among_many_reports_as_among_few(desk: Desk) -> None:
    build_house()
    directory_lookup.whole_directory()
    fill_house(96)
    asked_before: dict[tuple[str, QueueQuery], list[str]] = {}
    for among in (96, 960):
        fill_house(among - 96)
        for who, wanted in _pages():
            with watched() as wire:
                page = lists.officer_queue(DESKS[who], wanted)
            # A province that asks for one regency reads its list of all: others' reports may fill what was read.
            is_mixed = who == "province" and wanted.agency is not None
            is_mixed |= wanted.queue == "undelivered" and who in ("roads", "sub-district", "inspectorate")
            if among > 96 and not (wanted.is_searched_for or is_mixed):
                assert page["next"] is None or len(page["items"]) == wanted.limit, (who, wanted)
            assert set(wire.operations) == {Q}
            assert asked_before.setdefault((who, wanted), wire.operations) == wire.operations, (who, wanted)


def test_a_page_of_late_ones_reads_no_more_than_it_shows(desk: Desk) -> None:
    build_house()
    directory_lookup.whole_directory()
    fill_house(960)
    units = {}
    for queue in ("late", "escalated"):
        with watched() as wire:
            page = lists.officer_queue(DESKS["coordinator"], QueueQuery(queue))
        assert len(page["items"]) == 25
        units[queue] = wire.read_units
    assert units["late"] == units["escalated"] <= 8


def _pages() -> Iterator[tuple[str, QueueQuery]]:
    for who in DESKS:
        agency = seeding.HOUSE if who == "nation" else None
        for queue in QUEUES:
            yield who, QueueQuery(queue, agency=agency)
            yield who, QueueQuery(queue, agency=agency, category="kesehatan", late=True, order="calm")
        yield who, QueueQuery("escalated", agency=seeding.HOUSE if who == "province" else None)
        yield who, QueueQuery("inbox", agency=agency, state=State.REOPENED, limit=100)


def test_who_shows_a_wrong_code_costs_one_counter_and_no_more(desk: Desk) -> None:
    report_id = desk.submit()["report_id"]
    for path, operations in ((f"/reports/{report_id}", [Q, U]), ("/reports/LP-0000-0000-000", [Q, U])):
        with watched() as wire:
            assert desk.get(path, {"X-Access-Code": "0" * 20}).status == 404
        assert wire.operations == operations
        assert wire.read_units <= 2


def test_another_institutions_report_is_not_read_beyond_its_facts(desk: Desk) -> None:
    report_id = desk.submit()["report_id"]
    for suffix in ("", "/identity"):
        with watched() as wire:
            assert desk.get(f"/officer/reports/{report_id}{suffix}", bearer("kotim")).status == 404
        ((name, body),) = wire.requests
        keys = {key["sk"]["S"] for one in body["RequestItems"].values() for key in one["Keys"]}
        assert (name, keys) == ("BatchGetItem", {"kotim", "HEAD"})
