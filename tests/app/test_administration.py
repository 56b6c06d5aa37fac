"""Agencies, officers, limits, categories and wordings: who keeps which, what is refused, and what is on record."""

import itertools
from datetime import timedelta
from typing import Any

import pytest

from chalicelib import clock
from chalicelib.domain.calendar.workdays import local_date
from chalicelib.domain.limits import LimitName
from chalicelib.store import directory_lookup
from chalicelib.store.models.directory import DirectoryItem
from chalicelib.store.models.outbox import DirectoryChangeItem
from tests.app.people import OFFICERS, Desk, Reply, bearer

_numbers = itertools.count(1)
UNIT = "kab.6201.diskan"
MAY = {
    "nasional": [
        "queues",
        "summary",
        "record",
        "agencies",
        "officers",
        "standards",
        "categories",
        "wordings",
        "calendar",
    ],
    "kobar": ["queues", "summary", "record", "agencies", "officers", "standards", "wordings", "calendar"],
    "dpupr": ["queues", "summary", "record", "wordings", "calendar"],
    "ombudsman": ["summary", "calendar"],
}  # fmt: skip


def new_unit(**changes: Any) -> dict[str, Any]:
    """A new department of the regency."""
    number = next(_numbers)
    fields = {"id": f"kab.6201.uji{number}", "name": f"Dinas Uji {number}", "kind": "DINAS", "parent": "kab.6201"}
    return {name: value for name, value in (fields | changes).items() if value is not None}


def new_officer(**changes: Any) -> dict[str, Any]:
    """A new liaison of a department that no other test is about."""
    name = f"uji{next(_numbers)}"
    fields = {"username": name, "email": f"{name}@petugas.example", "role": "liaison", "agency_id": UNIT}
    return {name: value for name, value in (fields | changes).items() if value is not None}


def post(desk: Desk, path: str, fields: dict[str, Any], username: str = "kobar") -> Reply:
    """An administrator writes."""
    return desk.post(f"/officer/{path}", fields, bearer(username))


def faults(reply: Reply) -> set[tuple[str, str]]:
    """The fields of a refusal, with their codes."""
    assert reply.status == 422, reply.content
    return {(one["field"], one["code"]) for one in reply.error["fields"]}


def history(partition: str, key: str) -> list[DirectoryItem]:
    """What is on record of a row."""
    return list(DirectoryItem.query(f"CHANGES#{partition}#{key}", consistent_read=True))


@pytest.mark.parametrize("username", MAY)
def test_an_officer_is_told_which_pages_are_theirs(desk: Desk, username: str) -> None:
    assert desk.get("/officer", bearer(username)).json["may"] == MAY[username]


def test_a_coordinator_creates_and_changes_a_unit(desk: Desk) -> None:
    unit = new_unit(duties=["jalan desa", "irigasi"], short_name="DU")
    made = post(desk, "agencies", unit)
    assert made.status == 201
    assert made.json == {
        "id": unit["id"], "name": unit["name"], "short_name": "DU", "kind": "DINAS", "parent": "kab.6201",
        "institution_id": "kab.6201", "timezone": "Asia/Jakarta", "duties": ["jalan desa", "irigasi"],
        "accepts_reports": True, "version": 1,
    }  # fmt: skip
    changed = post(desk, "agencies", {"id": unit["id"], "name": "Dinas Baru", "short_name": ""})
    assert (changed.status, changed.json["version"]) == (200, 2)
    assert changed.json["name"] == "Dinas Baru"
    assert changed.json["short_name"] is None
    assert changed.json["duties"] == ["jalan desa", "irigasi"]
    again = post(desk, "agencies", {"id": unit["id"], "name": "Dinas Baru"})
    assert (again.status, again.json["version"]) == (200, 2)
    first, second = history("UNITS#kab.6201", unit["id"])
    assert '"username": "kobar"' in str(first.row)
    assert '"before": {"name": "' + unit["name"] in str(second.row)
    listed = desk.get(f"/officer/agencies?q={unit['id']}", bearer("kobar")).json["items"]
    assert listed == [{**changed.json, "liaisons": 0, "warnings": ["no_liaison"]}]
    assert directory_lookup.directory_covering(["kab.6201"]).get(unit["id"])


