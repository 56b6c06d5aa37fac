"""What is suggested to be taken out of a public wording, and what is left in peace."""

import pytest

from chalicelib.finding.removals import names_in, removals_in


def marked(text: str, name: str | None = None) -> list[tuple[str, str]]:
    """What is marked in a text, with its kind, cut out as a browser would."""
    units = text.encode("utf-16-le", "surrogatepass")
    return [
        (units[2 * one.start : 2 * one.end].decode("utf-16-le"), one.kind.value)
        for one in removals_in(text, names_in(text, name))
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("NIK saya 6201019913990000 ya", [("6201019913990000", "nik")]),
        ("nik 6201 0199 1399 0000", [("6201 0199 1399 0000", "nik")]),
        ("hubungi 0812-0000-0000 saja", [("0812-0000-0000", "phone")]),
        ("wa +62 812 0000 0001!!!", [("+62 812 0000 0001", "phone")]),
        ("telepon kantor 0532-210000", [("0532-210000", "phone")]),
        ("surel siti.r@warga.example.", [("siti.r@warga.example", "email")]),
        ("mobil KH 1234 AB ngebut", [("KH 1234 AB", "plate")]),
        ("plat kh1234ab", [("kh1234ab", "plate")]),
        ("transfer ke BRI 0210 0100 0123 456 atas nama Budi Santoso",
         [("0210 0100 0123 456", "account"), ("Budi Santoso", "name")]),
        ("no. rek: 1234567890", [("1234567890", "account")]),
        ("rumah di RT 05 RW 02", [("RT 05 RW 02", "address")]),
        ("Jalan Pramuka No. 12 sebelah toko", [("Jalan Pramuka No. 12", "address")]),
        ("menurut Pak Slamet Riyadi sudah beres", [("Slamet Riyadi", "name")]),
        ("Nama saya Siti Rahmaniah tetapi tertulis Siti Rahmania.",
         [("Siti Rahmaniah", "name"), ("Siti Rahmania", "name")]),
        ("Saya perangkat RT dan takut diketahui", [("perangkat RT", "role")]),
        ("🙏🙏 telepon 081200000000", [("081200000000", "phone")]),
    ],
)  # fmt: skip
def test_personal_data_is_found(text: str, wanted: list[tuple[str, str]]) -> None:
    assert marked(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Dana desa tahun lalu Rp180 juta untuk jalan usaha tani",
        "Sejak 12.30 sampai 16.00, tanggal 20 November 2026, 14 orang",
        "LPG 3 kg dijual Rp45.000, stok 1500 tabung",
        "SD negeri 2, kelas 4 B, jembatan 12 meter",
        "Ketua RT bilang jatahnya dialihkan; Kepala Desa diam",
        "Mohon Bapak Bupati turun tangan, Ibu Lurah juga",
        "Surat nomor 800/123/2026 dari Dinas Kesehatan",
        "KM 12 arah Kumai, jalan nasional",
    ],
)
def test_other_numbers_and_offices_are_left_in_peace(text: str) -> None:
    assert marked(text) == []


def test_the_reporters_name_is_found_however_it_is_written() -> None:
    assert marked("tolong, atas nama rahmaniah siti", "Siti Rahmaniah") == [("rahmaniah siti", "name")]
    assert marked("anak Rahmania salah ketik", "Siti Rahmaniah") == [("Rahmania", "name")]


def test_a_name_is_marked_alike_whether_the_form_or_the_text_told_it() -> None:
    assert marked("Pak Budi bilang", "Budi") == marked("Pak Budi bilang")
