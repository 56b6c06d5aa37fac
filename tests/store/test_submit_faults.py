"""A submission in a bad hour: faults 1 to 8 of the fault table, each with what must have happened after it."""

import pytest

from chalicelib.failures import Unavailable
from chalicelib.refusals import KeyReused, RateLimited
from tests.app.people import new_key
from tests.notify.scene import settings_of
from tests.store.desk_work import about, everything, submission, submit
from tests.wire import Crash, Fault, crashes, disturbed, loses_answers, meanwhile, refuses, watched

A_REPORT = {"HEAD", "BODY", "EVENT#000001", "IDENTITY"}
A_CONTACT = 1
"""By their mail address its reporter finds it again: an item whose key is not the report's."""
THROTTLED = ("ThrottlingException", "ProvisionedThroughputExceededException", "RequestLimitExceeded")


def test_a_crash_before_the_transaction_leaves_no_trace() -> None:
    key, before = new_key(), everything()
    with disturbed(crashes("TransactWriteItems")), pytest.raises(Crash):
        submit(key)
    assert everything() == before
    receipt = submit(key)
    assert receipt.is_new
    assert set(about(receipt.report_id)) == A_REPORT


@pytest.mark.parametrize(
    ("fault", "answered"),
    [
        (loses_answers("TransactWriteItems", times=1), True),
        (loses_answers("TransactWriteItems", times=2), False),
        (crashes("TransactWriteItems", after_it=True), False),
    ],
    ids=["first answer lost", "both answers lost", "crash after the commit"],
)
def test_committed_and_the_answer_lost_is_the_same_report_on_retry(fault: Fault, answered: bool) -> None:
    key, before = new_key(), set(everything())
    with disturbed(fault), watched() as wire:
        if answered:
            first = submit(key)
        else:
            with pytest.raises((Unavailable, Crash)):
                submit(key)
    again = submit(key)
    assert not again.is_new
    assert not answered or (first.report_id, first.access_code) == (again.report_id, again.access_code)
    new = set(everything()) - before
    assert {sk for _, pk, sk in new if not pk.startswith("CONTACT#")} == A_REPORT | {"CLAIM"}
    assert len(new) == len(A_REPORT) + A_CONTACT + 1
    assert "telling_pk" in about(again.report_id)["EVENT#000001"], "the promise to tell it stands"
    tokens = {body["ClientRequestToken"] for name, body in wire.requests if name == "TransactWriteItems"}
    assert len(tokens) == 1, "one try and its repeats are one transaction to DynamoDB"


def test_another_body_under_a_used_key_is_refused_and_changes_nothing() -> None:
    key = new_key()
    submit(key)
    before = everything()
    for changes in (
        {"title": "Judul yang lain sama sekali"},
        {"anonymous": True},
        {"reporter": {"phone": "081234567"}},
    ):
        with pytest.raises(KeyReused):
            submit(key, **changes)
    assert everything() == before


@pytest.mark.parametrize("number", [0, 1])
def test_the_same_key_in_the_same_instant_is_one_report(number: int) -> None:
    submission()  # the directory is read
    key, before = new_key(), set(everything())
    first = []
    with disturbed(meanwhile(number, lambda: first.append(submit(key)))):
        second = submit(key)
    assert (first[0].report_id, first[0].access_code) == (second.report_id, second.access_code)
    assert (first[0].is_new, second.is_new) == (True, False)
    assert len(set(everything()) - before) == len(A_REPORT) + A_CONTACT + 1


def test_a_repeat_is_answered_whatever_else_is_wrong_with_it_now() -> None:
    key = new_key()
    first = submit(key)
    with settings_of(SUBMITS_PER_MINUTE="1"):
        again = submit(key)
        with pytest.raises(RateLimited):
            submit()
        with pytest.raises(KeyReused):
            submit(key, title="Judul yang lain sama sekali")
    assert (again.is_new, again.report_id, again.access_code) == (False, first.report_id, first.access_code)


def test_the_same_key_in_the_same_instant_for_something_else_is_refused() -> None:
    key = new_key()
    submission()  # the directory is read
    with disturbed(meanwhile(1, lambda: submit(key))), pytest.raises(KeyReused):
        submit(key, title="Judul yang lain sama sekali")


@pytest.mark.parametrize("code", THROTTLED)
@pytest.mark.parametrize("operation", ["UpdateItem", "TransactWriteItems"])
def test_throttled_twice_it_gives_up_and_nothing_is_written(operation: str, code: str) -> None:
    key, before = new_key(), everything()
    submission()  # the directory is read
    with disturbed(refuses(operation, code)), watched() as wire, pytest.raises(Unavailable):
        submit(key)
    assert wire.operations.count(operation) == 2
    assert everything() == before
    with disturbed(refuses(operation, code, times=1)):
        assert submit(key).is_new


def test_a_throttled_transaction_whose_reasons_say_so_gives_up_too() -> None:
    reasons = ("None", "ThrottlingError", "None", "None", "None")
    fault = refuses("TransactWriteItems", "TransactionCanceledException", reasons=reasons)
    with disturbed(fault), watched() as wire, pytest.raises(Unavailable):
        submit()
    assert wire.operations.count("TransactWriteItems") <= 2


@pytest.mark.parametrize("times", [1, 5])
def test_a_collision_is_tried_again_and_nobody_hears_of_it(times: int) -> None:
    reasons = ("None", "TransactionConflict", "None", "None", "None")
    with disturbed(refuses("TransactWriteItems", "TransactionCanceledException", times=times, reasons=reasons)):
        assert submit().is_new


def test_collisions_without_end_are_a_503_and_no_409() -> None:
    before = everything()
    fault = refuses("TransactWriteItems", "TransactionCanceledException", reasons=("TransactionConflict",))
    with disturbed(fault), watched() as wire, pytest.raises(Unavailable):
        submit()
    assert everything() == before
    assert 2 < wire.operations.count("TransactWriteItems") < 15


@pytest.mark.parametrize("operation", ["UpdateItem", "TransactWriteItems"])
def test_a_database_that_does_not_answer_is_unavailable(operation: str) -> None:
    submission()  # the directory is read
    with disturbed(loses_answers(operation, times=2)), watched() as wire, pytest.raises(Unavailable):
        submit()
    assert wire.operations.count(operation) == 2
