"""Promises at work, the clock moved: who is asked on the day, what is counted, and what the digest says of it."""

from datetime import date, datetime, timedelta
from typing import Any

from chalicelib import clock
from chalicelib.domain.calendar.workdays import local_date
from chalicelib.domain.expiry import expires_at
from chalicelib.language.dates import day_in_words
from chalicelib.notify.digest_content import decode
from chalicelib.service import cases
from chalicelib.store import reports, statistics
from chalicelib.store.indexing import timestamp
from chalicelib.store.models.outbox import DigestItem
from chalicelib.store.models.reports import HeadItem
from infra.local.mailbox import Mailbox
from tests.app.people import Desk, bearer
from tests.jobs.clockhand import send_letters, sweep_to
from tests.jobs.counting import count, records_of, recount
from tests.jobs.test_digest import DPUPR, JAKARTA, morning, put_digests, working_day
from tests.notify import scene

PLAN = "Jalan diperbaiki sesudah aspal tiba."


def day(ahead: int) -> date:
    """A day so many days from today, in Jakarta."""
    return local_date(clock.now(), str(JAKARTA)) + timedelta(days=ahead)


def at_nine(ahead: int) -> str:
    """Nine o'clock of that day."""
    return morning(day(ahead), 9).isoformat()


def promised(desk: Desk, ahead: int, **changes: Any) -> dict[str, Any]:
    """A report whose answer promises it by a day."""
    receipt = desk.forwarded(**changes)
    desk.act("dpupr", receipt["report_id"], "accept")
    answer = {"text": PLAN, "outcome": "planned", "promised_by": day(ahead).isoformat()}
    assert desk.act("dpupr", receipt["report_id"], "answer", **answer).status == 200
    return receipt


def asked(desk: Desk, receipt: dict[str, Any]) -> list[int]:
    """The events by which its reporter was asked."""
    return [one["seq"] for one in desk.own(receipt)["events"] if one["data"].get("kind") == "promised"]


def is_looked_at(receipt: dict[str, Any]) -> bool:
    """Whether the clock will look at it again before who reported it expires."""
    stored = reports.load(receipt["report_id"])
    assert stored
    expires = expires_at(stored.report)
    looks = HeadItem.get(f"REPORT#{receipt['report_id']}", "HEAD").due_sk
    return looks is not None and not (expires and looks.startswith(timestamp(expires)))


def figures(desk: Desk, receipt: dict[str, Any], month: str) -> Any:
    """What the roads department is shown of its promises, once the report is counted for what a recount says."""
    report_id = receipt["report_id"]
    assert count(records_of(report_id)) == []
    assert statistics.tallied(report_id).counts == recount(report_id)
    return desk.get(f"/officer/summary?month={month}", bearer("dpupr")).json["month_figures"]["promises"]


def test_a_bad_day_is_refused_with_the_field_in_both_languages(desk: Desk) -> None:
    report_id = desk.forwarded()["report_id"]
    for fields, said in (
        ({"outcome": "planned"}, "tanggal yang dijanjikan"),
        ({"outcome": "solved", "promised_by": day(9).isoformat()}, "hanya untuk hasil"),
        ({"outcome": "planned", "promised_by": day(0).isoformat()}, day_in_words(day(1), "id")),
        ({"outcome": "planned", "promised_by": day(731).isoformat()}, day_in_words(day(730), "id")),
        ({"outcome": "planned", "promised_by": "besok"}, "tanggal yang benar"),
    ):
        reply = desk.act("dpupr", report_id, "answer", text=PLAN, **fields)
        (fault,) = reply.error["fields"]
        assert (reply.status, fault["field"]) == (422, "promised_by")
        assert said in fault["message"]
        version = desk.read("dpupr", report_id).json["version"]
        body = {"text": PLAN, "version": version, **fields}
        headers = {**bearer("dpupr"), "Accept-Language": "en"}
        english = desk.post(f"/officer/reports/{report_id}/answer", body, headers)
        assert english.error["fields"][0]["message"] != fault["message"]
    assert desk.act("dpupr", report_id, "answer", text=PLAN).status == 200


def test_a_closed_report_is_asked_about_on_its_day(desk: Desk, mailbox: Mailbox) -> None:
    receipt = promised(desk, 60)
    own = desk.own(receipt)
    assert (own["outcome"], own["promised_by"]) == ("planned", day(60).isoformat())
    assert desk.read("dpupr", receipt["report_id"]).json["promised_by"] == day(60).isoformat()
    sweep_to(at_nine(59))
    closed = desk.own(receipt)
    limits = {one["name"]: one for one in closed["deadline"]["limits"]}
    assert (closed["closed_reason"], closed["deadline"]["due_at"]) == ("no_reply", None)
    assert local_date(datetime.fromisoformat(limits["dispute"]["due_at"]), str(JAKARTA)) == day(90)
    assert limits["promise"]["basis"] == "own"
    assert (asked(desk, receipt), is_looked_at(receipt)) == ([], True)
    sweep_to(at_nine(60))
    (seq,) = asked(desk, receipt)
    sweep_to(at_nine(100))
    assert (asked(desk, receipt), is_looked_at(receipt)) == ([seq], False)
    send_letters(receipt["report_id"], seq)
    mails = [mail for mail in scene.mails_about(mailbox, receipt["report_id"]) if "anji" in mail.subject]
    assert {mail.to for mail in mails} >= {"siti.uji@warga.example", "dpupr@petugas.example"}
    (mine,) = [mail for mail in mails if mail.to == "siti.uji@warga.example" and "ditepati" in mail.subject]
    assert ".confirm-promise" in mine.text
    assert ".dispute" in mine.text


