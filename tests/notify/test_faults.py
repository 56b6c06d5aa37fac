"""Whatever is repeated, fails or stands still: each letter once, none lost (docs/faults-and-attacks.md "Faults")."""

import itertools
import json
from datetime import timedelta
from typing import Any

import boto3
import pytest

from chalicelib import clock, stream_records
from chalicelib.domain.actors import Actor, Role
from chalicelib.domain.commands import Forward
from chalicelib.domain.directory.appointing import Officer
from chalicelib.failures import Unavailable
from chalicelib.notify import dispatch
from chalicelib.service import commands
from chalicelib.service.commands import Opened
from chalicelib.store import directory_lookup, outbox, reports
from chalicelib.store.models.reports import EventItem
from infra.local.queue import MessageQueue, queue_url
from tests.local_cloud import FOLDER, MAIL_PORT
from tests.notify.conftest import at
from tests.notify.mail_stub import MailStub
from tests.notify.scene import (
    drain,
    is_settled,
    letters_of,
    record,
    record_of,
    settings_of,
    stream,
    submitted,
    sweep,
    untold,
)

DONE: dict[str, Any] = {"batchItemFailures": []}
NATION = Actor(Role.NATION, "ri", "nasional")
MINUTE = timedelta(minutes=1)
WAYS = ("email", "sms")
"""Everything here holds for each channel."""


def once_each(post: MailStub, report_id: str, letters: int = 2) -> None:
    """Every letter about a report was taken once, and there are so many."""
    counts = {letter: count for letter, count in post.counts.items() if letter[0] == report_id}
    assert list(counts.values()) == [1] * letters, counts


def poison(report_id: str) -> str:
    """Spoil an event, so that nothing can read it; what stood there."""
    event = EventItem.get(f"REPORT#{report_id}", "EVENT#000001")
    healthy = str(event.changes)
    event.update(actions=[EventItem.changes.set("{spoiled canary-5150")])
    return healthy


def repair(report_id: str, healthy: str) -> None:
    """Put right what was spoiled: other tests read every report there is."""
    EventItem(f"REPORT#{report_id}", "EVENT#000001").update(actions=[EventItem.changes.set(healthy)])


def test_row_13_a_record_that_comes_again_tells_nobody_twice(post: MailStub) -> None:
    report_id = submitted().report_id
    for number in ("1", "2", "3"):
        assert stream(record(report_id, 1, number), record(report_id, 1, number + "0")) == DONE
    once_each(post, report_id)


def test_row_14_an_old_record_replayed_tells_nobody_who_came_since(post: MailStub) -> None:
    report_id = submitted(agency_id=None).report_id
    stored = reports.load(report_id)
    assert stored
    commands.carry_out(Opened(stored, NATION), Forward("kab.6201.dpupr"), None, clock.now())
    stream(record(report_id, 2), record(report_id, 1))
    once_each(post, report_id, letters=4)
    newcomer = Officer("dpupr-baru", "dpupr-baru@petugas.example", "liaison", "kab.6201.dpupr")
    directory_lookup.put_officer(newcomer)
    try:
        stream(record(report_id, 2), record(report_id, 1))
    finally:
        directory_lookup.put_officer(Officer(**{**_fields(newcomer), "disabled": True}))
    once_each(post, report_id, letters=4)


def _fields(officer: Officer) -> dict[str, Any]:
    return {name: getattr(officer, name) for name in officer.__slots__}


@pytest.mark.parametrize("place", [0, 1, 2], ids=["head", "middle", "tail"])
def test_row_15_poison_holds_nobody_up_and_ends_in_the_dead_letter_queue(post: MailStub, place: int) -> None:
    receipts = [submitted() for _ in range(3)]
    bad = receipts.pop(place).report_id
    healthy = poison(bad)
    records = [record(receipt.report_id, 1, str(number)) for number, receipt in enumerate(receipts)]
    records.insert(place, record(bad, 1, "9"))
    queue = MessageQueue(FOLDER / "mail.db")
    with settings_of(DEAD_LETTER_QUEUE_URL=queue_url(f"http://127.0.0.1:{MAIL_PORT}")):
        assert stream(*records) == DONE
        for receipt in receipts:
            once_each(post, receipt.report_id)
            assert is_settled(receipt.report_id, 1)
        for tries in range(4):
            assert not [body for _, body in queue.bodies() if bad in body]
            assert sweep(timedelta(hours=7 * (tries + 1))) == 1
        (body,) = [body for _, body in queue.bodies() if bad in body]
        assert json.loads(body) == {"report_id": bad, "key": "EVENT#000001"}
        sweep(timedelta(days=3))
        assert len([body for _, body in queue.bodies() if bad in body]) == 1, "said once"
    # Nothing is lost: once it is repaired, it goes out by itself.
    repair(bad, healthy)
    sweep(timedelta(days=5))
    once_each(post, bad)
    assert is_settled(bad, 1)


