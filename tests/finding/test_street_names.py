"""A street or place is called what it is called: its name says nothing of the matter."""

import pytest

from chalicelib.finding.places import Place
from chalicelib.finding.proposing import categories_meant
from chalicelib.finding.street_names import without_names
from chalicelib.finding.suggesting import Described

SENTENCES = (
    ("Jalan Pasir Panjang berlubang", "Pasir Panjang", "pekerjaan-umum"),
    ("Jalan Pelita Listrik gelap, lampu jalan mati", "Pelita Listrik", "pekerjaan-umum"),
    ("Jalan Listrik berlubang besar", "Listrik", "pekerjaan-umum"),
    ("Sampah menumpuk di Gang Listrik", "Listrik", "lingkungan"),
    ("Sampah menumpuk di Desa Sungai Air sejak seminggu", "Sungai Air", "lingkungan"),
    ("KTP saya belum jadi, saya tinggal di Jalan Sungai Air Hitam", "Sungai Air Hitam", "kependudukan"),
    ("Puskesmas di Desa Sungai Air tutup jam sepuluh, obat habis", "Sungai Air", "kesehatan"),
    ("Guru SD di Jalan Rumah Sakit sering tidak masuk, sekolah kosong", "Rumah Sakit", "pendidikan"),
    ("Sampah tidak diangkut di Jl. Puskesmas", "Puskesmas", "lingkungan"),
    ("Jl Sekolah rusak parah, banyak lubang", "Sekolah", "pekerjaan-umum"),
    ("Bansos PKH tidak cair di Kelurahan Pasar Baru", "Pasar", "sosial"),
    ("Jalan Padi berlubang di depan rumah kami", "Padi", "pekerjaan-umum"),
    ("Listrik padam terus di Jalan Guru", "Guru", "energi"),
    ("Lampu jalan mati di Gang Tambang Emas", "Tambang Emas", "pekerjaan-umum"),
    ("Obat habis di puskesmas, Jalan Pelabuhan Lama", "Pelabuhan", "kesehatan"),
    ("Akta lahir anak belum jadi, kami warga Kampung Nelayan", "Nelayan", "kependudukan"),
    ("Sampah dibuang di Komplek Perikanan", "Perikanan", "lingkungan"),
    ("Jalan Dokter Sutomo retak dan bergelombang", "Dokter Sutomo", "pekerjaan-umum"),
    ("KARTU KELUARGA BELUM JADI, SAYA WARGA JALAN LISTRIK", "LISTRIK", "kependudukan"),
    ("Puskesmas tutup, kami warga kecamatan pasar", "pasar", "kesehatan"),
    ("Bansos tidak cair di Kabupaten Tanah Laut", "Tanah Laut", "sosial"),
    ("Jalan Haji Masjid berlubang", "Haji Masjid", "pekerjaan-umum"),
)
"""A text, a name in it that sounds like a matter, and what the text is about."""


@pytest.mark.parametrize(("text", "name", "category"), SENTENCES)
def test_a_name_proposes_nothing(text: str, name: str, category: str) -> None:
    proposed = categories_meant(text)
    assert proposed[0].category_id == category
    assert proposed == categories_meant(text.replace(name, "Ahmad"))


def test_the_names_would_propose_much() -> None:
    told = [name for _, name, _ in SENTENCES if categories_meant(f"Soal {name.casefold()} di sini")]
    assert len(told) >= 20


STAYS = (
    "Jalan rusak parah", "Jalan Rusak Parah", "Lampu Jalan Mati", "Jalan Nasional rusak", "Jalan Tol macet",
    "Jalan Provinsi ambles", "jalan sampah menumpuk", "Air PDAM mati di desa", "Jalan Usaha Tani becek",
    "Jalan. Sampah", "Gang Sempit dan Gelap",
)  # fmt: skip


@pytest.mark.parametrize("text", STAYS)
def test_what_is_no_name_stays(text: str) -> None:
    assert without_names(text) == text


def test_in_a_title_of_capitals_the_name_ends_where_a_matter_begins() -> None:
    assert "Sampah Menumpuk" in without_names("Jalan Pelita Sampah Menumpuk")
    assert "SAMPAH MENUMPUK" in without_names("JALAN LISTRIK SAMPAH MENUMPUK")
    assert "Pelita" not in without_names("Jalan Pelita Sampah Menumpuk")


def test_an_agency_is_not_proposed_for_a_name() -> None:
    described = Described("Jalan Listrik berlubang", "Lubang besar di Jalan Listrik.", "", Place({}))
    assert [one.matter.name for one in described.matters] == ["jalan dan jembatan"]
