"""POST /recover: one answer for everybody, so that nobody learns from it who has reported."""

import time
import uuid
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.store import outbox
from infra.local.mailbox import Mail, Mailbox
from tests.app.people import Desk, Reply
from tests.app.test_canary import logged  # noqa: F401
from tests.notify import scene
from tests.store.test_contact_index import somebody, somebodys_phone
from tests.wire import Watched, disturbed, refuses, watched

ASKED = ["UpdateItem", "UpdateItem", "PutItem"]
TRIES = 200
FOUR_DEVIATIONS = 4 * ((2 * TRIES + 1) / (12 * TRIES * TRIES)) ** 0.5
"""By how much that share misses a half by chance, in all but one of 16 000 runs."""
# Of each answer its own, and of no account.
OF_THE_REQUEST = {"X-Request-Id"}


@pytest.fixture(autouse=True)
def _nothing_untold(desk: Desk) -> Iterator[None]:
    scene.settle_everything()
    yield
    scene.settle_everything()


def answer(desk: Desk, **contact: str) -> tuple[tuple[int, dict[str, Any], bytes], Watched]:
    """What somebody is answered, and what was asked of the database for it."""
    with watched() as wire:
        reply = desk.post("/recover", contact)
    headers = {name: value for name, value in reply.headers.items() if name not in OF_THE_REQUEST}
    return (reply.status, headers, reply.content), wire


def keys_of(wire: Watched) -> list[tuple[str, str]]:
    """The requests, and what kind of item each is about."""
    return [
        (name, str(body.get("Key", body.get("Item", {})).get("pk", {}).get("S", ""))[:5])
        for name, body in wire.requests
    ]


def test_known_unknown_and_asked_too_often_are_answered_alike_after_the_same_requests(desk: Desk) -> None:
    email, phone = somebody(), somebodys_phone()
    desk.submit(reporter={"email": email, "phone": phone})
    first, wire = answer(desk, email=email)
    assert first[0] == 202
    assert wire.operations == ASKED
    others = [{"email": somebody()}, {"phone": phone}, {"phone": somebodys_phone()}, *[{"email": email}] * 4]
    for contact in others:
        again, asked = answer(desk, **contact)
        assert again == first
        assert keys_of(asked) == keys_of(wire)
        assert [len(str(body)) for _, body in asked.requests] == [len(str(body)) for _, body in wire.requests]


