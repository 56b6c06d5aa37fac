"""Which institution a message without a form is meant for: by its first word, or the place that it names. Pure."""

import re

from chalicelib.domain.directory import PROVINCE_KIND, REGENCY_KINDS, Agency, Directory
from chalicelib.domain.signs import plain

_WORD = re.compile(r"[^\W_]+")
_BEFORE_A_NAME = frozenset("pemerintah pemkab pemkot pemprov provinsi kabupaten kab kota prov".split())
_SHORTEST_KEYWORD = 3
_MOST_WORDS = 400
_KIND_SAID = {"kota": "kota", "pemkot": "kota", "kabupaten": "kab", "kab": "kab", "pemkab": "kab"}


def institution_meant(text: str, directory: Directory) -> str | None:
    """By keyword ("KOBAR jalan rusak": a word of a short name), else by the place that is named; None where neither
    tells, or several do.
    """
    words = _words(text)[:_MOST_WORDS]
    taking = [one for one in directory.agencies.values() if one.is_institution and one.accepts_reports]
    return _by_keyword(words, taking) or _by_place(words, taking)


def _by_keyword(words: list[str], agencies: list[Agency]) -> str | None:
    if not words or len(words[0]) < _SHORTEST_KEYWORD:
        return None
    meant = [one.agency_id for one in agencies if words[0] in _keywords(one)]
    return meant[0] if len(meant) == 1 else None


def _keywords(agency: Agency) -> set[str]:
    return set(_words(agency.short_name or "")) - _BEFORE_A_NAME


def _by_place(words: list[str], agencies: list[Agency]) -> str | None:
    """Of regencies and cities first, then of provinces; the longest name that stands in the text."""
    for kinds in (REGENCY_KINDS, frozenset({PROVINCE_KIND})):
        named = [
            (len(own), one) for one in agencies if one.kind in kinds and _stands_in(own := _own_name(one), words, one)
        ]
        longest = max((length for length, _ in named), default=0)
        meant = [one.agency_id for length, one in named if length == longest]
        if len(meant) == 1:
            return meant[0]
    return None


def _own_name(agency: Agency) -> list[str]:
    return [word for word in _words(agency.name) if word not in _BEFORE_A_NAME]


def _stands_in(own: list[str], words: list[str], agency: Agency) -> bool:
    """Whether the words of a name stand side by side; "kota" before it means no regency, and the other way round."""
    size = len(own)
    for place in range(len(words) - size + 1):
        if own and words[place : place + size] == own:
            said = _KIND_SAID.get(words[place - 1]) if place else None
            if said is None or agency.kind not in REGENCY_KINDS or agency.agency_id.startswith(f"{said}."):
                return True
    return False


def _words(text: str) -> list[str]:
    return _WORD.findall(plain(text).casefold())
