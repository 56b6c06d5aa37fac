"""One promise in every view, queue row, file and page: a supervisory report is promised its cap."""

from datetime import datetime
from typing import Any

import pytest

from chalicelib.language.dates import moment_in_words
from tests.app.people import Desk, bearer, code_of

HTML = {"Accept": "text/html"}


@pytest.fixture
def receipt(desk: Desk) -> dict[str, Any]:
    """A supervisory report that the inspectorate works on: its sixty working days end after its cap."""
    receipt = desk.submit()
    desk.act("kobar", receipt["report_id"], "verify", supervisory=True, forward_to="kab.6201.inspektorat")
    desk.act("inspektorat", receipt["report_id"], "accept")
    return receipt


def due(view: dict[str, Any], name: str) -> str:
    """When one of the limits ends."""
    found: str = next(one["due_at"] for one in view["deadline"]["limits"] if one["name"] == name)
    return found


def test_the_views_and_the_queue_promise_the_cap(desk: Desk, receipt: dict[str, Any]) -> None:
    path = f"/reports/{receipt['report_id']}"
    own = desk.get(path, code_of(receipt)).json
    theirs = desk.get(f"/officer{path}", bearer("inspektorat")).json
    (row,) = [
        one
        for one in desk.get("/officer/reports?queue=inbox&limit=100", bearer("inspektorat")).json["items"]
        if one["report_id"] == receipt["report_id"]
    ]
    assert due(own, "cap") < due(own, "finish")
    assert own["answer_by"] == theirs["answer_by"] == row["answer_by"] == due(own, "cap")


def test_the_page_without_script_promises_it_too(desk: Desk, receipt: dict[str, Any]) -> None:
    view = desk.own(receipt)
    page = desk.form("/track", {"report_id": receipt["report_id"], "access_code": receipt["access_code"]}, HTML)
    promised, later = (moment_in_words(datetime.fromisoformat(due(view, name)), "id") for name in ("cap", "finish"))
    text = page.content.decode()
    assert promised in text
    assert later not in text


def test_nobody_owes_an_answer_that_was_given(desk: Desk) -> None:
    receipt = desk.forwarded()
    assert desk.own(receipt)["answer_by"] == due(desk.own(receipt), "finish")
    desk.act("dpupr", receipt["report_id"], "answer", text="Lubang sudah kami tambal hari ini.")
    assert desk.own(receipt)["answer_by"] is None


def test_every_limit_says_what_it_rests_on(desk: Desk) -> None:
    limits = {one["name"]: one for one in desk.own(desk.forwarded())["deadline"]["limits"]}
    assert (limits["cap"]["basis"], limits["cap"]["confirmed"]) == ("law", False)
    assert "Pasal 50 ayat (1)" in limits["cap"]["source"]
    assert (limits["finish"]["basis"], limits["finish"]["confirmed"]) == ("practice", True)
