"""Erasing takes the reporter's every word and who they are, also when it dies in the middle (UU 27/2022 art. 8)."""

from contextlib import suppress

import pytest
from chalice.local import LambdaContext

from chalicelib.domain.commands import Erase, Reply
from chalicelib.notify import delivery
from chalicelib.service.commands import REPORTER
from chalicelib.store import reports
from chalicelib.store.items import event_key
from tests.store.desk_work import about, act, stored, submit
from tests.wire import Crash, crashes_at, disturbed, watched

WORDS = "canary-9d41"
MORE_THAN_AT_ONCE = 3


def talkative() -> str:
    """A report whose reporter wrote more often than one transaction can erase."""
    receipt = submit(
        title=f"Jalan {WORDS} berlubang",
        body=f"Ada lubang {WORDS} besar di jalan.",
        location={"detail": WORDS},
        reporter={"name": WORDS, "email": f"{WORDS}@warga.example"},
    )
    for number in range(MORE_THAN_AT_ONCE):
        act(REPORTER, receipt.report_id, Reply(f"{WORDS} {number}"))
    return receipt.report_id


def left_of(report_id: str) -> list[str]:
    """The items in which the reporter's words still stand."""
    return [key for key, item in about(report_id).items() if WORDS in str(item)]


def test_nothing_that_the_reporter_wrote_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reports, "ERASED_AT_ONCE", 2)
    report_id = talkative()
    assert len(left_of(report_id)) == 3 + MORE_THAN_AT_ONCE
    act(REPORTER, report_id, Erase())
    assert left_of(report_id) == ["LAST_ADDRESS"], "where the letter goes that says it was erased"
    for seq in range(1, stored(report_id).report.seq + 1):
        delivery.tell(report_id, event_key(seq), delivery.Round(LambdaContext("dispatch", 512, 25_000)))
    assert left_of(report_id) == []
    assert "IDENTITY" not in about(report_id)
    happened = [key for key in about(report_id) if key.startswith("EVENT#")]
    assert len(happened) == 1 + MORE_THAN_AT_ONCE + 2, "what happened stays, without the words"


def test_a_crash_at_any_request_leaves_no_erased_report_with_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reports, "ERASED_AT_ONCE", 2)
    report_id = talkative()
    with watched() as wire:
        act(REPORTER, report_id, Erase())
    assert wire.writes == ["UpdateItem", "TransactWriteItems"]
    for number in range(len(wire.operations)):
        report_id = talkative()
        with disturbed(crashes_at(number)), suppress(Crash):
            act(REPORTER, report_id, Erase())
        assert not stored(report_id).report.erased_at
        assert "IDENTITY" in about(report_id)
        act(REPORTER, report_id, Erase())
        assert left_of(report_id) == ["LAST_ADDRESS"]
