"""What the mail service tells of a letter, in whatever order, twice, and before our own "sent" (row 23)."""

import itertools
import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from chalice.local import LambdaContext

import app
from chalicelib import access_codes, clock
from chalicelib.domain.actors import Actor, Role
from chalicelib.domain.commands import Forward, Withdraw
from chalicelib.service import commands
from chalicelib.service.commands import Opened
from chalicelib.store import deliveries, reports, suppression, undelivered
from chalicelib.store.deliveries import ClaimOutcome, DeliveryKey
from chalicelib.store.items import undelivered_in
from chalicelib.store.models.deliveries import SuppressedItem
from chalicelib.store.models.reports import HeadItem
from chalicelib.store.packing import values_in
from infra.local import mail_events
from infra.local.mailbox import Mailbox
from tests.notify.mail_stub import MailStub
from tests.notify.scene import letters_of, record, settle_everything, stream, submitted

AT = "2026-11-25T01:02:03.000Z"
LEASE = timedelta(seconds=60)
PARTS: dict[str, tuple[str, str, dict[str, Any]]] = {
    "Delivery": ("Email Delivered", "delivery", {"timestamp": AT}),
    "DeliveryDelay": ("Email Delivery Delayed", "deliveryDelay", {"timestamp": AT, "delayType": "MailboxFull"}),
    "Reject": ("Email Rejected", "reject", {"reason": "Bad content"}),
    "Bounce": ("Email Bounced", "bounce", {"timestamp": AT, "bounceType": "Permanent", "bounceSubType": "General"}),
    "Passing": (
        "Email Bounced",
        "bounce",
        {"timestamp": AT, "bounceType": "Transient", "bounceSubType": "General"},
    ),
    "Complaint": ("Email Complaint Received", "complaint", {"timestamp": AT, "complaintFeedbackType": "abuse"}),
}
WAYS = ("email", "sms")
"""What becomes of a message is written alike, whichever way it went."""


def told(letter: DeliveryKey, what: str, to: str) -> None:
    """SES tells of a letter, through EventBridge, to the function itself."""
    detail_type, part, content = PARTS[what]
    tags = {"report": [letter.report_id], "seq": [str(letter.seq)], "recipient": [letter.recipient]}
    tags |= {"ses:configuration-set": ["lapor"], "ses:outgoing-ip": ["192.0.2.1"]}
    mail = {"timestamp": AT, "messageId": "0100", "destination": [to], "tags": tags, "headersTruncated": False}
    event = {
        "version": "0",
        "id": str(uuid.uuid4()),
        "detail-type": detail_type,
        "source": "aws.ses",
        "account": "000000000000",
        "time": AT,
        "region": "ap-southeast-3",
        "resources": [],
        "detail": {"eventType": "Bounce" if what == "Passing" else what, "mail": mail, part: content},
    }
    app.mail_events(event, LambdaContext("mail_events", 512, 25_000))


def somebody() -> str:
    """An address nobody else has."""
    return f"warga-{uuid.uuid4().hex[:12]}@warga.example"


def is_suppressed(address: str) -> bool:
    """Whether no mail may go there."""
    return bool(suppression.suppressed([access_codes.address_hash(address)]))


def outcome(report_id: str) -> dict[str, Any]:
    """Everything on record of the reporter's letter and of whom mail did not reach, but for the times."""
    (letter,) = [one for one in letters_of(report_id) if one.sk.endswith("#reporter")]
    stored = reports.load(report_id)
    assert stored
    facts = ("sent_at", "delivered_at", "delayed_at", "complained_at", "failed_at")
    return {
        **{name: bool(getattr(letter, name)) for name in facts},
        "reason": letter.failed_reason,
        "undelivered": {name: one.reason for name, one in stored.undelivered.items()},
    }


@pytest.mark.parametrize(
    "happened",
    [("Delivery",), ("Delivery", "Complaint"), ("DeliveryDelay", "Bounce"), ("Delivery", "Bounce", "Complaint")],
    ids="+".join,
)
def test_row_23_every_order_and_every_repeat_comes_to_the_same(happened: tuple[str, ...]) -> None:
    ends = []
    for order in itertools.permutations([*happened, "sent"]):
        to = somebody()
        report_id = submitted(reporter={"email": to}).report_id
        letter = DeliveryKey(report_id, 1, "reporter")
        assert deliveries.claim(letter, clock.now(), LEASE).standing is ClaimOutcome.MINE
        for _ in ("once", "and all of it again"):
            for what in order:
                if what == "sent":
                    deliveries.mark_sent(letter, "0100", clock.now(), in_doubt=False, was_unreached=False)
                else:
                    told(letter, what, to)
            ends.append((outcome(report_id), is_suppressed(to)))
        assert deliveries.claim(letter, clock.now() + 2 * LEASE, LEASE).standing is ClaimOutcome.DONE
    assert all(end == ends[0] for end in ends)
    settle_everything()


