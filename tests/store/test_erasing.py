"""Erasing takes the reporter's every word and who they are, also when it dies in the middle (UU 27/2022 art. 8)."""

from contextlib import suppress

import pytest
from chalice.local import LambdaContext

from chalicelib.domain.commands import (
    Answer,
    Complete,
    Contact,
    Dispute,
    Erase,
    Forward,
    Publish,
    Reply,
    RequestData,
    Verify,
)
from chalicelib.domain.history import replay
from chalicelib.notify import delivery, sending
from chalicelib.service.commands import REPORTER
from chalicelib.store import reports
from chalicelib.store.items import event_key
from tests.store.desk_work import about, act, everything, officer, stored, submit
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
        delivery.tell(report_id, event_key(seq), sending.Round(LambdaContext("dispatch", 512, 25_000)))
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


def test_what_officers_worded_for_the_public_goes_too_and_their_own_words_stay() -> None:
    secret = "canary-7e20"
    report_id = submit(
        title=f"Jalan {secret} berlubang",
        body=f"Ada lubang {secret} besar di jalan.",
        location={"village": secret, "detail": secret},
        reporter={"name": secret, "email": f"{secret}@warga.example", "phone": "0812 3456 7890"},
        proxy={"name": f"Bapak {secret}", "relation": secret},
    ).report_id
    coordinator, roads = officer("kobar"), officer("dpupr")
    act(coordinator, report_id, Verify(public_title=f"Judul {secret}", public_body=f"Isi {secret}"))
    act(REPORTER, report_id, Reply(f"Tambahan {secret}."))
    act(REPORTER, report_id, Contact(person=secret, email=f"baru.{secret}@warga.example"))
    worded = {3: f"Pelapor menambahkan {secret}."}
    act(coordinator, report_id, Publish(f"Judul baru {secret}", f"Isi baru {secret}", worded))
    act(coordinator, report_id, Forward("kab.6201.dpupr", "Mohon ditangani."))
    act(roads, report_id, RequestData("Di mana tepatnya?"))
    act(REPORTER, report_id, Complete(f"Di {secret}.", {"detail": secret}))
    act(roads, report_id, Answer("Sudah ditambal."))
    act(REPORTER, report_id, Dispute(f"Belum, {secret}.", 1))
    act(roads, report_id, Answer("Kini sudah."))
    before = len(left_with(secret))
    assert before == 9, "head, body, five events, the identity and a former address"
    happened = [(key, item["at"], item["type"]) for key, item in about(report_id).items() if key.startswith("EVENT#")]

    act(REPORTER, report_id, Erase())
    assert [key for _, _, key in left_with(secret)] == ["LAST_ADDRESS"]
    for seq in range(1, stored(report_id).report.seq + 1):
        delivery.tell(report_id, event_key(seq), sending.Round(LambdaContext("dispatch", 512, 25_000)))
    assert left_with(secret) == [], "in no table at all"
    items = about(report_id)
    assert happened == [(key, items[key]["at"], items[key]["type"]) for key, _, _ in happened]
    texts = {item["text"]["S"] for item in items.values() if "text" in item}
    assert texts == {"Mohon ditangani.", "Di mana tepatnya?", "Sudah ditambal.", "Kini sudah."}
    history = reports.load_history(report_id)
    assert history
    assert replay(history.events) == history.stored.report, "what is left still tells how it came about"


def left_with(secret: str) -> list[tuple[str, str, str]]:
    """The items of all tables in which a text stands."""
    return [key for key, item in everything().items() if secret in str(item)]
