"""Following a published report by mail: confirmed and stopped by the address's owner, and nobody else learns of it."""

import re
import uuid
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import boto3
import pytest

from chalicelib import access_codes
from chalicelib.notify import outcomes
from chalicelib.settings import settings
from chalicelib.store import followers
from chalicelib.store.models.identities import FollowerItem
from chalicelib.store.models.outbox import InvitationItem
from infra.local.mailbox import Mail, Mailbox
from tests.app.people import Desk
from tests.notify import scene

WORDING = {"public_title": "Jalan rusak", "public_body": "Jalan rusak di sebuah kampung."}
ONE_CLICK = b"List-Unsubscribe=One-Click"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.fixture(autouse=True)
def _nothing_untold(desk: Desk) -> None:
    scene.settle_everything()


@pytest.fixture
def report(desk: Desk) -> Iterator[dict[str, Any]]:
    """A published report."""
    receipt = desk.submit()
    assert desk.act("kobar", receipt["report_id"], "verify", publish=True, **WORDING).status == 200
    yield receipt
    scene.settle_everything()


def somebody() -> str:
    """An address nobody else has."""
    return f"Pembaca-{uuid.uuid4().hex[:12]}@warga.example"


def invitations(report_id: str) -> list[str]:
    """The promises of letters that ask somebody to confirm."""
    found = InvitationItem.query(f"REPORT#{report_id}", InvitationItem.sk.startswith("INVITATION#"))
    return [item.sk for item in found]


def send_invitations(report_id: str) -> None:
    """What the stream brings after somebody asked."""
    keys = invitations(report_id)
    if keys:
        scene.stream(*(scene.record_of(report_id, key, str(number)) for number, key in enumerate(keys)))


def invite(desk: Desk, mailbox: Mailbox, report_id: str, email: str, **fields: Any) -> Mail:
    """Ask to follow, and the letter that came."""
    assert desk.post(f"/reports/{report_id}/follow", {"email": email, **fields}).status == 202
    send_invitations(report_id)
    (letter,) = mailbox.mails(email)
    return letter


def page_of(letter: Mail) -> str:
    """The path behind the link in a letter."""
    (link,) = set(re.findall(r"https://lapor\.example/api(/reports/\S+/follow/\w+)\b(?!/)", letter.text))
    assert link in letter.html
    return str(link)


def followed(desk: Desk, mailbox: Mailbox, report_id: str) -> tuple[str, str]:
    """Somebody who follows a report: their address and their page."""
    email = somebody()
    page = page_of(invite(desk, mailbox, report_id, email))
    assert desk.form(f"{page}/confirm", {}).status == 200
    return email, page


def test_asking_needs_a_published_report_and_one_address(desk: Desk, report: dict[str, Any]) -> None:
    hidden = desk.submit()["report_id"]
    missing = desk.post("/reports/LP-0000-0000-000/follow", {"email": "a@warga.example"})
    unpublished = desk.post(f"/reports/{hidden}/follow", {"email": "a@warga.example"})
    assert missing.status == unpublished.status == 404
    assert missing.content == unpublished.content
    assert desk.post(f"/reports/{hidden}/follow", {"nonsense": 1}).status == 404, "not there comes before not right"
    path = f"/reports/{report['report_id']}/follow"
    wrong = desk.post(path, {"email": "a@warga.example,b@warga.example", "language": "fr", "more": 1})
    assert {(one["field"], one["code"]) for one in wrong.error["fields"]} == {
        ("email", "not_an_email"),
        ("language", "not_one_of"),
        ("more", "unknown_field"),
    }
    assert desk.post(path, {}).error["fields"][0]["code"] == "required"
    page = desk.form(path, {"email": "", "language": "en"})
    assert page.status == 422
    assert page.headers["Content-Type"].startswith("text/html")


@pytest.mark.parametrize(
    ("language", "words"), [("id", "Ya, saya mau mengikutinya"), ("en", "Yes, I want to follow it")]
)
def test_a_letter_asks_to_confirm_and_opening_its_link_changes_nothing(
    desk: Desk, mailbox: Mailbox, report: dict[str, Any], language: str, words: str
) -> None:
    report_id, email = report["report_id"], somebody()
    letter = invite(desk, mailbox, report_id, email, language=language)
    assert letter.subject.endswith(f"({report_id})")
    assert words in letter.text
    page = page_of(letter)
    for _ in range(2):
        shown = desk.get(page)
        assert shown.status == 200
        assert f'lang="{language}"' in shown.content.decode()
        assert [f'action="/api{page}/{step}"' in shown.content.decode() for step in ("confirm", "stop")] == [True] * 2
        assert WORDING["public_title"] in shown.content.decode()
    assert followers.followers_of(report_id) == ()


