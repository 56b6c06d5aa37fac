"""Every field that takes words, found in the intake's own schema: a new one is covered by itself."""

from collections.abc import Iterator
from typing import Any

from chalicelib.intake.addresses import EMAIL, PHONE
from chalicelib.intake.kinds import Kind, Number
from chalicelib.intake.schema import OFFICER_COMMANDS, REPORTER_COMMANDS, SUBMISSION
from chalicelib.intake.shapes import Shape
from chalicelib.intake.text_kinds import NumberedTexts, Text

# What is written for the public, and what names no words of a person.
FOR_ALL = {"public_title", "public_body", "public_text", "public_texts"}
PLACES = {"location.province", "location.regency", "location.district", "location.village"}
BY_REPORTERS: dict[str, Shape] = {"submit": SUBMISSION, **REPORTER_COMMANDS}


def fields_in(shape: Shape, at: str = "") -> Iterator[tuple[str, Kind]]:
    """Every field that is documented, those in groups by their path."""
    for one in shape.fields:
        if isinstance(one.kind, Shape):
            yield from fields_in(one.kind, f"{at}{one.name}.")
        elif not one.undocumented:
            yield f"{at}{one.name}", one.kind


def texts_in(shape: Shape) -> Iterator[str]:
    """Every field that takes words."""
    return (name for name, kind in fields_in(shape) if isinstance(kind, Text | NumberedTexts))


def every_text() -> set[tuple[str, str]]:
    """Every text that somebody can write, as (command, field), but what is written for the public."""
    shapes = {**BY_REPORTERS, **OFFICER_COMMANDS}
    named = {(command, name) for command, shape in shapes.items() for name in texts_in(shape)}
    return {(command, name) for command, name in named if name not in FOR_ALL | PLACES}


def is_personal(name: str, kind: Kind) -> bool:
    """Whether a reporter's field can hold something about a person: words, an address, a number, a place."""
    return isinstance(kind, Text) or kind in (EMAIL, PHONE) or (isinstance(kind, Number) and "location." in name)


def every_reporters_field() -> set[tuple[str, str]]:
    """Every field in which a reporter can say something about themselves, as (command, field)."""
    return {
        (command, name)
        for command, shape in BY_REPORTERS.items()
        for name, kind in fields_in(shape)
        if is_personal(name, kind)
    }


def nested(flat: dict[str, Any]) -> dict[str, Any]:
    """Fields by their path, as the body of a request has them."""
    body: dict[str, Any] = {}
    for path, value in flat.items():
        *groups, name = path.split(".")
        inner = body
        for group in groups:
            inner = inner.setdefault(group, {})
        inner[name] = value
    return body
