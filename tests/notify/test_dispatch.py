"""Dispatch: every event is told to whom it concerns, in words they may read. What may go wrong: test_faults."""

from collections import Counter

from chalicelib import clock
from chalicelib.domain.actors import Actor, Role
from chalicelib.domain.commands import Erase, Forward
from chalicelib.notify.dispatch import tell
from chalicelib.service import commands
from chalicelib.service.commands import Opened
from chalicelib.store import directory_lookup, reports
from infra.local.mailbox import Mailbox
from tests.notify.scene import context, is_settled, mails_about, record, submitted

NATION = Actor(Role.NATION, "ri", "nasional")


def test_the_reporter_gets_a_receipt_and_the_coordinator_a_notice(mailbox: Mailbox) -> None:
    receipt = submitted()
    assert not is_settled(receipt.report_id, 1)
    assert tell({"Records": [record(receipt.report_id, 1)]}, context()) == {"batchItemFailures": []}
    to = {mail.to: mail for mail in mails_about(mailbox, receipt.report_id)}
    assert set(to) == {"canary@warga.example", "kobar@petugas.example"}
    link = f"https://lapor.example/lacak#{receipt.report_id}.{receipt.access_code}"
    assert link in to["canary@warga.example"].text
    assert link in to["canary@warga.example"].html
    by_itself = {"Auto-Submitted": "auto-generated", "X-Lapor-Sent": "1"}
    assert [mail.headers for mail in to.values()] == [by_itself, by_itself], "nobody unsubscribes from a receipt"
    assert is_settled(receipt.report_id, 1)


def test_nothing_private_reaches_an_officers_mail_or_a_subject(mailbox: Mailbox) -> None:
    receipt = submitted()
    tell({"Records": [record(receipt.report_id, 1)]}, context())
    for mail in mails_about(mailbox, receipt.report_id):
        assert receipt.report_id in mail.subject
        whole = f"{mail.subject} {mail.text} {mail.html}"
        private = ["canary-7f3a", "Canary Nama", "0812"]
        if mail.to != "canary@warga.example":
            private += ["canary@", receipt.access_code]
        assert not [word for word in private if word in whole]


def test_a_record_that_comes_again_tells_nobody_twice(mailbox: Mailbox) -> None:
    receipt = submitted()
    batch = {"Records": [record(receipt.report_id, 1, "1"), record(receipt.report_id, 1, "2")]}
    for _ in range(3):
        assert tell(batch, context()) == {"batchItemFailures": []}
    assert Counter(mail.to for mail in mails_about(mailbox, receipt.report_id)).most_common(1)[0][1] == 1


def test_the_new_holder_hears_of_a_forward_and_nobody_of_a_verification(mailbox: Mailbox) -> None:
    receipt = submitted(agency_id=None)
    stored = reports.load(receipt.report_id)
    assert stored
    commands.carry_out(Opened(stored, NATION), Forward("kab.6201.dpupr"), None, clock.now())
    tell({"Records": [record(receipt.report_id, 2)]}, context())
    assert {mail.to for mail in mails_about(mailbox, receipt.report_id)} == {
        "canary@warga.example",
        "dpupr@petugas.example",
    }


def test_a_unit_without_a_liaison_leaves_it_to_the_coordinator(mailbox: Mailbox) -> None:
    receipt = submitted(agency_id=None)
    stored = reports.load(receipt.report_id)
    assert stored
    lonely = next(
        agency_id
        for agency_id, agency in directory_lookup.units_of("kab.6201").items()
        if agency.accepts_reports
        and not directory_lookup.officers_of(agency_id, "liaison")
        and agency.kind != "INSPEKTORAT"
    )
    commands.carry_out(Opened(stored, NATION), Forward(lonely), None, clock.now())
    tell({"Records": [record(receipt.report_id, 2)]}, context())
    assert {mail.to for mail in mails_about(mailbox, receipt.report_id)} == {
        "canary@warga.example",
        "kobar@petugas.example",
    }


def test_a_reported_institution_gets_no_mail(mailbox: Mailbox) -> None:
    receipt = submitted(reported_agencies=["kab.6201"])
    tell({"Records": [record(receipt.report_id, 1)]}, context())
    assert {mail.to for mail in mails_about(mailbox, receipt.report_id)} == {
        "canary@warga.example",
        "nasional@petugas.example",
    }


def test_letters_speak_the_reporters_language(mailbox: Mailbox) -> None:
    receipt = submitted(language="en", anonymous=True)
    tell({"Records": [record(receipt.report_id, 1)]}, context())
    letter = next(mail for mail in mails_about(mailbox, receipt.report_id) if mail.to.startswith("canary"))
    assert letter.subject == f"We have received your report: Jalan berlubang di depan pasar ({receipt.report_id})"
    assert "anonymously" in letter.text
    assert '<html lang="en">' in letter.html


def test_nothing_is_sent_when_too_little_time_is_left(mailbox: Mailbox) -> None:
    receipt = submitted()
    assert tell({"Records": [record(receipt.report_id, 1)]}, context(2_000))["batchItemFailures"]
    assert mails_about(mailbox, receipt.report_id) == []


def test_what_was_erased_meanwhile_is_told_to_nobody(mailbox: Mailbox) -> None:
    receipt = submitted()
    stored = reports.load(receipt.report_id)
    assert stored
    commands.carry_out(Opened(stored, commands.REPORTER), Erase(), None, clock.now())
    assert tell({"Records": [record(receipt.report_id, 1)]}, context()) == {"batchItemFailures": []}
    assert mails_about(mailbox, receipt.report_id) == []
