"""The language that a reader's browser asks for (RFC 9110, Accept-Language)."""

import re

_LONGEST_HEADER = 500
_RANGE = re.compile(r"\s*([A-Za-z]{1,8}|\*)(?:-[A-Za-z0-9-]*)?\s*(?:;\s*q\s*=\s*([01](?:\.[0-9]{0,3})?))?\s*")
# "in" is what old telephones call Indonesian; whoever takes anything gets the language of the country.
_SPOKEN = {"id": "id", "in": "id", "en": "en", "*": "id"}


def language_of(accept_language: str | None) -> str:
    """The language an Accept-Language header prefers, Indonesian when it asks for neither."""
    chosen, best = "id", 0.0
    for part in (accept_language or "")[:_LONGEST_HEADER].split(","):
        match = _RANGE.fullmatch(part)
        language = _SPOKEN.get(match[1].lower()) if match else None
        weight = float(match[2] or 1) if match else 0.0
        if language and weight > best:
            chosen, best = language, weight
    return chosen
