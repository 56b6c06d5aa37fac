"""What stands before or behind somebody's name in an Indonesian text, and so announces it. Pure.

A title ("Pak", "Bu", "Sdr."), words that say a name comes ("bernama", "atas nama"), somebody's kin ("anak saya, Dwi,"),
the grammar of descent ("Yohanes bin Luwuk", "Tiur br. Nainggolan") do, and two capitals that begin as names do. Titles
and offices before a name are no part of it.
"""

import re
from collections.abc import Iterator

from chalicelib.finding.names import BEGINNINGS, is_known, name_at, start_of_name

_TITLE = (
    r"(?:bapak|bpk\.?|pak|ibu|bu|sdr\.?|sdri\.?|saudara|saudari|tuan|nyonya|ny\.|tn\.|mas|mbak|mba|bang|kang|kak|cak|bung|"
    r"neng|bli|koh|om|tante|pakde|bude|kakek|nenek|abah|dr\.|drg\.|drs\.|dra\.|ir\.|prof\.|dokter|ust\.|ustaz|ustadz|"
    r"ustazah|ustadzah|kiai|kyai|k\.?h\.|gus|tgk\.|pdt\.|pendeta|romo|haji|hajah|hj\.?|h\.|(?<!\.)si)"
)
# Offices that a person is called by together with the name; behind others a place follows ("Pak Camat Kumai").
_OFFICE = r"(?:rt|rw|guru|bidan|perawat|suster|mantri|polisi|satpam|kadus|modin)"
_KIN = r"(?:anak|istri|suami|adik|kakak|ayah|ibu|mertua|tetangga|keponakan|cucu|nenek|kakek|ketua|kepala\s+\w+)"
_OURS = r"(?:saya|sy|kami|kita)"
_HEADS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?i:(?<![\w-]){_TITLE}(?:[ \t]+(?:{_TITLE}|{_OFFICE}))*(?=[ \t]))",
        r"(?i:\b(?:a[./]?n\.?|atas\s+nama|bernama|namanya|berinisial|diwakili(?:\s+oleh)?|pelapor(?=\s?:)|"
        r"nama(?:\s+(?:lengkap|anak|ibu|bapak|ayah|suami|istri|pelapor))?"
        rf"(?:\s+saya)?)\s*(?::|(?=\s)(?:\s+adalah\b)?)(?:\s*{_TITLE}(?=\s))*)",
    )
)
# Behind these a place or an office follows ("Pak Camat Kumai", "hubungi Dinas Sosial") as often as a name: its first
# part must be one that is known.
_DOUBTFUL_HEADS = (
    re.compile(
        r"(?i:\b(?:lurah|camat|kades|bupati|gubernur|oleh|hubungi|menghubungi|menemui|bertemu|korban)(?=[ \t]))"
    ),
    re.compile(rf"(?i:\b{_KIN}\s+{_OURS}(?=\s))"),
)
# The name must be closed by what is given here: a capital after "saya" alone says little.
_CLOSED_HEADS = (
    (re.compile(rf"(?i:\b{_KIN}\s+{_OURS}),"), re.compile(r"\s*,")),
    (re.compile(r"(?i:\bsaya),?(?=\s)"), re.compile(r"\s*,|\s+(?:warga|dari|tinggal|umur|usia|NIK|nik)\b")),
)
_CAPITAL = re.compile(r"(?<![\w.'-])[^\W\d_a-z](?=[^\W\d_A-Z]|\.)")
_DESCENT = re.compile(r" (?i:binti|bin|boru|br\.?) (?=[^\W\d_a-z])")
# What somebody says they are tells who they are, in a village.
_SELF = re.compile(
    r"(?i:\bsaya\s+(?:ini\s+)?(?:adalah\s+|seorang\s+|selaku\s+|sebagai\s+)?(?P<mark>(?:perangkat|karyawan)\s+\w+))"
)
# Words before a place that is called after somebody.
CALLED_AFTER = re.compile(
    r"(?i:\b(?:jalan|jl\.?|jln\.?|gang|gg\.?|simpang|pasar|masjid|musala|mushola|langgar|gereja|rsu[dp]|rsia|rs|rumah\s+sakit|"
    r"klinik|bandara|pelabuhan|stadion|gedung|taman|tugu|makam|jembatan|toko|warung|kios|universitas|pondok|pesantren|kampung|"
    r"kampus|yayasan|perumahan|desa|kelurahan|kecamatan|kabupaten|kota|provinsi|pulau|sungai|danau|bukit|gunung|pt|cv|ud|"
    r"undang-undang|sman?|smpn?|smkn?|sdn?|mi|mts|man)\.?"
    r"(?:\s+(?:raja|raya|agung|sultan|pangeran|jenderal|jend\.|haji|h\.|k\.?h\.|prof\.|dr\.|ir\.|\d+))*)\s+$"
)


def names_announced(text: str) -> Iterator[tuple[int, int, bool]]:
    """Where a plain text has a name that something announces, and whether what announces it is shouted too."""
    for head in _HEADS:
        for found in _before_people(head, text):
            if span := name_at(text, found.end()):
                yield *span, found.group().isupper()
    for head in _DOUBTFUL_HEADS:
        for found in _before_people(head, text):
            span = name_at(text, found.end())
            if span and is_known(text[span[0] : span[1]].split()[0].casefold()):
                yield *span, found.group().isupper()
    for head, end in _CLOSED_HEADS:
        for found in head.finditer(text):
            span = name_at(text, found.end())
            if span and text[span[0]].isupper() and end.match(text, span[1]):
                yield *span, False
    yield from ((*span, False) for span in (*_told_by_descent(text), *_unannounced(text)))


def _before_people(head: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    return (found for found in head.finditer(text) if not CALLED_AFTER.search(text, 0, found.start()))


def _told_by_descent(text: str) -> Iterator[tuple[int, int]]:
    for found in _DESCENT.finditer(text):
        span = name_at(text, start_of_name(text, found.start()))
        if span and span[0] < found.start() and span[1] > found.end():
            yield span


def _unannounced(text: str) -> Iterator[tuple[int, int]]:
    """Two capitals and more that begin like a name, though nothing says that one comes ("Asep Ridwan")."""
    at = 0
    while found := _CAPITAL.search(text, at):
        at = found.end()
        span = name_at(text, found.start())
        words = text[slice(*span)].split() if span else []
        if span and len(words) > 1 and _is_somebody(words) and not CALLED_AFTER.search(text, 0, span[0]):
            yield span
        at = max(at, span[1] if span else 0)


def _is_somebody(words: list[str]) -> bool:
    """Whether the first word that is more than a letter is known as a name, and they are not all shouted."""
    first = next((word for word in words if len(word.rstrip(".")) > 1), "")
    begins = words[0].casefold() in BEGINNINGS or len(words[0].rstrip(".")) == 1
    return is_known(first.casefold()) or (begins and first != "" and not first.isupper() and words[0].istitle())


def selves_told(text: str) -> Iterator[tuple[int, int]]:
    """Where somebody says in a plain text what they are in their village."""
    return (found.span("mark") for found in _SELF.finditer(text))
