"""The answer to a submit says when its letter comes, where the address has had its receipts of the day."""

from collections.abc import Iterator
from datetime import datetime

import pytest

from chalicelib import access_codes, clock
from chalicelib.store import receipts
from tests.app.people import Desk, new_key, submission
from tests.notify.scene import settings_of
from tests.store.test_contact_index import somebody
from tests.wire import watched


@pytest.fixture(autouse=True)
def _two_a_day() -> Iterator[None]:
    with settings_of(RECEIPTS_PER_DAY="2"):
        yield


def had_todays(email: str, count: int = 2) -> None:
    """The address was sent so many receipts today."""
    for number in range(count):
        assert receipts.take(access_codes.address_hash(email), f"mark-{number}", 2, clock.now())


def test_the_report_is_taken_and_the_answer_says_that_its_letter_comes_later(desk: Desk) -> None:
    email, key = somebody(), {"Idempotency-Key": new_key()}
    had_todays(email)
    fields = submission(reporter={"email": email})
    desk.submit()  # the directory is read by now
    with watched() as wire:
        taken = desk.post("/reports", fields, key)
    assert taken.status == 201
    assert datetime.fromisoformat(taken.json["letter_not_before"]) == receipts.next_day(clock.now())
    assert wire.operations == ["UpdateItem", "TransactWriteItems", "TransactWriteItems"], "one more than without it"
    again = desk.post("/reports", fields, key)
    assert (again.status, again.json) == (200, taken.json)


def test_a_repeat_is_the_first_answer_though_the_receipts_are_used_up_since(desk: Desk) -> None:
    email, key = somebody(), {"Idempotency-Key": new_key()}
    fields = submission(reporter={"email": email})
    first = desk.post("/reports", fields, key)
    had_todays(email)
    again = desk.post("/reports", fields, key)
    assert (first.status, again.status, again.json) == (201, 200, first.json)
    assert first.json["letter_not_before"] is None


def test_who_has_receipts_left_or_no_address_is_told_of_nothing(desk: Desk) -> None:
    email = somebody()
    had_todays(email, 1)
    for reporter in ({"email": email}, {"phone": "0812 0000 0000"}):
        assert desk.submit(reporter=reporter)["letter_not_before"] is None


@pytest.mark.parametrize(("language", "said"), [("id", "sudah mendapat banyak email"), ("en", "has had many emails")])
def test_the_page_without_script_says_it_too(desk: Desk, language: str, said: str) -> None:
    for count in (2, 1):
        email = somebody()
        had_todays(email, count)
        fields = submission(reporter=None) | {"reporter.email": email, "consent": "true", "language": language}
        page = desk.form("/reports", fields | {"submission_key": new_key()})
        assert page.status == 201
        assert (said in page.content.decode()) is (count == 2)
