"""Every answer that the suite's own requests get is held to what /openapi.json says of its route and status."""

import json
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

import jsonschema_rs

OF_A_GATEWAY = "x-amzn-errortype"
JSON = "application/json"


@cache
def document() -> dict[str, Any]:
    """The document of all routes."""
    # Imported here: who imports this has perhaps not said yet which database the routes shall reach.
    from chalicelib.routes import ROUTES
    from chalicelib.routes.documents import openapi

    return openapi(ROUTES, "https://lapor.example")


def hold_to_document(method: str, address: str, status: int, headers: Mapping[str, Any], content: bytes) -> None:
    """Fails for an answer that its route does not describe. What a gateway answers in our place is not looked at."""
    path = path_of(address.partition("?")[0])
    named = {name.lower(): value for name, value in headers.items()}
    if path is None or method.lower() not in document()["paths"][path] or OF_A_GATEWAY in named:
        return
    media_type = str(named["content-type"]).partition(";")[0]
    described = content_of(method.lower(), path, str(status))
    assert media_type in described, f"{method} {path} answers {status} as {media_type}, which its row does not say"
    if media_type == JSON:
        validator(method.lower(), path, str(status)).validate(json.loads(content))


def path_of(address: str) -> str | None:
    """The path of the route that answers an address: a written part goes before a parameter."""
    matching = [path for path, pattern in _patterns().items() if pattern.fullmatch(address)]
    return min(matching, key=lambda path: path.count("{"), default=None)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {path: re.compile(re.sub(r"\{\w+\}", "[^/]+", path)) for path in document()["paths"]}


def content_of(method: str, path: str, status: str) -> dict[str, Any]:
    """What an answer of that status may hold, by media type; nothing where the document does not know the status."""
    found = document()["paths"][path][method]["responses"].get(status, {})
    if "$ref" in found:
        found = document()["components"]["responses"][found["$ref"].rpartition("/")[2]]
    content: dict[str, Any] = found.get("content", {})
    return content


@cache
def validator(method: str, path: str, status: str) -> jsonschema_rs.Draft202012Validator:
    """What holds a JSON answer of that status to its schema."""
    return validator_of(content_of(method, path, status)[JSON]["schema"])


def validator_of(schema: Mapping[str, Any]) -> jsonschema_rs.Draft202012Validator:
    """What holds a value to a schema of the document, formats included."""
    whole = {**schema, "components": document()["components"]}
    return jsonschema_rs.Draft202012Validator(whole, validate_formats=True)
