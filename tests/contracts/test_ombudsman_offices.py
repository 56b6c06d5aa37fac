"""The addresses of the Ombudsman's offices are data: where each is from stands with it, and no province is made up."""

import json
from dataclasses import fields

from chalicelib.service.ombudsman import Office, office_for, offices
from tests.contracts.citations import ROOT

DATA = ROOT / "chalicelib" / "data"
ROWS = json.loads((DATA / "ombudsman_offices.json").read_text(encoding="utf-8"))
PROVINCES = {
    row["id"] for row in json.loads((DATA / "agencies.json").read_text(encoding="utf-8")) if row["kind"] == "PROVINSI"
}


def test_every_row_says_where_it_is_from_and_whether_that_was_checked() -> None:
    known = {field.name for field in fields(Office)}
    for row in ROWS:
        assert set(row) <= known
        assert all(isinstance(row[name], str) and row[name].strip() for name in ("name", "address", "source")), row
        assert isinstance(row["confirmed"], bool)


def test_every_province_is_one_of_the_directory_and_has_one_office_beside_the_centre() -> None:
    named = [row["province"] for row in ROWS]
    assert len(named) == len(set(named))
    assert named.count(None) == 1
    assert set(named) - {None} <= PROVINCES


def test_a_province_that_is_not_known_is_sent_to_the_centre() -> None:
    assert len(offices()) == len(ROWS)
    assert office_for("prov.62").province == "prov.62"
    assert [office_for(one).province for one in ("prov.11", None)] == [None, None]
