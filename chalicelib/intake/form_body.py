"""A form-encoded body, for those without script: the same fields as in JSON, flat and all of them text."""

import re
from collections.abc import Iterable
from urllib.parse import parse_qsl

from chalicelib.domain.signs import plain
from chalicelib.intake.json_body import utf8
from chalicelib.intake.kinds import FormShape
from chalicelib.intake.schema import OFFICER_COMMANDS, REPORTER_COMMANDS, SUBMISSION
from chalicelib.intake.shapes import Field, Shape
from chalicelib.refusals import Malformed

MOST_FIELDS = 200
_FLAGS = {"true": True, "on": True, "1": True, "false": False, "off": False, "0": False}
_NUMBER = re.compile(r"(-?[0-9]{1,15})(?:[.,]([0-9]{1,15}))?")


def read_form(raw: bytes | str) -> dict[str, object]:
    """The fields of a form, empty ones left out; text that is no number or flag stays text, for the parser to name.

    Raises Malformed for what is not UTF-8, for too many fields, and for a repeated name that is no list.
    """
    try:
        pairs = parse_qsl(utf8(raw), errors="strict", max_num_fields=MOST_FIELDS)
    except ValueError:
        raise Malformed("not_a_form") from None
    found: dict[str, list[str]] = {}
    for name, value in pairs:
        # Browsers send every line end as CR LF, whatever was in the field.
        text = value.replace("\r\n", "\n")
        if text.strip():
            found.setdefault(name, []).append(text)
    fields: dict[str, object] = {}
    for name, texts in found.items():
        _put(fields, name, _value(name, texts))
    return fields


def _put(fields: dict[str, object], name: str, value: object) -> None:
    group, _, part = name.partition(".")
    if part and FORM.get(group) is FormShape.GROUP:
        parts = fields.setdefault(group, {})
        if not isinstance(parts, dict):
            raise Malformed("duplicate_names")
        parts[part] = value
    elif name in fields:
        raise Malformed("duplicate_names")
    else:
        fields[name] = value


def _value(name: str, texts: list[str]) -> object:
    shape = FORM.get(name, FormShape.TEXT)
    if shape is FormShape.LIST:
        return texts
    if len(texts) > 1:
        raise Malformed("duplicate_names")
    return value_in(texts[0], shape)


def value_in(text: str, shape: FormShape) -> object:
    """The flag or number that a text writes, or else the text."""
    match shape:
        case FormShape.FLAG:
            return _FLAGS.get(text.strip().lower(), text)
        case FormShape.NUMBER:
            return _number_in(text)
        case _:
            return text


def _number_in(text: str) -> object:
    match = _NUMBER.fullmatch(plain(text).strip())
    if not match:
        return text
    # An Indonesian keyboard writes -2,684.
    whole, fraction = match.groups()
    return float(f"{whole}.{fraction}") if fraction else int(whole)


def _form_shapes(shapes: Iterable[Shape]) -> dict[str, FormShape]:
    """How each dotted name is written. A name means the same in every form; a test walks them."""
    named: dict[str, FormShape] = {}
    for shape in shapes:
        for field in shape.fields:
            named[field.name] = field.kind.form
            named |= {f"{field.name}.{part.name}": part.kind.form for part in _parts(field)}
    return named


def _parts(field: Field) -> tuple[Field, ...]:
    return field.kind.fields if isinstance(field.kind, Shape) else ()


FORM = _form_shapes((SUBMISSION, *REPORTER_COMMANDS.values(), *OFFICER_COMMANDS.values()))
