"""What personal data looks like in an Indonesian text: patterns, and the words that only look like a name. Pure."""

import re
from enum import StrEnum


class RemovalKind(StrEnum):
    """What a removal hides."""

    NIK = "nik"
    ACCOUNT = "account"
    PHONE = "phone"
    EMAIL = "email"
    PLATE = "plate"
    ADDRESS = "address"
    NAME = "name"


_NAME = r"(?:[A-Z][a-z'’]+|[A-Z]{3,})(?:\s+(?:(?:binti|bin|BINTI|BIN)\b|[A-Z]\.|[A-Z][a-z'’]+|[A-Z]{2,})){0,3}"
_TITLE = (
    r"(?:bapak|bpk\.?|pak|ibu|bu|sdr\.?|sdri\.?|saudara|saudari|tuan|nyonya|ny\.|mas|mbak|bang|kang|dr\.|drg\.|dokter|"
    r"ustaz|ustadz|ustazah|ustadzah|kiai|haji|hajah|hj\.?|h\.)"
)
_PLATES = (
    "A B D E F G H K L M N P R S T W Z AA AB AD AE AG BA BB BD BE BG BH BK BL BM BN BP DA DB DC DD DE DG DH DK DL DM "
    "DN DP DR DT DW EA EB ED KB KH KT KU PA PB PG PS PT PY"
).split()
# The first kind that finds a stretch keeps it: sixteen digits are a NIK, not a phone number.
_PATTERNS: tuple[tuple[RemovalKind, str], ...] = (
    (RemovalKind.EMAIL, r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    (
        RemovalKind.ACCOUNT,
        r"(?i:\b(?:no\.?\s*rek\w*|nomor\s+rek\w*|rek(?:ening)?|bri|bca|bni|bsi|btn|mandiri|bank\s+\w+))"
        r"[^\d\n]{0,20}?(?P<mark>\d(?:[ -]?\d){7,17})(?!\d)",
    ),
    # Not part of a longer number in dots or dashes, as a land tax number is.
    (RemovalKind.NIK, r"(?<!\d)(?<!\d[.-])\d(?:[ .-]?\d){15}(?!\d)(?![.-]\d)"),
    (RemovalKind.PHONE, r"(?<!\d)(?:\+?62|0)[ .-]?8\d{1,2}(?:[ .-]?\d){6,10}(?!\d)"),
    (RemovalKind.PHONE, r"(?<!\d)\(?0\d{2,3}\)?[ -]\d{5,8}(?!\d)"),
    (
        RemovalKind.PHONE,
        r"(?i:\b(?:wa|whatsapp|hp|telp|telepon|tlp|kontak)\b)[^\d\n]{0,12}(?P<mark>8\d{1,2}(?:[ .-]?\d){6,9})(?!\d)",
    ),
    (RemovalKind.PLATE, rf"\b(?:{'|'.join(_PLATES)})[ -]?\d{{1,4}}[ -]?[A-Z]{{1,3}}\b"),
    (RemovalKind.PLATE, r"(?i:\b(?:plat|nopol)\s+(?:nomor\s+)?)(?P<mark>[A-Za-z]{1,2} ?\d{1,4} ?[A-Za-z]{1,3})\b"),
    (RemovalKind.ADDRESS, r"(?i:\brt\.?\s*\d{1,3}\s*[/,]?\s*rw\.?\s*\d{1,3})"),
    (RemovalKind.ADDRESS, r"(?i:\b(?:rt|rw)\.?\s*\d{1,3}\b)"),
    (
        RemovalKind.ADDRESS,
        r"(?i:\b(?:jalan|jl\.?|jln\.?|gang|gg\.?)\s+[\w. ]{2,40}?\s+(?:no\.?|nomor)\s*\d+[a-z]?\b)",
    ),
    (RemovalKind.ADDRESS, r"(?i:\bblok\s+[a-z]{1,2}[ .-]?\d{0,3}\s*,?\s*(?:no\.?|nomor)\s*\d+[a-z]?\b)"),
    (RemovalKind.ADDRESS, r"(?i:\b(?:rumah\s+(?:no\.?|nomor)|(?:no\.?|nomor)\s+rumah)\s*:?\s*\d+\w?)"),
    (RemovalKind.NAME, rf"(?i:(?<![\w-]){_TITLE}\s+(?:{_TITLE}\s+){{0,2}})(?P<mark>{_NAME})"),
    (
        RemovalKind.NAME,
        r"(?i:\b(?:a\.?n\.?|atas\s+nama|bernama|nama(?:\s+(?:lengkap|anak|ibu|bapak|ayah|suami|istri|pelapor))?"
        rf"(?:\s+saya)?)\s*(?::\s*|\s(?:adalah\s+)?)(?:{_TITLE}\s+){{0,2}})(?P<mark>{_NAME})",
    ),
    # What somebody says they are tells who they are, in a village.
    (
        RemovalKind.NAME,
        r"(?i:\bsaya\s+(?:ini\s+)?(?:adalah\s+|seorang\s+|selaku\s+|sebagai\s+)?(?P<mark>(?:perangkat|ketua|sekretaris|"
        r"bendahara|pegawai|staf|guru|karyawan|kader|bidan|perawat|anggota)\s+\w+))",
    ),
)
PATTERNS = tuple((kind, re.compile(pattern)) for kind, pattern in _PATTERNS)
CAPITALS = re.compile(_NAME)
# Words before a place that is called after somebody.
CALLED_AFTER = re.compile(
    r"(?i:\b(?:jalan|jl\.?|jln\.?|gang|gg\.?|simpang|pasar|masjid|musala|mushola|langgar|gereja|rsud|bandara|pelabuhan|"
    r"stadion|gedung|taman|jembatan|toko|warung|kios))\s+$"
)
# Written large at a sentence's start or in an office's name, and nobody's name.
NO_NAME = frozenset(
    "saya kami kita anda mereka mohon tolong minta harap sudah belum tidak yang dan di ke dari pada jika kalau karena "
    "desa kelurahan kecamatan kabupaten kota provinsi dinas badan kantor bagian camat lurah kades sekdes kadus bupati "
    "wabup gubernur walikota sekda presiden menteri wakil kepala ketua sekretaris bendahara direktur manajer anggota "
    "petugas pegawai staf guru dosen dokter bidan perawat kader polisi kapolres kapolsek babinsa danramil hakim jaksa "
    "satpam sopir pemilik pengurus warga haji imam ustaz ustadz kiai rt rw sd smp sma smk puskesmas rsud pkk bapak pak "
    "ibu bu anak suami istri mertua kandung hamil menyusui lansia rumah negara pertiwi kos pengajian tua sekalian "
    "semua yth senin selasa rabu kamis jumat sabtu minggu januari februari maret april mei juni juli agustus september "
    "oktober november desember".split()
)