def test_a_dead_letter_that_could_not_be_sent_is_sent_after_the_next_try(post: MailStub) -> None:
    report_id = submitted().report_id
    healthy = poison(report_id)
    with settings_of(DEAD_LETTER_QUEUE_URL=queue_url("http://127.0.0.1:1")):
        for tries in range(5):
            assert sweep(timedelta(hours=7 * (tries + 1))) == 1
    assert not [body for _, body in MessageQueue(FOLDER / "mail.db").bodies() if report_id in body]
    with settings_of(DEAD_LETTER_QUEUE_URL=queue_url(f"http://127.0.0.1:{MAIL_PORT}")):
        sweep(timedelta(days=3))
    assert [body for _, body in MessageQueue(FOLDER / "mail.db").bodies() if report_id in body]
    repair(report_id, healthy)


def test_the_dead_letter_queue_is_read_with_boto3() -> None:
    url = queue_url(f"http://127.0.0.1:{MAIL_PORT}")
    client = boto3.client("sqs", region_name="ap-southeast-3", endpoint_url=url.rsplit("/", 2)[0])
    client.send_message(QueueUrl=url, MessageBody="kunci")
    seen: dict[str, str] = {}
    while found := client.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages"):
        seen |= {message["Body"]: message["ReceiptHandle"] for message in found}
    assert "kunci" in seen
    assert client.receive_message(QueueUrl=url).get("Messages") is None, "hidden while somebody looks at it"
    client.delete_message(QueueUrl=url, ReceiptHandle=seen["kunci"])
    assert "kunci" not in [body for _, body in MessageQueue(FOLDER / "mail.db").bodies()]


@pytest.mark.parametrize("failing", range(6))
def test_row_16_a_failure_at_the_kth_letter_of_a_batch_repeats_none_before_it(post: MailStub, failing: int) -> None:
    receipts = [submitted() for _ in range(3)]
    post.plan = ["take"] * failing + ["error"]
    records = [record(receipt.report_id, 1, str(number)) for number, receipt in enumerate(receipts)]
    assert stream(*records) == DONE
    assert sum(post.counts.values()) == 5, "one letter that fails holds no other up"
    assert stream(*records) == DONE, "the whole batch again"
    drain({receipt.report_id for receipt in receipts})
    for receipt in receipts:
        once_each(post, receipt.report_id)
        assert not [letter for letter in letters_of(receipt.report_id) if letter.in_doubt]


def test_row_16_what_no_time_is_left_for_comes_again_from_there(post: MailStub) -> None:
    receipts = [submitted() for _ in range(2)]
    records = [record(receipt.report_id, 1, str(number)) for number, receipt in enumerate(receipts)]
    again = [{"itemIdentifier": one["dynamodb"]["SequenceNumber"]} for one in records]
    assert stream(*records, milliseconds=2_900) == {"batchItemFailures": again}
    assert post.asked == []
    assert stream(*records) == DONE
    for receipt in receipts:
        once_each(post, receipt.report_id)


def test_row_12_when_time_runs_out_between_two_letters_the_second_is_left_to_the_sweeper(
    post: MailStub, monkeypatch: pytest.MonkeyPatch
) -> None:
    report_id = submitted().report_id
    left = iter([25_000, 25_000, *[2_999] * 9])
    with monkeypatch.context() as patch:
        patch.setattr("chalice.local.LambdaContext.get_remaining_time_in_millis", lambda self: next(left))
        assert stream(record(report_id, 1)) == DONE
    assert len(post.asked) == 1
    assert not EventItem.get(f"REPORT#{report_id}", "EVENT#000001").tries, "that was no failure"
    drain({report_id})
    once_each(post, report_id)


