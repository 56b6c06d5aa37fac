"""Dispatch: every event is told to whom it concerns, once, whatever is repeated or fails in between."""

import itertools
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from chalice.local import LambdaContext

from chalicelib import clock
from chalicelib.domain.commands import Erase, Forward
from chalicelib.domain.events import Actor, Role
from chalicelib.intake.submission import Submission, parse_submission
from chalicelib.notify import ses
from chalicelib.notify.dispatch import tell
from chalicelib.service import acting, submitting
from chalicelib.service.acting import Opened
from chalicelib.settings import settings
from chalicelib.store import directory, reports, tellings
from chalicelib.store.failures import Conflict
from chalicelib.store.tables import EventItem
from infra.local.mailbox import Mail, Mailbox

_numbers = itertools.count()
NATION = Actor(Role.NATION, "ri", "nasional")


@pytest.fixture(autouse=True)
def _standing(mailbox: Mailbox) -> None:
    """Everything here needs database and mail."""


@contextmanager
def settings_of(**changes: str) -> Iterator[None]:
    """Other settings for a while, as another environment would give them."""
    with pytest.MonkeyPatch.context() as environment:
        for name, value in changes.items():
            environment.setenv(name, value)
        _read_anew()
        yield
    _read_anew()


def _read_anew() -> None:
    settings.cache_clear()
    ses._client.cache_clear()


def context(milliseconds: int = 25_000) -> LambdaContext:
    """What Lambda hands a function, with so much time left."""
    return LambdaContext("dispatch", 512, milliseconds)


def submission(**changes: Any) -> Submission:
    """A citizen's report."""
    fields: dict[str, Any] = {
        "classification": "complaint",
        "title": "Jalan berlubang di depan pasar",
        "body": "Rahasia canary-7f3a: ada lubang besar di depan pasar.",
        "category": "pekerjaan-umum",
        "agency_id": "kab.6201",
        "reporter": {"name": "Canary Nama", "email": "canary@warga.example", "phone": "0812 0000 0000"},
        "consent": True,
    }
    tree = directory.directory_covering(["kab.6201", "kab.6202"])
    return parse_submission(
        fields | changes, category_ids=directory.categories(), agencies=tree, today=clock.now().date()
    )


def submitted(**changes: Any) -> submitting.Receipt:
    """A report received, and nobody told yet."""
    return submitting.submit(submission(**changes), f"surat-{next(_numbers):06}", "127.0.0.1", clock.now())


def record(report_id: str, seq: int, number: str = "1", event_name: str = "INSERT") -> dict[str, Any]:
    """A stream record of an event, as Lambda shapes it."""
    keys = {"pk": {"S": f"REPORT#{report_id}"}, "sk": {"S": f"EVENT#{seq:06d}"}}
    return {
        "eventID": number,
        "eventName": event_name,
        "eventSource": "aws:dynamodb",
        "dynamodb": {"Keys": keys, "NewImage": keys, "SequenceNumber": number.zfill(21)},
    }


def mails_about(mailbox: Mailbox, report_id: str) -> list[Mail]:
    """What was sent about one report."""
    return [mail for mail in mailbox.mails() if mail.report_id == report_id]


def is_settled(report_id: str, seq: int) -> bool:
    """Whether the event left the list of what is still to tell."""
    return EventItem.get(f"REPORT#{report_id}", f"EVENT#{seq:06d}").telling_pk is None


def test_the_reporter_gets_a_receipt_and_the_coordinator_a_notice(mailbox: Mailbox) -> None:
    receipt = submitted()
    assert not is_settled(receipt.report_id, 1)
    assert tell({"Records": [record(receipt.report_id, 1)]}, context()) == {"batchItemFailures": []}
    to = {mail.to: mail for mail in mails_about(mailbox, receipt.report_id)}
    assert set(to) == {"canary@warga.example", "kobar@petugas.example"}
    link = f"https://lapor.example/lacak#{receipt.report_id}.{receipt.access_code}"
    assert link in to["canary@warga.example"].text
    assert link in to["canary@warga.example"].html
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
    acting.carry_out(Opened(stored, NATION), Forward("kab.6201.dpupr"), None, clock.now())
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
        for agency_id, agency in directory.units_of("kab.6201").items()
        if agency.accepts_reports and not directory.officers_of(agency_id, "liaison") and agency.kind != "INSPEKTORAT"
    )
    acting.carry_out(Opened(stored, NATION), Forward(lonely), None, clock.now())
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
    assert letter.subject == f"{receipt.report_id}: We have received your report"
    assert "anonymously" in letter.text
    assert '<html lang="en">' in letter.html


def test_while_the_mail_service_is_down_the_record_comes_back(mailbox: Mailbox) -> None:
    receipt = submitted()
    batch = {"Records": [record(receipt.report_id, 1, "7")]}
    again = {"batchItemFailures": [{"itemIdentifier": "7".zfill(21)}]}
    with settings_of(SES_ENDPOINT="http://127.0.0.1:1", TELLING_LEASE_SECONDS="1"):
        assert tell(batch, context()) == again
    assert not is_settled(receipt.report_id, 1)
    # Somebody might be sending still: the letter waits for the end of the lease.
    assert tell(batch, context()) == again
    assert mails_about(mailbox, receipt.report_id) == []
    time.sleep(1.1)
    assert tell(batch, context()) == {"batchItemFailures": []}
    assert len(mails_about(mailbox, receipt.report_id)) == 2


def test_a_poisoned_record_holds_nobody_up(mailbox: Mailbox) -> None:
    good = [submitted(), submitted()]
    poison = record("LP-0000-0000-000", 1, "2") | {
        "dynamodb": {"Keys": {"pk": {"S": "REPORT#x"}, "sk": {"S": "EVENT#x"}}}
    }
    poison["dynamodb"]["SequenceNumber"] = "2".zfill(21)
    batch = [record(good[0].report_id, 1, "1"), poison, record(good[1].report_id, 1, "3")]
    assert tell({"Records": batch}, context()) == {"batchItemFailures": [{"itemIdentifier": "2".zfill(21)}]}
    assert all(is_settled(receipt.report_id, 1) for receipt in good)


def test_nothing_is_sent_when_too_little_time_is_left(mailbox: Mailbox) -> None:
    receipt = submitted()
    assert tell({"Records": [record(receipt.report_id, 1)]}, context(2_000))["batchItemFailures"]
    assert mails_about(mailbox, receipt.report_id) == []


def test_what_was_erased_meanwhile_is_told_to_nobody(mailbox: Mailbox) -> None:
    receipt = submitted()
    stored = reports.load(receipt.report_id)
    assert stored
    acting.carry_out(Opened(stored, acting.REPORTER), Erase(), None, clock.now())
    assert tell({"Records": [record(receipt.report_id, 1)]}, context()) == {"batchItemFailures": []}
    assert mails_about(mailbox, receipt.report_id) == []


def test_a_lease_is_held_against_others_until_it_ends() -> None:
    report_id, now, lease = "LP-TEST-TEST-TES", clock.now(), timedelta(seconds=60)
    assert tellings.claim(report_id, 1, "reporter", now, lease)
    with pytest.raises(Conflict):
        tellings.claim(report_id, 1, "reporter", now + timedelta(seconds=59), lease)
    assert tellings.claim(report_id, 1, "reporter", now + timedelta(seconds=61), lease)
    tellings.mark_sent(report_id, 1, "reporter", "message", now + timedelta(seconds=62))
    assert not tellings.claim(report_id, 1, "reporter", now + timedelta(days=1), lease)