@pytest.mark.parametrize("kind", ["email", "phone"])
def test_in_200_tries_each_neither_answer_nor_time_tells_known_from_unknown(desk: Desk, kind: str) -> None:
    make = {"email": somebody, "phone": somebodys_phone}[kind]
    known, unknown = ([make() for _ in range(20)] for _ in range(2))
    for contact in known:
        desk.submit(reporter={kind: contact})
    seconds: dict[bool, list[float]] = {True: [], False: []}
    answers = set()
    source = uuid.uuid4().hex
    more = scene.settings_of(RECOVERIES_PER_TEN_MINUTES="100000", SHORT_MESSAGES="yes")
    with more, pytest.MonkeyPatch.context() as patch:
        patch.setattr("chalicelib.routes.http._source", lambda *_: source)
        desk.post("/recover", {kind: make()})
        for number in range(TRIES):
            # In turns, and each first as often as the other: what slows the machine slows both.
            for is_known in (number % 2 == 0, number % 2 == 1):
                contact = (known if is_known else unknown)[number // 2 % 20]
                begun = time.perf_counter()
                reply = desk.post("/recover", {kind: contact})
                seconds[is_known].append(time.perf_counter() - begun)
                headers = {name: value for name, value in reply.headers.items() if name not in OF_THE_REQUEST}
                answers.add((reply.status, str(headers), reply.content))
    assert len(answers) == 1
    assert abs(slower_share(seconds[True], seconds[False]) - 0.5) < FOUR_DEVIATIONS


def slower_share(some: list[float], others: list[float]) -> float:
    """In how many of all pairs the first was slower: a half where they are not to be told apart (Mann and Whitney)."""
    return sum(one > other for one in some for other in others) / (len(some) * len(others))


def test_a_contact_has_three_entries_a_day_however_it_is_written(desk: Desk) -> None:
    phone = somebodys_phone()
    for written in (phone, f"+62 {phone[1:]}", f"62{phone[1:]}", f"({phone[:4]}) {phone[4:]}", phone):
        assert desk.post("/recover", {"phone": written}).status == 202
    (collection,) = {one.report_id for one in outbox.due(scene.real_now() + timedelta(days=1))}
    keys = [one.key for one in outbox.due(scene.real_now() + timedelta(days=1))]
    assert (collection[:9], keys) == ("RECOVERY-", ["RECOVERY#000001", "RECOVERY#000002", "RECOVERY#000003"])


def test_the_answer_speaks_the_askers_language_never_the_reporters(desk: Desk) -> None:
    email = somebody()
    desk.submit(reporter={"email": email}, language="en")
    said = [
        desk.post("/recover", {"email": email}, {"Accept-Language": language}).json["message"]
        for language in ("id", "en")
    ]
    assert said[0].startswith("Bila kontak itu tercatat")
    assert said[1].startswith("If a report has that contact")


def test_faults_are_told_at_once_and_nothing_is_promised(desk: Desk) -> None:
    for fields, faults in (
        ({}, [("email", "one_contact_required")]),
        ({"email": "siti"}, [("email", "not_an_email")]),
        ({"email": somebody(), "phone": somebodys_phone()}, [("phone", "one_contact_only")]),
    ):
        with watched() as wire:
            reply = desk.post("/recover", fields)
        assert (reply.status, reply.code) == (422, "invalid")
        assert [(one["field"], one["code"]) for one in reply.error["fields"]] == faults
        assert wire.operations == []


def test_too_many_from_one_source_are_refused_whoever_they_ask_for(desk: Desk) -> None:
    with scene.settings_of(RECOVERIES_PER_TEN_MINUTES="1"), pytest.MonkeyPatch.context() as patch:
        source = uuid.uuid4().hex
        patch.setattr("chalicelib.routes.http._source", lambda *_: source)
        assert desk.post("/recover", {"email": somebody()}).status == 202
        refused = desk.post("/recover", {"email": somebody()})
    assert (refused.status, refused.code) == (429, "rate_limited")
    assert "Retry-After" in refused.headers


@pytest.mark.parametrize("operation", ["UpdateItem", "PutItem"])
def test_what_was_not_written_is_not_promised(desk: Desk, operation: str) -> None:
    with disturbed(refuses(operation, "ThrottlingException")):
        reply = desk.post("/recover", {"email": somebody()})
    assert (reply.status, reply.code) == (503, "unavailable")


def is_recovery(mail: Mail) -> bool:
    """Whether a letter answers such a wish."""
    return (mail.report_id or "").startswith("RECOVERY-")


def text_of(reply: Reply) -> str:
    """A page as it came."""
    return reply.content.decode()


def test_without_script_a_page_answers_the_same_for_everybody(desk: Desk) -> None:
    email = somebody()
    desk.submit(reporter={"email": email})
    pages = [desk.form("/recover", {"email": one, "phone": ""}) for one in (email, somebody())]
    assert [page.status for page in pages] == [202, 202]
    assert text_of(pages[0]) == text_of(pages[1])
    assert "Permintaan Anda sudah kami terima" in text_of(pages[0])
    assert email not in text_of(pages[0])


def test_without_script_a_fault_brings_the_form_back_with_what_was_typed(desk: Desk) -> None:
    page = desk.form("/recover", {"email": "siti@", "phone": ""}, {"Accept-Language": "en"})
    assert page.status == 422
    for said in ('value="siti@"', 'href="#email"', "Give one email address", 'action="/api/recover"'):
        assert said in text_of(page)


def test_who_asked_for_whom_stands_in_no_log(desk: Desk, mailbox: Mailbox, logged: Any) -> None:  # noqa: F811
    email, phone = somebody(), somebodys_phone()
    desk.submit(reporter={"email": email, "phone": phone})
    for contact in ({"email": email}, {"phone": phone}):
        assert desk.post("/recover", contact).status == 202
    assert desk.post("/recover", {"email": f"{email} "[:-1] + "@"}).status == 422
    entries = list(outbox.due(scene.real_now() + timedelta(days=1)))
    scene.stream(*(scene.record_of(one.report_id, one.key, str(number)) for number, one in enumerate(entries)))
    with disturbed(refuses("BatchGetItem", "InternalServerError", times=2)):
        desk.post("/recover", {"email": email})
        for one in outbox.due(scene.real_now() + timedelta(days=1)):
            scene.stream(scene.record_of(one.report_id, one.key))
    assert len([mail for mail in mailbox.mails(email) if is_recovery(mail)]) == 2
    log = logged.getvalue()
    assert "/recover" in log
    for private in (
        email,
        email.lower(),
        email[6:18],
        phone,
        phone[1:],
        "RECOVERY-",
        *(one.report_id for one in entries),
    ):
        assert private not in log