def test_its_reporter_says_that_it_was_kept(desk: Desk) -> None:
    receipt, month = promised(desk, 61), f"{day(61):%Y-%m}"
    before = figures(desk, receipt, month)
    sweep_to(at_nine(61))
    assert desk.as_reporter(receipt, "confirm-promise").code == "not_allowed_now"
    with scene.later(timedelta(days=62)):
        assert "confirm-promise" in desk.own(receipt)["allowed"]
        reply = desk.as_reporter(receipt, "confirm-promise", rating=5)
    assert reply.status == 200, reply.content
    assert (reply.json["state"], reply.json["closed_reason"], reply.json["rating"]) == ("closed", "no_reply", 5)
    assert reply.json["events"][-1]["type"] == "promise_kept"
    after = figures(desk, receipt, month)
    assert (after["kept"], after["open"]) == (before["kept"] + 1, before["open"] - 1)


def test_a_dispute_from_the_day_on_breaks_it(desk: Desk) -> None:
    receipt, month = promised(desk, 63), f"{day(63):%Y-%m}"
    before = figures(desk, receipt, month)
    sweep_to(at_nine(63))
    with scene.later(timedelta(days=92)):
        reply = desk.as_reporter(receipt, "dispute", text="Belum ada yang datang.")
    assert reply.status == 200, reply.content
    assert [one["type"] for one in reply.json["events"][-2:]] == ["promise_broken", "disputed"]
    assert (reply.json["state"], reply.json["promised_by"]) == ("reopened", None)
    after = figures(desk, receipt, month)
    assert (after["broken"], after["open"]) == (before["broken"] + 1, before["open"] - 1)


def test_of_an_erased_report_nobody_is_asked(desk: Desk) -> None:
    receipt, month = promised(desk, 64), f"{day(64):%Y-%m}"
    before = figures(desk, receipt, month)
    assert desk.as_reporter(receipt, "confirm").status == 200
    assert is_looked_at(receipt)
    assert desk.as_reporter(receipt, "erase").status == 200
    assert not is_looked_at(receipt)
    assert figures(desk, receipt, month)["open"] == before["open"] - 1


def test_the_public_reads_the_day_and_what_came_of_it(desk: Desk) -> None:
    receipt = promised(desk, 65)
    wording = {"public_title": "Jalan rusak", "public_body": "Jalan rusak di sebuah kampung."}
    assert desk.act("kobar", receipt["report_id"], "publish", **wording).status == 200
    with scene.later(timedelta(days=66)):
        desk.as_reporter(receipt, "confirm-promise")
    view = desk.get(f"/reports/{receipt['report_id']}").json
    assert view["promised_by"] == day(65).isoformat()
    told = {event["type"]: event["data"] for event in view["events"]}
    assert told["answered"]["promised_by"] == told["promise_kept"]["promised_by"] == day(65).isoformat()


def test_the_digest_tells_of_promises_of_this_month(desk: Desk) -> None:
    this_morning = working_day(70)
    receipt = promised(desk, (this_morning - day(0)).days)
    open_ones = figures(desk, receipt, f"{this_morning:%Y-%m}")["open"]
    assert open_ones >= 1
    desk.forwarded()  # something is new, or there is no digest
    for digest in DigestItem.query(DPUPR):
        digest.delete()
    put_digests(morning(this_morning))
    (item,) = DigestItem.query(DPUPR)
    assert decode(item.content).promises == open_ones


def test_of_a_case_of_many_each_reporter_is_asked_and_the_holder_once(desk: Desk, mailbox: Mailbox) -> None:
    main, *members = (desk.forwarded() for _ in range(3))
    main_id = main["report_id"]
    desk.act("dpupr", main_id, "accept")
    for member in members:
        assert desk.act("kobar", member["report_id"], "join", into=main_id).status == 200
    plan = {"text": PLAN, "outcome": "planned", "promised_by": day(67).isoformat()}
    version = desk.act("dpupr", main_id, "answer", **plan).json["events"][-1]["seq"]
    assert cases.share(main_id, version, clock.now(), lambda: True)
    sweep_to(at_nine(67))
    told: dict[str, set[str]] = {}
    for receipt in (main, *members):
        assert desk.own(receipt)["promised_by"] == day(67).isoformat()
        (seq,) = asked(desk, receipt)
        send_letters(receipt["report_id"], seq)
        mails = [one for one in scene.mails_about(mailbox, receipt["report_id"]) if "anji" in one.subject]
        told[receipt["report_id"]] = {one.to for one in mails if "tempo" in one.subject or "ditepati" in one.subject}
    assert "dpupr@petugas.example" in told[main_id]
    assert {len(told[one["report_id"]]) for one in members} == {1}
    assert all("siti.uji@warga.example" in people for people in told.values())
