"""Facts to text and back: msgspec knows dataclasses, enums and aware datetimes, and is strict about their types.

Facts and what an event changes of them are packed (``packing``), all but the words among them.
"""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, TypeVar, get_type_hints

import msgspec

from chalicelib.domain.report import Report
from chalicelib.domain.visibility import WORDED_FROM_THE_REPORT
from chalicelib.store import packing

Shown = TypeVar("Shown")
_FACT_TYPES = get_type_hints(Report)


def encode_report(report: Report) -> str:
    """The facts of a report as text; one at its default is left out, so that a new fact makes no old report heavier."""
    facts = {one.name: getattr(report, one.name) for one in fields(report)}
    return encode_changes({one.name: facts[one.name] for one in fields(report) if facts[one.name] != one.default})


def decode_report(text: str) -> Report:
    """The facts of a report from text. Raises ValueError or msgspec.MsgspecError when they are none."""
    return msgspec.json.decode(packing.unpacked(text), type=Report)


def encode_values(values: Mapping[str, Any]) -> str:
    """An event's data, or other values, as JSON."""
    return msgspec.json.encode(values).decode()


def encode_changes(changes: Mapping[str, Any]) -> str:
    """What an event changes of the facts, as text."""
    words = {name: value for name, value in changes.items() if name in WORDED_FROM_THE_REPORT}
    facts = {name: value for name, value in changes.items() if name not in words}
    return packing.packed(encode_values(facts), encode_values(words))


def decode_data(text: str) -> dict[str, Any]:
    """An event's data."""
    return msgspec.json.decode(text, type=dict[str, Any])


def decode_changes(text: str) -> dict[str, Any]:
    """An event's changes, each fact with its own type."""
    return {
        name: msgspec.convert(value, _FACT_TYPES[name]) for name, value in decode_data(packing.unpacked(text)).items()
    }


def decode_entry(kind: type[Shown], own: Mapping[str, Any], *texts: str) -> Shown:
    """What a list shows of a report: what stands by itself in the index, and what is packed into texts."""
    values = dict(own)
    for text in texts:
        values |= decode_data(packing.unpacked(text))
    return msgspec.convert(values, kind)
