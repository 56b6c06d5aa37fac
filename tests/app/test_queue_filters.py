"""Queues narrowed and turned round: category, lateness, order; what is searched for, within a bound of work."""

from typing import Any

import pytest

from chalicelib.domain.report import Classification
from chalicelib.domain.states import State
from chalicelib.store import queues
from tests.app.people import Desk, bearer
from tests.app.seeding import seed
from tests.app.test_lists import numbers, walk
from tests.wire import watched

INBOX = "/officer/reports?queue=inbox&agency=kab.6201.dishub&limit=4"
HELD: dict[str, Any] = {"holder": "kab.6201.dishub", "state": State.IN_PROGRESS}


def test_a_row_says_what_kind_of_report_it_is(desk: Desk) -> None:
    (number,) = seed(1, "Lampu lalu lintas mati", classification=Classification.ASPIRATION, confidential=True, **HELD)
    row = next(one for one in walk(desk, INBOX, bearer("kobar")) if one["report_id"] == number)
    assert (row["holder"], row["holder_name"]) == ("kab.6201.dishub", "Dinas Perhubungan")
    assert (row["classification"], row["category"]) == ("aspiration", "pekerjaan-umum")
    assert (row["supervisory"], row["confidential"], row["published"]) == (False, True, False)


def test_a_published_row_says_so(desk: Desk) -> None:
    report_id = desk.submit()["report_id"]
    wording = {"public_title": "Jalan rusak", "public_body": "Jalan rusak di sebuah kampung."}
    assert desk.act("kobar", report_id, "publish", **wording).status == 200
    rows = walk(desk, "/officer/reports?queue=verify&limit=100", bearer("kobar"))
    assert {row["report_id"]: row["published"] for row in rows}[report_id] is True


def test_calm_is_urgent_backwards_page_by_page(desk: Desk) -> None:
    seed(5, level=2, late=True, **HELD)
    seed(6, **HELD)
    urgent = numbers(walk(desk, INBOX, bearer("kobar")))
    calm = numbers(walk(desk, f"{INBOX}&order=calm", bearer("kobar")))
    assert len(urgent) == len(set(urgent)) >= 11
    assert calm == urgent[::-1]
    assert numbers(walk(desk, f"{INBOX}&order=urgent", bearer("kobar"))) == urgent


def test_late_ones_alone_also_within_another_queue(desk: Desk) -> None:
    late = set(seed(3, level=1, late=True, **HELD))
    seed(3, level=4, **HELD)  # climbed by the reporter's wish, and not late
    for more in ("&late=true", "&late=true&order=calm", "&late=1"):
        rows = walk(desk, f"{INBOX}{more}", bearer("kobar"))
        assert late <= set(numbers(rows))
        assert all(row["late"] for row in rows)
    assert len(walk(desk, f"{INBOX}&late=false", bearer("kobar"))) > len(rows)


def test_one_category_among_others(desk: Desk) -> None:
    wanted = set(seed(3, category="transportasi", **HELD))
    seed(3, category="kesehatan", **HELD)
    rows = walk(desk, f"{INBOX}&category=transportasi", bearer("kobar"))
    assert set(numbers(rows)) == wanted
    both = walk(desk, f"{INBOX}&category=transportasi&state=in_progress&late=true", bearer("kobar"))
    assert both == []


@pytest.mark.parametrize("order", ["urgent", "calm"])
def test_a_search_that_finds_little_costs_one_query_a_partition_and_goes_on(
    desk: Desk, order: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queues, "READ_AT_MOST", 20)
    monkeypatch.setattr(queues, "FULL_UP_TO", 4)
    ends = set(seed(1, category="imigrasi", **HELD)) | set(seed(1, category="imigrasi", level=3, **HELD))
    seed(60, **HELD)
    found: list[dict[str, Any]] = []
    short, cursor = 0, ""
    while True:
        with watched() as wire:
            page = desk.get(f"{INBOX}&category=imigrasi&order={order}{cursor}", bearer("kobar"))
        assert wire.operations == ["GetItem", "Query", "Query"]
        found += page.json["items"]
        short += len(page.json["items"]) < 4 and page.json["next"] is not None
        if page.json["next"] is None:
            break
        cursor = f"&cursor={page.json['next']}"
    assert short >= 2
    assert len(found) == len(set(numbers(found)))
    assert ends <= set(numbers(found))
    assert {row["category"] for row in found} == {"imigrasi"}


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("late=perhaps", "late"),
        ("order=upwards", "order"),
        ("category=Jalan%20Raya", "category"),
        ("holder=x", "holder"),
    ],
)
def test_a_filter_that_cannot_be_meant_is_named(desk: Desk, query: str, field: str) -> None:
    refused = desk.get(f"/officer/reports?{query}", bearer("kobar"))
    assert (refused.status, [fault["field"] for fault in refused.error["fields"]]) == (422, [field])


@pytest.mark.parametrize("more", ["&late=true", "&category=kesehatan", "&order=calm"])
def test_a_cursor_is_of_its_filters_and_order(desk: Desk, more: str) -> None:
    seed(6, **HELD)
    cursor = desk.get(INBOX, bearer("kobar")).json["next"]
    assert desk.get(f"{INBOX}&cursor={cursor}", bearer("kobar")).status == 200
    refused = desk.get(f"{INBOX}{more}&cursor={cursor}", bearer("kobar"))
    assert (refused.status, refused.code) == (400, "malformed")


def test_a_number_is_found_however_it_is_written(desk: Desk) -> None:
    number = desk.submit()["report_id"]
    bare = number.replace("-", "").lower()
    for written in (number, number.lower(), bare, bare.replace("1", "i").replace("0", "o"), bare.replace("1", "L")):
        assert desk.read("kobar", written).json["report_id"] == number
