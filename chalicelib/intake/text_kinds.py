"""Kinds of values that are written as text, also in JSON."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from chalicelib.domain.refusals import FieldError, Invalid
from chalicelib.intake.kinds import FormShape
from chalicelib.intake.texts import code_of, in_one_line, one_line, says_something, text_of, visible_length
from chalicelib.refusals import Malformed

_SEQ = "[1-9][0-9]{0,5}"
LONGEST_UNSEEN = 2
"""A text has at most this many times its length in characters, those that nobody sees included."""


@dataclass(frozen=True, slots=True)
class Text:
    """Words of a person, put right, of ``least`` to ``most`` characters that can be seen.

    ``lines`` tells whether there may be more than one line, ``speaks`` whether it must have a letter or a digit: a
    place may be answered with a dash.
    """

    form: ClassVar[FormShape] = FormShape.TEXT
    least: int = 1
    most: int = 4000
    lines: bool = True
    speaks: bool = True

    def read(self, value: object, at: str) -> str | None:
        """The text, within its lengths; None when nothing of it can be seen."""
        text = text_of(value, at) if self.lines else in_one_line(value, at)
        length = visible_length(text)
        if not length:
            return None
        if self.speaks and not says_something(text):
            raise Invalid(FieldError(at, "says_nothing"))
        if length < self.least:
            raise Invalid(FieldError(at, "too_short", {"least": self.least, "length": length}))
        if length > self.most or len(text) > LONGEST_UNSEEN * self.most:
            raise Invalid(FieldError(at, "too_long", {"most": self.most, "length": max(length, len(text))}))
        return text

    def schema(self) -> dict[str, object]:
        """A string with its lengths."""
        return {"type": "string", "minLength": self.least, "maxLength": self.most}


@dataclass(frozen=True, slots=True)
class Code:
    """A short text of a fixed make; ``fault`` is the code for one that is made otherwise.

    ``around`` matches what people leave before or behind one, which is no part of it.
    """

    form: ClassVar[FormShape] = FormShape.TEXT
    pattern: str
    fault: str
    format: str | None = None
    example: str | None = None
    around: str | None = None

    def read(self, value: object, at: str) -> str | None:
        """The text, as the pattern wants it."""
        text = code_of(value, at)
        if self.around:
            text = re.sub(self.around, "", text)
        if text and not re.fullmatch(self.pattern, text):
            raise Invalid(FieldError(at, self.fault))
        return text or None

    def schema(self) -> dict[str, object]:
        """A string with its format, or else its pattern, and an example."""
        make = {"format": self.format} if self.format else {"pattern": f"^{self.pattern}$"}
        return {"type": "string", **make} | ({"examples": [self.example]} if self.example else {})


@dataclass(frozen=True, slots=True)
class CursorText:
    """Where a list goes on: ours to make, so one that was touched is no fault in a field but cannot be read at all."""

    form: ClassVar[FormShape] = FormShape.TEXT
    pattern: ClassVar[str] = "[A-Za-z0-9_-]{1,4000}"

    def read(self, value: object, at: str) -> str:
        """The cursor as it was given. Raises Malformed."""
        if not isinstance(value, str) or not re.fullmatch(self.pattern, value):
            raise Malformed("cursor")
        return value

    def schema(self) -> dict[str, object]:
        """A string that came from ``next``."""
        return {"type": "string", "pattern": f"^{self.pattern}$"}


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few codes; ``fault`` is the code for anything else."""

    form: ClassVar[FormShape] = FormShape.TEXT
    options: Sequence[str]
    fault: str = "not_one_of"

    def read(self, value: object, at: str) -> str | None:
        """The option itself, so that an enum's member comes back as such."""
        text = one_line(value, at)
        if text and text not in self.options:
            raise Invalid(FieldError(at, self.fault, {"options": ", ".join(self.options)}))
        return next((option for option in self.options if option == text), None)

    def schema(self) -> dict[str, object]:
        """A string out of a list."""
        return {"type": "string", "enum": [str(option) for option in self.options]}