def test_row_17_an_exception_after_the_effect_brings_the_whole_batch_again(
    post: MailStub, monkeypatch: pytest.MonkeyPatch
) -> None:
    receipts = [submitted() for _ in range(2)]
    records = [record(receipt.report_id, 1, str(number)) for number, receipt in enumerate(receipts)]

    answered = stream_records.handed_back

    def spoiled(*given: Any, **more: Any) -> Any:
        answered(*given, **more)
        raise RuntimeError("after the effect")

    with monkeypatch.context() as patch:
        patch.setattr(dispatch, "handed_back", spoiled)
        with pytest.raises(RuntimeError):
            stream(*records)
    assert stream(*records) == DONE
    for receipt in receipts:
        once_each(post, receipt.report_id)


def test_when_not_even_putting_off_can_be_written_the_record_comes_again(
    post: MailStub, monkeypatch: pytest.MonkeyPatch
) -> None:
    report_id = submitted().report_id

    def unavailable(*given: Any, **more: Any) -> Any:
        raise Unavailable("throttled")

    with monkeypatch.context() as patch:
        for name in ("load", "put_off"):
            patch.setattr(outbox, name, unavailable)
        assert stream(record(report_id, 1, "7")) == {"batchItemFailures": [{"itemIdentifier": "7".zfill(21)}]}
    assert stream(record(report_id, 1, "7")) == DONE
    once_each(post, report_id)


def test_row_19_after_a_day_without_a_stream_the_sweeper_finds_everything_the_oldest_first(
    post: MailStub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox, "PAGE", 3)
    made = [submitted().report_id for _ in range(11)]
    assert sweep() == 0, "what is young is left to the stream"
    assert sweep(timedelta(hours=25)) == len(made)
    for report_id in made:
        once_each(post, report_id)
        assert is_settled(report_id, 1)
    told = list(dict.fromkeys(report_id for report_id, _, _ in post.taken))
    assert told == made


