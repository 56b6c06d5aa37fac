"""Texts as people send them, cleaned by the house's one normalisation (``domain.signs``).

What a person cannot see they cannot correct: it is put right, never refused. Only what is written as a code (an
address, a date, the name of a file) is refused with line ends or control characters in it, for there they may change
what is meant.
"""

import re
import unicodedata

from chalicelib.domain.refusals import FieldError, Invalid
from chalicelib.domain.signs import CONTROL, UNSEEN, cleaned, composed, plain


def text_of(value: object, at: str) -> str:
    """The text at the field ``at``, put right, perhaps empty. Raises Invalid for what is no text."""
    if not isinstance(value, str):
        raise Invalid(FieldError(at, "not_text"))
    return cleaned(value)


def in_one_line(value: object, at: str) -> str:
    """The same with a space for every line break, tab and unusual space. Raises Invalid for what is no text."""
    return " ".join(text_of(value, at).split())


def one_line(value: object, at: str) -> str:
    """What becomes an address, a code or the name of a file: no line end in it is put right. Raises Invalid."""
    if not isinstance(value, str):
        raise Invalid(FieldError(at, "not_text"))
    text = re.sub("\r\n|[\r\u2028\u2029]", "\n", value)
    if CONTROL.search(text):
        raise Invalid(FieldError(at, "control_characters"))
    text = composed(text)
    if "\n" in text or "\t" in text:
        raise Invalid(FieldError(at, "one_line"))
    return text


def code_of(value: object, at: str) -> str:
    """A number, an address or a code in its plain form, whichever dashes, blanks and digits it is written with.

    Raises Invalid for what is no text of one line.
    """
    return plain(one_line(value, at)).strip()


def visible_length(text: str) -> int:
    """How many characters of a text can be seen; a space between words is one."""
    return len(UNSEEN.sub("", text).strip())


def says_something(text: str) -> bool:
    """Whether a text has a letter or a digit, of any script, that can be seen."""
    return any(unicodedata.category(sign)[0] in "LN" for sign in UNSEEN.sub("", text))
