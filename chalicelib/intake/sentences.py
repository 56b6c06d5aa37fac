"""What people read when something is refused: whole sentences, Indonesian or English, one for each code."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from chalicelib.domain.refusals import FieldError
from chalicelib.intake.answer_sentences import ANSWERS
from chalicelib.intake.directory_sentences import DIRECTORY
from chalicelib.intake.field_sentences import FIELDS
from chalicelib.intake.file_sentences import FILES

SENTENCES = FIELDS | FILES | DIRECTORY | ANSWERS
_UNKNOWN = ("Isian ini belum benar. Mohon periksa kembali.", "This is not right yet. Please check it.")
_LONGEST_HEADER = 500
_RANGE = re.compile(r"\s*([A-Za-z]{1,8}|\*)(?:-[A-Za-z0-9-]*)?\s*(?:;\s*q\s*=\s*([01](?:\.[0-9]{0,3})?))?\s*")
# "in" is what old telephones call Indonesian; whoever takes anything gets the language of the country.
_SPOKEN = {"id": "id", "in": "id", "en": "en", "*": "id"}


class _Values(dict[str, object]):
    """Values of a sentence; one that nobody gave is left out rather than an error in the error."""

    def __missing__(self, name: str) -> str:
        return "…"


def sentence(code: str, language: str, values: Mapping[str, object] | None = None) -> str:
    """The sentence for a field's or an answer's code; a general one for a code that has none."""
    indonesian, english = SENTENCES.get(code, _UNKNOWN)
    return (english if language == "en" else indonesian).format_map(_Values(values or {}))


def field_messages(errors: Iterable[FieldError], language: str) -> list[dict[str, Any]]:
    """The ``fields`` of an error answer."""
    return [
        ({} if error.line is None else {"line": error.line})
        | {"field": error.field, "code": error.code, "message": sentence(error.code, language, error.values)}
        for error in errors
    ]


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
