"""A place sent as codes reads as names wherever somebody reads it."""

from tests.app.people import Desk, bearer

PLACE = {"province": "62", "regency": "6201", "district": "Arut Selatan"}
NAMES = {"kab.6201": "Pemerintah Kabupaten Kotawaringin Barat", "prov.62": "Pemerintah Provinsi Kalimantan Tengah"}
IN_WORDS = "Arut Selatan, Kabupaten Kotawaringin Barat, Kalimantan Tengah"


def test_on_the_papers_for_the_ombudsman(desk: Desk) -> None:
    receipt = desk.submit(location=PLACE)
    page = desk.form(f"/reports/{receipt['report_id']}/ombudsman-dossier", {"access_code": receipt["access_code"]})
    assert IN_WORDS in page.content.decode()


def test_among_the_members_of_a_case(desk: Desk) -> None:
    main, member = (desk.submit(location=PLACE)["report_id"] for _ in range(2))
    assert desk.act("kobar", main, "verify", forward_to="kab.6201.dpupr").status == 200
    assert desk.act("kobar", member, "join", into=main).status == 200
    (one,) = desk.get(f"/officer/reports/{main}/members", bearer("kobar")).json["items"]
    assert one["location"] == PLACE
    assert one["agency_names"] == NAMES
