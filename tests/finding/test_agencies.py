"""Agencies as people look for them: the town, the nickname, the matter, in whatever order."""

import json
from pathlib import Path

import pytest

from chalicelib.finding.agencies import AgencyIndex
from chalicelib.store.seed import shipped_agencies

WORDS = Path(__file__).resolve().parents[2] / "web" / "words"
MEANT = AgencyIndex(shipped_agencies()).meant
SEARCHES = {
    "dinas pu kobar": "kab.6201.dpupr",
    "pekerjaan umum kotawaringin barat": "kab.6201.dpupr",
    "dinas kesehatan kotawaringin barat": "kab.6201.dinkes",
    "disdukcapil kobar": "kab.6201.disdukcapil",
    "ktp": "kab.6201.disdukcapil",
    "sampah": "kab.6201.dlh",
    "puskesmas kumai": "kab.6201.dinkes.pkm-kumai",
    "disdukcapil pangkalan bun": "kab.6201.disdukcapil",
    "dukcapil": "kab.6201.disdukcapil",
    "jalan rusak kobar": "kab.6201.dpupr",
    "pln pangkalan bun": "bumn.pln.pbun",
    "pdam": "kab.6201.tirtaarut",
    "rumah sakit pangkalan bun": "kab.6201.rsudsi",
    "bpjs kesehatan": "lb.bpjskes",
    "pemkab kobar": "kab.6201",
    "kantor kecamatan kumai": "kab.6201.kec.kumai",
    "sekolah smp kobar": "kab.6201.disdikbud",
    "kementerian pu": "kl.kemenpu",
    "kantor polisi": "lb.polri",
    "kelurahan sidorejo": "kab.6201.kec.arsel.kel.sidorejo",
}
UNSEEN = {
    "satpol pp kobar": "kab.6201.satpolppdamkar",
    "dishub kobar": "kab.6201.dishub",
    "bpn pangkalan bun": "kl.atrbpn.kobar",
    "rsud sultan imanuddin": "kab.6201.rsudsi",
    "samsat pangkalan bun": "prov.62.bapenda",
    "dinas sosial kobar": "kab.6201.dinsos",
    "imigrasi": "kl.kemenimipas",
    "kua kumai": "kl.kemenag.kobar",
    "kartu keluarga": "kab.6201.disdukcapil",
    "banjir kobar": "kab.6201.bpbd",
    "listrik mati": "bumn.pln",
    "air pdam tidak mengalir": "kab.6201.tirtaarut",
    "bupati kobar": "kab.6201",
    "gubernur kalteng": "prov.62",
    "puskesmas arut selatan": "kab.6201.dinkes.pkm-arsel",
    "pajak kendaraan": "prov.62.bapenda",
    "desa pasir panjang": "kab.6201.kec.arsel.desa.pasir-panjang",
    "camat arsel": "kab.6201.kec.arsel",
    "perizinan": "kab.6201.dpmptsp",
    "bkd kobar": "kab.6201.bkpsdm",
}
"""Twenty more: towns, nicknames, heads of government, ministries' units by their town."""
ONES_OF_THE_RULE = list(SEARCHES)[:6]
LEAST_RIGHT = 18


def first(search: str) -> str | None:
    """The best of what a search finds."""
    return next(iter(MEANT(search)), None)


@pytest.mark.parametrize("searches", [SEARCHES, UNSEEN], ids=["first", "second"])
def test_of_twenty_searches_the_first_hit_is_right_in_eighteen(searches: dict[str, str]) -> None:
    assert len(searches) == 20
    wrong = {search: first(search) for search, wanted in searches.items() if first(search) != wanted}
    assert len(searches) - len(wrong) >= LEAST_RIGHT, wrong


@pytest.mark.parametrize("search", ONES_OF_THE_RULE)
def test_a_search_that_the_rule_names_finds_its_agency_first(search: str) -> None:
    assert first(search) == SEARCHES[search]


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_example_that_the_form_gives_finds_what_it_says(language: str) -> None:
    hint = json.loads((WORDS / f"{language}.json").read_text(encoding="utf-8"))["submit"]["agencySearchHint"]
    assert first(hint.partition(": ")[2]) == "kab.6201.dpupr"


@pytest.mark.parametrize(
    "search", ["dinas\u2011pu\u00a0kobar", "\uff24inas PU\u200b kobar", " dinas  pu\u3000kobar\ufeff"]
)
def test_signs_that_a_telephone_leaves_mean_nothing(search: str) -> None:
    assert first(search) == "kab.6201.dpupr"


def test_the_order_of_the_words_and_capitals_mean_nothing() -> None:
    assert first("KOBAR Dinas PU") == first("dinas pu kobar")


def test_a_sentence_finds_what_most_of_its_words_mean() -> None:
    assert first("tolong perbaiki jalan rusak di kumai") == "kab.6201.dpupr"


def test_what_nobody_is_called_finds_nobody() -> None:
    assert MEANT("zzyzx") == []
    assert MEANT("di untuk") == []
    assert MEANT("kobarz qwerty asdfg") == []
