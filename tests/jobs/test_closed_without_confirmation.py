"""A report closed for want of a reply is nowhere called solved: views, lists, files, pages and letters are walked."""

import re
from typing import Any

import pytest

from chalicelib.language.words import WORDS, state_in_words
from infra.local.mailbox import Mailbox
from tests.app.people import Desk, bearer
from tests.jobs.clockhand import sweep_to
from tests.jobs.test_sweep import ahead
from tests.notify import scene

WORDING = {"public_title": "Jalan rusak", "public_body": "Jalan rusak di sebuah kampung."}
UNCONFIRMED = "Ditutup tanpa konfirmasi"
SOLVED = re.compile(r"Selesai\b|Laporan selesai|Report closed")


@pytest.fixture
def closed(desk: Desk) -> dict[str, Any]:
    """A published report that nobody replied to in time."""
    receipt = desk.answered()
    assert desk.act("kobar", receipt["report_id"], "publish", **WORDING).status == 200
    sweep_to(ahead(60))
    assert desk.own(receipt)["closed_reason"] == "no_reply"
    return receipt


def test_every_list_has_the_reason(desk: Desk, closed: dict[str, Any]) -> None:
    report_id = closed["report_id"]
    for path, headers in (
        ("/reports?agency=kab.6201&limit=100", {}),
        ("/officer/reports?queue=all&state=closed&limit=100", bearer("kobar")),
    ):
        rows = {row["report_id"]: row for row in desk.get(path, headers).json["items"]}
        assert (rows[report_id]["state"], rows[report_id]["closed_reason"]) == ("closed", "no_reply"), path
    assert desk.get(f"/reports/{report_id}").json["closed_reason"] == "no_reply"
    assert desk.read("kobar", report_id).json["closed_reason"] == "no_reply"


def test_the_file_and_the_page_without_script_say_so(desk: Desk, closed: dict[str, Any]) -> None:
    report_id = closed["report_id"]
    file = desk.get("/officer/reports.csv?queue=all&state=closed", bearer("kobar")).content.decode()
    (row,) = [line for line in file.splitlines() if report_id in line]
    assert UNCONFIRMED in row
    assert not SOLVED.search(row)
    page = desk.form("/track", {"report_id": report_id, "access_code": closed["access_code"]}).content.decode()
    assert UNCONFIRMED in page
    assert not SOLVED.search(page)


def test_every_letter_about_its_end_says_so(desk: Desk, mailbox: Mailbox, closed: dict[str, Any]) -> None:
    report_id = closed["report_id"]
    seq = next(event["seq"] for event in desk.own(closed)["events"] if event["type"] == "closed")
    scene.stream(scene.record(report_id, seq))
    letters = [mail for mail in scene.mails_about(mailbox, report_id) if "konfirmasi" in mail.subject]
    assert letters
    for mail in letters:
        assert f"Status: {UNCONFIRMED}" in mail.text
        assert not SOLVED.search(mail.text)


def test_a_list_that_knows_no_reason_calls_nothing_solved() -> None:
    assert state_in_words("closed", None, "id") == "Ditutup"
    assert state_in_words("closed", "confirmed", "id") == WORDS["state"]["closed"][0] == "Selesai"
    assert state_in_words("closed", "no_reply", "id") == UNCONFIRMED
    assert state_in_words("answered", None, "id") == WORDS["state"]["answered"][0]
