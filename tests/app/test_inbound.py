"""POST /inbound/{channel}: what a message becomes, once, and what its sender learns by it."""

import uuid
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.domain.calendar.time_zones import CAPITAL
from chalicelib.domain.calendar.workdays import local_date
from chalicelib.store import contact_index, outbox
from infra.local.mailbox import Mail, Mailbox
from tests.app.messages_of import KEY, a_phone, an_address, events_of, open_door, posted, sms
from tests.app.people import Desk, Reply
from tests.app.test_canary import logged  # noqa: F401
from tests.intake.mails import KINDS, LONG, MORE, SENDER, Kind, mail
from tests.notify import scene
from tests.wire import Crash, crashes_at, disturbed, meanwhile, refuses, watched

TAKEN = 202


@pytest.fixture(autouse=True)
def _door(desk: Desk) -> Iterator[None]:
    scene.settle_everything()
    with open_door(MESSAGES_PER_DAY="1000"):
        yield
    scene.settle_everything()


def asked_for_data(desk: Desk, **reporter: str) -> dict[str, str]:
    """A report whose reporter was asked for something."""
    receipt = desk.submit(reporter=reporter)
    assert desk.act("kobar", receipt["report_id"], "request-data", text="Di mana tepatnya?").status == 200
    return receipt


def told(mailbox: Mailbox, address: str) -> list[Mail]:
    """What our answers to a sender were, once everything is told."""
    for one in list(outbox.due(scene.real_now().replace(year=2100))):
        scene.stream(scene.record_of(one.report_id, one.key))
    return [one for one in mailbox.mails(address) if (one.report_id or "").startswith("SENDER-")]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_each_kind_of_mail_becomes_what_the_table_says_and_that_once(desk: Desk, kind: Kind) -> None:
    receipt = desk.submit(reporter={"email": SENDER})
    report_id, code = receipt["report_id"], receipt["access_code"]
    raw = kind.raw.replace(b"{number}", report_id.encode()).replace(b"{code}", code.encode())
    raw = f"Message-ID: <{uuid.uuid4().hex}@mx.example>\r\n".encode() + raw
    first, again = posted(desk, raw), posted(desk, raw)
    assert (first.status, first.json["result"]) == (TAKEN, kind.becomes), first.content
    assert again.json == first.json
    added = [one for one in events_of(desk, "kobar", report_id) if one["type"] in ("replied", "completed")]
    assert len(added) == (kind.becomes == "reply")
    assert all(code not in str(one) for one in added)
    if kind.becomes == "new":
        view = desk.read("nasional", first.json["report_id"]).json
        assert view["channel"] == "email"
        assert len(view["attachments"]) == kind.files
        if kind.words:
            assert view["body"] == kind.words


SHORT = (
    # whose telephone, text, what it becomes
    ("own", "{number} sudah saya lengkapi: di depan toko emas", "complete"),
    ("own", "{number}: di depan toko emas", "complete"),
    ("own", "sudah saya lengkapi {number}", "complete"),
    ("own", "{small} di depan toko emas", "complete"),
    ("own", "{bare} di depan toko emas", "complete"),
    ("own", "{spaced} di depan toko emas", "complete"),
    ("own", "{dashes} di depan toko emas", "complete"),
    ("own +62", "{number} di depan toko emas", "complete"),
    ("own 62", "{number} di depan toko emas", "complete"),
    ("own", "{number} kode {code} di depan toko emas", "complete"),
    ("own", "{number}", "asked"),
    ("own", "{number} ...", "asked"),
    ("stranger", "{number} sudah saya lengkapi: di depan toko emas", "asked"),
    ("stranger", "{number} kode {code} hapus laporan saya", "asked"),
    ("stranger", "{number}", "asked"),
    ("stranger", "LP-7K3M-9Q2X-4TB di depan toko emas di pasar", "asked"),
    ("stranger", "LP-0000-0000-001 di depan toko emas di pasar", "asked"),
    ("own", "LP-0000-0000-001 di depan toko emas di pasar", "asked"),
    ("stranger", "Halo", "asked"),
    ("stranger", "HELP", "asked"),
    ("stranger", "?", "asked"),
    ("stranger", "jalan rusak", "asked"),
    ("own", "terima kasih", "asked"),
    ("stranger", "KOBAR jalan depan pasar rusak parah dua minggu", "new"),
    ("stranger", "kobar, lampu jalan mati di Kumai tiga malam", "new"),
    ("stranger", "Jalan di Kotawaringin Barat rusak parah dan gelap", "new"),
    ("stranger", "Sampah menumpuk di depan sekolah dua minggu", "new"),
    ("stranger", "LP kami tidak pernah dijawab oleh petugas loket", "new"),
    ("own", "Sampah menumpuk di depan sekolah dua minggu", "new"),
    ("stranger", "Tolong pak, air PDAM mati sejak hari Jumat di RT 5", "new"),
    ("stranger", "Selamat pagi. Antrean KTP di Disdukcapil empat jam", "new"),
    ("stranger", "😡😡😡 jalan rusak terus tidak pernah diperbaiki", "new"),
    ("stranger", "j a l a n   r u s a k   d i   p a s a r", "new"),
    ("stranger", "Panjang " * 600, "new"),
    ("TELKOMSEL", "Paket Anda habis. Ketik *363# untuk membeli", "ignored"),
    ("3636", "Selamat! Anda mendapat hadiah, hubungi kami", "ignored"),
    ("BANK-XX", "{number} kode OTP Anda 123456", "ignored"),
    ("+1 415 555 0182", "The street light is broken near the market", "new"),
    ("own", "Jl. Diponegoro no 5 gelap\nsejak Senin malam", "new"),
    ("stranger", "<script>alert(1)</script> jalan rusak di pasar", "new"),
)


