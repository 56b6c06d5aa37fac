"""The reporter lets the Ombudsman read a report, and takes that back: from then on it does not exist for it."""

from typing import Any

import pytest

from tests.app.people import Desk, bearer

WORDING = {"public_title": "Jalan rusak", "public_body": "Jalan rusak di sebuah kampung."}


@pytest.fixture
def archived(desk: Desk) -> dict[str, Any]:
    """A report that its coordinator laid aside, and everybody may read."""
    receipt = desk.submit()
    report_id = receipt["report_id"]
    assert desk.act("kobar", report_id, "archive", reason="too_general", text="Tempatnya tidak jelas.").status == 200
    assert desk.act("kobar", report_id, "publish", **WORDING).status == 200
    return receipt


def figures_of(desk: Desk) -> dict[str, Any]:
    """The nation's figures, as the Ombudsman reads them, without the moment at which it asks."""
    return {**desk.get("/officer/summary", bearer("ombudsman")).json, "as_of": None}


def test_it_reads_while_the_consent_is_given_and_not_a_moment_longer(desk: Desk, archived: dict[str, Any]) -> None:
    report_id = archived["report_id"]
    figures = figures_of(desk)
    for consent, status in ((True, 200), (False, 404), (True, 200), (False, 404)):
        own = desk.as_reporter(archived, "ombudsman", consent=consent)
        assert own.status == 200, own.content
        assert own.json["referred_to_ombudsman"] is consent
        assert "ombudsman" in own.json["allowed"]
        assert desk.read("ombudsman", report_id).status == status
        assert desk.read("kobar", report_id).status == 200
        assert desk.get("/officer/reports?queue=all", bearer("ombudsman")).status == 403
    unknown = desk.read("ombudsman", "LP-0000-0000-000")
    assert desk.read("ombudsman", report_id).content == unknown.content, "like a report that never was"
    assert figures_of(desk) == figures


def test_what_is_given_cannot_be_given_nor_what_is_not_given_taken_back(desk: Desk, archived: dict[str, Any]) -> None:
    assert desk.as_reporter(archived, "ombudsman", consent=False).code == "not_allowed_now"
    assert desk.as_reporter(archived, "ombudsman").error["fields"][0]["code"] == "consent_required"
    assert desk.as_reporter(archived, "ombudsman", consent=True).status == 200
    again = desk.as_reporter(archived, "ombudsman", consent=True)
    assert (again.status, again.code) == (409, "not_allowed_now")
    waiting = desk.submit()
    for consent in (True, False):
        assert desk.as_reporter(waiting, "ombudsman", consent=consent).status == 409, "nobody has waited yet"


def test_the_public_reads_of_the_consent_and_never_that_it_was_taken_back(desk: Desk, archived: dict[str, Any]) -> None:
    path = f"/reports/{archived['report_id']}"
    desk.as_reporter(archived, "ombudsman", consent=True)
    told = [event["type"] for event in desk.get(path).json["events"]]
    desk.as_reporter(archived, "ombudsman", consent=False)
    public = desk.get(path)
    assert [event["type"] for event in public.json["events"]] == told
    assert b"consent" not in public.content
    own = [event["type"] for event in desk.own(archived)["events"]]
    assert own[-2:] == ["ombudsman_referred", "ombudsman_consent_withdrawn"]


def test_without_script_it_is_taken_back_with_a_form(desk: Desk, archived: dict[str, Any]) -> None:
    path, key = f"/reports/{archived['report_id']}/ombudsman", {"access_code": archived["access_code"]}
    unticked = desk.form(path, key)
    assert unticked.status == 422
    given = desk.form(path, key | {"consent": "true"}).content.decode()
    assert "Cabut izin Ombudsman" in given
    assert '<input type="hidden" name="consent" value="false">' in given
    taken = desk.form(path, key | {"consent": "false"})
    assert taken.status == 200
    assert "Izinkan Ombudsman membaca laporan ini" in taken.content.decode()
    assert desk.own(archived)["referred_to_ombudsman"] is False