def test_every_fault_of_a_unit_is_told_at_once(desk: Desk) -> None:
    reply = post(
        desk, "agencies", {"id": "kab.6201.x1", "kind": "DESA", "parent": "kab.6201", "timezone": "UTC", "a": 1}
    )
    assert faults(reply) == {
        ("name", "required"), ("parent", "wrong_parent_kind"), ("timezone", "not_one_of"), ("a", "unknown_field"),
    }  # fmt: skip
    needed = {(field, "required") for field in ("id", "name", "kind", "parent")}
    unreadable = {("id", "bad_agency_id"), *needed} - {("id", "required")}
    assert faults(post(desk, "agencies", {"id": "Kab 6201"})) == unreadable
    assert faults(post(desk, "agencies", {})) == needed
    assert faults(post(desk, "agencies", {"name": "x y"})) == needed - {("name", "required")}
    assert faults(post(desk, "agencies", new_unit(parent="kab.6201.tidakada"))) == {("parent", "unknown_agency")}
    assert faults(post(desk, "agencies", new_unit(parent="kab.6202"))) == {("parent", "foreign_agency")}
    assert faults(post(desk, "agencies", new_unit(id="dinas"))) == {("id", "id_outside_institution")}


def test_who_knows_an_older_version_changes_nothing(desk: Desk) -> None:
    unit = new_unit()
    assert post(desk, "agencies", {**unit, "version": 0}).json["version"] == 1
    assert post(desk, "agencies", {"id": unit["id"], "name": "Satu", "version": 1}).json["version"] == 2
    stale = post(desk, "agencies", {"id": unit["id"], "name": "Dua", "version": 1})
    assert (stale.status, stale.code, stale.error["version"]) == (409, "stale_version", 2)


def test_the_nation_changes_any_agency_and_makes_institutions(desk: Desk) -> None:
    number = next(_numbers)
    made = post(
        desk,
        "agencies",
        {"id": f"lb.uji{number}", "name": "Lembaga Uji", "kind": "LEMBAGA", "parent": "ri"},
        "nasional",
    )
    assert (made.status, made.json["institution_id"]) == (201, f"lb.uji{number}")
    unit = new_unit()
    assert post(desk, "agencies", unit, "nasional").status == 201
    assert post(desk, "agencies", {"id": f"lb.uji{number}", "name": "x y"}).status == 404
    assert post(desk, "agencies", {"id": "kab.6201", "name": "x y"}).status == 403
    assert post(desk, "agencies", {"id": "kab.6299", "kind": "KABUPATEN", "parent": "prov.62"}).status == 403


def test_a_liaison_is_invited_changed_and_disabled(desk: Desk) -> None:
    fields = new_officer()
    made = post(desk, "officers", fields)
    assert made.status == 201, made.content
    assert made.json == {
        **fields, "agency_name": "Dinas Perikanan", "deputy_of": None, "disabled": False,
        "invited_at": made.json["invited_at"], "version": 1,
    }  # fmt: skip
    assert made.json["invited_at"]
    entry = DirectoryChangeItem.get(f"REPORT#OFFICER-{fields['username']}", "DIRECTORY#000001")
    assert entry.invited
    assert entry.username == fields["username"]
    assert not entry.agencies
    listed = desk.get(f"/officer/officers?q={fields['username']}", bearer("kobar")).json["items"]
    assert listed == [made.json]
    gone = post(desk, "officers", {"username": fields["username"], "disabled": True})
    assert (gone.status, gone.json["disabled"], gone.json["version"]) == (200, True, 2)
    profile = directory_lookup.officer(fields["username"])
    assert profile
    assert profile.disabled


