"""Many reports from an office's books: every bad row told, nothing half-done, each once by its number, in parts."""

from datetime import timedelta
from typing import Any

import pytest

from chalicelib import clock
from tests.app.people import Desk, Reply, bearer, new_key
from tests.app.test_import import told
from tests.app.test_recording import today
from tests.wire import watched

HEADER = (
    "external_number;channel;received_on;classification;title;body;category;agency_id;reporter.name;reporter.phone;"
    "location.village;anonymous;consent_given.how;consent_given.on"
)


def row(number: str, **changes: str) -> str:
    """A good row."""
    day = (today() - timedelta(days=5)).isoformat()
    cells = {
        "external_number": number, "channel": "letter", "received_on": day, "classification": "complaint",
        "title": "Saluran air mampet di depan masjid", "body": "Sudah sebulan saluran air di depan masjid mampet.",
        "category": "pekerjaan-umum", "agency_id": "kab.6201", "reporter.name": "Siti Uji", "reporter.phone": "",
        "location.village": "Raja", "anonymous": "tidak", "consent_given.how": "paper", "consent_given.on": day,
    } | changes  # fmt: skip
    return ";".join(cells[name] for name in HEADER.split(";"))


def send(desk: Desk, rows: list[str], query: str = "", who: str = "kobar") -> Reply:
    """A file as somebody sends it."""
    headers = {**bearer(who), "Content-Type": "text/csv; charset=utf-8", "Accept-Language": "en"}
    return desk.ask("POST", f"/officer/reports/import{query}", headers, "\n".join([HEADER, *rows]).encode())


def figures(reply: Reply) -> tuple[int, int, int, int]:
    """What became of the rows."""
    assert reply.status == 200, reply.content
    return tuple(reply.json[name] for name in ("rows", "created", "unchanged", "left"))


def test_a_dry_run_says_what_it_would_do_and_does_nothing(desk: Desk) -> None:
    rows = [row(new_key()), row(new_key())]
    with watched() as wire:
        tried = send(desk, rows, "?dry_run=true")
    assert (figures(tried), tried.json["dry_run"], tried.json["receipts"]) == ((2, 2, 0, 0), True, [])
    assert wire.writes == []


def test_each_row_is_a_report_of_its_own_once(desk: Desk) -> None:
    rows = [row(new_key()), row(new_key(), **{"reporter.phone": "0812 3456 7001", "channel": "phone"})]
    taken = send(desk, rows)
    assert figures(taken) == (2, 2, 0, 0)
    own = [desk.own(one) for one in taken.json["receipts"]]
    assert [one["channel"] for one in own] == ["letter", "phone"]
    assert [one["line"] for one in taken.json["receipts"]] == [2, 3]
    assert own[0]["received_on"] == (today() - timedelta(days=5)).isoformat()
    assert own[0]["location"] == {"village": "Raja"}
    again = send(desk, rows)
    assert (figures(again), again.json["receipts"]) == ((2, 0, 2, 0), [])
    assert figures(send(desk, [*rows, row(new_key())], "?dry_run=true")) == (3, 1, 2, 0)


def test_every_fault_of_every_row_is_told_and_nothing_is_recorded(desk: Desk) -> None:
    number = new_key()
    tomorrow, long_ago = ((today() + timedelta(days=one)).isoformat() for one in (1, -31))
    rows = [
        row(number),
        row(number),
        row("", title="Pendek"),
        row(new_key(), received_on=tomorrow, channel="web"),
        row(new_key(), received_on=long_ago),
        row(new_key(), agency_id="kab.tidakada", **{"reporter.name": ""}),
        row(new_key(), anonymous="mungkin", category="tidak-ada"),
    ]
    assert told(send(desk, rows)) == {
        (3, "external_number", "double_number"),
        (4, "external_number", "required"),
        (4, "title", "too_short"),
        (5, "received_on", "no_day_of_receipt"),
        (5, "channel", "not_one_of"),
        (6, "received_on", "no_day_of_receipt"),
        (7, "agency_id", "unknown_agency"),
        (7, "reporter.name", "name_or_contact_required"),
        (8, "anonymous", "not_true_or_false"),
        (8, "category", "unknown_category"),
    }
    assert figures(send(desk, [row(number)], "?dry_run=true")) == (1, 1, 0, 0)


def test_a_number_that_is_on_record_with_other_words_is_a_fault(desk: Desk) -> None:
    number = new_key()
    (receipt,) = send(desk, [row(number)]).json["receipts"]
    changed = send(desk, [row(number, title="Jembatan putus di desa sebelah")])
    assert told(changed) == {(2, "external_number", "number_taken")}
    assert receipt["report_id"] in changed.error["fields"][0]["message"]
    assert figures(send(desk, [row(number)], who="kotim")) == (1, 1, 0, 0), "another office has books of its own"


def test_a_long_file_goes_on_where_it_stopped(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chalicelib.service.report_import.NEW_AT_ONCE", 2)
    rows = [row(new_key()) for _ in range(5)]
    seen: list[Any] = [figures(send(desk, rows)) for _ in range(4)]
    assert seen == [(5, 2, 0, 3), (5, 2, 2, 1), (5, 1, 4, 0), (5, 0, 5, 0)]


def test_what_is_recorded_may_be_sent_again_when_its_day_is_long_ago(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [row(new_key())]
    assert figures(send(desk, rows)) == (1, 1, 0, 0)
    later = clock.now() + timedelta(days=28)
    with monkeypatch.context() as patch:
        patch.setattr(clock, "now", lambda: later)
        assert figures(send(desk, rows, "?dry_run=true")) == (1, 0, 1, 0)


def test_an_observer_imports_nothing(desk: Desk) -> None:
    assert send(desk, [row(new_key())], who="ombudsman").status == 403


def test_each_imported_identity_is_a_reading(desk: Desk) -> None:
    (receipt,) = send(desk, [row(new_key())]).json["receipts"]
    assert len(desk.own(receipt)["identity_readings"]) == 1
