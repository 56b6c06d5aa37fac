"""/openapi.json is OpenAPI 3.1, describes every good answer of every route, and gives examples that it admits itself.

That all answers of the suite, in the process and over HTTP, are as it says, `tests/documented.py` looks after.
"""

import json
from collections.abc import Iterator
from typing import Any

import jsonschema_rs
import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator, validate

from chalicelib.domain.commands import Erase
from chalicelib.routes import ROUTES
from chalicelib.routes.row import CSV, JSON, OpenedBy, Route
from chalicelib.routes.schemas import ANSWERS
from tests.documented import content_of, document, hold_to_document, validator_of

JSON_ANSWERS = [
    (row, status) for row in ROUTES for status, answer in row.answers.items() if "/" not in answer or answer == JSON
]


def schemas() -> dict[str, Any]:
    """The document's schemas by name."""
    found: dict[str, Any] = document()["components"]["schemas"]
    return found


def objects_in(schema: Any) -> Iterator[Any]:
    """Every object with named fields in a schema."""
    if isinstance(schema, dict):
        if "properties" in schema:
            yield schema
        for part in schema.values():
            yield from objects_in(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from objects_in(part)


def test_it_is_openapi_3_1() -> None:
    assert document()["openapi"].startswith("3.1.")
    validate(document(), cls=OpenAPIV31SpecValidator)


@pytest.mark.parametrize(("row", "status"), JSON_ANSWERS, ids=lambda one: getattr(one, "path", one))
def test_every_good_answer_has_a_schema(row: Route, status: int) -> None:
    schema = content_of(row.method.lower(), row.path, str(status))[JSON]["schema"]
    parts = schema.get("anyOf", [schema])
    names = [part["$ref"].rpartition("/")[2] for part in parts if "$ref" in part]
    if row.path == "/openapi.json":
        assert schema == {"type": "object"}
    else:
        assert [schemas()[name]["type"] for name in names] == ["object"] * len(parts)


def test_every_route_has_a_good_answer_and_no_other_kind() -> None:
    for row in ROUTES:
        assert row.answers, row.path
        assert all(200 <= status < 300 for status in row.answers), row.path


def test_no_answer_knows_fields_that_are_not_named() -> None:
    for name, schema in schemas().items():
        for one in objects_in(schema):
            assert one["additionalProperties"] is False, name


def test_no_answer_is_described_that_no_route_has() -> None:
    named = {name for row in ROUTES for answer in row.answers.values() for name in answer.split(" | ")}
    assert set(document()["components"]["examples"]) - {"Error"} <= named
    assert named & ANSWERS.keys() <= schemas().keys()


def test_every_example_is_as_its_schema_says() -> None:
    for name, example in document()["components"]["examples"].items():
        validator_of({"$ref": f"#/components/schemas/{name}"}).validate(example["value"])
    for row in ROUTES:
        if row.body and row.takes != (CSV,):
            body = document()["paths"][row.path][row.method.lower()]["requestBody"]["content"][JSON]
            validator_of(body["schema"]).validate(body["example"])


def test_every_refusal_has_the_one_shape() -> None:
    for row in ROUTES:
        statuses = document()["paths"][row.path][row.method.lower()]["responses"]
        refused = [status for status in statuses if int(status) >= 400]
        assert {"400", "404", "422", "500", "503"} <= set(refused)
        for status in refused:
            schema = content_of(row.method.lower(), row.path, status)[JSON]["schema"]
            assert schema == {"$ref": "#/components/schemas/Error"}


def test_who_opens_a_route_is_what_its_path_says() -> None:
    for row in ROUTES:
        is_officers = row.path == "/officer" or row.path.startswith("/officer/")
        assert row.for_officers == is_officers, row.path
        is_of_a_report = row.path.startswith("/reports/{report_id}") and "/follow" not in row.path
        assert (row.opened_by in (OpenedBy.REPORTER, OpenedBy.REPORTER_OR_PUBLIC)) == is_of_a_report, row.path


@pytest.mark.parametrize(
    ("status", "media_type", "body"),
    [
        (200, JSON, {"status": "ok"}),
        (200, JSON, {"status": "ok", "version": "1", "more": 1}),
        (200, JSON, {"status": "fine", "version": "1"}),
        (201, JSON, {"status": "ok", "version": "1"}),
        (200, "text/plain", {"status": "ok", "version": "1"}),
        (503, JSON, {"error": {"code": "unavailable"}}),
    ],
    ids=["lacks a field", "has one more", "another value", "another status", "another type", "half a refusal"],
)
def test_an_answer_that_its_row_does_not_say_is_found(status: int, media_type: str, body: Any) -> None:
    content = json.dumps(body).encode()
    with pytest.raises((AssertionError, jsonschema_rs.ValidationError)):
        hold_to_document("GET", "/health", status, {"Content-Type": media_type}, content)


def test_after_erasing_nothing_but_what_remains_is_answered() -> None:
    answers = {row.path: row.answers[200] for row in ROUTES if row.opened_by is OpenedBy.REPORTER and row.body}
    erased = {path for path, answer in answers.items() if answer == "ErasedView"}
    assert erased == {f"/reports/{{report_id}}/{Erase.name}"}
