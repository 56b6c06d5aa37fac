"""Who is calling: exact contacts alone, only what the officer may know, each look on record, nothing of the rest."""

from typing import Any

import pytest

from tests.app.people import Desk, Reply, bearer
from tests.store.test_contact_index import somebody

PHONE = "0812 3456 7001"


def look(desk: Desk, who: str = "kobar", **contact: str) -> Reply:
    """As the desk asks."""
    return desk.post("/officer/people", contact, bearer(who))


def found(desk: Desk, who: str = "kobar", **contact: str) -> list[str]:
    """The numbers of the reports found."""
    reply = look(desk, who, **contact)
    assert reply.status == 200, reply.content
    return [one["report_id"] for one in reply.json["items"]]


@pytest.fixture
def receipt(desk: Desk) -> dict[str, Any]:
    """A report of somebody with both contacts."""
    return desk.submit(reporter={"name": "Siti Uji", "email": somebody(), "phone": PHONE})


def test_a_number_is_known_however_it_is_written(desk: Desk, receipt: dict[str, Any]) -> None:
    for written in (PHONE, "+62 812-3456-7001", "(0812) 34567001", "62 812 3456 7001"):
        assert receipt["report_id"] in found(desk, phone=written)
    assert found(desk, phone="0812 3456 7002") == []


def test_the_address_may_be_asked_for_in_a_query_too(desk: Desk) -> None:
    email = somebody()
    receipt = desk.submit(reporter={"email": email})
    asked = desk.get(f"/officer/people?email={email.upper()}", bearer("kobar"))
    assert [one["report_id"] for one in asked.json["items"]] == [receipt["report_id"]]
    assert asked.json["has_more"] is False
    assert email not in asked.content.decode()


def test_each_report_found_has_the_look_on_record(desk: Desk) -> None:
    email = somebody()
    receipts = [desk.submit(reporter={"email": email}) for _ in range(2)]
    assert found(desk, email=email) == [one["report_id"] for one in reversed(receipts)]
    for receipt in receipts:
        readings = desk.own(receipt)["identity_readings"]
        assert [one["actor"] for one in readings] == [{"role": "coordinator", "agency_id": "kab.6201"}]


def test_an_anonymous_report_is_not_found_by_its_contact(desk: Desk) -> None:
    email = somebody()
    receipt = desk.submit(reporter={"email": email}, anonymous=True)
    assert found(desk, email=email) == []
    assert desk.own(receipt)["identity_readings"] == []


def test_others_reports_are_not_found_nor_read(desk: Desk) -> None:
    email = somebody()
    receipt = desk.submit(reporter={"email": email})
    for who in ("kotim", "dpupr", "inspektorat"):
        assert found(desk, who, email=email) == []
    desk.act("kobar", receipt["report_id"], "verify", forward_to="kab.6201.dpupr")
    assert found(desk, "dpupr", email=email) == [receipt["report_id"]]
    assert len(desk.own(receipt)["identity_readings"]) == 1


def test_who_held_it_once_may_read_on_but_does_not_learn_whose_it_is(desk: Desk) -> None:
    email = somebody()
    receipt = desk.submit(reporter={"email": email})
    report_id = receipt["report_id"]
    desk.act("kobar", report_id, "verify", forward_to="kab.6201.dpupr")
    desk.act("dpupr", report_id, "return", proposed="kab.6201.dinkes", text="Bukan kewenangan kami.")
    assert desk.read("dpupr", report_id).status == 200
    assert found(desk, "dpupr", email=email) == []


def test_what_was_erased_is_found_no_more(desk: Desk) -> None:
    email = somebody()
    receipt = desk.submit(reporter={"email": email})
    assert desk.as_reporter(receipt, "erase").status == 200
    assert found(desk, email=email) == []


def test_a_part_of_a_contact_is_no_contact(desk: Desk, receipt: dict[str, Any]) -> None:
    refused = look(desk, phone="0812")
    assert (refused.status, refused.json["error"]["fields"][0]["code"]) == (422, "not_a_phone")
    assert look(desk).json["error"]["fields"][0]["code"] == "one_contact_required"
    both = look(desk, phone=PHONE, email=somebody())
    assert both.json["error"]["fields"][0]["code"] == "one_contact_only"
    assert desk.get("/officer/people?q=Siti", bearer("kobar")).status == 422


def test_an_observer_and_a_stranger_ask_in_vain(desk: Desk) -> None:
    assert look(desk, "ombudsman", phone=PHONE).status == 403
    assert desk.get("/officer/people?phone=08123456").status == 401


def test_nobody_tries_a_thousand_numbers(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chalicelib.service.callers.LOOK_UPS_AN_HOUR", 2)
    tried = [look(desk, "dinkes", phone=f"0812 3456 80{number:02}").status for number in range(3)]
    assert tried == [200, 200, 429]