def test_every_fault_of_an_empty_row_is_told_at_once(desk: Desk) -> None:
    officer = {(field, "required") for field in ("username", "email", "role", "agency_id")}
    assert faults(post(desk, "officers", {})) == officer
    category = {(field, "required") for field in ("id", "name_id", "name_en")}
    assert faults(post(desk, "categories", {}, "nasional")) == category
    assert faults(post(desk, "categories", {"id": "TIDAK BOLEH"}, "nasional")) == {
        ("id", "bad_category_id"),
        ("name_id", "required"),
        ("name_en", "required"),
    }


def test_every_fault_of_an_officer_is_told_at_once(desk: Desk) -> None:
    assert faults(post(desk, "officers", {"username": "a b", "email": "x", "role": "raja"})) == {
        ("username", "bad_username"), ("email", "not_an_email"), ("role", "not_one_of"),
        ("agency_id", "required"),
    }  # fmt: skip
    assert faults(post(desk, "officers", {"username": "uji.kosong"})) == {
        ("email", "required"), ("role", "required"), ("agency_id", "required"),
    }  # fmt: skip
    for changes, fault in (
        ({"agency_id": "kab.6201.tidakada"}, ("agency_id", "unknown_agency")),
        ({"role": "inspectorate"}, ("role", "role_misfit")),
        ({"role": "liaison", "agency_id": "kab.6201.inspektorat"}, ("role", "role_misfit")),
        ({"role": "coordinator"}, ("role", "role_misfit")),
        ({"role": "liaison", "agency_id": "kab.6201"}, ("role", "role_misfit")),
        ({"role": "nation"}, ("role", "the_nations_alone")),
        ({"role": "observer", "agency_id": "kab.6201"}, ("role", "the_nations_alone")),
        ({"deputy_of": "dinkes"}, ("deputy_of", "not_a_colleague")),
        ({"deputy_of": "dpupr-kepala"}, ("deputy_of", "not_a_colleague")),
        ({"deputy_of": "siapa.ini"}, ("deputy_of", "not_a_colleague")),
        ({"username": "kotim"}, ("username", "username_taken")),
    ):
        assert faults(post(desk, "officers", new_officer(**changes))) == {fault}
    assert faults(post(desk, "officers", {"username": "dpupr", "agency_id": "kab.6202"})) >= {
        ("agency_id", "foreign_agency")
    }


def test_what_lies_in_another_institution_is_not_there(desk: Desk) -> None:
    absent = post(desk, "officers", {"username": "kotim", "disabled": True})
    assert absent.status == 404
    for path, fields in (
        ("officers", new_officer(agency_id="kab.6202")),
        ("agencies", {"id": "kab.6202.dinkes", "name": "x y"}),
        ("agencies", new_unit(id="kab.6202.baru", parent="kab.6202")),
        ("officers/kotim/replace", {"username": "baru.uji", "email": "baru@petugas.example"}),
        ("officers/tidak.ada/replace", {}),
        ("standards", {"agency_id": "kab.6202", "limit": "accept", "days": 1, "from": "2030-01-01"}),
        ("wordings", {"agency_id": "kab.6202", "title": "Judul", "text": "Kalimat siap pakai."}),
        ("wordings/0123456789abcdef/remove", {}),
    ):
        reply = post(desk, path, fields)
        assert (reply.status, reply.content) == (404, absent.content), path
    for path in ("agencies?parent=kab.6202", "officers?agency=kab.6202", "wordings?agency=kab.6202"):
        assert desk.get(f"/officer/{path}", bearer("kobar")).content == absent.content


KEEPERS = {
    ("GET", "agencies"): {"nasional", "kobar", "kalteng", "kotim"},
    ("POST", "agencies"): {"nasional", "kobar", "kalteng", "kotim"},
    ("GET", "officers"): {"nasional", "kobar", "kalteng", "kotim"},
    ("POST", "officers"): {"nasional", "kobar", "kalteng", "kotim"},
    ("POST", "officers/tidak.ada/replace"): {"nasional", "kobar", "kalteng", "kotim"},
    ("GET", "standards"): {"nasional", "kobar", "kalteng", "kotim"},
    ("POST", "standards"): {"nasional", "kobar", "kalteng", "kotim"},
    ("GET", "categories"): {"nasional"},
    ("POST", "categories"): {"nasional"},
    ("GET", "wordings"): set(OFFICERS) - {"ombudsman"},
    ("POST", "wordings"): set(OFFICERS) - {"ombudsman"},
    ("POST", "wordings/0123456789abcdef/remove"): set(OFFICERS) - {"ombudsman"},
}


