"""Short messages have a measure of the day, for a report and for a number: what is over it goes the next day, once."""

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chalicelib.domain.commands import Erase, Forward, RequestData
from chalicelib.jobs import outbox_sweeper
from chalicelib.service import commands
from chalicelib.service.commands import Opened
from chalicelib.settings import settings
from chalicelib.store import reports
from tests.notify.mail_stub import MailStub
from tests.notify.scene import at, context, letters_of, record, settings_of, stream, submitted, untold
from tests.notify.test_kill import Killed, Line, listening
from tests.notify.test_short_messages import COORDINATOR, LIAISON, REPORTER, number

MORNING = datetime.now(UTC).replace(hour=2, minute=0, second=0, microsecond=0)
NEXT_DAY = MORNING + timedelta(days=1)
WAYS = ("sms",)


@pytest.fixture(autouse=True)
def _few_a_day(post: MailStub) -> Iterator[None]:
    with settings_of(SHORT_MESSAGES_PER_REPORT="2", SHORT_MESSAGES_PER_CONTACT="3"):
        yield


def report_of(phone: str) -> str:
    """A report, and its receipt told as far as it may be now."""
    report_id = submitted(reporter={"phone": phone}).report_id
    stream(record(report_id, 1))
    return report_id


def step(report_id: str, actor: Any, command: Any) -> None:
    """A command, and its news told as far as they may be now."""
    stored = reports.load(report_id)
    assert stored
    commands.carry_out(Opened(stored, actor), command, None, stored.report.received_at + timedelta(minutes=1))
    after = reports.load(report_id)
    assert after
    stream(*(record(report_id, seq, str(seq)) for seq in range(2, after.report.version + 2)))


def told(post: MailStub, *report_ids: str) -> list[tuple[str, int]]:
    """What reporters were told, by report and event."""
    return sorted((one, seq) for one, seq, part in post.taken if part == "reporter" and one in report_ids)


def sweep_now() -> None:
    """A run of the sweeper, the clock as it stands."""
    while outbox_sweeper.sweep(context()):
        pass


def test_the_measures_where_nothing_else_is_set() -> None:
    with settings_of(SHORT_MESSAGES_PER_REPORT="", SHORT_MESSAGES_PER_CONTACT=""):
        assert (settings().short_messages_per_report, settings().short_messages_per_contact) == (6, 10)


def test_the_third_of_a_report_goes_the_next_day(post: MailStub) -> None:
    with at(MORNING):
        report_id = report_of(number())
        step(report_id, COORDINATOR, Forward("kab.6201.dpupr"))
        step(report_id, LIAISON, RequestData("Di mana tepatnya letak lubang itu?"))
        assert len(told(post, report_id)) == 2
        assert report_id in untold()
    with at(MORNING.replace(hour=23)):
        sweep_now()
        assert len(told(post, report_id)) == 2
    with at(NEXT_DAY):
        sweep_now()
        assert len(told(post, report_id)) == 3
        assert report_id not in untold()
    assert set(Counter(post.taken).values()) == {1}
    assert not [one for one in letters_of(report_id) if one.failed_at]


def test_the_fourth_to_a_number_goes_the_next_day_however_it_is_written(post: MailStub) -> None:
    phone = number()
    with at(MORNING):
        first = [report_of(one) for one in (phone, f"+62 {phone[1:]}", f"62{phone[1:]}", phone.replace("-", ""))]
        other = report_of(number())
        assert len(told(post, *first)) == 3
        assert told(post, other) == [(other, 1)]
        assert {one for one, _, part in post.taken if part == "officer_kobar"} == {*first, other}
    with at(NEXT_DAY):
        sweep_now()
    assert told(post, *first) == sorted((one, 1) for one in first)
    assert set(Counter(post.taken).values()) == {1}


def test_the_last_word_of_an_erased_report_waits_for_nothing(post: MailStub) -> None:
    with at(MORNING):
        report_id = report_of(number())
        step(report_id, COORDINATOR, Forward("kab.6201.dpupr"))
        assert len(told(post, report_id)) == 2
        step(report_id, REPORTER, Erase())
    assert len(told(post, report_id)) == 3
    assert report_id not in untold()


@pytest.mark.parametrize("before", [True, False], ids=["before", "after"])
def test_killed_while_it_is_counted_it_is_told_once(post: MailStub, before: bool) -> None:
    for place in range(14):
        with at(MORNING):
            report_id, line = submitted(reporter={"phone": number()}).report_id, Line()
            line.dies_at, line.dies_before = place, before
            with listening(line), suppress(Killed):
                stream(record(report_id, 1))
        with at(MORNING + timedelta(hours=1)):
            stream(record(report_id, 1))
        for hours in (2, 4, 30):
            with at(MORNING + timedelta(hours=hours)):
                sweep_now()
        flagged = {one.sk for one in letters_of(report_id) if one.in_doubt}
        most = 2 if "TELL#000001#reporter" in flagged else 1
        assert 1 <= post.counts[report_id, 1, "reporter"] <= most, place
        assert report_id not in untold()
