"""What people read when something is refused: whole sentences, Indonesian or English, one for each code."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from chalicelib.domain.refusals import FieldError
from chalicelib.language import say
from chalicelib.language.answer_sentences import ANSWERS
from chalicelib.language.dates import day_in_words
from chalicelib.language.directory_sentences import DIRECTORY
from chalicelib.language.field_sentences import FIELDS
from chalicelib.language.file_sentences import FILES
from chalicelib.language.sentences_of_fields import OF_FIELDS

SENTENCES = FIELDS | FILES | DIRECTORY | ANSWERS
TOLD_AS_THEY_ARE = ("places",)
"""Values of a fault that no sentence can tell, but a page can show."""
_UNKNOWN = ("Isian ini belum benar. Mohon periksa kembali.", "This is not right yet. Please check it.")


class _Values(dict[str, object]):
    """Values of a sentence; one that nobody gave is left out rather than an error in the error."""

    def __missing__(self, name: str) -> str:
        return "…"


def sentence(code: str, language: str, values: Mapping[str, object] | None = None, field: str = "") -> str:
    """The sentence for a code, the field's own where it has one, with days in words; a general one for no code."""
    spoken = {name: _spoken(value, language) for name, value in (values or {}).items()}
    said = OF_FIELDS.get(f"{field}.{code}") or SENTENCES.get(code, _UNKNOWN)
    return say(said, language).format_map(_Values(spoken))


def _spoken(value: object, language: str) -> object:
    return day_in_words(value, language) if isinstance(value, date) else value


def field_messages(errors: Iterable[FieldError], language: str) -> list[dict[str, Any]]:
    """The ``fields`` of an error answer."""
    return [
        ({} if error.line is None else {"line": error.line})
        | {"field": error.field, "code": error.code}
        | {"message": sentence(error.code, language, error.values, error.field)}
        | {name: error.values[name] for name in TOLD_AS_THEY_ARE if name in error.values}
        for error in errors
    ]