def forms_of(report_id: str) -> dict[str, str]:
    """The ways in which people write a number."""
    return {
        "number": report_id,
        "small": report_id.lower(),
        "bare": report_id.replace("-", ""),
        "spaced": report_id.replace("-", " "),
        "dashes": report_id.replace("-", "–"),
    }


def test_there_are_forty_short_messages() -> None:
    assert len(SHORT) == 40


@pytest.mark.parametrize(("whose", "text", "becomes"), SHORT)
def test_each_short_message_becomes_what_the_table_says_and_that_once(
    desk: Desk, whose: str, text: str, becomes: str
) -> None:
    phone = a_phone()
    receipt = asked_for_data(desk, phone=phone)
    said = text.format(**forms_of(receipt["report_id"]), code=receipt["access_code"])
    senders = {"own": phone, "own +62": f"+62 {phone[1:]}", "own 62": f"62{phone[1:]}", "stranger": a_phone()}
    message_id = f"sms-{uuid.uuid4().hex}"
    first, again = (sms(desk, senders.get(whose, whose), said, message_id) for _ in range(2))
    assert (first.status, first.json["result"]) == (TAKEN, becomes), first.content
    assert again.json == first.json
    events = events_of(desk, "kobar", receipt["report_id"])
    assert [one["type"] for one in events].count("completed") == (becomes == "complete")
    assert receipt["access_code"] not in str(events)
    if becomes == "new":
        view = desk.read("nasional", first.json["report_id"]).json
        assert (view["channel"], view["state"]) == ("sms", "submitted")
        if whose == "stranger" and "kobar" in text.lower():
            assert view["holder"]["agency_id"] == "kab.6201"


def test_an_answer_by_mail_adds_to_the_report_with_its_channel_left_as_it_was(desk: Desk) -> None:
    email = an_address()
    receipt = asked_for_data(desk, email=email)
    reply = posted(desk, mail(MORE, sender=email, subject=f"Re: Data diminta ({receipt['report_id']})"))
    assert reply.json == {"result": "complete", "report_id": receipt["report_id"]}
    view = desk.own(receipt)
    assert (view["state"], view["channel"]) == ("submitted", "web")
    assert [one["text"] for one in view["events"] if one["type"] == "completed"] == [MORE]


def test_a_stranger_learns_nothing_of_whether_a_report_is_there(desk: Desk, mailbox: Mailbox) -> None:
    receipt = desk.submit(reporter={"email": an_address()})
    answers = []
    for number in (receipt["report_id"], "LP-7K3M-9Q2X-4TB", "LP-0000-0000-001"):
        stranger = an_address()
        reply = posted(desk, mail(MORE, sender=stranger, subject=f"Re: ({number})"))
        assert reply.json == {"result": "asked", "report_id": None}
        (answer,) = told(mailbox, stranger)
        assert number not in f"{answer.subject}{answer.text}{answer.html}"
        answers.append((answer.subject, answer.text, answer.html))
    assert len(set(answers)) == 1
    assert [one["type"] for one in events_of(desk, "kobar", receipt["report_id"])] == ["submitted"]


