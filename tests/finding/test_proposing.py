"""What a report's words propose before it is sent."""

import pytest

from chalicelib.finding.proposing import categories_meant, common_words, emergencies_in
from chalicelib.finding.words import plain_stems

MEANT = {
    "Jalan di depan pasar Kumai berlubang besar, kemarin ada yang jatuh": "pekerjaan-umum",
    "Sampah menumpuk tidak diangkut sejak seminggu": "lingkungan",
    "KTP saya belum jadi padahal sudah tiga bulan": "kependudukan",
    "Lampu jalan mati di depan sekolah": "pekerjaan-umum",
    "Puskesmas tutup jam sepuluh, obat habis": "kesehatan",
    "Angkot ngetem dan parkir liar di terminal": "perhubungan",
    "Anak saya dirundung kakak kelas di sekolah": "kekerasan-pendidikan",
    "Bansos PKH tidak cair": "sosial",
}


@pytest.mark.parametrize("text", MEANT)
def test_the_category_of_a_text_is_proposed_first_with_words_of_the_text(text: str) -> None:
    proposed = categories_meant(text)
    assert proposed[0].category_id == MEANT[text]
    assert len(proposed) <= 3
    assert all(word in text.casefold() for one in proposed for word in " ".join(one.words).split())


def test_words_of_nothing_propose_nothing() -> None:
    assert categories_meant("Terima kasih banyak") == []
    assert emergencies_in("Terima kasih banyak") == []


@pytest.mark.parametrize(
    ("text", "number"),
    [("Rumah tetangga terbakar", "113"), ("Ada anak tenggelam di sungai", "115"), ("Suami saya melakukan kdrt", "129")],
)
def test_who_is_in_danger_is_told_whom_to_call(text: str, number: str) -> None:
    assert [one.number for one in emergencies_in(text)] == [number]


def test_what_only_looks_like_an_emergency_names_no_number() -> None:
    assert emergencies_in("Mobil pemadam menutup jalan; lampu jalan mati, KTP belum jadi") == []


def test_a_published_title_tells_the_same_when_it_shares_enough_words() -> None:
    text = plain_stems("Ada lubang besar di jalan depan pasar Kumai, motor saya rusak")
    assert common_words(text, "Jalan berlubang di depan pasar Kumai")
    assert common_words(text, "Pasar tutup") is None
    assert common_words(text, "Tagihan listrik naik tanpa sebab dan meteran rusak sejak Maret") is None
