"""Mail that comes to one machine by SMTP, and messages that a gateway brings.

The system is the one of `make run`; whoever sends is the standard library's own SMTP client.
"""

import json
import os
import signal
import smtplib
import uuid
from collections.abc import Iterator
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import Any

import pytest

from infra.local.ports import free_port
from tests.files.made import photo
from tests.intake.mails import LONG, MORE, mail
from tests.local.running_system import HASTY, RunningSystem, wait_until

KEY = "kunci-pintu-masuk-uji-0123456789"
BY_KEY = {"X-Api-Key": KEY}
DOOR = "lapor@lapor.example"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSystem]:
    """An office that answers by mail and short message."""
    folder = tmp_path_factory.mktemp("office")
    settings = {"INBOUND_SMTP": f"127.0.0.1:{free_port()}", "INBOUND_KEY": KEY, "REPLY_ADDRESS": DOOR}
    for name in ("inbox", "outbox", "sent", "error"):
        (folder / "spool" / name).mkdir(parents=True)
    settings |= {"SMS_URL": f"file://{folder / 'spool'}"}
    running = RunningSystem(folder / "data", HASTY | settings).start()
    yield running
    running.stop()


def send(office: RunningSystem, raw: bytes, sender: str, to: str = DOOR) -> None:
    """One mail, as any mail server brings it."""
    host, _, port = office.settings["INBOUND_SMTP"].rpartition(":")
    with smtplib.SMTP(host, int(port), timeout=30) as server:
        server.sendmail(sender, [to], f"Message-ID: <{uuid.uuid4().hex}@mx.example>\r\n".encode() + raw)


def asked_for_data(office: RunningSystem, **reporter: str) -> dict[str, Any]:
    """A report whose reporter was asked for something."""
    fields = {
        "classification": "complaint",
        "title": "Jalan berlubang di depan pasar",
        "body": "Ada lubang besar di depan pasar yang membahayakan.",
        "category": "pekerjaan-umum",
        "agency_id": "kab.6201",
        "reporter": reporter,
        "consent": True,
    }
    key = {"Idempotency-Key": uuid.uuid4().hex}
    receipt: dict[str, Any] = office.ask("POST", "/api/reports", fields, key).json
    assert office.act("kobar", receipt["report_id"], "request-data", text="Di mana tepatnya?").status == 200
    return receipt


def said(office: RunningSystem, receipt: dict[str, Any], kind: str) -> list[str]:
    """The texts of one kind of event."""
    return [one["text"] for one in office.own_view(receipt).json["events"] if one["type"] == kind]


def said_by_reporter(office: RunningSystem, receipt: dict[str, Any]) -> list[str]:
    """All that its reporter added to a report."""
    events = office.own_view(receipt).json["events"]
    return [one["text"] for one in events if one["type"] in ("completed", "replied")]


def test_an_answer_to_our_letter_completes_the_report_and_a_strangers_does_not(office: RunningSystem) -> None:
    email, stranger = (f"{uuid.uuid4().hex[:10]}@warga.example" for _ in range(2))
    receipt = asked_for_data(office, email=email)
    wait_until(lambda: any("Di mana tepatnya" in one["text"] for one in office.mails(email)), 20)
    (letter,) = (one for one in office.mails(email) if "Di mana tepatnya" in one["text"])
    assert "Anda boleh membalas email ini" in letter["text"]
    quoted = "\n".join(f"> {line}" for line in letter["text"].splitlines())
    answer = f"{MORE}\n\nPada Sen, 30 Nov 2026 pukul 10.00 LAPOR! <{DOOR}> menulis:\n{quoted}"
    send(office, mail(answer, sender=stranger, subject=f"Re: {letter['subject']}"), stranger)
    send(office, mail(answer, sender=email, subject=f"Re: {letter['subject']}"), email)
    assert said(office, receipt, "completed") == [MORE]
    send(office, mail("Sudah makin parah.", sender=email, subject=f"Re: {letter['subject']}"), email)
    assert said(office, receipt, "replied") == ["Sudah makin parah."]
    wait_until(lambda: office.mails(stranger), 20)
    (told,) = office.mails(stranger)
    assert receipt["report_id"] not in json.dumps(told)
    assert "nomor laporan dan kode akses" in told["text"]


