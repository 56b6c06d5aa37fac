"""Finding things in the built template."""

from collections.abc import Iterator
from typing import Any

import app
from infra.resources.functions import logical_id

GATEWAY_SECONDS = 29
FUNCTIONS = {
    name: logical_id(name) for name in ("api_handler", "officers", *(source.name for source in app.app.event_sources))
}
"""Every function of app.py, and its logical id."""


def of_type(template: dict[str, Any], kind: str) -> dict[str, Any]:
    """The resources of one type."""
    return {name: one for name, one in template["Resources"].items() if one["Type"] == kind}


def properties(template: dict[str, Any], name: str) -> dict[str, Any]:
    """A resource's properties."""
    found: dict[str, Any] = template["Resources"][name]["Properties"]
    return found


def strings(part: Any, function: str) -> list[Any]:
    """What an intrinsic function is given, wherever it stands in a part of the template."""
    return list(_given(part, function))


def _given(part: Any, function: str) -> Iterator[Any]:
    if isinstance(part, dict):
        for name, inner in part.items():
            if name == function:
                yield inner
            yield from _given(inner, function)
    elif isinstance(part, list):
        for inner in part:
            yield from _given(inner, function)
