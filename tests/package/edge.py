"""Our own part of the template, before chalice's is under it."""

from functools import cache
from typing import Any

from infra.resources.template import merge_template


@cache
def edge() -> dict[str, Any]:
    """Every resource by its logical id."""
    resources: dict[str, Any] = merge_template("arm64")["Resources"]
    return resources


def of_type(kind: str) -> dict[str, Any]:
    """The resources of one type."""
    return {name: one for name, one in edge().items() if one.get("Type") == kind}


def properties(name: str) -> dict[str, Any]:
    """A resource's properties."""
    found: dict[str, Any] = edge()[name]["Properties"]
    return found
