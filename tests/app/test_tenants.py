"""Nobody reaches another's report: every officer's route, every pair of offices, one and the same answer."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from chalicelib.domain.actors import Role
from chalicelib.domain.tracking import new_report_id
from chalicelib.routes import ROUTES
from chalicelib.settings import settings
from tests.app.people import OFFICERS, Desk, bearer, code_of
from tests.wire import watched

# A follower's links answer with pages and open nothing of the report; tests/app/test_follow.py tries them.
OF_A_REPORT = [route for route in ROUTES if "{report_id}" in route.path and "{token}" not in route.path]
OFFICERS_ROUTES = [route for route in OF_A_REPORT if route.for_officers]
REPORTERS_ROUTES = [route for route in OF_A_REPORT if not route.for_officers]


def sealed(desk: Desk) -> str:
    """A supervisory report that the inspectorate has taken up."""
    report_id: str = desk.submit()["report_id"]
    desk.act("kobar", report_id, "verify", supervisory=True, forward_to="kab.6201.inspektorat")
    assert desk.act("inspektorat", report_id, "accept").json["sealed"] is True
    return report_id


def submitted(**changes: Any) -> Callable[[Desk], str]:
    """A report as it comes in."""
    return lambda desk: str(desk.submit(**changes)["report_id"])


HOUSE = {"kobar", "kobar-sekda", "nasional"}
REPORTS: dict[str, tuple[Callable[[Desk], str], set[str]]] = {
    "of the regency": (submitted(), HOUSE),
    "with a unit": (lambda desk: str(desk.forwarded()["report_id"]), HOUSE | {"dpupr", "dpupr-kepala"}),
    "of the neighbour": (submitted(agency_id="kab.6202"), {"kotim", "nasional"}),
    "of the province": (submitted(agency_id="prov.62"), {"kalteng", "nasional"}),
    "of nobody": (submitted(agency_id=None), {"nasional"}),
    "sealed": (sealed, {"kobar", "kobar-sekda", "inspektorat"}),
    "about a unit": (submitted(reported_agencies=["kab.6201.dpupr"]), HOUSE),
    "about the regency": (submitted(reported_agencies=["kab.6201"]), {"nasional"}),
}


@pytest.mark.parametrize("kind", REPORTS)
def test_who_may_not_see_a_report_cannot_tell_it_from_none(desk: Desk, kind: str) -> None:
    make, seen_by = REPORTS[kind]
    report_id = make(desk)
    for username in OFFICERS:
        headers = bearer(username)
        if username in seen_by:
            assert desk.get(f"/officer/reports/{report_id}", headers).status == 200, username
            continue
        absent = desk.get(f"/officer/reports/{new_report_id()}", headers)
        with watched() as wire:
            for route in OFFICERS_ROUTES:
                theirs = desk.ask(
                    route.method,
                    route.path.format(report_id=report_id, attachment_id="a" * 20),
                    headers,
                    b'{"version": 1}',
                )
                assert (theirs.status, theirs.content) == (404, absent.content), (username, route.path)
                assert set(theirs.headers) == set(absent.headers)
        # No word, event or identity of the other's report is so much as read.
        # The directory may be read anew in between.
        asked = [body for _, body in wire.requests if body.get("TableName") != settings().directory_table]
        tables = [body["RequestItems"] for body in asked]
        assert set().union(*tables) == {settings().directory_table, settings().reports_table}
        keys = [key["sk"]["S"] for one in tables for key in one[settings().reports_table]["Keys"]]
        assert set(keys) == {"HEAD"}
        assert wire.writes == []


def test_every_role_there_is_walks_the_routes() -> None:
    officers_roles = set(Role) - {Role.PUBLIC, Role.REPORTER, Role.SYSTEM, Role.INTEGRATION}
    assert {role for role, _ in OFFICERS.values()} == {role.value for role in officers_roles}


def test_another_reporters_code_opens_nothing(desk: Desk) -> None:
    mine, theirs = desk.submit(), desk.submit()
    for route in REPORTERS_ROUTES:
        is_page = route.path.startswith("/pages/reports/") and route.method == "GET"
        absent = desk.get(f"{'/pages' if is_page else ''}/reports/{new_report_id()}", code_of(mine))
        assert absent.status == 404
        for report_id in (theirs["report_id"], new_report_id(), "x", theirs["report_id"] + "0"):
            reply = desk.ask(
                route.method, route.path.format(report_id=report_id, attachment_id="a" * 20), code_of(mine), b"{"
            )
            assert (reply.status, reply.content) == (404, absent.content), (route.path, report_id)
    assert desk.own(theirs)["version"] == 1


def test_a_reporters_code_opens_no_officers_route(desk: Desk) -> None:
    receipt = desk.submit()
    for route in ROUTES:
        if route.for_officers:
            path = route.path.format(
                report_id=receipt["report_id"], attachment_id="a" * 20, username="dpupr", wording_id="0" * 16
            )
            assert desk.ask(route.method, path, code_of(receipt)).status == 401
            as_token = {"Authorization": f"Bearer {receipt['access_code']}"}
            assert desk.ask(route.method, path, as_token).status == 401


def test_an_officers_token_is_no_access_code(desk: Desk) -> None:
    receipt = desk.submit()
    for route in REPORTERS_ROUTES:
        path = route.path.format(report_id=receipt["report_id"], attachment_id="a" * 20)
        assert desk.ask(route.method, path, bearer("nasional"), b"{}").status == 404


# What the nation, the coordinators of three institutions, and those who answer in two units keep of the directory.
KEEPERS = {"nasional": "ri", "kobar": "kab.6201", "kotim": "kab.6202", "kalteng": "prov.62"}
WRITERS = {**KEEPERS, "dpupr": "kab.6201.dpupr", "dinkes": "kab.6201.dinkes", "inspektorat": "kab.6201.inspektorat"}
HELD_IN = {"dpupr": "kab.6201", "kotim": "kab.6202", "kalteng": "prov.62", "nasional": "ri"}


def directory_asked(agency_id: str, username: str) -> list[tuple[str, str, dict[str, Any] | None]]:
    """Every route of the directory, asked about one agency and one officer: what changes nothing if it is admitted."""
    return [
        ("GET", f"/officer/agencies?parent={agency_id}", None),
        ("GET", f"/officer/officers?agency={agency_id}", None),
        ("POST", "/officer/agencies", {"id": agency_id, "name": ""}),
        ("POST", "/officer/agencies", {"id": f"{agency_id}.baru", "kind": "?"}),
        ("POST", "/officer/officers", {"username": username, "email": "?"}),
        ("POST", "/officer/officers", {"username": "belum.ada", "agency_id": agency_id}),
        ("POST", f"/officer/officers/{username}/replace", {"username": "?"}),
        ("POST", "/officer/standards", {"agency_id": agency_id, "limit": "accept", "days": 1, "from": "2030-01-01"}),
    ]


@pytest.mark.parametrize(("username", "agency_id"), HELD_IN.items())
def test_another_institutions_directory_is_not_there(desk: Desk, username: str, agency_id: str) -> None:
    absent = desk.get(f"/officer/reports/{new_report_id()}", bearer("nasional"))
    for reader, own in KEEPERS.items():
        is_theirs = reader == "nasional" or own == agency_id
        for method, path, fields in directory_asked(agency_id, username):
            with watched() as wire:
                theirs = desk.ask(method, path, bearer(reader), json.dumps(fields).encode() if fields else b"")
            if is_theirs:
                assert theirs.status in (200, 403, 422), (reader, path, theirs.content)
            else:
                assert (theirs.status, theirs.content) == (404, absent.content), (reader, path)
            assert wire.writes == []


def test_wordings_are_read_and_written_from_the_own_agency_down(desk: Desk) -> None:
    for reader, own in WRITERS.items():
        for agency_id in ("ri", "prov.62", "kab.6201", "kab.6202", "kab.6201.dpupr", "kab.6201.dinkes"):
            is_theirs = agency_id == own or (agency_id.startswith(f"{own}."))
            listed = desk.get(f"/officer/wordings?agency={agency_id}", bearer(reader))
            fields = {"agency_id": agency_id, "title": "Judul", "text": "Kalimat siap pakai.", "version": 7}
            written = desk.post("/officer/wordings", fields, bearer(reader))
            assert (listed.status, written.status) == ((200, 409) if is_theirs else (404, 404)), (reader, agency_id)
