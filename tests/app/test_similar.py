"""What the writer of a report is offered before it is sent (docs/contract.md)."""

from typing import Any
from urllib.parse import urlencode

import pytest

from tests.app.people import Desk

PLACE = "Kumai Hilir, Kumai, Kabupaten Kotawaringin Barat, Kalimantan Tengah"
TITLE = "Tangga dermaga feri ambrol diterjang ombak"
TEXT = "Tangga di dermaga feri sudah ambrol, penumpang harus melompat"
WORDING = {"public_title": TITLE, "public_body": "Tangga dermaga feri ambrol."}
SECRET = "Bakesbangpolgelap"


def asked(desk: Desk, text: str = TEXT, **more: str) -> Any:
    """What is offered for a text, asked in a body."""
    return desk.post("/reports/similar", {"text": text, **more}).json


def published(desk: Desk, **fields: Any) -> dict[str, Any]:
    """A published report of Kumai that lies with the roads department."""
    receipt = desk.submit(**fields)
    made = desk.act("kobar", receipt["report_id"], "verify", publish=True, forward_to="kab.6201.dpupr", **WORDING)
    assert made.status == 200
    return receipt


def test_a_published_report_of_the_place_is_offered_and_an_answered_one_apart(desk: Desk) -> None:
    runs, answered = published(desk)["report_id"], published(desk)["report_id"]
    assert desk.act("dpupr", answered, "accept").status == 200
    assert desk.act("dpupr", answered, "answer", text="Tangga dermaga sudah dipasang lagi.").status == 200
    offer = asked(desk, place=PLACE)
    assert runs in [one["report_id"] for one in offer["reports"]]
    assert answered in [one["report_id"] for one in offer["answered"]]
    told = next(one for one in offer["reports"] if one["report_id"] == runs)
    assert (told["title"], told["state"]) == (TITLE, "forwarded")
    assert "tangga" in told["reason"]


def test_nothing_that_is_not_public_is_found_or_compared(desk: Desk) -> None:
    hidden = desk.submit(title=f"{TITLE} {SECRET}")["report_id"]
    shown = published(desk, title=f"{SECRET} Kersik", body=f"{SECRET} Kersik menutup kantornya setiap sore.")
    offer = asked(desk, place=PLACE)
    assert hidden not in str(offer)
    assert shown["report_id"] not in str(asked(desk, f"{SECRET} Kersik menutup", place=PLACE))


def test_only_the_category_asked_for_is_offered(desk: Desk) -> None:
    published(desk)
    assert asked(desk, place=PLACE, category="pekerjaan-umum")["reports"]
    assert asked(desk, place=PLACE, category="agama")["reports"] == []


def test_category_agency_and_addressee_are_proposed_with_their_reasons(desk: Desk) -> None:
    offer = asked(desk, "Jalan kabupaten berlubang di depan pasar", place=PLACE)
    assert offer["addressee"] == {"agency_id": "kab.6201", "name": "Pemerintah Kabupaten Kotawaringin Barat"}
    assert offer["categories"][0]["id"] == "pekerjaan-umum"
    assert "jalan" in offer["categories"][0]["reason"]
    assert offer["agencies"][0]["agency_id"] == "kab.6201.dpupr"
    assert "kata: " in offer["agencies"][0]["reason"]
    assert asked(desk, "Rumah tetangga terbakar")["emergencies"][0]["number"] == "113"


@pytest.mark.parametrize("place", [PLACE, "Kabupaten Kotawaringin Barat", "6201", "Kumai,Kotawaringin Barat"])
def test_a_known_place_is_never_the_nations(desk: Desk, place: str) -> None:
    offer = asked(desk, place=place)
    assert offer["addressee"]["agency_id"] == "kab.6201"
    assert "ri" not in [one["agency_id"] for one in offer["agencies"]]


@pytest.mark.parametrize("place", ["", "Atlantis", "Kumai Hilir, Kumai"])
def test_an_unknown_place_has_no_addressee(desk: Desk, place: str) -> None:
    offer = asked(desk, place=place)
    assert (offer["addressee"], offer["reports"], offer["answered"]) == (None, [], [])


def test_the_query_asks_the_same(desk: Desk) -> None:
    query = urlencode({"text": TEXT, "place": PLACE})
    assert desk.get(f"/reports/similar?{query}").json == asked(desk, place=PLACE)


def test_without_a_text_it_is_refused(desk: Desk) -> None:
    assert desk.get("/reports/similar").status == 422
    assert desk.post("/reports/similar", {}).status == 422
