"""gammu-smsd's inbox: each message once, whole, and its file gone when it became something."""

import os
import uuid
from pathlib import Path

import pytest

from infra.local.message_inbox import inbox_of, take_short_messages
from infra.local.messages_in import AGAIN, NO_MAIL, TAKEN, taken
from tests.app.messages_of import a_phone, an_address
from tests.app.people import Desk
from tests.intake.mails import mail
from tests.wire import disturbed, refuses


def put(inbox: Path, sender: str, *parts: str, encoding: str = "utf-16-be", mark: bytes = b"\xfe\xff") -> None:
    """As gammu writes "unicode": UTF-16 of the big end first, with its mark; a long message in parts."""
    serial = uuid.uuid4().int % 10**6
    for number, part in enumerate(parts):
        (inbox / "part").write_bytes(mark + part.encode(encoding))
        os.rename(inbox / "part", inbox / f"IN20261130_080000_{serial}_{sender}_{number:02}.txt")


@pytest.mark.parametrize(("encoding", "mark"), [("utf-16-be", b"\xfe\xff"), ("utf-16-le", b"\xff\xfe"), ("utf-8", b"")])
def test_an_answer_in_parts_completes_its_report(desk: Desk, tmp_path: Path, encoding: str, mark: bytes) -> None:
    phone = a_phone()
    receipt = desk.submit(reporter={"phone": phone})
    assert desk.act("kobar", receipt["report_id"], "request-data", text="Di mana tepatnya?").status == 200
    text = f"{receipt['report_id']} sudah saya lengkapi: di depan toko émas"
    put(tmp_path, f"+62{phone[1:]}", text[:30], text[30:], encoding=encoding, mark=mark)
    (tmp_path / "catatan.txt").write_text("bukan pesan")
    assert take_short_messages(tmp_path) == 1
    assert [one["text"] for one in desk.own(receipt)["events"] if one["type"] == "completed"] == [text]
    assert [one.name for one in tmp_path.iterdir()] == ["catatan.txt"]
    assert take_short_messages(tmp_path) == 0


def test_what_cannot_be_taken_now_stays(desk: Desk, tmp_path: Path) -> None:
    put(tmp_path, a_phone(), "KOBAR jalan depan pasar rusak parah dua minggu")
    with disturbed(refuses("GetItem", "ThrottlingException", times=9)):
        assert take_short_messages(tmp_path) == 0
    assert len(list(tmp_path.iterdir())) == 1
    assert take_short_messages(tmp_path) == 1
    assert list(tmp_path.iterdir()) == []


def test_by_smtp_what_cannot_be_taken_now_comes_again_and_what_is_no_mail_does_not(desk: Desk) -> None:
    raw = mail("KOBAR lampu jalan depan pasar mati tiga malam", sender=an_address())
    with disturbed(refuses("GetItem", "ThrottlingException", times=9)):
        assert taken(raw, "a@warga.example") == AGAIN
    assert taken(raw, "a@warga.example") == TAKEN
    assert taken(mail("Halo", sender="siti"), "siti@warga.example") == NO_MAIL


def test_the_inbox_lies_in_the_spool_that_a_file_address_names() -> None:
    assert inbox_of("file:///var/spool/gammu") == Path("/var/spool/gammu/inbox")
    assert inbox_of("https://gateway.example/send") is None
    assert inbox_of("") is None
