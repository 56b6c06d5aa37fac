"""Five receipts a day to one address, whoever submits: a sixth goes the next day, is never lost, never twice."""

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest

from chalicelib import access_codes
from chalicelib.jobs import outbox_sweeper
from chalicelib.settings import settings
from chalicelib.store import receipts
from tests.notify.mail_stub import MailStub
from tests.notify.scene import at, context, letters_of, record, settings_of, stream, submitted, untold
from tests.notify.test_kill import Killed, Line, listening
from tests.store.test_contact_index import somebody

MOST = 5
MORNING = datetime.now(UTC).replace(hour=2, minute=0, second=0, microsecond=0)


@pytest.fixture(autouse=True)
def _five_a_day() -> Iterator[None]:
    with settings_of(RECEIPTS_PER_DAY=str(MOST)):
        yield


def reports_to(email: str, count: int) -> list[str]:
    """So many reports that name an address, each told as far as it may be now."""
    numbers = []
    for _ in range(count):
        numbers.append(submitted(reporter={"email": email}).report_id)
        stream(record(numbers[-1], 1))
    return numbers


def told(post: MailStub, recipient: str = "reporter") -> list[str]:
    """The reports whose letter to somebody was taken, in that order."""
    return [report_id for report_id, _, part in post.taken if part == recipient]


def test_the_limit_is_five_where_nothing_else_is_set() -> None:
    with settings_of(RECEIPTS_PER_DAY=""):
        assert settings().receipts_per_day == MOST


def test_the_sixth_receipt_of_a_day_goes_the_next_day_and_officers_hear_at_once(post: MailStub) -> None:
    with at(MORNING):
        numbers = reports_to(somebody(), MOST + 2)
        assert told(post) == numbers[:MOST]
        assert told(post, "officer_kobar") == numbers, "whoever works on it is told at once"
    with at(MORNING.replace(hour=23)):
        sweep_now()
        assert told(post) == numbers[:MOST]
    with at(MORNING + timedelta(days=1)):
        sweep_now()
        assert sorted(told(post)) == sorted(numbers)
        assert set(Counter(post.taken).values()) == {1}
        assert not untold() & set(numbers)


def test_what_waits_takes_its_turn_day_by_day(post: MailStub) -> None:
    with at(MORNING):
        numbers = reports_to(somebody(), 2 * MOST + 1)
    for day, expected in ((1, 2 * MOST), (2, 2 * MOST + 1)):
        with at(MORNING + timedelta(days=day)):
            sweep_now()
            assert len(told(post)) == expected
    assert sorted(told(post)) == sorted(numbers)
    assert not [one for number in numbers for one in letters_of(number) if one.failed_at]


def test_another_address_and_capitals(post: MailStub) -> None:
    with at(MORNING):
        email = somebody()
        reports_to(email, MOST)
        (late,) = reports_to(email.upper(), 1)
        (other,) = reports_to(somebody(), 1)
        assert late not in told(post)
        assert other in told(post)


def test_the_same_receipt_counts_once_however_often_it_is_tried(post: MailStub) -> None:
    with at(MORNING):
        email = somebody()
        post.plan = ["take", "throttle"] * 4
        (first,) = reports_to(email, 1)
        for _ in range(3):
            stream(record(first, 1))
        others = reports_to(email, MOST - 1)
        assert sorted(told(post)) == sorted([first, *others])


@pytest.mark.parametrize("before", [True, False], ids=["before", "after"])
@pytest.mark.parametrize("nth", [MOST, MOST + 1])
def test_killed_at_every_request_each_receipt_goes_once(post: MailStub, nth: int, before: bool) -> None:
    with at(MORNING):
        place, many = 0, 1
        while place < many:
            email, line = somebody(), Line()
            reports_to(email, nth - 1)
            report_id = submitted(reporter={"email": email}).report_id
            line.dies_at, line.dies_before = place, before
            with listening(line), suppress(Killed):
                stream(record(report_id, 1))
            many = max(many, len(line.requests))
            with at(MORNING + timedelta(hours=12)):
                sweep_now()
                is_today = nth <= MOST
                assert (told(post).count(report_id) > 0) is is_today, (place, line.requests)
            with at(MORNING + timedelta(days=1)):
                sweep_now()
            sent = told(post).count(report_id)
            asked = line.requests[place] if place < len(line.requests) else ""
            is_mark = asked == "UpdateItem" and line.requests[place - 1] == "SendEmail"
            unknown = (asked == "SendEmail" and not before) or (is_mark and before)
            assert 1 <= sent <= (2 if unknown else 1), (place, line.requests)
            assert sent == 1 or [one for one in letters_of(report_id) if one.in_doubt], "no second one goes unflagged"
            assert report_id not in untold()
            place += 1


def test_what_is_counted_names_nobody_and_ends_with_the_day(post: MailStub) -> None:
    with at(MORNING):
        email = somebody()
        numbers = reports_to(email, 1)
        key = receipts.receipts_key(access_codes.address_hash(email), MORNING)
        item = receipts.ReceiptsItem.get(*key)
    assert item.expires_at == int((MORNING.replace(hour=0) + timedelta(days=1)).timestamp())
    whole = str(item.serialize()) + "".join(key)
    assert email not in whole
    assert not [number for number in numbers if number in whole]


def sweep_now() -> None:
    """A run of the sweeper, the clock as it stands."""
    while outbox_sweeper.sweep(context()):
        pass
