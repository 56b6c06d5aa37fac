"""What to do at one field of a citizen's form: "field.code" → (Indonesian, English).

The general sentence of a code does not know which field it stands at. These do, so that nobody's name of the field
stands before them. The server, the site's own rules and the pages without script read them here.
"""

from chalicelib.language import Said

_RATE = (
    "Pilih nilai dari 1 (sangat buruk) sampai 5 (sangat baik).",
    "Choose a rating from 1 (very bad) to 5 (very good).",
)
_POINT = (
    "Titik di peta memerlukan dua angka. Isi keduanya, atau kosongkan keduanya.",
    "A point on the map takes two numbers. Give both, or leave both empty.",
)
_LATITUDE = ("Tulis garis lintang dengan angka, misalnya -2,684.", "Write the latitude in figures, like -2.684.")
_LONGITUDE = ("Tulis garis bujur dengan angka, misalnya 111,62.", "Write the longitude in figures, like 111.62.")
_EASY = ("Apakah melapor itu mudah? Pilih 1 sampai 4.", "Was reporting easy? Choose 1 to 4.")
_QUICK = ("Apakah penanganannya cepat? Pilih 1 sampai 4.", "Was it handled quickly? Choose 1 to 4.")
_USEFUL = ("Apakah hasilnya bermanfaat? Pilih 1 sampai 4.", "Was the result useful? Choose 1 to 4.")
_CLASS = (
    "Pilih jenis laporan: pengaduan, aspirasi, atau permintaan informasi.",
    "Choose a kind of report: complaint, aspiration or request for information.",
)
NUMBER_FAULTS = ("not_a_number", "not_a_whole_number", "out_of_range")
_NUMBERS = {
    "rating": _RATE,
    "easy": _EASY,
    "quick": _QUICK,
    "useful": _USEFUL,
    "location.lat": _LATITUDE,
    "location.lon": _LONGITUDE,
}

OF_FIELDS: dict[str, Said] = {
    "body.required": (
        "Tulis apa yang terjadi, paling sedikit 20 huruf.",
        "Write what happened, in at least 20 letters.",
    ),
    "body.too_short": (
        "Ceritakan lebih banyak: paling sedikit {least} huruf. Sekarang baru {length}.",
        "Tell us more: at least {least} letters. There are {length} so far.",
    ),
    "title.required": (
        "Tulis judul laporan, misalnya “Jalan berlubang di depan pasar”.",
        "Write a title, like “Hole in the road at the market”.",
    ),
    "title.too_short": (
        "Tulis judul yang lebih jelas: paling sedikit {least} huruf. Sekarang baru {length}.",
        "Write a clearer title: at least {least} letters. There are {length} so far.",
    ),
    "classification.required": _CLASS,
    "classification.not_one_of": _CLASS,
    "category.required": ("Pilih laporan ini tentang apa.", "Choose what the report is about."),
    "agency_id.required": (
        "Pilih satu instansi dari hasil pencarian, atau pilihan di atasnya.",
        "Choose one of the agencies found, or one of the answers above them.",
    ),
    "language.not_one_of": ("Pilih bahasa Indonesia atau Inggris.", "Choose Indonesian or English."),
    "assistance.not_one_of": ("Beri centang pada bantuan yang ada.", "Tick one of the kinds of help shown."),
    "proxy.name.both_or_none": (
        "Tulis juga nama orang yang Anda wakili.",
        "Write the name of the person you report for, too.",
    ),
    "proxy.relation.both_or_none": (
        "Tulis juga hubungan Anda dengannya, misalnya anak atau tetangga.",
        "Write what you are to them, too, like child or neighbour.",
    ),
    "proxy.relation.too_short": (
        "Tulis hubungan Anda dengannya, misalnya anak atau tetangga.",
        "Write what you are to them, like child or neighbour.",
    ),
    "location.lat.both_or_none": _POINT,
    "location.lon.both_or_none": _POINT,
    "report_id.required": (
        "Tulis nomor laporan, misalnya LP-7QK2-M4ZD-9X0.",
        "Write the tracking number, like LP-7QK2-M4ZD-9X0.",
    ),
    "access_code.required": (
        "Tulis kode akses: 20 huruf dan angka pada bukti laporan Anda.",
        "Write the access code: the 20 letters and digits on your receipt.",
    ),
    "text.required": ("Tulis dulu keterangannya di sini.", "Write your words here first."),
    "allowed.required": (
        "Pilih apakah laporan ini boleh ditampilkan kepada publik.",
        "Choose whether the report may be shown to the public.",
    ),
    "email.required": (
        "Tulis alamat email Anda, misalnya nama@contoh.id.",
        "Write your email address, like name@example.org.",
    ),
    "easy.required": _EASY,
    "quick.required": _QUICK,
    "useful.required": _USEFUL,
} | {f"{field}.{code}": said for field, said in _NUMBERS.items() for code in NUMBER_FAULTS}


def is_of_field(field: str, code: str) -> bool:
    """Whether the fault's sentence says by itself what it is about: no name of the field belongs before it."""
    return code == "consent_required" or f"{field}.{code}" in OF_FIELDS