def test_by_short_message_its_reporter_completes_and_adds_and_a_stranger_does_not(office: RunningSystem) -> None:
    phone, stranger = (f"0878{uuid.uuid4().int % 10**8:08}" for _ in range(2))
    receipt = asked_for_data(office, phone=phone)
    report_id = receipt["report_id"]
    text = f"{report_id} sudah saya lengkapi: di depan toko emas"
    results = [
        office.ask("POST", "/api/inbound/sms", {"from": sender, "text": said, "message_id": uuid.uuid4().hex}, BY_KEY)
        for sender, said in ((stranger, text), (phone, text), (phone, f"{report_id} makin parah"))
    ]
    assert [one.json["result"] for one in results] == ["asked", "complete", "reply"]
    assert said_by_reporter(office, receipt) == [text, f"{report_id} makin parah"]

    def told() -> list[dict[str, Any]]:
        items: list[dict[str, Any]] = office.ask("GET", f"/_local/sms?to=%2B62{stranger[1:]}").json["items"]
        return items

    wait_until(told, 20)
    assert report_id not in json.dumps(told())
    assert "kode akses" in told()[0]["text"]


def test_a_short_message_in_gammus_inbox_completes_the_report(office: RunningSystem) -> None:
    phone = f"0878{uuid.uuid4().int % 10**8:08}"
    receipt = asked_for_data(office, phone=phone)
    inbox = Path(office.settings["SMS_URL"].removeprefix("file://")) / "inbox"
    text = f"{receipt['report_id']} sudah saya lengkapi: di depan toko emas"
    (inbox / "part").write_bytes(b"\xfe\xff" + text.encode("utf-16-be"))
    (inbox / "part").rename(inbox / f"IN20261130_080000_00_+62{phone[1:]}_00.txt")
    wait_until(lambda: said_by_reporter(office, receipt) == [text], 20)
    wait_until(lambda: not list(inbox.iterdir()), 10)


def test_after_kill_9_mail_is_taken_in_again(office: RunningSystem) -> None:
    email = f"{uuid.uuid4().hex[:10]}@warga.example"
    receipt = asked_for_data(office, email=email)
    os.kill(office.child("lapor: messages in"), signal.SIGKILL)

    def is_sent() -> bool:
        try:
            send(office, mail(MORE, sender=email, subject=f"({receipt['report_id']})"), email)
        except OSError:
            return False
        return True

    wait_until(is_sent, 30)
    assert said_by_reporter(office, receipt) == [MORE]


def test_a_gateway_with_the_key_brings_a_new_report(office: RunningSystem) -> None:
    fields = {"from": "081234500099", "text": "KOBAR jalan depan pasar rusak parah dua minggu", "message_id": "g-1"}
    for _ in range(2):
        reply = office.ask("POST", "/api/inbound/sms", fields, {"X-Api-Key": KEY})
        assert (reply.status, reply.json["result"]) == (202, "new")
    view = office.ask("GET", f"/api/officer/reports/{reply.json['report_id']}", headers=office.as_officer("kobar"))
    assert (view.json["channel"], view.json["holder"]["agency_id"]) == ("sms", "kab.6201")
    assert office.ask("POST", "/api/inbound/sms", fields, {"X-Api-Key": "x"}).status == 401


def test_mail_for_others_is_not_taken_and_nothing_too_large(office: RunningSystem) -> None:
    with pytest.raises(smtplib.SMTPRecipientsRefused):
        send(office, mail(LONG), "a@warga.example", to="orang@lain.example")
    host, _, port = office.settings["INBOUND_SMTP"].rpartition(":")
    with smtplib.SMTP(host, int(port), timeout=30) as server, pytest.raises(smtplib.SMTPSenderRefused) as refused:
        server.sendmail("a@warga.example", [DOOR], mail("x" * (26 * 1024 * 1024)))
    assert refused.value.smtp_code == 552
    with pytest.raises(smtplib.SMTPDataError) as unread:
        send(office, mail(LONG, sender="siti"), "siti@warga.example")
    assert unread.value.smtp_code == 554


def test_a_bounce_becomes_nothing(office: RunningSystem) -> None:
    sender = f"{uuid.uuid4().hex[:10]}@warga.example"
    send(office, mail("Halo", sender=sender, subject="Halo"), "")
    assert office.mails(sender) == []


def test_a_file_that_came_by_mail_is_looked_at_like_any_other(office: RunningSystem) -> None:
    sender = f"{uuid.uuid4().hex[:10]}@warga.example"
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = sender, DOOR, "Lampu jalan mati di Kumai"
    made.set_content(f"KOBAR {LONG}")
    made.add_attachment(photo(), maintype="image", subtype="jpeg", filename="lampu.jpg")
    send(office, made.as_bytes(policy=SMTP), sender)
    wait_until(lambda: any("(LP-" in one["subject"] for one in office.mails(sender)), 30)
    number = office.mails(sender)[0]["report_id"]

    def states() -> list[str]:
        view = office.ask("GET", f"/api/officer/reports/{number}", headers=office.as_officer("kobar")).json
        return [one["state"] for one in view["attachments"]]

    wait_until(lambda: states() == ["checked"], 40)
