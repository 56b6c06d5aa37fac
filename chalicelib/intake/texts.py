"""Texts as people send them: trimmed, composed (NFC), put right where something stands in them that nobody can see.

What a person cannot see they cannot correct: it is put right, never refused. Only what is written as a code (an
address, a date, the name of a file) is refused with such signs in it, for there they may change what is meant.
"""

import re
import unicodedata

from chalicelib.domain.refusals import FieldError, Invalid

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# Marks that turn or join text and have no sign of their own. Phones and messengers leave them around pasted names and
# numbers; in a public text they could show a word backwards. Dropped, not refused: the citizen cannot see them.
INVISIBLE = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")
# C0 and C1 but tab and newline, and surrogates, which no UTF-8 can carry.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
# What takes no place of its own on paper or leaves it blank: joiners and variation selectors that scripts and emoji
# need, fillers that Unicode counts among the letters, the empty Braille cell, tags, and signs of private fonts.
UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200c\u200d\u2800\u3164\ue000-\uf8ff\ufe00-\ufe0f\uffa0\ufff0-\ufff8"
    "\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)


def text_of(value: object, at: str) -> str:
    """The text at the field ``at``, put right, perhaps empty. Raises Invalid for what is no text."""
    if not isinstance(value, str):
        raise Invalid(FieldError(at, "not_text"))
    return _composed(_CONTROL.sub("", _LINE_ENDS.sub("\n", value)))


def in_one_line(value: object, at: str) -> str:
    """The same with a space for every line break, tab and unusual space. Raises Invalid for what is no text."""
    return " ".join(text_of(value, at).split())


def one_line(value: object, at: str) -> str:
    """What becomes an address, a code or the name of a file: nothing in it is put right. Raises Invalid."""
    if not isinstance(value, str):
        raise Invalid(FieldError(at, "not_text"))
    text = re.sub("\r\n|[\r\u2028\u2029]", "\n", value)
    if _CONTROL.search(text):
        raise Invalid(FieldError(at, "control_characters"))
    text = _composed(text)
    if "\n" in text or "\t" in text:
        raise Invalid(FieldError(at, "one_line"))
    return text


def visible_length(text: str) -> int:
    """How many characters of a text can be seen; a space between words is one."""
    return len(UNSEEN.sub("", text).strip())


def says_something(text: str) -> bool:
    """Whether a text has a letter or a digit, of any script, that can be seen."""
    return any(unicodedata.category(sign)[0] in "LN" for sign in UNSEEN.sub("", text))


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", INVISIBLE.sub("", text)).strip()