@pytest.mark.parametrize(
    ("what", "reason", "barred"),
    [
        ("Delivery", None, False),
        ("DeliveryDelay", None, False),
        ("Reject", "rejected", False),
        ("Bounce", "bounced", True),
        ("Passing", "bounced", False),
        ("Complaint", None, True),
    ],
)
def test_what_each_event_means(post: MailStub, what: str, reason: str | None, barred: bool) -> None:
    to = somebody()
    report_id = submitted(reporter={"email": to}).report_id
    stream(record(report_id, 1))
    told(DeliveryKey(report_id, 1, "reporter"), what, to)
    end = outcome(report_id)
    assert end["reason"] == reason
    assert end["undelivered"] == ({"reporter": reason} if reason else {})
    assert is_suppressed(to) == is_suppressed(to.upper()) == barred


@pytest.mark.parametrize("what", ["Complaint", "Bounce"])
def test_a_suppressed_address_is_never_mailed_again_and_that_is_seen(post: MailStub, what: str) -> None:
    to = somebody()
    first = submitted(reporter={"email": to}).report_id
    stream(record(first, 1))
    told(DeliveryKey(first, 1, "reporter"), what, to)
    second = submitted(reporter={"email": to.upper()}).report_id
    stream(record(second, 1))
    assert [letter for letter in post.asked if letter[0] == second] == [(second, 1, "officer_kobar")]
    assert outcome(second)["undelivered"] == {"reporter": "suppressed"}


def test_a_complaint_is_not_forgotten_over_a_bounce() -> None:
    one = access_codes.address_hash(somebody())
    for why in (suppression.Suppression.COMPLAINT, suppression.Suppression.BOUNCE):
        suppression.suppress(one, why, clock.now())
    item = SuppressedItem.get(f"ADDRESS#{one}", "SUPPRESSED")
    assert item.reason == "complaint"


def test_an_event_about_a_mail_that_is_not_ours_changes_nothing() -> None:
    to = somebody()
    told(DeliveryKey("LP-0000-0000-000", 7, "reporter"), "Delivery", to)
    event = {"detail": {"eventType": "Bounce", "bounce": {}, "mail": {"timestamp": AT, "tags": {}}}}
    app.mail_events({**_envelope(), **event}, LambdaContext("mail_events", 512, 25_000))
    assert letters_of("LP-0000-0000-000") == []


def _envelope() -> dict[str, Any]:
    return {"version": "0", "id": "1", "detail-type": "Email Bounced", "source": "aws.ses", "account": "0",
            "time": AT, "region": "x", "resources": []}  # fmt: skip


def _take_later_letter(report_id: str, *, was_unreached: bool) -> None:
    """The reporter hears of a later event: written as dispatch does."""
    _withdraw(report_id)
    later = DeliveryKey(report_id, 2, "reporter")
    deliveries.claim(later, clock.now(), LEASE)
    deliveries.mark_sent(later, "0101", clock.now(), in_doubt=False, was_unreached=was_unreached)


def test_a_later_letter_that_is_taken_clears_the_mark(post: MailStub) -> None:
    to = somebody()
    report_id = submitted(reporter={"email": to}).report_id
    stream(record(report_id, 1))
    told(DeliveryKey(report_id, 1, "reporter"), "Passing", to)
    stored = reports.load(report_id)
    assert stored
    assert set(stored.undelivered) == {"reporter"}
    _take_later_letter(report_id, was_unreached=True)
    stored = reports.load(report_id)
    assert stored
    assert stored.undelivered == {}


def test_a_bounce_told_late_marks_nobody_who_was_reached_since(post: MailStub) -> None:
    to = somebody()
    report_id = submitted(reporter={"email": to}).report_id
    stream(record(report_id, 1))
    _take_later_letter(report_id, was_unreached=False)
    told(DeliveryKey(report_id, 1, "reporter"), "Passing", to)
    stored = reports.load(report_id)
    assert stored
    assert stored.undelivered == {}
    (first, _) = [one for one in letters_of(report_id) if one.sk.endswith("#reporter")]
    assert first.failed_reason == "bounced"


def _withdraw(report_id: str) -> None:
    """One more event; a decision keeps the marks."""
    stored = reports.load(report_id)
    assert stored
    after = commands.carry_out(Opened(stored, commands.REPORTER), Withdraw(), None, clock.now())
    assert (after.report.seq, after.undelivered) == (2, stored.undelivered)


