"""A place in words, for pages without script and files."""

import re
from collections.abc import Mapping

_KINDS = {"regency": ("kab", "kota"), "province": ("prov",)}


def place_in_words(location: Mapping[str, object], names: Mapping[str, str]) -> str:
    """A place's parts as they were written; a region sent as its code by its government's name, where it is known."""
    return ", ".join(_called(part, said, names) for part, said in location.items() if isinstance(said, str) and said)


def _called(part: str, said: str, names: Mapping[str, str]) -> str:
    found = next((names[one] for kind in _KINDS.get(part, ()) if (one := f"{kind}.{said}") in names), said)
    return re.sub(r"^Pemerintah (Provinsi )?", "", found) if found != said else said
