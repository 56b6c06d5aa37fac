"""Reports out of an office's books, as rows of a file: the fields of a recorded report, its parts named by dots."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from chalicelib.intake.kinds import Number
from chalicelib.intake.schema import RECORDING
from chalicelib.intake.shapes import Field, Shape

# Files come with no row; consent is said by how and when it was given; a row is once by the number in the books.
_LEFT_OUT = frozenset({"attachments", "submission_key", "consent"})


def _columns(shape: Shape, at: str = "") -> Iterator[Field]:
    for field in shape.fields:
        if field.name in _LEFT_OUT or isinstance(field.kind, Number):
            continue
        if isinstance(field.kind, Shape):
            yield from _columns(field.kind, f"{at}{field.name}.")
        else:
            required = field.required or field.name == "external_number"
            yield replace(field, name=f"{at}{field.name}", required=required)


RECORDING_ROW = Shape(tuple(_columns(RECORDING)))


def fields_of(row: Mapping[str, object]) -> dict[str, Any]:
    """A row as the body of the report that it is: ``{"reporter.name": …}`` becomes ``{"reporter": {"name": …}}``."""
    fields: dict[str, Any] = {}
    for name, value in row.items():
        whole, _, part = name.partition(".")
        if part:
            fields.setdefault(whole, {})[part] = value
        else:
            fields[name] = value
    return fields
