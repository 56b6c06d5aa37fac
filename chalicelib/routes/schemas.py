"""JSON Schemas of all answers, made from the classes of chalicelib.answers, and examples made from schemas."""

from collections.abc import Iterable
from typing import Any, is_typeddict

import msgspec

from chalicelib.answers import (
    cases,
    desk,
    directory,
    errors,
    events,
    figures,
    files,
    health,
    lists,
    messages,
    offers,
    recording,
    reports,
    standing,
)

REFERENCE = "#/components/schemas/"
_ROOMS = (
    cases,
    desk,
    directory,
    errors,
    events,
    figures,
    files,
    health,
    lists,
    messages,
    offers,
    recording,
    reports,
    standing,
)
ANSWERS = {name: found for room in _ROOMS for name, found in vars(room).items() if is_typeddict(found)}
"""Every class of an answer by its name."""


def schemas_of(names: Iterable[str]) -> dict[str, Any]:
    """The schemas of these answers and of all that is in them, by name; none knows other fields than it has.

    Raises KeyError for a name that no answer has.
    """
    wanted = [ANSWERS[name] for name in names]
    _, schemas = msgspec.json.schema_components(wanted, ref_template=f"{REFERENCE}{{name}}")
    return {name: _closed(schema) for name, schema in sorted(schemas.items())}


def reference_to(name: str) -> dict[str, Any]:
    """The schema of an answer that a row names: of one class, or of either of two."""
    either = [{"$ref": f"{REFERENCE}{one}"} for one in names_in(name)]
    return either[0] if len(either) == 1 else {"anyOf": either}


def names_in(answer: str) -> list[str]:
    """The classes that a row names for one good status."""
    return answer.split(" | ")


def example_of(schema: Any, schemas: dict[str, Any]) -> Any:
    """A value that the schema admits: its own example, its first code, or one made of the examples of its parts."""
    if "$ref" in schema:
        return example_of(schemas[schema["$ref"].removeprefix(REFERENCE)], schemas)
    if "anyOf" in schema and "type" not in schema:
        return example_of(schema["anyOf"][0], schemas)
    for said in ("const", "default"):
        if said in schema:
            return schema[said]
    for several in ("examples", "enum"):
        if several in schema:
            return schema[several][0]
    return _made(schema, schemas)


def _made(schema: Any, schemas: dict[str, Any]) -> Any:
    match schema.get("type"):
        case "object":
            return {name: example_of(part, schemas) for name, part in schema.get("properties", {}).items()}
        case "array":
            return [example_of(schema["items"], schemas)]
        case "boolean":
            return False
        case "integer" | "number":
            return schema.get("minimum", 0)
        case "string":
            return _text(schema)
        case _:
            return None


def _text(schema: Any) -> str:
    if schema.get("format") == "date":
        return "2026-11-09"
    return "Contoh" if schema.get("minLength", 1) <= len("Contoh") else "Jalan berlubang di depan pasar"


def _closed(schema: dict[str, Any]) -> dict[str, Any]:
    said = {"description": schema["description"].replace("``", "`")} if "description" in schema else {}
    return schema | said | ({"additionalProperties": False} if "properties" in schema else {})