@dataclass(frozen=True, slots=True)
class DayText:
    """A date, written 2026-11-09."""

    form: ClassVar[FormShape] = FormShape.TEXT
    earliest: date = date(1945, 8, 17)

    def read(self, value: object, at: str) -> date | None:
        """The date, not before ``earliest``."""
        text = code_of(value, at)
        if not text:
            return None
        try:
            day = date.fromisoformat(text if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text) else "")
        except ValueError:
            raise Invalid(FieldError(at, "not_a_date")) from None
        if day < self.earliest:
            raise Invalid(FieldError(at, "too_long_ago"))
        return day

    def schema(self) -> dict[str, object]:
        """A string of format date."""
        return {"type": "string", "format": "date"}


@dataclass(frozen=True, slots=True)
class Codes:
    """A list of codes, each once, in the order given."""

    form: ClassVar[FormShape] = FormShape.LIST
    each: Code | Choice
    most: int = 10

    def read(self, value: object, at: str) -> tuple[str, ...]:
        """The codes; every fault of the list has the list's own name."""
        if not isinstance(value, list | tuple):
            raise Invalid(FieldError(at, "not_a_list"))
        if len(value) > self.most:
            raise Invalid(FieldError(at, "too_many", {"most": self.most}))
        codes = [self.each.read(item, at) for item in value]
        if None in codes:
            raise Invalid(FieldError(at, self.each.fault))
        return tuple(dict.fromkeys(code for code in codes if code))

    def schema(self) -> dict[str, object]:
        """An array of strings."""
        return {"type": "array", "items": self.each.schema(), "maxItems": self.most}


@dataclass(frozen=True, slots=True)
class Texts:
    """A list of short texts, each once, in the order given."""

    form: ClassVar[FormShape] = FormShape.LIST
    each: Text
    most: int = 20

    def read(self, value: object, at: str) -> tuple[str, ...]:
        """The texts that are not empty; every fault of the list has the list's own name."""
        if not isinstance(value, list | tuple):
            raise Invalid(FieldError(at, "not_a_list"))
        if len(value) > self.most:
            raise Invalid(FieldError(at, "too_many", {"most": self.most}))
        texts = [self.each.read(item, at) for item in value]
        return tuple(dict.fromkeys(text for text in texts if text))

    def schema(self) -> dict[str, object]:
        """An array of strings."""
        return {"type": "array", "items": self.each.schema(), "maxItems": self.most}


@dataclass(frozen=True, slots=True)
class NumberedTexts:
    """Texts by the number of what each is for; null and an empty one say that there is none."""

    form: ClassVar[FormShape] = FormShape.GROUP
    each: Text
    most: int = 200

    def read(self, value: object, at: str) -> dict[int, str | None]:
        """The texts by number. Raises Invalid with the faults of all."""
        if not isinstance(value, Mapping):
            raise Invalid(FieldError(at, "not_an_object"))
        if len(value) > self.most:
            raise Invalid(FieldError(at, "too_many", {"most": self.most}))
        if not all(isinstance(name, str) and re.fullmatch(_SEQ, name) for name in value):
            raise Invalid(FieldError(at, "not_numbered"))
        texts: dict[int, str | None] = {}
        faults: list[FieldError] = []
        for name, text in value.items():
            try:
                texts[int(name)] = None if text is None else self.each.read(text, f"{at}.{name}")
            except Invalid as refusal:
                faults.extend(refusal.errors)
        if faults:
            raise Invalid(*faults)
        return texts

    def schema(self) -> dict[str, object]:
        """An object of strings and nulls."""
        text = self.each.schema() | {"type": ["string", "null"]}
        return {"type": "object", "propertyNames": {"pattern": f"^{_SEQ}$"}, "additionalProperties": text}
