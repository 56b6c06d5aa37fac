"""Names of people in an Indonesian text: what stands before one, and the grammar of what follows. Pure.

A name is taken whole or not at all. It begins behind a title ("Pak", "Bu", "Sdr."), behind words that announce it
("bernama", "atas nama") or beside somebody's kin ("anak saya, Dwi,"); titles and offices before it, and the academic
titles after its comma, are no part of it. It may have initials, parts of one letter ("I Made"), "bin" and "binti",
hyphens and apostrophes. In small letters it counts only when its words are known as names: "pak suryadi", but not "pak
polisi".
"""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

DATA = Path(__file__).parents[1] / "data"
MOST_PARTS = 6
_TITLE = (
    r"(?:bapak|bpk\.?|pak|ibu|bu|sdr\.?|sdri\.?|saudara|saudari|tuan|nyonya|ny\.|tn\.|mas|mbak|mba|bang|kang|om|tante|"
    r"pakde|bude|kakek|nenek|dr\.|drg\.|drs\.|dra\.|ir\.|prof\.|dokter|ustaz|ustadz|ustazah|ustadzah|kiai|haji|hajah|hj\.?|h\.)"
)
# Offices that a person is called by together with the name; behind others a place follows ("Pak Camat Kumai").
_OFFICE = r"(?:rt|rw|guru|bidan|perawat|suster|mantri|polisi|satpam|kadus|modin)"
_KIN = r"(?:anak|istri|suami|adik|kakak|ayah|ibu|mertua|tetangga|keponakan|cucu|nenek|kakek|ketua|kepala\s+\w+)"
_HEADS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?i:(?<![\w-]){_TITLE}(?:[ \t]+(?:{_TITLE}|{_OFFICE}))*(?=[ \t]))",
        r"(?i:\b(?:a\.?n\.?|atas\s+nama|bernama|namanya|berinisial|pelapor(?=:)|nama(?:\s+(?:lengkap|anak|ibu|bapak|ayah|suami|istri|pelapor))?"
        rf"(?:\s+saya)?)\s*(?::|(?=\s)(?:\s+adalah\b)?)(?:\s*{_TITLE}(?=\s))*)",
    )
)
# Behind these a place follows ("Pak Camat Kumai") as often as a name: it must be one that is known.
_PLACED_HEAD = re.compile(r"(?i:\b(?:lurah|camat|kades|bupati|gubernur)(?=[ \t]))")
# The name must be closed by what is given here: a capital after "saya" alone says little.
_CLOSED_HEADS = (
    (re.compile(rf"(?i:\b{_KIN}\s+(?:saya|kami|kita)),"), re.compile(r"\s*,")),
    (re.compile(r"(?i:\bsaya),?(?=\s)"), re.compile(r"\s*,|\s+(?:warga|dari|tinggal|umur|usia|NIK|nik)\b")),
)
# What somebody says they are tells who they are, in a village.
_SELF = re.compile(
    r"(?i:\bsaya\s+(?:ini\s+)?(?:adalah\s+|seorang\s+|selaku\s+|sebagai\s+)?(?P<mark>(?:perangkat|karyawan)\s+\w+))"
)
_INITIAL = re.compile(r"[A-Z]\.(?!\w\.)|[A-Z](?=[ \t])")
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_GAP = re.compile(r"[ \t]*")
_PATRONYM = frozenset(("bin", "binti"))
# Endings that are names' alone.
_ENDINGS = re.compile(r".{2}(?:yanto|wanto|janto|santo|yono|jono|wono|ningsih|wati|yati|uddin|udin|yadi|riadi|woto)")
_AFFIXED = re.compile(r"(?:me|di|ber|ter|ke|pe).{4}")
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
    "oktober november desember lalu".split()
)


def names_announced(text: str) -> Iterator[tuple[int, int, bool]]:
    """Where a plain text has a name that something announces, and whether what announces it is shouted too."""
    for head in _HEADS:
        for found in head.finditer(text):
            if not CALLED_AFTER.search(text, 0, found.start()) and (span := name_at(text, found.end())):
                yield *span, found.group().isupper()
    for found in _PLACED_HEAD.finditer(text):
        span = name_at(text, found.end())
        is_somebody = span and is_known(text[span[0] : span[1]].split()[0].casefold())
        if span and is_somebody and not CALLED_AFTER.search(text, 0, found.start()):
            yield *span, found.group().isupper()
    for head, end in _CLOSED_HEADS:
        for found in head.finditer(text):
            span = name_at(text, found.end())
            if span and text[span[0]].isupper() and end.match(text, span[1]):
                yield *span, False


def selves_told(text: str) -> Iterator[tuple[int, int]]:
    """Where somebody says in a plain text what they are in their village."""
    return (found.span("mark") for found in _SELF.finditer(text))


def name_at(text: str, start: int) -> tuple[int, int] | None:
    """The whole name that begins in a plain text at a place or behind the blanks there; None for no name."""
    parts = list(_parts(text, start))
    while parts and _is_unfinished(text, parts[-1]):
        parts.pop()
    is_named = any(end - begin > 1 and text[begin:end].casefold() not in _PATRONYM for begin, end in parts)
    return (parts[0][0], parts[-1][1]) if is_named else None


def _parts(text: str, start: int) -> Iterator[tuple[int, int]]:
    at = start
    for index in range(MOST_PARTS):
        gap = _GAP.match(text, at)
        begin = gap.end() if gap else at
        part = _INITIAL.match(text, begin) or _WORD.match(text, begin)
        if part is None or not _is_part(part.group(), is_first=index == 0, is_behind_a_blank=begin > at):
            return
        yield part.span()
        at = part.end()


def _is_part(word: str, *, is_first: bool, is_behind_a_blank: bool) -> bool:
    plain = word.casefold()
    if word.endswith(".") or (len(word) == 1 and word.isupper()):
        return True
    if plain in NO_NAME:
        return False
    if not is_first and plain in _PATRONYM:
        return True
    if word[0].isupper():
        return not word.isupper() or len(word) > 2 or (not is_first and is_behind_a_blank)
    return is_known(plain)


def is_known(word: str) -> bool:
    """Whether a word in small letters is known as a part of names."""
    return word in _given_names() or bool(_ENDINGS.fullmatch(word) and not _AFFIXED.match(word))


def _is_unfinished(text: str, part: tuple[int, int]) -> bool:
    """Whether nothing follows what wants something to follow: "bin", or a letter that is no initial."""
    word = text[slice(*part)]
    return word.casefold() in _PATRONYM or (len(word) == 1 and word.isupper())


@cache
def _given_names() -> frozenset[str]:
    return frozenset(json.loads((DATA / "given_names.json").read_text(encoding="utf-8")))
