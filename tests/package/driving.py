"""Every function of app.py at work, with what is around it as on AWS: a walk's promises are told, counted and swept."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from chalice.local import LambdaContext
from chalice.test import Client

import app
from chalicelib import access_codes, clock
from chalicelib.notify import sign_in_pool
from chalicelib.store import directory_lookup, expiry_dates, followers, objects, outbox
from chalicelib.store.deliveries import FOLLOWER, DeliveryKey
from chalicelib.store.models.directory import DirectoryItem
from chalicelib.store.models.reports import EventItem
from infra.local.queue import queue_url
from infra.local.schedules import scheduled_event
from tests.app.messages_of import a_phone
from tests.app.people import bearer
from tests.app.test_take_mail import arrival_of, put_mail
from tests.app.uploading import announced, bring, kept, news, uploaded
from tests.files.made import photo
from tests.intake.mails import KINDS, MORE, SENDER, mail
from tests.jobs.clockhand import sweep_once
from tests.jobs.counting import count, records_of
from tests.jobs.test_digest import morning, put_digests, working_day
from tests.local_cloud import MAIL_PORT
from tests.notify import scene
from tests.notify.test_outcomes import PARTS, somebody, told
from tests.package import aws_stub
from tests.package.recording import Calls, recorded
from tests.package.walking import ROADS, Walk, everywhere

Tell = Callable[[timedelta], None]
BATCH = 40
SOON = timedelta(minutes=5)


def calls_of_every_function() -> Calls:
    """What each asks of AWS; the walk is taken twice, for what one tells the other finds told."""
    scene.settle_everything()
    with _as_on_aws(), recorded() as calls, Client(app.app, project_dir=str(Path(__file__).parents[2])) as client:
        walk = Walk(client)
        for tell in (_by_the_stream, _by_the_sweeper):
            _start_cold()
            report_ids = everywhere(walk)
            _forget_the_holiday()
            _tell_everything(walk, tell)
        for drive in (_count, _sweep, _hear_of_letters, _enter_digests, _look_at_files, _look_after_files, _take_mail):
            _start_cold()
            drive(walk, report_ids)
        app.officers(_authorizer_event(), LambdaContext("officers", 512, 10_000))
    scene.settle_everything()
    return calls


@contextmanager
def _as_on_aws() -> Iterator[None]:
    """Secrets in Parameter Store, a pool, a configuration set and a queue."""
    with aws_stub.serving() as aws, pytest.MonkeyPatch.context() as environment:
        environment.setenv("AWS_ENDPOINT_URL_SSM", aws)
        environment.delenv("ACCESS_CODE_SECRETS_FILE")
        with scene.settings_of(
            ACCESS_CODE_SECRETS_PARAMETER=aws_stub.PARAMETER,
            COGNITO_POOL_ID=aws_stub.POOL,
            COGNITO_ENDPOINT=aws,
            SES_CONFIGURATION_SET="letters",
            SHORT_MESSAGES="yes",
            SMS_ENDPOINT=f"http://127.0.0.1:{MAIL_PORT}",
            DEAD_LETTER_QUEUE_URL=queue_url(f"http://127.0.0.1:{MAIL_PORT}"),
        ):
            yield
    scene._read_anew()
    _start_cold()


def _start_cold() -> None:
    """As a new process does: nothing is known from another one."""
    access_codes.secrets_by_number.cache_clear()
    sign_in_pool._client.cache_clear()
    directory_lookup.forget()


def _by_the_stream(after: timedelta) -> None:
    waiting = list(outbox.due(scene.real_now() + timedelta(days=400)))
    records = [scene.record_of(one.report_id, one.key, str(number)) for number, one in enumerate(waiting)]
    with scene.later(after):
        for first in range(0, len(records), BATCH):
            app.dispatch({"Records": records[first : first + BATCH]}, LambdaContext("dispatch", 512, 60_000))


def _by_the_sweeper(after: timedelta) -> None:
    with scene.later(after):
        app.outbox_sweeper(scheduled_event(clock.now()), LambdaContext("outbox_sweeper", 512, 55_000))


def _tell_everything(walk: Walk, tell: Tell) -> None:
    """All that the walk promised; whom mail no longer reaches; officers who come and go; what nobody can tell."""
    walk.submit(reporter={"name": "Siti Uji", "phone": a_phone()})
    bounced = somebody()
    receipt = walk.submit(reporter={"name": "Siti Uji", "email": bounced})
    told(DeliveryKey(receipt["report_id"], 1, "reporter"), "Bounce", bounced)
    _start_cold()
    tell(SOON)
    _come_and_go(walk, tell)
    report_id = walk.submit()["report_id"]
    with _spoilt(report_id):
        for tries in range(6):
            tell(timedelta(hours=7 * tries))
    tell(timedelta(days=9))


def _come_and_go(walk: Walk, tell: Tell) -> None:
    name = f"uji{somebody()[6:14]}"
    for change in (
        {"email": f"{name}@petugas.example", "role": "liaison", "agency_id": ROADS},
        {"invite": True},
        {"email": f"{name}.baru@petugas.example"},
        {"disabled": True},
        {"disabled": False},
    ):
        walk.keep("kobar", "officers", username=name, **change)
        tell(SOON)


@contextmanager
def _spoilt(report_id: str) -> Iterator[None]:
    """A first event that nothing can read, for a while."""
    event = EventItem.get(f"REPORT#{report_id}", "EVENT#000001")
    healthy = event.changes
    event.update(actions=[EventItem.changes.set("{")])
    yield
    event.update(actions=[EventItem.changes.set(healthy)])


def _count(walk: Walk, report_ids: list[str]) -> None:
    assert count(records_of(*report_ids)) == []
    report_id = walk.submit()["report_id"]
    with _spoilt(report_id):
        for _ in range(5):
            count(records_of(report_id))


def _sweep(walk: Walk, report_ids: list[str]) -> None:
    expiry_dates.keep("")  # as an installation that ran an older version
    for days in (1, 8, 90):
        while not sweep_once((scene.real_now() + timedelta(days=days)).isoformat())["complete"]:
            pass


def _hear_of_letters(walk: Walk, report_ids: list[str]) -> None:
    for what in PARTS:
        told(DeliveryKey(report_ids[0], 1, "reporter"), what, somebody())
    report_id, email = report_ids[1], somebody()
    told(DeliveryKey(report_id, 3, f"{FOLLOWER}{followers.follower_id_of(report_id, email)}"), "Complaint", email)


def _enter_digests(walk: Walk, report_ids: list[str]) -> None:
    assert put_digests(morning(working_day(30)))["digests"]


def _look_at_files(walk: Walk, report_ids: list[str]) -> None:
    """A file that comes after its report; and news of one that nobody knows, of which there is a copy."""
    sent = announced(walk, photo())
    walk.submit(attachments=[sent.attachment_id])
    uploaded(sent, photo())
    (event,) = news()
    bring(event)
    event["detail"]["object"]["key"] = f"incoming/{(unknown := 'x' * 20)}"
    objects.keep(unknown, "made", "large", photo(), "image/jpeg", shown=True)
    bring(event)


def _look_after_files(walk: Walk, report_ids: list[str]) -> None:
    """A file that no report took, one of which the news was lost, one that never came."""
    kept(walk, photo())
    unheard, missing = announced(walk, photo()), announced(walk, photo())
    uploaded(unheard, photo())
    news()
    walk.submit(attachments=[unheard.attachment_id, missing.attachment_id])
    with scene.later(timedelta(days=2)):
        app.look_after_files(scheduled_event(clock.now()), LambdaContext("look_after_files", 1536, 300_000))


def _take_mail(walk: Walk, report_ids: list[str]) -> None:
    """A mail with a file begins a report, an answer adds to it, a stranger asks, one is gone, one is no mail."""
    sender = somebody()
    whole = next(one.raw for one in KINDS if one.files).replace(SENDER.encode(), sender.encode())
    receipt = walk.submit(reporter={"email": sender})
    added = mail("Sudah makin parah.", sender=sender, subject=f"({receipt['report_id']})")
    asking = mail(MORE, sender=somebody(), subject=f"({receipt['report_id']})")
    with_file = whole.replace(b"Subject: ", f"Subject: ({receipt['report_id']}) ".encode(), 1)
    for number, raw in enumerate((whole, added, with_file, asking, b"bukan surat", None)):
        _start_cold()
        key = f"{objects.MAIL}{number}"
        if raw is not None:
            put_mail(key, raw)
        app.take_mail(arrival_of(key), LambdaContext("take_mail", 1024, 60_000))


def _authorizer_event() -> dict[str, Any]:
    return {
        "type": "TOKEN",
        "authorizationToken": bearer("dpupr")["Authorization"],
        "methodArn": "arn:aws:execute-api:ap-southeast-3:000000000000:api/api/GET/officer",
    }


def _forget_the_holiday() -> None:
    for item in DirectoryItem.query("CALENDAR"):
        if "Hari Uji" in (item.row or ""):
            item.delete()
    directory_lookup.forget()
