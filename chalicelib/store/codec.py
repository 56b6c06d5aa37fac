"""Facts to JSON and back: msgspec knows dataclasses, enums and aware datetimes, and is strict about their types."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, TypeVar, get_type_hints

import msgspec

from chalicelib.domain.report import Report

Shown = TypeVar("Shown")
_FACT_TYPES = get_type_hints(Report)


def encode_report(report: Report) -> str:
    """The facts of a report as JSON; one at its default is left out, so that a new fact makes no old report heavier."""
    facts = {one.name: getattr(report, one.name) for one in fields(report)}
    return encode_values({one.name: facts[one.name] for one in fields(report) if facts[one.name] != one.default})


def decode_report(text: str) -> Report:
    """The facts of a report from JSON. Raises msgspec.ValidationError when they are none."""
    return msgspec.json.decode(text, type=Report)


def encode_values(values: Mapping[str, Any]) -> str:
    """An event's changes or data as JSON."""
    return msgspec.json.encode(values).decode()


def decode_data(text: str) -> dict[str, Any]:
    """An event's data."""
    return msgspec.json.decode(text, type=dict[str, Any])


def decode_changes(text: str) -> dict[str, Any]:
    """An event's changes, each fact with its own type."""
    return {name: msgspec.convert(value, _FACT_TYPES[name]) for name, value in decode_data(text).items()}


def decode_entry(kind: type[Shown], own: Mapping[str, Any], *texts: str) -> Shown:
    """What a list shows of a report: what stands by itself in the index, and what is packed into texts."""
    values = dict(own)
    for text in texts:
        values |= decode_data(text)
    return msgspec.convert(values, kind)
