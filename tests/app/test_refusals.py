"""Refusals come in the contract's order, in its shape, and change nothing."""

from typing import Any

import pytest

from chalicelib.store import directory_lookup
from tests.app.people import Desk, Reply, bearer, code_of, new_key, submission
from tests.wire import watched

ABSENT = "LP-0000-0000-000"
OFFICER_GETS = ("", "/identity")


def is_error(reply: Reply, status: int, code: str) -> bool:
    """Whether it is that refusal in the shape of all refusals."""
    assert (reply.status, reply.code) == (status, code), reply.content
    assert set(reply.json) == {"error"}
    assert {"code", "message", "fields"} <= set(reply.error)
    return bool(reply.error["message"]) and "Traceback" not in reply.content.decode()


@pytest.mark.parametrize("username", ["kotim", "kalteng", "dinkes", "ombudsman", "inspektorat"])
def test_a_report_that_is_not_yours_answers_as_one_that_is_not_there(desk: Desk, username: str) -> None:
    report_id = desk.forwarded()["report_id"]
    for suffix in OFFICER_GETS:
        theirs = desk.get(f"/officer/reports/{report_id}{suffix}", bearer(username))
        absent = desk.get(f"/officer/reports/{ABSENT}{suffix}", bearer(username))
        malformed = desk.get(f"/officer/reports/x'{suffix}", bearer(username))
        assert theirs.status == 404
        assert theirs.content == absent.content == malformed.content
    for command in ("accept", "verify", "note", "archive"):
        path = f"/officer/reports/{report_id}/{command}"
        for fields in ({"version": 1}, {}, {"version": 1, "text": "x"}):
            assert desk.post(path, fields, bearer(username)).content == absent.content
        assert desk.ask("POST", path, bearer(username), b"{not json").content == absent.content
    assert desk.read("dpupr", report_id).json["version"] == 2


def test_a_unit_named_in_the_report_sees_nothing_of_it(desk: Desk) -> None:
    receipt = desk.submit(reported_agencies=["kab.6201.dpupr"])
    report_id = receipt["report_id"]
    for username in ("dpupr", "dpupr-kepala"):
        assert desk.read(username, report_id).status == 404
    refused = desk.act("kobar", report_id, "verify", forward_to="kab.6201.dpupr")
    assert is_error(refused, 422, "invalid")
    assert [field["code"] for field in refused.error["fields"]] == ["is_reported"]
    listed = desk.get("/officer/reports?queue=all&limit=100", bearer("dpupr")).json["items"]
    assert report_id not in [item["report_id"] for item in listed]


def test_the_order_of_refusals_on_an_officers_command(desk: Desk) -> None:
    report_id = desk.submit()["report_id"]
    path = f"/officer/reports/{report_id}/answer"
    html = {"Content-Type": "text/html"}
    assert desk.ask("POST", path, {}, b"{").status == 401
    assert is_error(desk.ask("POST", path, bearer("kotim"), b"{"), 404, "not_found")
    assert is_error(desk.ask("POST", path, bearer("kobar"), b"{"), 400, "malformed")
    assert is_error(desk.ask("POST", path, bearer("kobar") | html, b"{"), 415, "unsupported_media_type")
    assert is_error(desk.ask("POST", path, bearer("kobar"), b" " * 300_000), 413, "too_large")
    extend = desk.post(f"/officer/reports/{report_id}/extend", {}, bearer("kobar"))
    assert is_error(extend, 403, "forbidden")
    assert (extend.error["state"], "verify" in extend.error["allowed"]) == ("submitted", True)
    assert is_error(desk.post(path, {"version": 7}, bearer("kobar")), 422, "invalid")
    stale = desk.post(path, {"version": 7, "text": "Lubang sudah ditambal."}, bearer("kobar"))
    assert is_error(stale, 409, "stale_version")
    assert (stale.error["version"], stale.error["last_event"]["type"]) == (1, "submitted")
    early = desk.post(path, {"version": 1, "text": "Lubang sudah ditambal."}, bearer("kobar"))
    assert is_error(early, 409, "not_allowed_now")
    assert early.error["state"] == "submitted"
    assert "verify" in early.error["allowed"]
    assert desk.read("kobar", report_id).json["version"] == 1


