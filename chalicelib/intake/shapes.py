"""Fields together: a body, or a part of one, read with all its faults at once."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, ClassVar

from chalicelib.domain.refusals import FieldError, Invalid
from chalicelib.intake.kinds import FormShape, Kind

MOST_UNKNOWN = 50
_LONGEST_NAME = 64


@dataclass(frozen=True, slots=True)
class Field:
    """One named value; ``absent`` is the fault of a required one that is missing.

    ``undocumented`` fields are understood but stay out of the published schema.
    """

    name: str
    kind: Kind
    required: bool = False
    default: object = None
    absent: str = "required"
    undocumented: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """The fields of a body or of a nested object; of ``together`` either all are given or none.

    ``rule`` tells in JSON Schema what the parser of the body asks besides, across its fields.
    """

    form: ClassVar[FormShape] = FormShape.GROUP
    fields: tuple[Field, ...] = ()
    together: tuple[str, ...] = ()
    rule: Mapping[str, object] = field(default_factory=dict)

    def gather(self, given: Mapping[str, object], at: str = "") -> tuple[dict[str, Any], list[FieldError]]:
        """Every value that could be read, and every fault. A field with a fault has its default."""
        values: dict[str, Any] = {}
        faults: list[FieldError] = []
        for one in self.fields:
            path = f"{at}{one.name}"
            values[one.name] = one.default
            try:
                values[one.name] = _read(one, given.get(one.name), path)
            except Invalid as refusal:
                faults.extend(refusal.errors)
        faults.extend(self._lonely(given, at))
        faults.extend(self._unknown(given, at))
        return values, faults

    def read(self, value: object, at: str) -> dict[str, Any] | None:
        """A nested object: the values that are there, None for none. Raises Invalid."""
        if not isinstance(value, Mapping):
            raise Invalid(FieldError(at, "not_an_object"))
        values, faults = self.gather(value, f"{at}.")
        if faults:
            raise Invalid(*faults)
        return {name: value for name, value in values.items() if value is not None} or None

    def schema(self) -> dict[str, object]:
        """An object that knows no other fields."""
        said = [one for one in self.fields if not one.undocumented]
        schema: dict[str, object] = {
            "type": "object",
            "properties": {one.name: _schema(one) for one in said},
            "additionalProperties": False,
        }
        if required := [one.name for one in said if one.required]:
            schema["required"] = required
        if self.together:
            schema["dependentRequired"] = {name: [n for n in self.together if n != name] for name in self.together}
        return {**schema, **self.rule}

    def _lonely(self, given: Mapping[str, object], at: str) -> Iterator[FieldError]:
        absent = [name for name in self.together if given.get(name) is None]
        if len(absent) < len(self.together):
            yield from (FieldError(f"{at}{name}", "both_or_none") for name in absent)

    def _unknown(self, given: Mapping[str, object], at: str) -> Iterator[FieldError]:
        known = {one.name for one in self.fields}
        unknown = [name for name in given if name not in known][:MOST_UNKNOWN]
        yield from (FieldError(f"{at}{_shown(name)}", "unknown_field") for name in unknown)


def read_values(shape: Shape, given: Mapping[str, object]) -> dict[str, Any]:
    """Every value of a shape, defaults for those not given. Raises Invalid with every fault, unknown fields too."""
    values, faults = shape.gather(given)
    if faults:
        raise Invalid(*faults)
    return values


@contextmanager
def with_faults(faults: Sequence[FieldError]) -> Iterator[None]:
    """What is read inside is refused with these faults too, each once: whoever sent it hears of all at once."""
    try:
        yield
    except Invalid as refusal:
        raise Invalid(*refusal.errors, *(fault for fault in faults if fault not in refusal.errors)) from None
    if faults:
        raise Invalid(*faults)


def _read(field: Field, value: object, path: str) -> Any:
    read = None if value is None else field.kind.read(value, path)
    if read is None and field.required:
        raise Invalid(FieldError(path, field.absent))
    return field.default if read is None else read


def _schema(field: Field) -> dict[str, object]:
    default = {} if field.default is None or field.default == () else {"default": field.default}
    return field.kind.schema() | default


def _shown(name: str) -> str:
    # The sender chose this name; it comes back in an answer and, as the refusal's text, perhaps in a log.
    return re.sub(r"[^A-Za-z0-9_.-]", "_", name[:_LONGEST_NAME])
