"""Whose matter a report is: the samples, reports that the tables were not made from, and a place with nothing near."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from chalicelib.domain.directory import Agency, Directory
from chalicelib.finding.matters import all_matters
from chalicelib.finding.places import Place
from chalicelib.finding.suggesting import Described, Suggestion, institutions_wanted, suggest
from chalicelib.service.suggestions import INSTITUTIONS_LOOKED_AT
from chalicelib.store.seed import shipped_agencies

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = json.loads((ROOT / "infra" / "local" / "sample_reports.json").read_text(encoding="utf-8"))
UNSEEN = json.loads((Path(__file__).parent / "unseen_reports.json").read_text(encoding="utf-8"))
TREE = shipped_agencies()
INSTITUTIONS = Directory({one.agency_id: one for one in TREE.agencies.values() if one.is_institution})


def told_of(row: dict[str, Any]) -> Described:
    """A row of a table as a report that was sent without an address."""
    place = Place(row.get("location") or {})
    return Described(row["title"], row["body"], row["category"], place, bool(row.get("supervisory")))


def suggested(told: Described) -> list[Suggestion]:
    """What is suggested with only those institutions' units at hand that the service reads."""
    at_hand = institutions_wanted(told, INSTITUTIONS)[:INSTITUTIONS_LOOKED_AT]
    units = {key: one for key, one in TREE.agencies.items() if any(key.startswith(f"{head}.") for head in at_hand)}
    return suggest(told, Directory({**INSTITUTIONS.agencies, **units}))


def hits(rows: list[dict[str, Any]]) -> tuple[int, int]:
    """For how many the unit is among the first three, and the first one's institution right."""
    found = [(row, suggested(told_of(row))) for row in rows]
    third = sum(row["expected_unit"] in [one.agency.agency_id for one in made[:3]] for row, made in found)
    first = sum(bool(made) and made[0].institution.agency_id == row["expected_institution"] for row, made in found)
    return third, first


def test_the_samples_find_their_units() -> None:
    rows = [row for row in SAMPLES if row["expected_unit"]]
    third, first = hits(rows)
    assert len(rows) == 26
    assert third >= 24
    assert first >= 24


@pytest.mark.parametrize(
    ("half", "many"),
    [("seen", 30), ("held_out", 30), ("second_seen", 30), ("second_held_out", 30), ("third", 60), ("fourth", 42)],
)
def test_other_reports_find_theirs(half: str, many: int) -> None:
    """What they found before the tables learnt from them is in docs/adr/0018-finding.md."""
    rows = [row for row in UNSEEN if row["half"] == half]
    third, first = hits(rows)
    assert len(rows) == many
    assert third >= 0.87 * many
    assert first >= 0.87 * many


def test_the_unit_that_the_words_name_comes_before_the_one_of_the_place() -> None:
    for body, unit in (
        ("Bidan di Puskesmas Madurejo menolak istri saya.", "kab.6201.dinkes.pkm-madurejo"),
        ("Kantor Kecamatan Kumai tutup sebelum jam kerja habis.", "kab.6201.kec.kumai"),
        ("Loket taman nasional di Tanjung Puting menagih tiket dua kali.", "kl.kemenhut.tntp"),
        ("Koper saya hilang di bandara Iskandar.", "kl.kemenhub.upbu-iskandar"),
    ):
        made = suggested(
            Described("Mohon ditindaklanjuti", body, "lainnya", Place({"regency": "6201", "district": "Arut Utara"}))
        )
        assert unit in [one.agency.agency_id for one in made[:3]], body


def test_the_words_that_decided_are_shown() -> None:
    row = next(row for row in SAMPLES if row["id"] == "S001")
    first = suggested(told_of(row))[0]
    assert first.agency.agency_id == "kab.6201.dpupr"
    assert "jalan kabupaten" in first.duties
    assert "lubang" in first.words


@pytest.mark.parametrize(
    ("told", "institution"),
    [
        (
            ("Upah lembur tidak dibayar", "Kami pekerja perusahaan sawit, kalau protes di-PHK.", "ketenagakerjaan"),
            "prov.62",
        ),
        (("SMK tidak memberi ijazah", "Ijazah siswa kelas 12 ditahan sekolah.", "pendidikan"), "prov.62"),
        (("Guru madrasah", "Guru kelas madrasah jarang masuk sekolah, siswa pulang.", "pendidikan"), "kl.kemenag"),
        (("Sekolah menahan ijazah", "Ijazah siswa kelas 9 ditahan sekolah.", "pendidikan"), "kab.6201"),
    ],
)
def test_a_narrow_matter_takes_over_the_wider_one(told: tuple[str, str, str], institution: str) -> None:
    assert suggested(Described(*told, KOBAR))[0].institution.agency_id == institution


def test_a_supervisory_report_is_the_inspectorates() -> None:
    told = Described("Lubang di jalan", "Aspal rusak dan berlubang di depan kantor.", "pekerjaan-umum", KOBAR, True)
    made = suggested(told)
    assert made[0].agency.agency_id == "kab.6201.inspektorat"
    units = {one.agency.agency_id for one in made if not one.agency.is_institution}
    assert units == {"kab.6201.inspektorat"}, "the lifecycle refuses every other unit"
    assert "kab.6201.dpupr" in [one.agency.agency_id for one in suggested(replace(told, supervisory=False))]


def test_whoever_is_reported_is_not_suggested() -> None:
    told = Described(
        "Lubang di jalan", "Aspal rusak dan berlubang.", "pekerjaan-umum", KOBAR, reported_agencies=("kab.6201.dpupr",)
    )
    assert "kab.6201.dpupr" not in [one.agency.agency_id for one in suggested(told)]


def test_words_that_tell_nothing_suggest_nothing() -> None:
    assert suggested(Described("zzzz qqqq", "xyz xyz xyz", "lainnya", KOBAR)) == []


def test_a_regency_without_units_answers_as_a_whole_or_not_at_all() -> None:
    told = Described(
        "KTP belum jadi", "Rekam KTP bulan lalu belum dicetak.", "kependudukan", Place({"regency": "6208"})
    )
    assert all(isinstance(one.agency, Agency) for one in suggested(told))


def test_every_institution_of_the_table_exists() -> None:
    named = {office.partition("|")[0] for matter in all_matters() for office in matter.offices}
    own = {"regency", "province", "@puskesmas", "@district", "@village"}
    assert not {one for one in named - own if one not in INSTITUTIONS.agencies}


KOBAR = Place({"province": "62", "regency": "6201"})