def test_who_is_asked_is_asked_once_a_day_as_an_answer_to_their_mail(desk: Desk, mailbox: Mailbox) -> None:
    sender = an_address()
    message_ids = [f"<{number}.{uuid.uuid4().hex}@mx.example>" for number in range(4)]
    for message_id in message_ids:
        raw = f"Message-ID: {message_id}\r\n".encode() + mail("Halo", sender=sender, subject="Halo")
        assert posted(desk, raw).json["result"] == "asked"
    (answer,) = told(mailbox, sender)
    assert answer.headers["Auto-Submitted"] == "auto-replied"
    assert answer.headers["In-Reply-To"] == message_ids[0]
    assert "Paling sedikit 20 huruf" in answer.text
    assert "At least 20 letters" in answer.text


def as_mail(sent: Mail, *, keeps_its_marks: bool) -> bytes:
    """A letter of ours as it arrives elsewhere, with its marks or from a relay that has lost them."""
    marks = [f"{name}: {value}" for name, value in sent.headers.items()] if keeps_its_marks else []
    return f"Message-ID: <{uuid.uuid4().hex}@x.example>\r\n".encode() + mail(
        sent.text, *marks, sender="lapor@lapor.example", subject=sent.subject
    )


def test_two_systems_of_ours_stop_after_one_answer(desk: Desk, mailbox: Mailbox) -> None:
    begun = posted(desk, mail("Halo", sender="lapor@lapor.example", subject="Halo"))
    assert begun.json["result"] == "asked"
    (answer,) = told(mailbox, "lapor@lapor.example")
    for _ in range(5):
        assert posted(desk, as_mail(answer, keeps_its_marks=True)).json["result"] == "ignored"
    assert len(told(mailbox, "lapor@lapor.example")) == 1


def test_whoever_asks_for_no_answer_of_a_machine_gets_none(desk: Desk, mailbox: Mailbox) -> None:
    sender = an_address()
    assert (
        posted(desk, mail("Halo", "X-Auto-Response-Suppress: All", sender=sender, subject="Halo")).json["result"]
        == "asked"
    )
    assert told(mailbox, sender) == []


def test_a_forged_sender_is_a_stranger(desk: Desk) -> None:
    email = an_address()
    receipt = asked_for_data(desk, email=email)
    forged = mail(MORE, "Authentication-Results: mx; dmarc=fail", sender=email, subject=f"({receipt['report_id']})")
    assert posted(desk, forged).json["result"] == "asked"
    assert desk.own(receipt)["state"] == "needs_info"


def test_more_than_a_person_sends_in_a_day_becomes_nothing(desk: Desk) -> None:
    phone = a_phone()
    with open_door(MESSAGES_PER_DAY="2"):
        results = [sms(desk, phone, f"{LONG} {number}").json["result"] for number in range(3)]
    assert results == ["new", "new", "ignored"]


def test_what_a_gateway_had_for_days_counts_from_the_day_it_had_it(desk: Desk) -> None:
    now = scene.real_now()
    for days, counted in ((0, None), (3, 3), (300, 29)):
        taken = sms(desk, a_phone(), LONG, received_at=(now - timedelta(days=days)).isoformat())
        expected = local_date(now - timedelta(days=counted), CAPITAL).isoformat() if counted else None
        assert desk.read("nasional", taken.json["report_id"]).json["received_on"] == expected


def added_to(desk: Desk, report_id: str) -> int:
    """How often somebody's message came to a report."""
    return sum(one["type"] in ("completed", "replied") for one in events_of(desk, "kobar", report_id))