def test_given_up_in_doubt_the_mail_services_word_puts_it_right(post: MailStub) -> None:
    report_id = submitted().report_id
    letter = DeliveryKey(report_id, 1, "reporter")
    deliveries.claim(letter, clock.now(), LEASE)
    deliveries.mark_failed(letter, deliveries.IN_DOUBT, clock.now())
    assert outcome(report_id)["undelivered"] == {"reporter": "in_doubt"}
    told(letter, "Delivery", "canary@warga.example")
    end = outcome(report_id)
    assert (end["delivered_at"], end["failed_at"], end["reason"], end["undelivered"]) == (True, False, None, {})


def test_what_the_mail_service_has_taken_is_not_given_up(post: MailStub) -> None:
    report_id = submitted().report_id
    letter = DeliveryKey(report_id, 1, "reporter")
    deliveries.claim(letter, clock.now(), LEASE)
    told(letter, "DeliveryDelay", "canary@warga.example")
    deliveries.mark_failed(letter, deliveries.IN_DOUBT, clock.now())
    end = outcome(report_id)
    assert (end["sent_at"], end["failed_at"], end["undelivered"]) == (True, False, {})


def _mark_another(report_id: str) -> None:
    deliveries.mark_failed(DeliveryKey(report_id, 1, "officer_nasional"), "suppressed", clock.now())


def _forward(report_id: str) -> None:
    stored = reports.load(report_id)
    assert stored
    commands.carry_out(Opened(stored, Actor(Role.NATION, "ri", "nasional")), Forward("kab.6201"), None, clock.now())


@pytest.mark.parametrize(
    ("in_the_midst", "unreached", "institution"),
    [(_mark_another, {"reporter", "officer_nasional"}, "ri"), (_forward, {"reporter"}, "kab.6201")],
)
def test_what_happens_in_the_midst_of_marking_is_not_written_over(
    monkeypatch: pytest.MonkeyPatch, in_the_midst: Callable[[str], None], unreached: set[str], institution: str
) -> None:
    report_id = submitted(agency_id=None).report_id
    reading = undelivered._head

    def overtaken(report_id: str) -> Any:
        head = reading(report_id)
        monkeypatch.setattr(undelivered, "_head", reading)
        in_the_midst(report_id)
        return head

    monkeypatch.setattr(undelivered, "_head", overtaken)
    deliveries.mark_failed(DeliveryKey(report_id, 1, "reporter"), "rejected", clock.now())
    head = HeadItem.get(f"REPORT#{report_id}", "HEAD")
    assert set(undelivered_in(head.undelivered)) == unreached
    assert (values_in(head.for_all)["holder"], (head.undelivered_pk or "").split("#")[0]) == (institution, institution)


def tell_every_event(mailbox: Mailbox, now: float) -> int:
    """Batch after batch until none is due; how many were told."""
    handed_over: Callable[[dict[str, Any], LambdaContext], Any] = app.mail_events
    total = 0
    while told := mail_events.tell(mailbox, handed_over, now):
        total += told
    return total


def test_on_one_machine_addresses_of_the_simulator_bounce_and_complain(mailbox: Mailbox) -> None:
    bounced = f"bounce+{uuid.uuid4().hex[:8]}@simulator.amazonses.com"
    complained = f"complaint+{uuid.uuid4().hex[:8]}@simulator.amazonses.com"
    good = somebody()
    tell_every_event(mailbox, 2e9)  # what other tests left
    made = {to: submitted(reporter={"email": to}).report_id for to in (bounced, complained, good)}
    for report_id in made.values():
        stream(record(report_id, 1))
    assert tell_every_event(mailbox, 2e9) == 6
    assert tell_every_event(mailbox, 2e9) == 0, "each is told once"
    assert outcome(made[bounced])["undelivered"] == {"reporter": "bounced"}
    assert outcome(made[complained])["complained_at"]
    assert outcome(made[good])["delivered_at"]
    assert [is_suppressed(to) for to in made] == [True, True, False]


def test_an_event_the_application_could_not_take_is_told_again(mailbox: Mailbox) -> None:
    tell_every_event(mailbox, 3e9)  # what other tests left
    report_id = submitted().report_id
    stream(record(report_id, 1))

    def failing(event: dict[str, Any], context: LambdaContext) -> None:
        raise RuntimeError("no database")

    def tell_all(handler: Callable[[dict[str, Any], LambdaContext], Any], now: float) -> int:
        return mail_events.tell(mailbox, handler, now)

    assert tell_all(failing, 3e9) == 0
    assert tell_all(app.mail_events, 3e9 + 0.5) == 0
    assert tell_all(app.mail_events, 3e9 + 2) >= 2
    assert outcome(report_id)["delivered_at"]