@pytest.mark.parametrize(("method", "path"), KEEPERS)
def test_every_role_meets_every_route_of_the_directory(desk: Desk, method: str, path: str) -> None:
    for username in OFFICERS:
        reply = desk.ask(method, f"/officer/{path}", bearer(username), b"{}" if method == "POST" else b"")
        assert (reply.status == 403) == (username not in KEEPERS[(method, path)]), (username, reply.content)
        assert reply.status in (200, 403, 404, 422)


def test_the_last_coordinator_cannot_leave_by_their_own_hand(desk: Desk) -> None:
    leaving = {"username": "kobar", "disabled": True}
    assert faults(post(desk, "officers", leaving)) == {("disabled", "last_of_office")}
    demoted = {"username": "kobar", "role": "liaison", "agency_id": "kab.6201.dpupr"}
    assert faults(post(desk, "officers", demoted)) == {("role", "last_of_office")}
    assert faults(post(desk, "officers", {"username": "nasional", "disabled": True}, "nasional")) == {
        ("disabled", "last_of_office")
    }
    other = new_officer(role="coordinator", agency_id="kab.6201")
    assert post(desk, "officers", other).status == 201
    OFFICERS[other["username"]] = ("coordinator", "kab.6201")
    try:
        assert (
            post(desk, "officers", {"username": other["username"], "disabled": True}, other["username"]).status == 200
        )
        assert faults(post(desk, "officers", leaving)) == {("disabled", "last_of_office")}
    finally:
        del OFFICERS[other["username"]]


def test_a_successor_takes_the_office_and_the_deputy(desk: Desk) -> None:
    principal = new_officer()
    deputy = new_officer(deputy_of=principal["username"])
    assert post(desk, "officers", principal).status == 201
    assert post(desk, "officers", deputy).json["deputy_of"] == principal["username"]
    assert faults(post(desk, "officers", new_officer(deputy_of=deputy["username"]))) == {
        ("deputy_of", "deputy_of_a_deputy")
    }
    successor = {"username": f"penerus{next(_numbers)}", "email": "penerus@petugas.example"}
    taken = post(desk, f"officers/{principal['username']}/replace", {**successor, "username": "kotim"})
    assert faults(taken) == {("username", "username_taken")}
    made = post(desk, f"officers/{principal['username']}/replace", successor)
    assert made.status == 201, made.content
    assert (made.json["role"], made.json["agency_id"]) == ("liaison", UNIT)
    left, stands_in = directory_lookup.officer(principal["username"]), directory_lookup.officer(deputy["username"])
    assert left
    assert left.disabled
    assert stands_in
    assert stands_in.deputy_of == successor["username"]
    again = post(desk, f"officers/{principal['username']}/replace", {**successor, "username": "lain.lagi"})
    assert faults(again) == {("username", "predecessor_left")}


