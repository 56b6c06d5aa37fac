"""A reporter puts their address right: old and new are told, and what did not arrive goes out once more."""

from typing import Any

from chalicelib import clock
from chalicelib.domain.commands import Contact
from chalicelib.notify import delivery, sending
from chalicelib.service import commands
from chalicelib.service.commands import Opened
from chalicelib.store import deliveries, identities, reports
from chalicelib.store.deliveries import DeliveryKey
from chalicelib.store.items import event_key
from infra.local.mailbox import Mail, Mailbox
from tests.notify.courses import REPORTER
from tests.notify.scene import context, submitted

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
    assert identities.former_address(report_id, 2) is None
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
