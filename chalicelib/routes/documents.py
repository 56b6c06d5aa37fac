"""GET /openapi.json: the API described by itself, from the very rows and shapes it answers by (OpenAPI 3.1)."""

import re
from collections.abc import Iterable
from typing import Any

from chalicelib import __version__
from chalicelib.intake.directory_rows import file_columns
from chalicelib.intake.shapes import Field
from chalicelib.routes.row import CSV, JSON, MAIL, PAGE, OpenedBy, Route
from chalicelib.routes.schemas import example_of, names_in, reference_to, schemas_of

PROBLEMS = {
    "400": "malformed",
    "404": "not_found: absent, malformed or not yours, one and the same body",
    "405": "method_not_allowed",
    "413": "too_large: over 256 KB, a file over 1 MB",
    "415": "unsupported_media_type",
    "422": "invalid: every field at once, unknown fields too",
    "429": "rate_limited: with Retry-After",
    "500": "internal: request_id says where to look",
    "503": "unavailable: nothing was written; with Retry-After",
}
OF_ONE = {"409": "stale_version, not_allowed_now or key_reused", "410": "erased"}
OF_OFFICERS = {"401": "unauthenticated", "403": "forbidden"}
EVERY = PROBLEMS | OF_ONE | OF_OFFICERS
GOOD = {200: "Done.", 201: "Created.", 202: "Taken in: what follows comes by mail."}
CHANGED = "As it is now: it was there before."
SECURITY: dict[OpenedBy, list[dict[str, list[str]]]] = {
    OpenedBy.OFFICER: [{"officer": []}],
    OpenedBy.REPORTER: [{"reporter": []}],
    OpenedBy.REPORTER_OR_PUBLIC: [{"reporter": []}, {}],
    OpenedBy.GATEWAY: [{"gateway": []}],
}
_PARAMETER = re.compile(r"{(\w+)}")
_WORD = {"type": "string"}
_A_PAGE = {PAGE: {"schema": _WORD}}


def openapi(routes: Iterable[Route], site_url: str) -> dict[str, Any]:
    """The document of these routes, of the API of that site."""
    rows = tuple(routes)
    named = sorted({"Error", *(name for row in rows for name in answers_of(row))})
    schemas = schemas_of(named)
    paths: dict[str, dict[str, Any]] = {}
    for row in rows:
        paths.setdefault(row.path, {})[row.method.lower()] = _operation(row, schemas)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "LAPOR!-SP4N",
            "version": __version__,
            "description": "One door for every complaint, aspiration and request for information.",
        },
        "servers": [{"url": f"{site_url}/api"}],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "examples": {name: {"value": example_of(reference_to(name), schemas)} for name in named},
            "responses": {
                _problem(status, page): _refusal(said, page) for status, said in EVERY.items() for page in (False, True)
            },
            "securitySchemes": {
                "officer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"},
                "reporter": {"type": "apiKey", "in": "header", "name": "X-Access-Code"},
                "gateway": {"type": "apiKey", "in": "header", "name": "X-Api-Key"},
            },
        },
    }


def answers_of(route: Route) -> list[str]:
    """The names of all classes that a route's good answers hold."""
    return [name for answer in route.answers.values() if not _is_media_type(answer) for name in names_in(answer)]


def _operation(route: Route, schemas: dict[str, Any]) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "operationId": f"{route.method.lower()}_{route.view.__name__}",
        "summary": " ".join((route.view.__doc__ or "").split()),
        "parameters": [*_in_path(route), *_in_query(route), *_in_header(route)],
        "responses": _good(route) | _refused(route),
    }
    if route.opened_by in SECURITY:
        operation["security"] = SECURITY[route.opened_by]
    if route.body:
        operation["requestBody"] = _request_body(route, schemas)
    return operation


def _in_path(route: Route) -> list[dict[str, Any]]:
    names = _PARAMETER.findall(route.path)
    return [{"name": name, "in": "path", "required": True, "schema": _WORD} for name in names]


def _in_query(route: Route) -> list[dict[str, Any]]:
    return [{"name": field.name, "in": "query", "schema": field.kind.schema()} for field in route.query.fields]


def _in_header(route: Route) -> list[dict[str, Any]]:
    keys = (field for field in _body_fields(route) if field.name == "submission_key")
    return [{"name": "Idempotency-Key", "in": "header", "schema": key.kind.schema()} for key in keys]


def _body_fields(route: Route) -> tuple[Field, ...]:
    return route.body.fields if route.body else ()


def _request_body(route: Route, schemas: dict[str, Any]) -> dict[str, Any]:
    assert route.body, "only a row with a body is described so"
    if route.takes == (CSV,):
        described = {"type": "string", "description": file_columns(route.body)}
        return {"required": True, "content": {CSV: {"schema": described}}}
    schema = route.body.schema()
    content = {"schema": schema, "example": example_of(schema, schemas)}
    whole = {"schema": {"type": "string", "format": "binary"}}
    return {"required": True, "content": {one: whole if one == MAIL else content for one in route.takes}}


def _good(route: Route) -> dict[str, Any]:
    is_made_or_there = {200, 201} <= route.answers.keys()
    return {
        str(status): {"description": CHANGED if status == 200 and is_made_or_there else GOOD[status]}
        | _good_content(route, answer)
        for status, answer in sorted(route.answers.items())
    }


def _good_content(route: Route, answer: str) -> dict[str, Any]:
    if not _is_media_type(answer):
        return {"content": {JSON: _content_of(answer)} | (_A_PAGE if route.answers_pages else {})}
    # JSON Schema 2020-12 leaves bytes without a type.
    schema = {"type": "object"} if answer == JSON else _WORD if answer.startswith("text/") else {}
    return {"content": {answer: {"schema": schema}}} | _file_headers(route)


def _file_headers(route: Route) -> dict[str, Any]:
    if not route.for_officers:
        return {}
    headers = {"Content-Disposition": {"schema": _WORD}}
    if any(field.name == "cursor" for field in route.query.fields):
        headers["X-Next-Cursor"] = {"schema": _WORD}
    return {"headers": headers}


def _content_of(answer: str) -> dict[str, Any]:
    examples = {name: {"$ref": f"#/components/examples/{name}"} for name in names_in(answer)}
    return {"schema": reference_to(answer), "examples": examples}


def _refused(route: Route) -> dict[str, Any]:
    only_one = OF_ONE if route.body or "{" in route.path else {}
    is_behind_a_key = route.for_officers or route.opened_by is OpenedBy.GATEWAY
    problems = PROBLEMS | only_one | (OF_OFFICERS if is_behind_a_key else {})
    names = {status: _problem(status, route.refuses_with_pages) for status in sorted(problems)}
    return {status: {"$ref": f"#/components/responses/{name}"} for status, name in names.items()}


def _problem(status: str, page: bool) -> str:
    return f"Problem{status}{'OrPage' if page else ''}"


def _refusal(said: str, page: bool) -> dict[str, Any]:
    return {"description": said, "content": {JSON: _content_of("Error")} | (_A_PAGE if page else {})}


def _is_media_type(answer: str) -> bool:
    return "/" in answer
