"""What of a report's text should not stand in its public wording (UU 27/2022: data minimisation). Pure.

Suggestions to the officer who publishes, never done without them. Places are counted in UTF-16 code units, as browsers
count, so that an emoji before a number does not shift the mark.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

ALIKE = 0.85


class RemovalKind(StrEnum):
    """What a removal hides."""

    NIK = "nik"
    ACCOUNT = "account"
    PHONE = "phone"
    EMAIL = "email"
    PLATE = "plate"
    ADDRESS = "address"
    NAME = "name"
    ROLE = "role"


@dataclass(frozen=True, slots=True)
class Removal:
    """A stretch of a text, from ``start`` up to but not including ``end``."""

    start: int
    end: int
    kind: RemovalKind


_NAME = r"[A-Z][a-z'’]+(?:\s+(?:bin|binti|[A-Z]\.|[A-Z][a-z'’]+)){0,3}"
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
    (RemovalKind.NIK, r"(?<!\d)\d(?:[ .-]?\d){15}(?!\d)"),
    (RemovalKind.PHONE, r"(?<!\d)(?:\+?62|0)[ .-]?8\d{1,2}(?:[ .-]?\d){6,10}(?!\d)"),
    (RemovalKind.PHONE, r"(?<!\d)\(?0\d{2,3}\)?[ -]\d{5,8}(?!\d)"),
    (RemovalKind.PLATE, rf"\b(?:{'|'.join(_PLATES)})[ -]?\d{{1,4}}[ -]?[A-Z]{{1,3}}\b"),
    (RemovalKind.PLATE, r"(?i:\b(?:plat|nopol)\s+(?:nomor\s+)?)(?P<mark>[A-Za-z]{1,2} ?\d{1,4} ?[A-Za-z]{1,3})\b"),
    (RemovalKind.ADDRESS, r"(?i:\brt\.?\s*\d{1,3}\s*[/,]?\s*rw\.?\s*\d{1,3})"),
    (RemovalKind.ADDRESS, r"(?i:\brt\.?\s*\d{1,3}\b)"),
    (
        RemovalKind.ADDRESS,
        r"(?i:\b(?:jalan|jl\.?|jln\.?|gang|gg\.?)\s+[\w. ]{2,40}?\s+(?:no\.?|nomor)\s*\d+[a-z]?\b)",
    ),
    (RemovalKind.ADDRESS, r"(?i:\brumah\s+(?:no\.?|nomor)\s*\d+\w?)"),
    (
        RemovalKind.NAME,
        r"(?i:\b(?:bapak|pak|ibu|bu|sdr\.?|sdri\.?|saudara|saudari|haji|hajah|hj\.|h\.|a\.?n\.?|atas\s+nama|bernama|"
        rf"nama\s+(?:saya|anak\s+saya|ibu|bapak|suami|istri)|nama))\s+(?:adalah\s+|:\s*)?(?P<mark>{_NAME})",
    ),
    (
        RemovalKind.ROLE,
        r"(?i:\bsaya\s+(?:ini\s+)?(?:adalah\s+|seorang\s+|selaku\s+|sebagai\s+)?(?P<mark>(?:perangkat|ketua|sekretaris|"
        r"bendahara|pegawai|staf|guru|karyawan|kader|bidan|perawat|anggota)\s+\w+))",
    ),
)
_COMPILED = tuple((kind, re.compile(pattern)) for kind, pattern in _PATTERNS)
_CAPITALS = re.compile(_NAME)
# Written large at a sentence's start or in an office's name, and nobody's name.
_NO_NAME = frozenset(
    "saya kami mohon tolong desa kelurahan kecamatan kabupaten dinas camat lurah bupati gubernur kepala ketua rt rw sd "
    "smp sma smk puskesmas rsud dan yang di ke dari guru dokter bidan perawat polisi presiden menteri wakil".split()
)


def removals_in(text: str, names: Iterable[tuple[int, int]] = ()) -> list[Removal]:
    """What should be taken out of a text, in order, none over another; ``names`` are stretches known to be a name."""
    taken: list[Removal] = []
    known = [Removal(start, end, RemovalKind.NAME) for start, end in names if end <= len(text)]
    for one in (*known, *_matched(text)):
        if not any(one.start < other.end and other.start < one.end for other in taken):
            taken.append(one)
    for one in _namesakes(text, [one for one in taken if one.kind is RemovalKind.NAME]):
        if not any(one.start < other.end and other.start < one.end for other in taken):
            taken.append(one)
    return [_in_code_units(text, one) for one in sorted(taken, key=lambda one: one.start)]


def names_in(text: str, name: str | None) -> tuple[tuple[int, int], ...]:
    """Where a text has a person's name, or a word that is nearly one of it; single letters and titles are no name."""
    words = [word.casefold() for word in re.findall(r"[^\W\d_]{3,}", name or "")]
    found = re.finditer(r"[^\W\d_]{3,}", text) if words else ()
    spans = [one.span() for one in found if any(_is_alike(one.group().casefold(), word) for word in words)]
    return tuple(_joined(text, spans))


def _matched(text: str) -> Iterator[Removal]:
    for kind, pattern in _COMPILED:
        for found in pattern.finditer(text):
            start, end = found.span("mark" if "mark" in pattern.groupindex else 0)
            if kind is not RemovalKind.NAME or text[start:end].split()[0].casefold() not in _NO_NAME:
                yield Removal(start, end, kind)


def _namesakes(text: str, named: list[Removal]) -> Iterator[Removal]:
    """The same name once more, or one that begins like it: a name that was misspelt is written twice."""
    first = {text[one.start : one.end].split()[0] for one in named if text[one.start].isupper()}
    for found in _CAPITALS.finditer(text):
        if found.group().split()[0] in first:
            yield Removal(*found.span(), RemovalKind.NAME)


def _joined(text: str, spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for index, (start, end) in enumerate(spans):
        if index and text[spans[index - 1][1] : start].isspace():
            continue
        last = index
        while last + 1 < len(spans) and text[spans[last][1] : spans[last + 1][0]].isspace():
            last += 1
        yield start, max(end, spans[last][1])


def _is_alike(one: str, other: str) -> bool:
    return one == other or (len(other) > 4 and SequenceMatcher(None, one, other).ratio() >= ALIKE)


def _in_code_units(text: str, one: Removal) -> Removal:
    start = _code_units(text[: one.start])
    return Removal(start, start + _code_units(text[one.start : one.end]), one.kind)


def _code_units(text: str) -> int:
    return len(text) + sum(character > "\uffff" for character in text)
