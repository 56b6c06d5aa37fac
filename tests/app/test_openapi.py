"""The published document describes every route there is, and nothing else."""

from typing import Any

from chalicelib.intake.schema import OFFICER_COMMANDS, REPORTER_COMMANDS
from chalicelib.routes import ROUTES
from tests.app.people import Desk


def document(desk: Desk) -> Any:
    """The document as it is served."""
    reply = desk.get("/openapi.json")
    assert reply.status == 200
    return reply.json


def test_it_lists_every_route_of_the_application(desk: Desk) -> None:
    described = {(method.upper(), path) for path, found in document(desk)["paths"].items() for method in found}
    registered = {(method, path) for path, methods in desk.client._app.routes.items() for method in methods}
    assert described == registered == {(route.method, route.path) for route in ROUTES}


def test_every_command_is_a_route() -> None:
    paths = {route.path for route in ROUTES if route.method == "POST"}
    assert {f"/reports/{{report_id}}/{name}" for name in REPORTER_COMMANDS} <= paths
    assert {f"/officer/reports/{{report_id}}/{name}" for name in OFFICER_COMMANDS} <= paths


def test_officers_routes_say_that_they_want_a_bearer_and_have_an_authorizer(desk: Desk) -> None:
    paths = document(desk)["paths"]
    for path, methods in desk.client._app.routes.items():
        for method, entry in methods.items():
            wants = path == "/officer" or path.startswith("/officer/")
            assert (entry.authorizer is not None) == wants, path
            assert ({"officer": []} in paths[path][method.lower()].get("security", [])) == wants


def test_ids_are_unique_and_references_lead_somewhere(desk: Desk) -> None:
    found = document(desk)
    operations = [operation for methods in found["paths"].values() for operation in methods.values()]
    ids = [operation["operationId"] for operation in operations]
    assert len(ids) == len(set(ids))
    assert all(operation["summary"] for operation in operations)
    for operation in operations:
        for response in operation["responses"].values():
            for content in response.get("content", {}).values():
                reference = content["schema"].get("$ref", "#/components/schemas/Error")
                assert reference.removeprefix("#/components/schemas/") in found["components"]["schemas"]


def test_the_public_reads_without_a_code_but_a_reporter_acts_with_one(desk: Desk) -> None:
    paths = document(desk)["paths"]
    assert {} in paths["/reports/{report_id}"]["get"]["security"]
    assert paths["/reports/{report_id}/confirm"]["post"]["security"] == [{"reporter": []}]