def test_limits_are_stricter_and_hold_from_a_day_on(desk: Desk) -> None:
    today = local_date(clock.now(), "Asia/Jakarta")
    row = {"agency_id": "kab.6201", "limit": "finish", "class": "aspiration", "days": 10, "from": str(today)}
    made = post(desk, "standards", row)
    assert made.status == 201, made.content
    assert made.json == {**row, "unit": "working_days", "source": None, "version": 1}
    assert post(desk, "standards", {**row, "days": 9}).json["version"] == 2
    for changes, fault in (
        ({"days": 14}, ("days", "not_stricter")),
        ({"class": None}, ("class", "class_required")),
        ({"limit": "verify"}, ("class", "no_such_class")),
        ({"from": str(today - timedelta(days=1))}, ("from", "before_today")),
        ({"limit": "reply"}, ("limit", "not_one_of")),
        ({"agency_id": "kab.6201.dpupr"}, ("agency_id", "not_an_institution")),
    ):
        wrong = {name: value for name, value in (row | changes).items() if value is not None}
        assert faults(post(desk, "standards", wrong)) == {fault}
    items = desk.get("/officer/standards", bearer("kobar")).json["items"]
    assert "UU 25/2009 Pasal 50 ayat (1)" in _source(items, "cap")
    english = desk.get("/officer/standards", bearer("kobar") | {"Accept-Language": "en"}).json["items"]
    assert "UU 25/2009 art. 50(1)" in _source(english, "cap")
    for found in (items, english):
        assert [one for one in found if one["agency_id"] == "ri" and not one["source"]] == []
    assert [one["days"] for one in items if one["agency_id"] == "kab.6201" and one["limit"] == "finish"] == [9]
    assert directory_lookup.standards().days(LimitName.FINISH, "aspiration", "kab.6201", today) == 9
    assert not [
        one for one in desk.get("/officer/standards", bearer("kotim")).json["items"] if one["agency_id"] != "ri"
    ]


def _source(items: list[dict[str, Any]], limit: str) -> str:
    return str(next(one["source"] for one in items if one["limit"] == limit))


def test_the_nation_keeps_the_categories(desk: Desk) -> None:
    name = f"uji-{next(_numbers)}"
    made = post(desk, "categories", {"id": name, "name_id": "Uji", "name_en": "Test"}, "nasional")
    assert (made.status, made.json["confidential_by_default"]) == (201, False)
    changed = post(desk, "categories", {"id": name, "confidential_by_default": True}, "nasional")
    assert (changed.status, changed.json["confidential_by_default"], changed.json["name_id"]) == (200, True, "Uji")
    assert name in {one["id"] for one in desk.get("/categories").json["items"]}
    assert faults(post(desk, "categories", {"id": "baru-x"}, "nasional")) == {
        ("name_id", "required"), ("name_en", "required"),
    }  # fmt: skip


def test_wordings_are_read_below_and_kept_where_they_belong(desk: Desk) -> None:
    own = {"agency_id": "kab.6201.dpupr", "title": "Jadwal perbaikan", "text": "Perbaikan dijadwalkan pada tanggal …"}
    institution = {"agency_id": "kab.6201", "title": "Terima kasih", "text": "Terima kasih atas laporan Anda."}
    made, of_institution = post(desk, "wordings", own, "dpupr"), post(desk, "wordings", institution)
    assert (made.status, of_institution.status) == (201, 201)
    assert made.json == {
        **own,
        "wording_id": made.json["wording_id"],
        "agency_name": made.json["agency_name"],
        "version": 1,
    }

    def listed(username: str, query: str = "") -> set[str]:
        items = desk.get(f"/officer/wordings{query}", bearer(username)).json["items"]
        return {one["wording_id"] for one in items}

    both = {made.json["wording_id"], of_institution.json["wording_id"]}
    assert both <= listed("dpupr")
    assert listed("dinkes") & both == {of_institution.json["wording_id"]}
    assert listed("kobar") & both == {of_institution.json["wording_id"]}
    assert both <= listed("kobar", "?agency=kab.6201.dpupr")
    assert desk.get("/officer/wordings?agency=kab.6201", bearer("dpupr")).status == 404
    mine = {**institution, "wording_id": of_institution.json["wording_id"]}
    assert post(desk, "wordings", mine, "dpupr").status == 404
    assert post(desk, "wordings", {**mine, "agency_id": "kab.6201.dpupr"}, "dpupr").status == 404
    assert post(desk, f"wordings/{of_institution.json['wording_id']}/remove", {}, "dpupr").status == 404
    assert post(desk, "wordings", {**mine, "title": "Salam"}).json["version"] == 2
    for wording_id in both:
        assert post(desk, f"wordings/{wording_id}/remove", {}).json == {"removed": wording_id}
    assert listed("dpupr") & both == set()
    assert post(desk, f"wordings/{made.json['wording_id']}/remove", {}).status == 404