def test_whoever_confirms_follows_and_asking_again_brings_no_second_letter(
    desk: Desk, mailbox: Mailbox, report: dict[str, Any]
) -> None:
    report_id = report["report_id"]
    email, page = followed(desk, mailbox, report_id)
    assert desk.form(f"{page}/confirm", {}).status == 200, "twice is once"
    (follower,) = followers.followers_of(report_id)
    assert (follower.email, follower.language) == (email, "id")
    assert "confirm" not in desk.get(page).content.decode()
    known = desk.post(f"/reports/{report_id}/follow", {"email": email})
    unknown = desk.post(f"/reports/{report_id}/follow", {"email": somebody()})
    assert (known.status, known.content) == (unknown.status, unknown.content)
    with scene.later(timedelta(days=2)):
        assert desk.post(f"/reports/{report_id}/follow", {"email": email}).status == 202
    send_invitations(report_id)
    assert len(mailbox.mails(email)) == 1


def test_asked_for_twice_a_day_it_is_one_letter_and_tomorrow_another(
    desk: Desk, mailbox: Mailbox, report: dict[str, Any]
) -> None:
    report_id, email = report["report_id"], somebody()
    invite(desk, mailbox, report_id, email)
    (promised,) = InvitationItem.query(f"REPORT#{report_id}", InvitationItem.sk.startswith("INVITATION#"))
    invite(desk, mailbox, report_id, email.upper())
    (still,) = InvitationItem.query(f"REPORT#{report_id}", InvitationItem.sk.startswith("INVITATION#"))
    assert still.outbox_sk == promised.outbox_sk, "nothing was promised anew"
    with scene.later(timedelta(days=1)):
        desk.post(f"/reports/{report_id}/follow", {"email": email})
    send_invitations(report_id)
    assert len(mailbox.mails(email)) == 2
    assert len({page_of(letter) for letter in mailbox.mails(email)}) == 1