def test_row_19_a_run_that_has_no_time_left_is_gone_on_with_by_the_next(
    post: MailStub, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = [submitted().report_id for _ in range(6)]
    left = iter([25_000] * 4 + [1_000] * 99)
    with monkeypatch.context() as patch:
        patch.setattr("chalice.local.LambdaContext.get_remaining_time_in_millis", lambda self: next(left))
        sweep(timedelta(hours=25))
    first = {report_id for report_id, _, _ in post.taken}
    assert first
    assert first < set(made)
    drain(set(made), step=timedelta(hours=2))
    for report_id in made:
        once_each(post, report_id)


def test_two_sweepers_at_once_take_each_promise_once(post: MailStub) -> None:
    report_id = submitted().report_id
    later = clock.now() + timedelta(hours=1)
    (one,) = outbox.due(later)
    assert outbox.take(one, later)
    assert outbox.take(one, later) is None
    assert report_id == one.report_id


@pytest.mark.parametrize("deed", ["throttle", "error", "unavailable", "unverified"])
def test_row_20_what_the_mail_service_cannot_do_now_is_done_later_and_less_and_less_often(
    post: MailStub, deed: str
) -> None:
    report_id = submitted().report_id
    post.always = lambda letter: deed
    assert stream(record(report_id, 1)) == DONE
    assert sweep() == 0, "it waits"
    asked = len(post.asked)
    looks = [minute for minute in range(1, 36) if sweep(minute * MINUTE)]
    assert [after - before for before, after in itertools.pairwise(looks)] == [2, 4, 8, 16]
    assert len(post.asked) > asked
    assert post.taken == []
    post.always = None
    drain({report_id}, step=timedelta(hours=3))
    once_each(post, report_id)
    assert not [letter for letter in letters_of(report_id) if letter.in_doubt or letter.failed_at]


@pytest.mark.parametrize("deed", ["reject", "bad"])
def test_row_20_what_is_refused_for_good_is_not_tried_again_and_seen(post: MailStub, deed: str) -> None:
    report_id = submitted().report_id
    post.always = lambda letter: deed if letter[2] == "reporter" else "take"
    assert stream(record(report_id, 1)) == DONE
    assert is_settled(report_id, 1)
    sweep(timedelta(days=2))
    assert len([letter for letter in post.asked if letter[2] == "reporter"]) == 1
    (failed,) = [letter for letter in letters_of(report_id) if letter.failed_at]
    assert (failed.sk, failed.failed_reason) == ("TELL#000001#reporter", "rejected")
    stored = reports.load(report_id)
    assert stored
    assert {name: one.reason for name, one in stored.undelivered.items()} == {"reporter": "rejected"}
    assert len(post.taken) == 1, "the coordinator's letter went out all the same"


def test_while_a_channel_does_not_answer_no_other_message_is_tried_by_it(post: MailStub, way: str) -> None:
    receipts = [submitted() for _ in range(4)]
    with settings_of(**at("http://127.0.0.1:1")):
        records = [record(receipt.report_id, 1, str(number)) for number, receipt in enumerate(receipts)]
        assert stream(*records) == DONE
    drain({receipt.report_id for receipt in receipts})
    for receipt in receipts:
        once_each(post, receipt.report_id)
    tries = [EventItem.get(f"REPORT#{receipt.report_id}", "EVENT#000001").tries for receipt in receipts]
    failed = {"email": [1, 1, 1, 2], "sms": [1, 1, 2, 2]}
    assert sorted(int(one or 0) for one in tries) == failed[way], "of each channel two messages, and no more"


def test_a_letter_that_always_fails_keeps_no_other_letter_of_its_event(post: MailStub) -> None:
    report_id = submitted().report_id
    post.always = lambda letter: "error" if letter[2] == "reporter" else "take"
    stream(record(report_id, 1))
    assert [letter[2] for letter in post.taken] == ["officer_kobar"]
    after = [submitted().report_id for _ in range(2)]
    post.always = lambda letter: "error" if letter[0] == report_id else "take"
    assert sweep(timedelta(hours=1)) == 3, "nor what waits behind it"
    for one in after:
        once_each(post, one)


def test_row_21_taken_without_a_word_it_goes_out_at_most_once_more_after_the_lease(post: MailStub) -> None:
    report_id = submitted().report_id
    post.plan = ["silent"]
    stream(record(report_id, 1))
    first = post.taken[0]
    for seconds in (0, 30, 55):
        stream(record(report_id, 1))
        sweep(timedelta(seconds=seconds))
        assert post.counts[first] == 1, "no second one inside the window"
    drain({report_id})
    assert post.counts[first] == 2
    assert {letter.sk.split("#")[2]: bool(letter.in_doubt) for letter in letters_of(report_id)} == {
        name: name == first[2] for name in {letter[2] for letter in post.taken}
    }


def test_row_21_silent_twice_it_is_given_up_and_seen(post: MailStub) -> None:
    report_id = submitted().report_id
    post.always = lambda letter: "silent" if letter[2] == "reporter" else "take"
    stream(record(report_id, 1))
    drain({report_id})
    assert sorted(post.counts.values()) == [1, 2]
    (failed,) = [letter for letter in letters_of(report_id) if letter.failed_at]
    assert (failed.failed_reason, failed.in_doubt) == ("in_doubt", True)
    assert untold() == set()


def test_row_22_a_lease_somebody_holds_is_waited_for_and_no_failure(post: MailStub) -> None:
    report_id = submitted().report_id
    post.plan = ["deaf"]
    stream(record(report_id, 1))
    assert stream(record(report_id, 1)) == DONE
    sweep(timedelta(seconds=45))
    drain({report_id})
    once_each(post, report_id)
    assert int(EventItem.get(f"REPORT#{report_id}", "EVENT#000001").tries or 0) <= 2


def test_a_record_of_what_is_not_there_writes_nothing(post: MailStub) -> None:
    report_id = submitted().report_id
    for key in ("EVENT#000009", "EVENT#x", "INVITATION#nobody#20261125"):
        assert stream(record_of(report_id, key)) == DONE
        assert outbox.put_off(report_id, key, clock.now(), counted=1) is None
        assert outbox.load(report_id, key)[1] is None
    assert post.asked == []
