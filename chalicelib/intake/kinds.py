"""What a field can hold: each kind reads a value and describes itself as JSON Schema.

``read`` gives the value that was meant, None for an empty one, or raises Invalid. ``form`` says how the value is
written in a form, where everything is text.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar, Protocol

from chalicelib.domain.refusals import FieldError, Invalid


class FormShape(StrEnum):
    """How a form writes a value."""

    TEXT = "text"
    FLAG = "flag"
    NUMBER = "number"
    LIST = "list"
    GROUP = "group"


class Kind(Protocol):
    """One kind of value."""

    form: ClassVar[FormShape]

    def read(self, value: object, at: str) -> Any:
        """The value meant at the field ``at``; None when it is empty. Raises Invalid."""

    def schema(self) -> dict[str, object]:
        """The kind as JSON Schema."""


@dataclass(frozen=True, slots=True)
class Flag:
    """True or false."""

    form: ClassVar[FormShape] = FormShape.FLAG

    def read(self, value: object, at: str) -> bool:
        """The flag."""
        if not isinstance(value, bool):
            raise Invalid(FieldError(at, "not_true_or_false"))
        return value

    def schema(self) -> dict[str, object]:
        """A boolean."""
        return {"type": "boolean"}


@dataclass(frozen=True, slots=True)
class Consent:
    """A flag that must be true."""

    form: ClassVar[FormShape] = FormShape.FLAG

    def read(self, value: object, at: str) -> bool:
        """True."""
        if not Flag().read(value, at):
            raise Invalid(FieldError(at, "consent_required"))
        return True

    def schema(self) -> dict[str, object]:
        """The constant true."""
        return {"const": True}


@dataclass(frozen=True, slots=True)
class Number:
    """A number between two others, both included."""

    form: ClassVar[FormShape] = FormShape.NUMBER
    least: int
    most: int
    whole: bool = True

    def read(self, value: object, at: str) -> int | float:
        """The number; 3.0 is as whole as 3."""
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise Invalid(FieldError(at, "not_a_number"))
        if not self.least <= value <= self.most:
            raise Invalid(FieldError(at, "out_of_range", {"least": self.least, "most": self.most}))
        if self.whole and value != int(value):
            raise Invalid(FieldError(at, "not_a_whole_number"))
        return int(value) if self.whole else float(value)

    def schema(self) -> dict[str, object]:
        """An integer or a number with its bounds."""
        return {"type": "integer" if self.whole else "number", "minimum": self.least, "maximum": self.most}
