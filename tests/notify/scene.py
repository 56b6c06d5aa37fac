"""What the tests of telling have in common: reports received, stream records, the clock, and what is still untold."""

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest
from chalice.local import LambdaContext

from chalicelib import clock
from chalicelib.intake.submission import Submission, parse_submission
from chalicelib.jobs import outbox_sweeper
from chalicelib.notify import dead_letters, dispatch
from chalicelib.notify.channels import email, sms
from chalicelib.service import submitting
from chalicelib.settings import settings
from chalicelib.store import directory_lookup, outbox
from chalicelib.store.models.deliveries import DeliveryItem
from chalicelib.store.models.reports import EventItem
from infra.local.mailbox import Mail, Mailbox

_numbers = itertools.count()
real_now = clock.now


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
    email._client.cache_clear()
    sms._client.cache_clear()
    dead_letters._client.cache_clear()


@contextmanager
def later(time: timedelta) -> Iterator[None]:
    """The clock stands so much later."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "now", lambda: real_now() + time)
        yield


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """The clock stands there."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "now", lambda: moment)
        yield


CONTACTS = {"email": {"email": "canary@warga.example", "phone": "0812 0000 0000"}, "sms": {"phone": "0812 0000 0000"}}
_contact = CONTACTS["email"]


@contextmanager
def reporters_told_by(way: str) -> Iterator[None]:
    """Reporters give the contact by which that channel tells them."""
    global _contact
    before, _contact = _contact, CONTACTS[way]
    yield
    _contact = before


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
        "reporter": {"name": "Canary Nama", **_contact},
        "consent": True,
    }
    directory = directory_lookup.directory_covering(["kab.6201", "kab.6202"])
    return parse_submission(
        fields | changes, category_ids=directory_lookup.categories(), agencies=directory, today=clock.now().date()
    )


def submitted(**changes: Any) -> submitting.Receipt:
    """A report received, and nobody told yet."""
    return submitting.submit(submission(**changes), f"surat-{next(_numbers):06}", "127.0.0.1", clock.now())


def record(report_id: str, seq: int, number: str = "1", event_name: str = "INSERT") -> dict[str, Any]:
    """A stream record of an event, as Lambda shapes it."""
    return record_of(report_id, f"EVENT#{seq:06d}", number, event_name)


def record_of(report_id: str, key: str, number: str = "1", event_name: str = "INSERT") -> dict[str, Any]:
    """A stream record of any item of a report."""
    keys = {"pk": {"S": f"REPORT#{report_id}"}, "sk": {"S": key}}
    return {
        "eventID": number,
        "eventName": event_name,
        "eventSource": "aws:dynamodb",
        "dynamodb": {"Keys": keys, "NewImage": keys, "SequenceNumber": number.zfill(21)},
    }


def stream(*records: dict[str, Any], milliseconds: int = 25_000) -> dict[str, Any]:
    """What dispatch answers to these records."""
    return dispatch.tell({"Records": list(records)}, context(milliseconds))


def sweep(after: timedelta = timedelta(0), milliseconds: int = 25_000) -> int:
    """A run of the sweeper, so much later."""
    with later(after):
        return outbox_sweeper.sweep(context(milliseconds))


def drain(report_ids: set[str], step: timedelta = timedelta(minutes=20), most: int = 40) -> None:
    """Sweep, time going by, until nothing of these reports is untold."""
    for number in range(1, most):
        if not report_ids & untold():
            return
        sweep(step * number)
    raise AssertionError("still untold")


def untold() -> set[str]:
    """The reports about which something is still to be told."""
    return {one.report_id for one in outbox.due(real_now() + timedelta(days=400))}


def settle_everything() -> None:
    """Leave nothing untold that another test made."""
    for one in list(outbox.due(real_now() + timedelta(days=400))):
        outbox.settle(one.report_id, one.key)


def letters_of(report_id: str) -> list[DeliveryItem]:
    """Every letter about a report on record."""
    return list(DeliveryItem.query(f"REPORT#{report_id}", DeliveryItem.sk.startswith("TELL#"), consistent_read=True))


def mails_about(mailbox: Mailbox, report_id: str) -> list[Mail]:
    """What was sent about one report."""
    return [mail for mail in mailbox.mails() if mail.report_id == report_id]


def is_settled(report_id: str, seq: int) -> bool:
    """Whether the event left the list of what is still to tell."""
    return EventItem.get(f"REPORT#{report_id}", f"EVENT#{seq:06d}").outbox_pk is None
