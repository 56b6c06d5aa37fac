"""An officer records for somebody at the counter, from a letter, on the telephone: complete faults, once, on record."""

from datetime import date, timedelta
from typing import Any

import pytest

from chalicelib import clock
from chalicelib.domain.calendar.workdays import local_date
from tests.app.people import Desk, Reply, bearer, code_of, new_key, submission
from tests.app.uploading import kept
from tests.domain.world import WIB
from tests.files.made import photo

PATH = "/officer/reports"


def today() -> date:
    """Where the regency is."""
    return local_date(clock.now(), WIB)


def letter(**changes: Any) -> dict[str, Any]:
    """A letter of a week ago, of somebody who gave neither telephone nor mail address."""
    a_week_ago = (today() - timedelta(days=7)).isoformat()
    fields = {
        "channel": "letter",
        "received_on": a_week_ago,
        "external_number": "005/123/Umum",
        "consent_given": {"how": "paper", "on": a_week_ago},
        "reporter": {"name": "Siti Uji"},
        "consent": None,
    } | changes
    return submission(**fields)


def record(desk: Desk, fields: dict[str, Any], who: str = "kobar", key: str | None = None, **headers: str) -> Reply:
    """One request to record."""
    return desk.post(PATH, fields, bearer(who) | {"Idempotency-Key": key or new_key()} | headers)


def faults(reply: Reply) -> set[tuple[str, str]]:
    """The fields at fault, and how."""
    assert reply.status == 422, reply.content
    return {(one["field"], one["code"]) for one in reply.json["error"]["fields"]}


def test_a_letter_has_a_number_a_code_and_its_limits_from_the_day_it_came(desk: Desk) -> None:
    reply = record(desk, letter())
    assert reply.status == 201
    assert {"report_id", "access_code", "track_url", "receipt_url"} <= set(reply.json)
    own = desk.own(reply.json)
    assert (own["channel"], own["external_number"]) == ("letter", "005/123/Umum")
    caps = [one["due_at"] for one in own["deadline"]["limits"] if one["name"] == "cap"]
    assert caps[0][:10] == (today() + timedelta(days=53)).isoformat()
    path = reply.json["receipt_url"].partition("/api")[2]
    assert b"Siti Uji" in desk.get(path, code_of(reply.json)).content


@pytest.mark.parametrize("who", ["kobar", "dpupr", "dpupr-kepala", "inspektorat", "nasional"])
def test_every_officer_who_meets_citizens_records(desk: Desk, who: str) -> None:
    assert record(desk, letter(), who).status == 201


def test_an_observer_reads_and_nobody_else_comes_in(desk: Desk) -> None:
    assert record(desk, letter(), "ombudsman").status == 403
    assert desk.get("/officer/first-limits", bearer("ombudsman")).status == 403
    assert desk.post(PATH, letter(), {"Idempotency-Key": new_key()}).status == 401


def test_what_the_officer_typed_of_the_identity_is_a_reading(desk: Desk) -> None:
    named = desk.own(record(desk, letter()).json)["identity_readings"]
    assert [one["actor"] for one in named] == [{"role": "coordinator", "agency_id": "kab.6201"}]
    nameless = record(desk, letter(anonymous=True, reporter=None)).json
    assert desk.own(nameless)["identity_readings"] == []


def test_the_same_key_answers_the_same_receipt(desk: Desk) -> None:
    key = new_key()
    first, again = record(desk, letter(), key=key), record(desk, letter(), key=key)
    assert (first.status, again.status) == (201, 200)
    assert first.json == again.json
    assert len(desk.own(first.json)["identity_readings"]) == 1
    assert record(desk, letter(title="Sesuatu yang lain sama sekali"), key=key).json["error"]["code"] == "key_reused"


def test_a_key_is_the_agencys_own(desk: Desk) -> None:
    key = new_key()
    mine, theirs = record(desk, letter(), key=key), record(desk, letter(), "kotim", key=key)
    citizen = desk.post("/reports", submission(), {"Idempotency-Key": key})
    assert {mine.status, theirs.status, citizen.status} == {201}
    assert len({one.json["report_id"] for one in (mine, theirs, citizen)}) == 3


def test_every_fault_is_told_at_once_and_nothing_is_kept(desk: Desk) -> None:
    tomorrow = (today() + timedelta(days=2)).isoformat()
    wrong = letter(
        title="Jalan", channel="web", received_on=tomorrow, consent_given={"how": "nod", "on": tomorrow},
        reporter=None, attachments=["kJ8cZ0q1nJt2b3vYx4mPQw"], colour="red",
    )  # fmt: skip
    found = faults(record(desk, wrong))
    assert found == {
        ("title", "too_short"), ("channel", "not_one_of"), ("received_on", "no_day_of_receipt"),
        ("consent_given.how", "not_one_of"), ("reporter.name", "name_or_contact_required"),
        ("attachments", "unknown_attachment"), ("colour", "unknown_field"),
    }  # fmt: skip
    assert faults(desk.post(PATH, letter(consent_given=None, channel=None), bearer("kobar"))) == {
        ("consent_given", "required"), ("channel", "required"), ("submission_key", "required"),
    }  # fmt: skip
    late = letter(consent_given={"how": "paper", "on": tomorrow})
    assert faults(record(desk, late)) == {("consent_given.on", "day_to_come")}


def test_faults_are_in_the_officers_language(desk: Desk) -> None:
    old = letter(received_on=(today() - timedelta(days=31)).isoformat())
    indonesian, english = record(desk, old), record(desk, old, **{"Accept-Language": "en"})
    assert indonesian.json["error"]["fields"][0]["message"].startswith("Pilih hari diterimanya, dari ")
    assert english.json["error"]["fields"][0]["message"].startswith("Choose the day on which it was received, from ")


def test_the_scanned_letter_comes_along(desk: Desk) -> None:
    scan = kept(desk, photo())
    recorded = record(desk, letter(attachments=[scan]))
    assert [one["by"] for one in desk.own(recorded.json)["attachments"]] == ["reporter"]


def test_the_clocks_are_shown_before_by_the_rules_they_run_by(desk: Desk) -> None:
    fields = letter()
    shown = desk.get(f"/officer/first-limits?agency=kab.6201&received_on={fields['received_on']}", bearer("kobar"))
    limits = desk.own(record(desk, fields).json)["deadline"]["limits"]
    assert {(one["name"], one["due_at"]) for one in shown.json["limits"]} == {
        (one["name"], one["due_at"]) for one in limits
    }
    assert (shown.json["latest"], shown.json["timezone"]) == (today().isoformat(), WIB)
    plain = desk.get("/officer/first-limits", bearer("dpupr")).json
    assert (plain["received_on"], plain["earliest"]) == (
        today().isoformat(),
        (today() - timedelta(days=30)).isoformat(),
    )
    unknown = desk.get("/officer/first-limits?agency=kab.9999", bearer("dpupr"))
    early = desk.get("/officer/first-limits?received_on=2020-01-01", bearer("dpupr"))
    assert (unknown.status, early.status) == (404, 422)