@pytest.mark.parametrize("becomes", ["new", "complete", "asked"])
def test_at_whichever_request_it_breaks_off_a_message_becomes_one_thing(desk: Desk, becomes: str) -> None:
    phone = a_phone()
    receipt = asked_for_data(desk, phone=phone)
    texts = {"new": LONG, "complete": f"{receipt['report_id']} di depan toko emas", "asked": "Halo"}
    for number in range(40):
        sender = phone if becomes == "complete" else a_phone()
        message_id, had, is_cut = f"sms-{uuid.uuid4().hex}", len(reports_of(sender)), False
        try:
            with disturbed(crashes_at(number)):
                sms(desk, sender, texts[becomes], message_id)
        except Crash:
            is_cut = True
        first, again = (sms(desk, sender, texts[becomes], message_id).json for _ in range(2))
        assert first == again
        # Once the data is given, what comes after is a reply.
        assert first["result"] == ("reply" if becomes == "complete" and number else becomes)
        assert len(reports_of(sender)) - had == (becomes == "new")
        if becomes == "complete":
            assert added_to(desk, receipt["report_id"]) == number + 1
        if not is_cut:
            return
    raise AssertionError("it never came to an end")


def test_one_message_twice_in_the_same_instant_becomes_one_thing(desk: Desk) -> None:
    phone = a_phone()
    receipt = desk.submit(reporter={"phone": phone})
    text, others = f"{receipt['report_id']} di depan toko emas", []
    with watched() as wire:
        sms(desk, phone, text)
    for number in range(len(wire.operations)):
        message_id = f"sms-{uuid.uuid4().hex}"

        def come(message_id: str = message_id) -> None:
            others.append(sms(desk, phone, text, message_id).json)

        with disturbed(meanwhile(number, come)):
            mine = sms(desk, phone, text, message_id).json
        assert mine == others[-1] == {"result": "reply", "report_id": receipt["report_id"]}
        assert added_to(desk, receipt["report_id"]) == number + 2


def reports_of(phone: str) -> list[str]:
    """The reports that have a telephone."""
    return contact_index.newest(contact_index.phone_hash(phone), 50)


def test_nothing_of_a_message_or_its_sender_stands_in_a_log(desk: Desk, mailbox: Mailbox, logged: Any) -> None:  # noqa: F811
    sender, phone = an_address(), a_phone()
    receipt = desk.submit(reporter={"email": an_address()})
    for raw in (
        mail(f"{LONG} canary-kata", sender=sender, subject="Canary judul laporan"),
        mail("canary-kata", sender=sender, subject=f"Re: ({receipt['report_id']})"),
        mail("canary-kata", "Auto-Submitted: auto-replied", sender=sender),
        b"canary-kata",
    ):
        posted(desk, raw)
    sms(desk, phone, f"{LONG} canary-kata")
    with disturbed(refuses("GetItem", "ThrottlingException", times=9)):
        sms(desk, phone, f"{LONG} canary-kata")
    told(mailbox, sender)
    log = logged.getvalue()
    assert "/inbound/{channel}" in log
    for private in ("canary-kata", "Canary judul", sender, phone, phone[1:], receipt["report_id"]):
        assert private not in log


@pytest.mark.parametrize("key", ["", KEY[:-1], KEY + "x", "é"])
def test_without_the_key_nothing_comes_in(desk: Desk, key: str) -> None:
    reply = desk.post("/inbound/sms", {}, {"X-Api-Key": key})
    assert (reply.status, reply.code) == (401, "unauthenticated")


def test_where_nothing_comes_in_there_is_no_such_door(desk: Desk) -> None:
    with open_door():
        assert desk.post("/inbound/telex", {}, {"X-Api-Key": KEY}).status == 404
        assert desk.post("/inbound/__init__", {}, {"X-Api-Key": KEY}).status == 404
    with scene.settings_of(INBOUND_KEY_SHA256=""):
        assert desk.post("/inbound/sms", {}, {"X-Api-Key": KEY}).status == 404


def faults(reply: Reply) -> list[tuple[str, str]]:
    """The fields that are wrong, and how."""
    return [(one["field"], one["code"]) for one in reply.error["fields"]]


def test_faults_are_told_at_once(desk: Desk) -> None:
    reply = desk.post("/inbound/sms", {"text": " ", "received_at": "kemarin", "x": 1}, {"X-Api-Key": KEY})
    assert reply.status == 422
    assert faults(reply) == [
        ("from", "required"),
        ("text", "required"),
        ("received_at", "not_an_instant"),
        ("message_id", "required"),
        ("x", "unknown_field"),
    ]
    raw = desk.ask("POST", "/inbound/sms", {"X-Api-Key": KEY, "Content-Type": "message/rfc822"}, mail(LONG))
    assert raw.status == 415
    assert faults(posted(desk, mail(LONG, sender="siti"))) == [("from", "not_an_email")]