def test_one_click_stops_and_forgets_whatever_the_mail_program_sends(
    desk: Desk, mailbox: Mailbox, report: dict[str, Any]
) -> None:
    report_id = report["report_id"]
    bodies = [
        (FORM, ONE_CLICK),
        (
            {"Content-Type": 'multipart/form-data; boundary="x"'},
            b'--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n',
        ),
        ({}, b""),
    ]
    for headers, body in bodies:
        email, page = followed(desk, mailbox, report_id)
        (letter,) = mailbox.mails(email)
        assert letter.headers == {
            "Auto-Submitted": "auto-generated",
            "X-Lapor-Sent": "1",
            "List-Unsubscribe": f"<https://lapor.example/api{page}/stop>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }
        for _ in range(2):
            assert desk.ask("POST", f"{page}/stop", headers, body).status == 200, "again is as once"
        assert followers.followers_of(report_id) == ()
        assert list(FollowerItem.query(report_id, FollowerItem.sk.startswith("FOLLOWER#"))) == []
        assert (desk.get(page).status, desk.form(f"{page}/confirm", {}).status) == (404, 404)


def test_a_wrong_token_opens_nothing(desk: Desk, mailbox: Mailbox, report: dict[str, Any]) -> None:
    report_id = report["report_id"]
    _, page = followed(desk, mailbox, report_id)
    token = page.rpartition("/")[2]
    other = desk.submit()["report_id"]
    desk.act("kobar", other, "verify", publish=True, **WORDING)
    changed = token[:-1] + ("0" if token[-1] != "0" else "1")
    for path in (f"/reports/{report_id}/follow/{changed}", f"/reports/{other}/follow/{token}",
                 f"/reports/{report_id}/follow/{token[:16]}", f"/reports/{report_id}/follow/%C3%A9"):  # fmt: skip
        for answer in (desk.get(path), desk.form(f"{path}/confirm", {}), desk.form(f"{path}/stop", {})):
            assert answer.status == 404
            assert answer.headers["Content-Type"].startswith("text/html")
    assert len(followers.followers_of(report_id)) == 1


@pytest.mark.parametrize("ending", ["unpublish", "erase"])
def test_when_the_report_is_not_public_any_more_everybody_is_forgotten(
    desk: Desk, mailbox: Mailbox, report: dict[str, Any], ending: str
) -> None:
    report_id = report["report_id"]
    _, page = followed(desk, mailbox, report_id)
    waiting = somebody()
    page_of_waiting = page_of(invite(desk, mailbox, report_id, waiting))
    if ending == "unpublish":
        assert desk.act("kobar", report_id, "unpublish", text="Ada nama warga.").status == 200
    else:
        assert desk.as_reporter(report, "erase").status == 200
    seqs = range(1, 6)
    scene.stream(*(scene.record(report_id, seq, str(seq)) for seq in seqs))
    assert list(FollowerItem.query(report_id, FollowerItem.sk.startswith("FOLLOWER#"))) == []
    assert [desk.get(one).status for one in (page, page_of_waiting)] == [404, 404]
    assert desk.form(f"{page_of_waiting}/confirm", {}).status == 404


def test_who_never_confirms_is_forgotten_after_a_week(desk: Desk, mailbox: Mailbox, report: dict[str, Any]) -> None:
    report_id = report["report_id"]
    email, _ = followed(desk, mailbox, report_id)
    silent = page_of(invite(desk, mailbox, report_id, somebody()))
    scene.sweep(timedelta(days=6, hours=23))
    assert desk.get(silent).status == 200
    scene.sweep(timedelta(days=7, minutes=1))
    assert [item.email for item in FollowerItem.query(report_id, FollowerItem.sk.startswith("FOLLOWER#"))] == [email]
    assert desk.get(silent).status == 404
    assert report_id not in scene.untold()


def test_nobodys_mailbox_is_filled_by_a_stranger(desk: Desk, mailbox: Mailbox) -> None:
    victim = somebody()
    for _ in range(7):
        report_id = desk.submit()["report_id"]
        desk.act("kobar", report_id, "verify", publish=True, **WORDING)
        assert desk.post(f"/reports/{report_id}/follow", {"email": victim}).status == 202
        send_invitations(report_id)
    assert len(mailbox.mails(victim)) == 5
    with scene.settings_of(FOLLOWS_PER_TEN_MINUTES="1"):
        refused = desk.post(f"/reports/{report_id}/follow", {"email": somebody()})
    assert (refused.status, refused.headers["Retry-After"]) == (429, "600")


def test_the_address_lies_among_the_identities_alone(desk: Desk, mailbox: Mailbox, report: dict[str, Any]) -> None:
    email, page = followed(desk, mailbox, report["report_id"])
    database = boto3.client(
        "dynamodb", region_name=settings().region, endpoint_url=settings().dynamodb_endpoint
    )  # what a runtime function never does: read all of a table
    whole = {name: str(list(database.get_paginator("scan").paginate(TableName=name)))
             for name in (settings().reports_table, settings().identities_table)}  # fmt: skip
    token = page.rpartition("/")[2]
    assert email not in whole[settings().reports_table]
    assert email in whole[settings().identities_table]
    assert not [name for name, text in whole.items() if token in text], "and the token nowhere"
    shown = desk.get(f"/reports/{report['report_id']}").content.decode()
    assert email not in shown
    assert access_codes.address_hash(email) not in shown


def test_followers_get_their_letters_only_while_the_report_is_public(
    desk: Desk, mailbox: Mailbox, report: dict[str, Any]
) -> None:
    report_id = report["report_id"]
    email, page = followed(desk, mailbox, report_id)
    scene.settle_everything()
    desk.act("kobar", report_id, "forward", to="kab.6201.dpupr")
    desk.act("dpupr", report_id, "accept")
    desk.act("dpupr", report_id, "progress", text="Aspal dipesan, kata Pak Joko.", public_text="Aspal sudah dipesan.")
    scene.sweep(timedelta(hours=1))
    _, forwarded, progressed = mailbox.mails(email)
    for letter in (forwarded, progressed):
        assert letter.subject.endswith(f"({report_id})")
        assert letter.headers == {
            "Auto-Submitted": "auto-generated",
            "X-Lapor-Sent": "1",
            "List-Unsubscribe": f"<https://lapor.example/api{page}/stop>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }
    assert "Aspal sudah dipesan." in progressed.text
    assert "Joko" not in progressed.text + progressed.html
    desk.act("dpupr", report_id, "progress", text="Pengaspalan dimulai.")
    desk.act("kobar", report_id, "unpublish", text="Ada nama warga.")
    scene.sweep(timedelta(hours=1))
    assert len(mailbox.mails(email)) == 3


def test_a_follower_whose_address_bounces_is_forgotten_and_no_business_of_the_desk(
    desk: Desk, mailbox: Mailbox, report: dict[str, Any]
) -> None:
    report_id = report["report_id"]
    email, _ = followed(desk, mailbox, report_id)
    (follower,) = followers.followers_of(report_id)
    tags = {"report": [report_id], "seq": ["4"], "recipient": [follower.recipient]}
    mail = {"timestamp": "2026-11-25T01:02:03.000Z", "destination": [email], "tags": tags}
    outcomes.record({"detail": {"eventType": "Bounce", "mail": mail, "bounce": {"bounceType": "Permanent"}}})
    assert followers.followers_of(report_id) == ()
    assert desk.read("kobar", report_id).json["undelivered"] == []
