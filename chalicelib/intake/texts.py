"""Texts as people send them: trimmed, composed (NFC), without what nobody can see and nobody meant."""

import re
import unicodedata

from chalicelib.domain.refusals import FieldError, Invalid

_LINE_ENDS = re.compile("\r\n|[\r\u2028\u2029]")
# Marks that turn or join text and have no sign of their own. Phones and messengers leave them around pasted names and
# numbers; in a public text they could show a word backwards. Dropped, not refused: the citizen cannot see them.
INVISIBLE = re.compile("[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
# C0 and C1 but tab and newline, and surrogates, which no UTF-8 can carry.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def text_of(value: object, at: str) -> str:
    """The text at the field ``at``, perhaps empty. Raises Invalid."""
    if not isinstance(value, str):
        raise Invalid(FieldError(at, "not_text"))
    text = _LINE_ENDS.sub("\n", value)
    if _CONTROL.search(text):
        raise Invalid(FieldError(at, "control_characters"))
    return unicodedata.normalize("NFC", INVISIBLE.sub("", text)).strip()


def one_line(value: object, at: str) -> str:
    """The same, in a single line: what becomes a name, a subject or an address. Raises Invalid."""
    text = text_of(value, at)
    if "\n" in text or "\t" in text:
        raise Invalid(FieldError(at, "one_line"))
    return text
