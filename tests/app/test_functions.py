"""No request becomes another one than it is: methods, override headers, hidden fields, foreign credentials."""

import pytest

from chalicelib.routes import ROUTES, administration
from tests.app.people import Desk, bearer, code_of
from tests.wire import watched

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PROPFIND")
OVERRIDES = ("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override", "X-Original-URL", "X-Rewrite-URL")


def test_a_method_that_a_path_does_not_know_is_a_405(desk: Desk) -> None:
    receipt = desk.submit()
    paths = {route.path for route in ROUTES}
    with watched() as wire:
        for path in paths:
            known = {route.method for route in ROUTES if route.path == path}
            for method in set(METHODS) - known - {"OPTIONS"}:
                where = path.format(
                    report_id=receipt["report_id"],
                    token="0" * 32,
                    attachment_id="a" * 20,
                    username="dpupr",
                    wording_id="0" * 16,
                    channel="sms",
                )
                reply = desk.ask(method, where, code_of(receipt) | bearer("nasional"), b"{}")
                assert reply.status == 405, (method, path)
    assert wire.writes == []


@pytest.mark.parametrize("header", OVERRIDES)
def test_no_header_turns_reading_into_writing(desk: Desk, header: str) -> None:
    receipt = desk.submit()
    path = f"/reports/{receipt['report_id']}"
    for value in ("POST", "DELETE", f"{path}/withdraw", "/officer"):
        reply = desk.ask("GET", path, code_of(receipt) | {header: value}, b'{"text": "x"}')
        assert (reply.status, reply.json["state"]) == (200, "submitted")
    assert desk.own(receipt)["version"] == 1


def test_no_field_turns_one_command_into_another(desk: Desk) -> None:
    receipt = desk.submit()
    path = f"/reports/{receipt['report_id']}/reply"
    for fields in (
        {"text": "x", "_method": "DELETE"},
        {"text": "x", "command": "withdraw"},
        {"text": "x", "name": "erase"},
    ):
        assert desk.post(path, fields, code_of(receipt)).status == 422
        assert desk.form(path, fields | {"access_code": receipt["access_code"]}).status == 422
    assert desk.own(receipt)["version"] == 1


def test_nothing_is_changed_by_get(desk: Desk) -> None:
    receipt = desk.forwarded()
    # Reading an identity is recorded, as it must be; a follower's link and a file are tested with real ones.
    recorded = ("/identity", "/people", "/{token}", "/{attachment_id}")
    reads = [route for route in ROUTES if route.method == "GET" and not route.path.endswith(recorded)]
    wanted = {"/reports/similar": "?text=Jalan+rusak"}
    for_all = {"/pages/reports/{report_id}"}  # what is not published is not there for anybody
    with watched() as wire:
        for route in reads:
            reader = "nasional" if route in administration.ROUTES else "dpupr"
            headers = {"Accept": "*/*"} | (bearer(reader) if route.for_officers else code_of(receipt))
            assert desk.get(
                route.path.format(report_id=receipt["report_id"], token="0" * 32, attachment_id="a" * 20)
                + wanted.get(route.path, ""),
                headers,
            ).status == (404 if route.path in for_all else 200), route.path
    assert wire.writes == []


SPELLINGS = [
    "/officer/", "//officer", "/Officer", "/officer%2Freports", "/./officer", "/officer;x", "/officer/../officer",
    "/api/officer", "/officer?x=1", "/officer#",
]  # fmt: skip


@pytest.mark.parametrize("path", SPELLINGS)
def test_no_spelling_of_a_path_slips_past_the_authorizer(desk: Desk, path: str) -> None:
    assert desk.get(path).status in (401, 403, 404)


def test_officers_forms_are_answered_as_json_and_need_the_token(desk: Desk) -> None:
    receipt = desk.forwarded()
    path = f"/officer/reports/{receipt['report_id']}/note"
    assert desk.form(path, {"version": "2", "text": "x"}).status == 401
    noted = desk.form(path, {"version": "2", "text": "x"}, bearer("dpupr"))
    assert (noted.status, noted.json["version"]) == (200, 3)
