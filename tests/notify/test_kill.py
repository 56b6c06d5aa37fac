"""The process dies before or after every single request it makes: each letter goes out all the same, and once.

Only where the mail service took a letter and the process died before it could write that down does nobody know: then
it goes out at most once more, flagged; and not at all when the mail service's own word arrives first.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from typing import TypeVar

import pytest
from botocore.httpsession import URLLib3Session

from chalicelib.notify import outcomes
from chalicelib.store.dynamodb import DynamoClient
from tests.notify.mail_stub import MailStub
from tests.notify.scene import drain, is_settled, letters_of, record, stream, submitted, sweep

LEASE = timedelta(seconds=60)
T = TypeVar("T")
WAYS = ("email", "sms")
"""Everything here holds for each channel."""


class Killed(BaseException):
    """What no handler of exceptions catches, as SIGKILL."""


class Line:
    """Every request this process makes, and where it dies."""

    def __init__(self) -> None:
        self.requests: list[str] = []
        self.dies_at, self.dies_before = -1, False

    def pass_on(self, name: str, send: Callable[[], T]) -> T:
        """One request, unless the process died."""
        here = len(self.requests)
        self.requests.append(name)
        if here == self.dies_at and self.dies_before:
            raise Killed
        answer = send()
        if here == self.dies_at:
            raise Killed
        return answer


_send, _exchange = URLLib3Session.send, DynamoClient.exchange


@contextmanager
def listening(line: Line) -> Iterator[None]:
    """While the process lives."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            URLLib3Session,
            "send",
            lambda session, request: line.pass_on("SendEmail", lambda: _send(session, request)),
        )
        patch.setattr(
            DynamoClient,
            "exchange",
            lambda client, call: line.pass_on(call.operation, lambda: _exchange(client, call)),
        )
        yield


@contextmanager
def dying(line: Line | None) -> Iterator[None]:
    """While the process may die, if it may."""
    if line is None:
        yield
        return
    with listening(line), suppress(Killed):
        yield


def requests_of_a_delivery() -> list[str]:
    """What telling one event takes, the directory known already."""
    stream(record(submitted().report_id, 1))
    report_id, line = submitted().report_id, Line()
    with listening(line):
        stream(record(report_id, 1))
    return line.requests


def test_what_delivery_costs(post: MailStub, way: str) -> None:
    made = requests_of_a_delivery()
    letters = made.count("SendEmail")
    assert letters == 2
    assert made.count("BatchGetItem") == 2, "report and event; whether the addresses may be mailed"
    counted = 2 if way == "email" else 4
    assert made.count("UpdateItem") == 2 * letters + counted + 1, (
        "count the receipt, what is paid for, and the office's letter; claim, mark; settle"
    )
    assert set(made) <= {"SendEmail", "BatchGetItem", "UpdateItem", "GetItem", "Query"}
    assert made.count("PutItem") == 0


def test_the_sweeper_reads_together_what_it_tells(post: MailStub) -> None:
    stream(record(submitted().report_id, 1))
    reports, line = [submitted().report_id for _ in range(12)], Line()
    with listening(line):
        sweep(timedelta(minutes=1))
    assert all(is_settled(one, 1) for one in reports)
    assert line.requests.count("BatchGetItem") < len(reports), "reports, addresses, and those that are mailed no more"
    assert line.requests.count("GetItem") == 0


@pytest.mark.parametrize("before", [True, False], ids=["before", "after"])
@pytest.mark.parametrize("sweeping", [False, True], ids=["dispatch", "sweeper"])
def test_killed_at_every_request_each_letter_is_sent_once(post: MailStub, before: bool, sweeping: bool) -> None:
    many = len(requests_of_a_delivery()) + (3 if sweeping else 0)
    for place in range(many):
        _killed_at(post, place, before, sweeping)


def _killed_at(post: MailStub, place: int, before: bool, sweeping: bool) -> None:
    report_id, line = submitted().report_id, Line()
    line.dies_at, line.dies_before = place, before
    with listening(line), suppress(Killed):
        sweep(LEASE) if sweeping else stream(record(report_id, 1))
    stream(record(report_id, 1))
    drain({report_id}, step=timedelta(hours=2))
    assert is_settled(report_id, 1)
    counts = {letter[2]: count for letter, count in post.counts.items() if letter[0] == report_id}
    flagged = {one.sk.split("#")[2] for one in letters_of(report_id) if one.in_doubt}
    assert set(counts) == {"reporter", "officer_kobar"}, (place, counts)
    twice = {name for name, count in counts.items() if count > 1}
    # In doubt are the mail service's own answer, and the mark that could not be written after it.
    unknown = place < len(line.requests) and (
        (line.requests[place] == "SendEmail" and not before)
        or (line.requests[place] == "UpdateItem" and before and line.requests[place - 1] == "SendEmail")
    )
    assert max(counts.values()) <= (2 if unknown else 1), (place, line.requests[place], counts)
    assert twice <= flagged, "no second one goes unflagged"
    assert not [one for one in letters_of(report_id) if one.failed_at]


def test_killed_after_the_mail_service_took_it_its_own_word_settles_the_doubt(post: MailStub) -> None:
    report_id, line = submitted().report_id, Line()
    line.dies_at = requests_of_a_delivery().index("SendEmail")
    with listening(line), pytest.raises(Killed):
        stream(record(report_id, 1))
    (first,) = [letter for letter in post.taken if letter[0] == report_id]
    tags = {"report": [first[0]], "seq": [str(first[1])], "recipient": [first[2]]}
    mail = {"timestamp": "2026-11-25T01:02:03.000Z", "destination": ["canary@warga.example"], "tags": tags}
    outcomes.record({"detail": {"eventType": "Delivery", "mail": mail, "delivery": {"timestamp": mail["timestamp"]}}})
    drain({report_id})
    assert {letter: count for letter, count in post.counts.items() if letter[0] == report_id} == {
        first: 1,
        (report_id, 1, "officer_kobar"): 1,
    }
    assert not [one for one in letters_of(report_id) if one.in_doubt]
