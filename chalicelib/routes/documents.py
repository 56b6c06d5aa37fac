"""GET /openapi.json: the API described by itself, from the very rows and shapes it answers by (OpenAPI 3.1)."""

import re
from collections.abc import Iterable
from typing import Any

from chalicelib.intake.directory_rows import FILES, file_columns
from chalicelib.intake.schema import command_schema, fields_of, submission_schema
from chalicelib.routes.http import CSV, FORM, JSON, Request, Response, Route
from chalicelib.settings import settings

ERROR = {
    "type": "object",
    "required": ["error"],
    "properties": {
        "error": {
            "type": "object",
            "required": ["code", "message", "fields"],
            "properties": {
                "code": {"type": "string"},
                "message": {"type": "string", "description": "In the language of Accept-Language: id or en."},
                "fields": {
                    "type": "array",
                    "items": {
                        "type": "object",
                        "required": ["field", "code", "message"],
                        "properties": {
                            **{name: {"type": "string"} for name in ("field", "code", "message")},
                            "line": {"type": "integer", "description": "Of a file's faults: where in the file."},
                        },
                    },
                },
            },
        }
    },
}  # fmt: skip
_WORD, _FLAG, _TIME = {"type": "string"}, {"type": "boolean"}, {"type": "string", "format": "date-time"}
_PERHAPS_WORD = {"type": ["string", "null"]}
QUEUE_ITEM = {
    "type": "object",
    "properties": {
        **dict.fromkeys(("report_id", "state", "classification", "category"), _WORD),
        **dict.fromkeys(("title", "holder", "holder_name"), _PERHAPS_WORD),
        **dict.fromkeys(("late", "supervisory", "confidential", "published"), _FLAG),
        "version": {"type": "integer", "description": "What a command on it gives back, so that none is overwritten."},
        "level": {"type": "integer", "minimum": 0, "maximum": 4},
        "due_at": {"type": ["string", "null"], "format": "date-time"},
        "received_at": _TIME,
    },
}
QUEUE_PAGE = {
    "type": "object",
    "description": "A page may be short, or empty, and still go on: next searches on.",
    "properties": {
        "items": {"type": "array", "items": {"$ref": "#/components/schemas/QueueItem"}},
        "next": _PERHAPS_WORD,
    },
}
PROBLEMS = {
    "400": "malformed",
    "404": "not_found: absent, malformed or not yours, one and the same body",
    "405": "method_not_allowed",
    "413": "too_large: over 256 KB, a file over 1 MB",
    "415": "unsupported_media_type",
    "422": "invalid: every field at once, unknown fields too",
    "429": "rate_limited: with Retry-After",
    "503": "unavailable: nothing was written; with Retry-After",
}
ONLY_ONE = {"409": "stale_version, not_allowed_now or key_reused", "410": "erased"}
OFFICERS = {"401": "unauthenticated", "403": "forbidden"}
_MADE = {"201": "Done."}
_MADE_OR_CHANGED = {"200": "Changed, or as it was.", "201": "Created."}
GOOD = {
    **dict.fromkeys(("submit", "upload", "holiday", "successor"), _MADE),
    **dict.fromkeys(("agency", "officer_row", "standard", "category", "canned_reply"), _MADE_OR_CHANGED),
    "follow": {"202": "Done."},
}
_PARAMETER = re.compile(r"{(\w+)}")


def openapi(routes: Iterable[Route]) -> dict[str, Any]:
    """The document of these routes."""
    paths: dict[str, dict[str, Any]] = {}
    for route in routes:
        paths.setdefault(route.path, {})[route.method.lower()] = _operation(route)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "LAPOR!-SP4N",
            "version": "1",
            "description": "One door for every complaint, aspiration and request for information.",
        },
        "servers": [{"url": f"{settings().site_url}/api"}],
        "paths": paths,
        "components": {
            "schemas": {"Error": ERROR, "QueueItem": QUEUE_ITEM, "QueuePage": QUEUE_PAGE},
            "securitySchemes": {
                "officer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"},
                "reporter": {"type": "apiKey", "in": "header", "name": "X-Access-Code"},
            },
        },
    }


def document_route(routes: Iterable[Route]) -> Route:
    """The route that answers the document of all routes, itself included."""

    def openapi_document(request: Request) -> Response:
        """This document."""
        return Response(openapi([*routes, own]))

    own = Route("GET", "/openapi.json", openapi_document)
    return own


def _operation(route: Route) -> dict[str, Any]:
    said = " ".join((route.view.__doc__ or "").split())
    operation: dict[str, Any] = {
        "operationId": f"{route.method.lower()}_{route.view.__name__}",
        "summary": said,
        "parameters": _parameters(route),
        "responses": _responses(route),
    }
    if route.for_officers:
        operation["security"] = [{"officer": []}]
    elif "{report_id}" in route.path and "/follow" not in route.path:
        operation["security"] = [{"reporter": []}] + ([{}] if route.method == "GET" else [])
    if route.body in FILES:
        described = {"type": "string", "description": file_columns(route.body)}
        operation["requestBody"] = {"required": True, "content": {CSV: {"schema": described}}}
    elif route.body:
        schema = {"schema": submission_schema() if route.body == "submit" else command_schema(route.body)}
        types = (JSON,) if route.for_officers or route.body == "upload" else (JSON, FORM)
        operation["requestBody"] = {"required": True, "content": dict.fromkeys(types, schema)}
    return operation


def _parameters(route: Route) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
        for name in _PARAMETER.findall(route.path)
    ]
    found += [{"name": field.name, "in": "query", "schema": field.kind.schema()} for field in route.query.fields]
    if route.body == "submit":
        key = next(field for field in fields_of("submit") if field.name == "submission_key")
        found.append({"name": "Idempotency-Key", "in": "header", "schema": key.kind.schema()})
    return found


def _responses(route: Route) -> dict[str, Any]:
    good = GOOD.get(route.body or "", {"200": "Done."})
    refused = (
        PROBLEMS | (ONLY_ONE if route.body or "{" in route.path else {}) | (OFFICERS if route.for_officers else {})
    )
    error = {JSON: {"schema": {"$ref": "#/components/schemas/Error"}}}
    return {status: {"description": text} | _content(route) for status, text in good.items()} | {
        status: {"description": text, "content": error} for status, text in sorted(refused.items())
    }


def _content(route: Route) -> dict[str, Any]:
    """What a good answer holds, where that is described: a queue, or a file with its headers."""
    if route.path == "/officer/reports":
        return {"content": {JSON: {"schema": {"$ref": "#/components/schemas/QueuePage"}}}}
    if route.answers == JSON:
        return {}
    headers = {"Content-Disposition": {"schema": _WORD}}
    if any(field.name == "cursor" for field in route.query.fields):
        headers["X-Next-Cursor"] = {"schema": _WORD}
    # JSON Schema 2020-12 leaves bytes without a type.
    schema = _WORD if route.answers.startswith("text/") else {}
    return {"headers": headers, "content": {route.answers: {"schema": schema}}}