def test_the_order_of_refusals_on_a_reporters_command(desk: Desk) -> None:
    receipt = desk.submit()
    path = f"/reports/{receipt['report_id']}/dispute"
    assert is_error(desk.ask("POST", path, {"X-Access-Code": "0" * 20}, b"{"), 404, "not_found")
    assert is_error(desk.ask("POST", path, {}, b"{"), 404, "not_found")
    assert is_error(desk.ask("POST", path, code_of(receipt), b"{"), 400, "malformed")
    assert is_error(desk.post(path, {"rating": 9}, code_of(receipt)), 422, "invalid")
    assert is_error(desk.post(path, {"text": "Belum.", "version": 9}, code_of(receipt)), 409, "stale_version")
    early = desk.post(path, {"text": "Belum."}, code_of(receipt))
    assert is_error(early, 409, "not_allowed_now")
    assert early.error["allowed"] == ["reply", "withdraw", "publicity", "contact", "erase"]
    assert desk.own(receipt)["version"] == 1


def test_the_page_offers_to_dispute_before_a_rating_of_1_or_2_and_takes_it_all_the_same(desk: Desk) -> None:
    receipt = desk.answered()
    keys = {"report_id": receipt["report_id"], "access_code": receipt["access_code"]}
    assert "menyanggah tanggapan lebih dahulu" in desk.form("/track", keys).content.decode()
    confirmed = desk.as_reporter(receipt, "confirm", rating=2).json
    assert (confirmed["state"], confirmed["rating"]) == ("closed", 2)
    assert "Apakah hasilnya bermanfaat?" in desk.form("/track", keys).content.decode()
    surveyed = desk.as_reporter(receipt, "survey", easy=4, quick=1, useful=2).json
    assert surveyed["events"][-1]["data"] == {"easy": 4, "quick": 1, "useful": 2}
    assert "survey" not in surveyed["allowed"]
    assert desk.as_reporter(receipt, "dispute", text="Masih berlubang.", rating=1).json["state"] == "reopened"


EVERY_FIELD_WRONG: dict[str, Any] = {
    "classification": "keluhan",
    "title": "x",
    "body": 7,
    "category": "tidak-ada",
    "agency_id": "kab.9999",
    "event_date": "2999-01-01",
    "location": {"lat": 91, "province": 3, "planet": "Mars"},
    "reporter": {"email": "a@b, c@d", "phone": "x", "name": "\n"},
    "anonymous": "ya",
    "confidential": 1,
    "language": "jw",
    "reported_agencies": ["kab.9999"],
    "attachments": "a",
    "consent": False,
    "submission_key": "x",
    "state": "closed",
    "version": 7,
}


