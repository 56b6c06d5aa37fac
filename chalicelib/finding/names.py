"""The grammar of people's names in an Indonesian text; what announces one is in `announcing`. Pure.

A name is taken whole or not at all; the academic titles after its comma are no part of it. It may have initials, parts
of one letter ("I Made"), "bin", "binti" and "br.", hyphens and apostrophes. In small letters it counts only when its
words are known as names: "pak suryadi", but not "pak polisi".
"""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

DATA = Path(__file__).parents[1] / "data"
MOST_PARTS = 6
_INITIAL = re.compile(r"(?:[A-Z]|[Bb]r)\.(?!\w\.)|[A-Z](?=[ \t])")
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_GAP = re.compile(r"[ \t]*")
_PATRONYM = frozenset(("bin", "binti", "boru", "br", "br."))
# Parts that only some names begin with, before a part that is known.
_FIRST = frozenset(("i", "ni"))
# What only names begin with: of Bali, Lombok, Aceh.
BEGINNINGS = frozenset(("baiq", "ni", "teuku", "cut", "gusti", "tubagus", "raden", "tengku"))
# Endings that are names' alone.
_ENDINGS = re.compile(r".{2}(?:yanto|wanto|janto|santo|yono|jono|wono|ningsih|wati|yati|uddin|udin|yadi|riadi|woto)")
_AFFIXED = re.compile(r"(?:me|di|ber|ter|ke|pe).{4}")
# Written large at a sentence's start or in an office's name, and nobody's name.
NO_NAME = frozenset(
    "saya kami kita anda mereka mohon tolong minta harap sudah belum tidak yang dan di ke dari pada jika kalau karena "
    "desa kelurahan kecamatan kabupaten kota provinsi dinas badan kantor bagian camat lurah kades sekdes kadus bupati "
    "wabup gubernur walikota sekda presiden menteri wakil kepala ketua sekretaris bendahara direktur manajer anggota "
    "petugas pegawai staf guru dosen dokter bidan perawat kader polisi kapolres kapolsek babinsa danramil hakim jaksa "
    "satpam sopir pemilik pengurus warga haji imam ustaz ustadz kiai rt rw sd smp sma smk puskesmas rsud pkk bapak pak "
    "ibu bu anak suami istri mertua kandung hamil menyusui lansia rumah negara pertiwi kos pengajian tua sekalian "
    "semua yth senin selasa rabu kamis jumat sabtu minggu januari februari maret april mei juni juli agustus september "
    "oktober november desember lalu no nomor rek rekening rp nik nip hp wa telp tlp alamat umur usia kelas kls kadis "
    "kabid kasi kasie kabag kasubag kapus kepsek wakepsek dirut danrem dandim kapolda kepolisian lintas".split()
)
# Months that are parts of names too, when a name goes on behind them ("Tan Mei Ling").
_MONTHS = frozenset(("januari", "april", "mei", "juni", "juli", "agustus", "september"))
_GOES_ON = re.compile(r"[ \t][A-Z][a-z]")


def name_at(text: str, start: int) -> tuple[int, int] | None:
    """The whole name that begins in a plain text at a place or behind the blanks there; None for no name."""
    parts = list(_parts(text, start))
    while parts and _is_unfinished(text, parts[-1]):
        parts.pop()
    is_named = any(end - begin > 1 and text[begin:end].casefold() not in _PATRONYM for begin, end in parts)
    return (parts[0][0], parts[-1][1]) if is_named else None


def start_of_name(text: str, end: int) -> int:
    """Where the capitals begin that stand before a place in a plain text, one behind the other; the place for none."""
    start = end
    for found in reversed(list(_WORD.finditer(text, max(0, end - 100), end))):
        word, between = found.group(), text[found.end() : start]
        is_near = between.isspace() or not between or (between == ". " and len(word) == 1)
        if not is_near or not word[0].isupper() or word.casefold() in NO_NAME:
            break
        start = found.start()
    return start


def _parts(text: str, start: int) -> Iterator[tuple[int, int]]:
    at = start
    for index in range(MOST_PARTS):
        gap = _GAP.match(text, at)
        begin = gap.end() if gap else at
        part = _INITIAL.match(text, begin) or _WORD.match(text, begin)
        if part is None:
            return
        is_amid = index > 0 and part.group().casefold() in _MONTHS and _GOES_ON.match(text, part.end())
        is_ahead = index == 0 and part.group() in _FIRST and _is_known_at(text, part.end())
        if not (is_amid or is_ahead or _is_part(part.group(), is_first=index == 0, is_behind_a_blank=begin > at)):
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
    if not is_first and word.isupper() and _AFFIXED.match(plain) and not is_known(plain):
        return False
    if word[0].isupper():
        return not word.isupper() or len(word) > 2 or (not is_first and is_behind_a_blank)
    return is_known(plain)


def _is_known_at(text: str, at: int) -> bool:
    word = _WORD.match(text, at + 1)
    return word is not None and is_known(word.group())


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
