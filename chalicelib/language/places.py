"""A place in words, for pages without script and files."""

import re
from collections.abc import Mapping

_PARTS = ("detail", "village", "district", "regency", "province")
_KINDS = {"regency": ("kab", "kota"), "province": ("prov",)}


def place_in_words(location: Mapping[str, object], names: Mapping[str, str]) -> str:
    """A place's parts as they were written, the nearest first; a region sent as its code by its name, if known."""
    given = ((part, said) for part in _PARTS if isinstance(said := location.get(part), str) and said)
    return ", ".join(_called(part, said, names) for part, said in given)


def _called(part: str, said: str, names: Mapping[str, str]) -> str:
    found = next((names[one] for kind in _KINDS.get(part, ()) if (one := f"{kind}.{said}") in names), said)
    return re.sub(r"^Pemerintah (Provinsi )?", "", found) if found != said else said
