"""Mail that SES has left in the bucket: it becomes what it becomes, once, and does not stay."""

import uuid
from typing import Any

import pytest
from chalice.local import LambdaContext

import app
from chalicelib import clock
from chalicelib.failures import Unavailable
from chalicelib.store import objects
from infra.local.arrivals import functions_for
from infra.local.schedules import scheduled_event
from tests.app.messages_of import an_address
from tests.app.people import Desk
from tests.intake.mails import MORE, mail
from tests.local_cloud import OBJECTS
from tests.wire import disturbed, refuses

BUCKET = "lapor-files"


def put_mail(key: str, raw: bytes) -> None:
    """As SES leaves it."""
    with OBJECTS.draft() as draft:
        draft.write(raw)
        OBJECTS.keep(draft, BUCKET, key, {}, "PutObject")


def arrival_of(key: str, bucket: str = BUCKET) -> dict[str, Any]:
    """What EventBridge tells of it."""
    detail = {"bucket": {"name": bucket}, "object": {"key": key}}
    told = {"source": "aws.s3", "detail-type": "Object Created", "detail": detail}
    return scheduled_event(clock.now()) | told


def come(key: str, bucket: str = BUCKET) -> None:
    """News of it reach the function."""
    app.take_mail(arrival_of(key, bucket), LambdaContext("take_mail", 1024, 60_000))


def test_an_answer_completes_its_report_and_is_deleted_however_often_it_is_told(desk: Desk) -> None:
    email = an_address()
    receipt = desk.submit(reporter={"email": email})
    assert desk.act("kobar", receipt["report_id"], "request-data", text="Di mana tepatnya?").status == 200
    message_id = f"Message-ID: <{uuid.uuid4().hex}@mx.example>\r\n".encode()
    raw = message_id + mail(MORE, sender=email, subject=f"Re: ({receipt['report_id']})")
    for _ in range(2):
        put_mail(key := f"mail/{uuid.uuid4().hex}", raw)
        assert functions_for(app.app, arrival_of(key)) == ["take_mail"]
        come(key)
        assert objects.mail(key) is None
        come(key)
    assert [one["text"] for one in desk.own(receipt)["events"] if one["type"] == "completed"] == [MORE]


def test_what_cannot_be_taken_now_stays_and_comes_again(desk: Desk) -> None:
    put_mail(key := f"mail/{uuid.uuid4().hex}", mail(MORE, sender=an_address()))
    with disturbed(refuses("GetItem", "ThrottlingException", times=9)), pytest.raises(Unavailable):
        come(key)
    assert objects.mail(key)
    come(key)
    assert objects.mail(key) is None


def test_a_mail_that_nobody_can_read_does_not_stay_for_ever(desk: Desk) -> None:
    put_mail(key := f"mail/{uuid.uuid4().hex}", b"bukan surat")
    come(key)
    assert objects.mail(key) is None


def test_news_of_another_bucket_or_place_is_none_of_ours(desk: Desk) -> None:
    put_mail(key := f"mail/{uuid.uuid4().hex}", mail(MORE, sender=an_address()))
    come(key, "bucket-lain")
    come("incoming/x")
    assert objects.mail(key)