def test_every_field_wrong_at_once_is_told_at_once(desk: Desk) -> None:
    reply = desk.post("/reports", EVERY_FIELD_WRONG)
    assert is_error(reply, 422, "invalid")
    named = {field["field"] for field in reply.error["fields"]}
    assert set(EVERY_FIELD_WRONG) - {"location", "reporter"} <= named
    assert {"location.lat", "location.lon", "location.province", "location.planet"} <= named
    assert {"reporter.email", "reporter.phone"} <= named
    english = desk.post("/reports", EVERY_FIELD_WRONG, {"Accept-Language": "en-GB,en;q=0.9"})
    assert english.error["message"] != reply.error["message"]
    assert [one["code"] for one in english.error["fields"]] == [one["code"] for one in reply.error["fields"]]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"null", 400),
        (b"[]", 400),
        (b"{", 400),
        (b'{"a": 1, "a": 2}', 400),
        (b'{"a": NaN}', 400),
        (b'{"a": "\xff"}', 400),
        (b'{"a": "\\ud800"}', 400),
        (b"[" * 100_000, 400),
        (b'{"a": ' + b"9" * 5000 + b"}", 400),
        (b"{}" + b" " * 10_000_000, 413),
        (b'{"a": "' + b"x" * 10_000_000 + b'"}', 413),
        (b"{" + b",".join(b'"k%d":0' % n for n in range(1_000_000)) + b"}", 413),
        (b"{" + b",".join(b'"k%d":0' % n for n in range(20_000)) + b"}", 422),
        (b"{}", 422),
        (b'{"title": "a\\u0000bcdefghijkl"}', 422),
    ],
)
def test_bodies_that_cannot_be_read(desk: Desk, body: bytes, status: int) -> None:
    with watched() as wire:
        reply = desk.ask("POST", "/reports", {"Content-Type": "application/json", "Idempotency-Key": new_key()}, body)
    assert wire.writes == []
    code = {400: "malformed", 413: "too_large", 422: "invalid"}[status]
    assert is_error(reply, status, code)


def test_naming_thousands_of_agencies_makes_us_read_no_more_than_ten(desk: Desk) -> None:
    institutions = list(directory_lookup.institutions())
    assert len(institutions) > 50
    directory_lookup.forget()
    with watched() as wire:
        reply = desk.post("/reports", submission(reported_agencies=institutions * 100), {"Idempotency-Key": new_key()})
    assert [(one["field"], one["code"]) for one in reply.error["fields"]] == [("reported_agencies", "too_many")]
    assert len(wire.operations) <= 10 + 4
    assert wire.writes == []


def test_without_a_key_there_is_nothing_to_repeat_safely(desk: Desk) -> None:
    reply = desk.post("/reports", submission())
    assert is_error(reply, 422, "invalid")
    assert [(field["field"], field["code"]) for field in reply.error["fields"]] == [("submission_key", "required")]


def test_unknown_words_in_a_query_are_faults(desk: Desk) -> None:
    for path in ("/reports?colour=red&limit=0", "/agencies?colour=red&limit=0"):
        reply = desk.get(path)
        assert is_error(reply, 422, "invalid")
        assert {field["field"] for field in reply.error["fields"]} == {"colour", "limit"}


def test_a_query_where_none_is_known_is_a_fault_after_not_found(desk: Desk) -> None:
    receipt = desk.submit()
    path = f"/reports/{receipt['report_id']}"
    for suffix in ("", "/deadline", "/export"):
        reply = desk.get(f"{path}{suffix}?_method=DELETE", code_of(receipt))
        assert is_error(reply, 422, "invalid")
        assert [field["field"] for field in reply.error["fields"]] == ["_method"]
        assert desk.get(f"/reports/{ABSENT}{suffix}?_method=DELETE").status == 404


def test_no_answer_is_kept_anywhere_or_taken_for_another_type(desk: Desk) -> None:
    receipt = desk.submit()
    for reply in (
        desk.get(f"/reports/{receipt['report_id']}", code_of(receipt)),
        desk.get("/reports/x"),
        desk.get("/officer", bearer("kobar")),
        desk.form("/track", receipt | {"report_id": receipt["report_id"]}),
    ):
        assert reply.headers["Cache-Control"] == "no-store"
        assert reply.headers["X-Content-Type-Options"] == "nosniff"
        assert reply.headers["Referrer-Policy"] == "no-referrer"
    assert "max-age" in desk.get("/pages/style.css").headers["Cache-Control"]


def test_too_many_wrong_codes_are_told_to_wait(desk: Desk) -> None:
    report_id = desk.submit()["report_id"]
    replies = [desk.get(f"/reports/{report_id}", {"X-Access-Code": f"{n:020}"}) for n in range(31)]
    assert {reply.status for reply in replies[:30]} == {404}
    assert is_error(replies[30], 429, "rate_limited")
    assert int(replies[30].headers["Retry-After"]) == 600
