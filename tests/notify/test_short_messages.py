"""A reporter with a telephone alone is told by short message, through the endpoint that stands in for SNS."""

import itertools
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from chalicelib import clock
from chalicelib.domain.actors import Actor, Role
from chalicelib.domain.commands import Accept, Answer, Complete, Erase, Forward, Progress, RequestData
from chalicelib.notify import channels
from chalicelib.notify.channels import Address, MessageRefused
from chalicelib.notify.channels import sms as sms_channel
from chalicelib.notify.short_texts import ShortMessage
from chalicelib.service import commands
from chalicelib.service.commands import Opened
from chalicelib.store import identities, reports
from chalicelib.store.identities import ContactDetails
from infra.local.mailbox import Mail, Mailbox
from tests.local_cloud import MAIL_PORT
from tests.notify.scene import drain, letters_of, settings_of, submitted

ENDPOINT = f"http://127.0.0.1:{MAIL_PORT}"
ON = {"SHORT_MESSAGES": "yes", "SMS_ENDPOINT": ENDPOINT, "SMS_SENDER_ID": "LAPOR"}
COORDINATOR = Actor(Role.COORDINATOR, "kab.6201", "kobar")
LIAISON = Actor(Role.LIAISON, "kab.6201.dpupr", "dpupr")
REPORTER = Actor(Role.REPORTER)
_numbers = itertools.count(uuid4().int % 10_000_000)


def number() -> str:
    """A telephone that no other test has."""
    return f"0811-{next(_numbers):07d}"


def sent_to(mailbox: Mailbox, phone: str) -> list[Mail]:
    """The short messages to a number."""
    return mailbox.short_messages(f"+62{phone.replace('-', '')[1:]}")


def life(report_id: str, *steps: tuple[Actor, Any]) -> None:
    """Command after command, a minute apart, each told."""
    for minute, (actor, command) in enumerate(steps, 1):
        stored = reports.load(report_id)
        assert stored
        commands.carry_out(Opened(stored, actor), command, None, clock.now() + timedelta(minutes=minute))
    drain({report_id})


def test_what_needs_them_reaches_a_telephone_each_once(mailbox: Mailbox) -> None:
    phone = number()
    with settings_of(**ON):
        report_id = submitted(reporter={"name": "Canary Nama", "phone": phone}).report_id
        life(
            report_id,
            (COORDINATOR, Forward("kab.6201.dpupr")),
            (LIAISON, RequestData("Canary: di kilometer berapa?")),
            (REPORTER, Complete("Di kilometer tiga, dekat masjid.")),
            (LIAISON, Accept()),
            (LIAISON, Progress("Canary: alat sudah dipesan.")),
            (LIAISON, Answer("Canary: lubang sudah ditambal kemarin.")),
        )
    told = sent_to(mailbox, phone)
    said = ["kami terima", "diteruskan", "keterangan Anda paling lambat", "dijawab"]
    assert [next(word for word in said if word in one.text) for one in told] == said
    assert all(report_id in one.text and "/lacak#" in one.text for one in told)
    assert not [one for one in told if "anary" in one.text], "no word of theirs, nor of an officer's"
    assert {one.sender for one in told} == {"LAPOR"}
    assert {one.report_id for one in told} == {report_id}


def test_who_gave_both_is_told_by_mail_alone(mailbox: Mailbox) -> None:
    phone, email = number(), f"siti-{uuid4().hex[:8]}@warga.example"
    with settings_of(**ON):
        report_id = submitted(reporter={"name": "Siti", "phone": phone, "email": email}).report_id
        drain({report_id})
    assert len(mailbox.mails(email)) == 1
    assert sent_to(mailbox, phone) == []


def test_without_short_messages_a_telephone_is_told_nothing_and_nothing_waits(mailbox: Mailbox) -> None:
    phone = number()
    with settings_of(**ON | {"SHORT_MESSAGES": "no"}):
        report_id = submitted(reporter={"name": "Siti", "phone": phone}).report_id
        drain({report_id})
    assert sent_to(mailbox, phone) == []
    assert [one.sk for one in letters_of(report_id)] == ["TELL#000001#officer_kobar"]


def test_the_last_word_of_an_erased_report_reaches_its_telephone(mailbox: Mailbox) -> None:
    phone = number()
    with settings_of(**ON):
        report_id = submitted(reporter={"name": "Siti", "phone": phone}).report_id
        drain({report_id})
        life(report_id, (REPORTER, Erase()))
    last = sent_to(mailbox, phone)[-1]
    assert "sudah dihapus" in last.text
    assert "/lacak" not in last.text
    assert identities.reporters_contact(report_id) == ContactDetails()


@pytest.mark.parametrize(
    ("phone", "to"),
    [
        ("0812 3456 7890", "+6281234567890"),
        ("+62 (0)812-3456-7890", "+6281234567890"),
        ("0062812 3456 7890", "+6281234567890"),
        ("+60 12-345 6789", "+60123456789"),
        ("(021) 500 1234", None),
        ("0532 21122", None),
        ("12", None),
        ("", None),
        (None, None),
    ],
)
def test_a_number_is_sent_in_its_normal_form_or_not_at_all(phone: str | None, to: str | None) -> None:
    assert sms_channel.address_in(ContactDetails(None, phone)) == to


def test_the_way_is_their_own_channels_or_the_first_that_reaches_them() -> None:
    both = ContactDetails("siti@warga.example", "0812 3456 7890")
    by_mail, by_telephone = Address("email", "siti@warga.example"), Address("sms", "+6281234567890")
    with settings_of(**ON):
        assert channels.address_of(both) == channels.address_of(both, "walk_in") == by_mail
        assert channels.address_of(both, "sms") == by_telephone
        assert channels.address_of(ContactDetails(None, "0812 3456 7890"), "email") == by_telephone
        assert channels.address_of(ContactDetails("kein@", None)) is None
    with settings_of(**ON | {"SHORT_MESSAGES": "no"}):
        assert channels.address_of(both, "sms") == by_mail


def test_a_number_that_the_service_refuses_is_refused_for_good() -> None:
    with settings_of(**ON), pytest.raises(MessageRefused):
        sms_channel.send(ShortMessage("reporter", "+0", "Halo"), "LP-7QK2-M4ZD-9X0", 1)
