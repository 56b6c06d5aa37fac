"""A reporter puts their address right: old and new are told, and what did not arrive goes out once more."""

from typing import Any

import pytest

from chalicelib import clock
from chalicelib.domain.commands import Contact
from chalicelib.notify import delivery, sending
from chalicelib.notify.short_texts.segments import segments_of
from chalicelib.service import commands
from chalicelib.service.commands import Opened
from chalicelib.store import deliveries, identities, reports
from chalicelib.store.deliveries import DeliveryKey
from chalicelib.store.identities import ContactDetails
from chalicelib.store.items import event_key
from infra.local.mailbox import Mail, Mailbox
from tests.local_cloud import MAIL_PORT
from tests.notify.courses import REPORTER
from tests.notify.scene import context, settings_of, submitted

WRONG, RIGHT = "siti.salah@warga.example", "siti.benar@warga.example"


def told(report_id: str) -> None:
    """Everything that is to tell of a report."""
    for seq in range(1, stored(report_id).report.seq + 1):
        delivery.tell(report_id, event_key(seq), sending.Round(context()))


def stored(report_id: str) -> Any:
    """The report as it is."""
    found = reports.load(report_id)
    assert found
    return found


def change(report_id: str, **contact: str) -> None:
    """The reporter's command."""
    commands.carry_out(Opened(stored(report_id), REPORTER), Contact(**contact), None, clock.now())


def to(mailbox: Mailbox, report_id: str, address: str) -> list[Mail]:
    """The letters about a report that went to an address."""
    return [mail for mail in mailbox.mails() if (mail.report_id, mail.to) == (report_id, address)]


def test_old_and_new_are_told_and_what_did_not_arrive_comes_once_more(mailbox: Mailbox) -> None:
    report_id = submitted(reporter={"name": "Siti", "email": WRONG}).report_id
    told(report_id)
    deliveries.mark_returned(DeliveryKey(report_id, 1, "reporter"), "bounced", clock.now())
    assert "reporter" in stored(report_id).undelivered

    change(report_id, email=RIGHT)
    told(report_id)
    told(report_id)
    assert "reporter" not in stored(report_id).undelivered
    subjects = [mail.subject.partition(":")[0] for mail in to(mailbox, report_id, RIGHT)]
    assert sorted(subjects) == ["Kontak laporan Anda diubah", "Laporan Anda sudah kami terima"]
    first, last = to(mailbox, report_id, WRONG)
    assert last.subject.startswith("Alamat email laporan ini diganti")
    receipt = next(mail for mail in to(mailbox, report_id, RIGHT) if "terima" in mail.subject)
    code = receipt.text.partition("#")[2].split()[0]
    assert code
    assert code in first.text
    assert code not in f"{last.text}{last.html}", "whoever has the old address by mistake gets no key"
    for mail in mailbox.mails():
        if mail.to not in (WRONG, RIGHT):
            assert WRONG not in mail.text + mail.html
            assert RIGHT not in mail.text + mail.html

    change(report_id, phone="0812 3456 7890")
    told(report_id)
    assert len([mail for mail in to(mailbox, report_id, RIGHT) if "terima" in mail.subject]) == 1, "once"
    assert identities.former_contact(report_id, 2) == ContactDetails()
    found = identities.load_identity(report_id)
    assert found
    assert (found.name, found.email, found.phone) == ("Siti", RIGHT, "0812 3456 7890")


def test_no_value_stands_in_the_event_and_a_wrong_old_address_bothers_nobody(mailbox: Mailbox) -> None:
    report_id = submitted(reporter={"email": WRONG}).report_id
    change(report_id, email=RIGHT)
    event = reports.load_event(report_id, 2)
    assert event
    assert (event.data, dict(event.changes)) == ({"changed": ["email"]}, {})
    told(report_id)
    deliveries.mark_returned(DeliveryKey(report_id, 2, "former"), "bounced", clock.now())
    assert stored(report_id).undelivered == {}


def by_telephone(mailbox: Mailbox, report_id: str, phone: str) -> list[str]:
    """What a telephone was told of a report."""
    return [one.text for one in mailbox.short_messages(f"+62{phone[1:]}") if one.report_id == report_id]


@pytest.mark.parametrize("change_to", [{"phone": "08129000002"}, {"email": RIGHT}], ids=["telephone", "mail"])
def test_a_telephone_hears_that_it_is_told_no_more(mailbox: Mailbox, change_to: dict[str, str]) -> None:
    former = "08129000001"
    with settings_of(SHORT_MESSAGES="yes", SMS_ENDPOINT=f"http://127.0.0.1:{MAIL_PORT}"):
        report_id = submitted(reporter={"name": "Siti", "phone": former}).report_id
        told(report_id)
        deliveries.mark_returned(DeliveryKey(report_id, 1, "reporter"), "bounced", clock.now())
        change(report_id, **change_to)
        for _ in range(2):
            told(report_id)
    receipt, last = by_telephone(mailbox, report_id, former)
    assert report_id in last
    assert "tidak lagi dikirim ke nomor ini" in last
    assert "/lacak" not in last
    assert segments_of(last) == 1
    code = receipt.partition("#")[2].split()[0]
    assert code not in last
    if "phone" in change_to:
        again, changed = sorted(by_telephone(mailbox, report_id, change_to["phone"]), key=lambda one: "Kontak" in one)
        assert code in again, "what did not arrive there comes here"
        assert "Kontak" in changed
    else:
        assert len(to(mailbox, report_id, RIGHT)) == 2
    assert identities.former_contact(report_id, 2) == ContactDetails()


def test_another_telephone_of_somebody_told_by_mail_is_told_nothing(mailbox: Mailbox) -> None:
    with settings_of(SHORT_MESSAGES="yes", SMS_ENDPOINT=f"http://127.0.0.1:{MAIL_PORT}"):
        report_id = submitted(reporter={"email": RIGHT, "phone": "08129000003"}).report_id
        change(report_id, phone="08129000004")
        told(report_id)
    assert by_telephone(mailbox, report_id, "08129000003") == by_telephone(mailbox, report_id, "08129000004") == []
    assert len(to(mailbox, report_id, RIGHT)) == 2
