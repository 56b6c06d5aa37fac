"""Agencies and officers from a file: every bad row told with line and reason, nothing half-done, and no row twice."""

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from chalicelib.store import agencies, directory_lookup
from chalicelib.store.directory_rows import ROWS_AT_ONCE
from chalicelib.store.dynamodb import RawAnswer
from chalicelib.store.models.outbox import DirectoryChangeItem
from tests import wire
from tests.app.people import OFFICERS, Desk, Reply, bearer

HEADER = "id,name,kind,parent,duties"
OFFICERS_HEADER = "username;email;role;agency_id;deputy_of"
_numbers = itertools.count(1)


def send(desk: Desk, text: str | bytes, username: str = "kobar", what: str = "agencies", query: str = "") -> Reply:
    """A file as somebody sends it."""
    raw = text if isinstance(text, bytes) else text.encode()
    headers = {**bearer(username), "Content-Type": "text/csv; charset=utf-8", "Accept-Language": "en"}
    return desk.ask("POST", f"/officer/{what}/import{query}", headers, raw)


def told(reply: Reply) -> set[tuple[int, str, str]]:
    """The faults of a file."""
    assert reply.status == 422, reply.content
    assert all(one["message"] for one in reply.error["fields"])
    return {(one["line"], one["field"], one["code"]) for one in reply.error["fields"]}


@pytest.fixture
def province(desk: Desk) -> str:
    """A province of its own, with a coordinator, whose tree is empty."""
    number = next(_numbers)
    name = f"prov.uji{number}"
    made = desk.post(
        "/officer/agencies",
        {"id": name, "name": f"Provinsi Uji {number}", "kind": "PROVINSI", "parent": "ri", "timezone": "Asia/Makassar"},
        bearer("nasional"),
    )
    assert made.status == 201, made.content
    return name


def units(institution_id: str) -> set[str]:
    """What there is of an institution's units."""
    return set(agencies.units_of(institution_id).agencies)


def a_thousand(province: str) -> list[str]:
    """950 good rows, children before their parents, with the longest names and duties there are in the shipped data."""
    duties = "|".join(f"urusan pelayanan masyarakat umum nomor {number}" for number in range(5))
    offices = [
        f"{province}.d{n},Dinas Uji dengan nama yang panjang sekali {n},DINAS,{province},{duties}" for n in range(50)
    ]
    below = [
        f"{province}.d{n % 50}.upt{n},Unit Pelaksana Teknis dengan nama panjang sekali {n},UPT,{province}.d{n % 50},"
        + duties
        for n in range(900)
    ]
    return [*below, *offices]


def bad_rows(province: str) -> list[tuple[str, tuple[str, str]]]:
    """50 rows that must not go in, each for its reason."""
    kinds: list[tuple[str, tuple[str, str]]] = [
        (f"{province}.x{{n}},Yatim,DINAS,{province}.tidakada,", ("parent", "unknown_agency")),
        (f"{province}.d{{n}},Ganda,DINAS,{province},", ("id", "double_id")),
        ("kab.6202.x{n},Asing,DINAS,kab.6202,", ("id", "foreign_agency")),
        (f"{province}.y{{n}},Asing,DINAS,kab.6202,", ("parent", "foreign_agency")),
        ("liar{n},Tanpa awalan,DINAS," + province + ",", ("id", "id_outside_institution")),
        (f"{province}.k{{n}},Salah induk,KELURAHAN,{province},", ("parent", "wrong_parent_kind")),
        (f"{province}.j{{n}},Salah jenis,DINOS,{province},", ("kind", "not_one_of")),
        (f"{province}.Besar{{n}},Huruf besar,DINAS,{province},", ("id", "bad_agency_id")),
        (f"{province}.n{{n}},,DINAS,{province},", ("name", "required")),
        ("kab.99{n:02},Kabupaten baru,KABUPATEN," + province + ",", ("id", "the_nations_alone")),
    ]
    return [(kinds[n % 10][0].format(n=n), kinds[n % 10][1]) for n in range(50)]


def test_a_thousand_agencies_with_fifty_bad_rows(desk: Desk, province: str) -> None:
    coordinator = {"username": f"admin.{province}", "email": "a@petugas.example", "role": "coordinator"}
    assert desk.post("/officer/officers", {**coordinator, "agency_id": province}, bearer("nasional")).status == 201
    good, bad = a_thousand(province), bad_rows(province)
    rows: list[str] = [HEADER]
    expected: set[tuple[int, str, str]] = set()
    for number, row in enumerate(good):
        rows.append(row)
        if number % 19 == 18 and bad:
            text, fault = bad.pop(0)
            rows.append(text)
            expected.add((len(rows), *fault))
    assert len(expected) == 50
    assert len(rows) == 1001
    text = "\n".join(rows)
    assert 256 * 1024 < len(text.encode()) < 1024 * 1024, "more than other bodies may have"
    with in_office(coordinator["username"], ("coordinator", province)):
        refused = send(desk, text, coordinator["username"])
        # The rows that double an id are named at whichever of the two comes later.
        assert {fault for fault in told(refused) if fault[2] != "double_id"} == {
            fault for fault in expected if fault[2] != "double_id"
        }
        assert sum(fault[2] == "double_id" for fault in told(refused)) == 5
        assert len(refused.error["fields"]) == 50
        assert units(province) == set(), "nothing half-done"

        whole = "\n".join([HEADER, *good])
        tried = send(desk, whole, coordinator["username"], query="?dry_run=true")
        assert tried.json == {"rows": 950, "created": 950, "changed": 0, "unchanged": 0, "dry_run": True}
        assert units(province) == set()
        assert send(desk, whole, coordinator["username"]).json == {**tried.json, "dry_run": False}
        assert len(units(province)) == 950
        again = send(desk, whole, coordinator["username"])
        assert again.json == {"rows": 950, "created": 0, "changed": 0, "unchanged": 950, "dry_run": False}
    assert {one.timezone for one in agencies.units_of(province).agencies.values()} == {"Asia/Makassar"}


@contextmanager
def in_office(username: str, post: tuple[str, str]) -> Iterator[None]:
    """Somebody who was invited can show a token while this lasts."""
    OFFICERS[username] = post
    try:
        yield
    finally:
        del OFFICERS[username]


def test_circles_are_found_and_only_those_who_turn_in_them(desk: Desk, province: str) -> None:
    text = "\n".join(
        [
            HEADER,
            f"{province}.d,Dinas,DINAS,{province},",
            f"{province}.d.a,UPT A,UPT,{province}.d.c,",
            f"{province}.d.b,UPT B,UPT,{province}.d.a,",
            f"{province}.d.c,UPT C,UPT,{province}.d.b,",
            f"{province}.d.e,UPT E,UPT,{province}.d.c,",
        ]
    )
    assert told(send(desk, text, "nasional")) == {(line, "parent", "cycle") for line in (3, 4, 5)}


def test_two_units_change_places_without_a_circle_on_the_way(desk: Desk, province: str) -> None:
    def rows(first: str, second: str) -> str:
        return "\n".join(
            [
                HEADER,
                f"{province}.d.a,UPT A,UPT,{province}.{first},",
                f"{province}.d.b,UPT B,UPT,{province}.{second},",
                f"{province}.d,Dinas,DINAS,{province},",
            ]
        )

    assert send(desk, rows("d", "d.a"), "nasional").json["created"] == 3
    swapped = send(desk, rows("d.b", "d"), "nasional")
    assert swapped.json == {"rows": 3, "created": 0, "changed": 2, "unchanged": 1, "dry_run": False}
    found = agencies.units_of(province).agencies
    assert (found[f"{province}.d.a"].parent, found[f"{province}.d.b"].parent) == (f"{province}.d.b", f"{province}.d")


def test_what_stands_is_changed_only_where_it_may_be(desk: Desk, province: str) -> None:
    base = f"{HEADER}\n{province}.d,Dinas,DINAS,{province},\n{province}.d.u,UPT,UPT,{province}.d,"
    assert send(desk, base, "nasional").json["created"] == 2
    for row, fault in (
        (f"{province}.d,Setda,SETDA,{province},", (2, "kind", "children_misfit")),
        (f"{province}.d.u,UPT,UPT,kab.6201.dinkes,", (2, "parent", "other_institution")),
        (f"{province},Provinsi,DINAS,ri,", (2, "kind", "institution_for_good")),
    ):
        assert fault in told(send(desk, f"{HEADER}\n{row}", "nasional"))


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        (b"", {(1, "file", "no_rows")}),
        (b"id,name\n", {(1, "file", "no_rows")}),
        ("id,name\nprov.x,\xe9".encode("latin-1"), {(1, "file", "not_utf8")}),
        ("name,kind\nA,DINAS", {(1, "id", "missing_column")}),
        ("id,id,warna\na,b,c", {(1, "id", "double_column"), (1, "warna", "unknown_column")}),
        ("id,version\na,1", {(1, "version", "unknown_column")}),
        (HEADER + '\nkab.6201.x,"Dinas,DINAS,kab.6201,', {(2, "file", "bad_csv")}),
        (HEADER + "\nkab.6201.x,Dinas,DINAS,kab.6201,,tambahan", {(2, "file", "too_many_cells")}),
        (HEADER + '\n"kab.6201.x","Dua\nbaris",DINAS,kab.6201,\n\n,,,,\nkab.6201.y,,,,', {
            (6, "name", "required"), (6, "kind", "required"), (6, "parent", "required"),
        }),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_taken_says_why(desk: Desk, text: Any, faults: set[tuple[int, str, str]]) -> None:
    assert told(send(desk, text)) == faults


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("separator", [",", ";"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_files_come_as_office_programs_write_them(
    desk: Desk, province: str, mark: str, separator: str, end: str
) -> None:
    cells = [["id", "name", "kind", "parent", "accepts_reports", "duties"], [f"{province}.d", '"Dinas, A; B"', "DINAS"]]
    cells[1] += [province, "tidak", "jalan desa|irigasi"]
    text = mark + end.join(separator.join(row) for row in cells) + end
    assert send(desk, text, "nasional").json["created"] == 1
    made = agencies.units_of(province).agencies[f"{province}.d"]
    assert (made.name, made.accepts_reports, made.duties) == ("Dinas, A; B", False, ("jalan desa", "irigasi"))


def test_sizes_types_and_roles(desk: Desk) -> None:
    assert send(desk, "x" * (1024 * 1024 + 1)).status == 413
    assert (
        desk.ask(
            "POST", "/officer/agencies/import", {**bearer("kobar"), "Content-Type": "application/json"}, b"{}"
        ).status
        == 415
    )
    assert send(desk, "id\na", query="?dry_run=mungkin").status == 422
    for what in ("agencies", "officers"):
        for username in ("dpupr", "dpupr-kepala", "inspektorat", "ombudsman"):
            assert send(desk, "id\na", username, what).status == 403
    many = "\n".join([HEADER, *(f"kab.6201.m{n},Dinas,DINAS,kab.6201," for n in range(2001))])
    assert {code for _, _, code in told(send(desk, many))} == {"too_many_rows"}


@pytest.mark.parametrize("after_it", [False, True])
@pytest.mark.parametrize("part", [0, 1, 2])
def test_a_crash_leaves_a_whole_tree_and_the_same_file_does_the_rest(
    desk: Desk, province: str, part: int, after_it: bool
) -> None:
    offices = [f"{province}.d{n},Dinas {n},DINAS,{province}," for n in range(ROWS_AT_ONCE)]
    below = [f"{province}.d{n}.u,UPT {n},UPT,{province}.d{n}," for n in range(ROWS_AT_ONCE + 5)][:ROWS_AT_ONCE]
    more = [f"{province}.d{n}.v,UPT {n},UPT,{province}.d{n}," for n in range(5)]
    text = "\n".join([HEADER, *more, *below, *offices])
    with wire.disturbed(_crashes_at_transaction(part, after_it)), pytest.raises(wire.Crash):
        send(desk, text, "nasional")
    written = agencies.units_of(province).agencies
    assert len(written) == min((part + after_it) * ROWS_AT_ONCE, len(offices) * 2 + 5)
    assert all(one.parent == province or one.parent in written for one in written.values())
    done = send(desk, text, "nasional")
    assert done.json["created"] + done.json["unchanged"] == len(offices) * 2 + 5
    assert len(units(province)) == len(offices) * 2 + 5


def _crashes_at_transaction(number: int, after_it: bool) -> wire.Fault:
    crash = wire.crashes("TransactWriteItems", after_it=after_it)
    left = itertools.count()

    def fault(request: wire.Request) -> RawAnswer | None:
        return crash(request) if request.operation == "TransactWriteItems" and next(left) == number else None

    return fault


def test_who_changes_the_tree_meanwhile_is_not_overrun(desk: Desk, province: str) -> None:
    below = "".join(f"\n{province}.d.{one},Unit {one},UPT,{province}.d," for one in "ab")
    base = f"{HEADER}\n{province}.d,Dinas,DINAS,{province},{below}"
    assert send(desk, base, "nasional").status == 200
    moved = f"{HEADER}\n{province}.d.a,Unit a,UPT,{province}.d.b,"
    other = {"id": f"{province}.d.b", "parent": f"{province}.d.a"}
    acted: list[int] = []

    def meanwhile(request: wire.Request) -> None:
        if request.operation == "TransactWriteItems" and not acted:
            acted.append(1)
            assert desk.post("/officer/agencies", other, bearer("nasional")).status == 200

    with wire.disturbed(meanwhile):
        refused = send(desk, moved, "nasional")
    assert told(refused) == {(2, "parent", "cycle")}


def officers_file(*rows: str) -> str:
    """A file of officers."""
    return "\n".join([OFFICERS_HEADER, *rows])


def test_officers_are_invited_by_file_once(desk: Desk) -> None:
    number = next(_numbers)
    names = [f"impor{number}.{n}" for n in range(70)]
    rows = [f"{name};{name}@petugas.example;liaison;kab.6201.diskominfo;" for name in names]
    rows[0] = f"{names[0]};{names[0]}@petugas.example;liaison;kab.6201.diskominfo;{names[69]}"
    text = officers_file(*rows)
    tried = send(desk, text, what="officers", query="?dry_run=true")
    assert tried.json == {"rows": 70, "created": 70, "changed": 0, "unchanged": 0, "dry_run": True}
    assert directory_lookup.officer(names[0]) is None
    with wire.disturbed(_crashes_at_transaction(1, True)), pytest.raises(wire.Crash):
        send(desk, text, what="officers")
    done = send(desk, text, what="officers")
    assert done.json == {"rows": 70, "created": 10, "changed": 0, "unchanged": 60, "dry_run": False}
    assert send(desk, text, what="officers").json["unchanged"] == 70
    for name in names:
        (entry,) = DirectoryChangeItem.query(f"REPORT#OFFICER-{name.replace('.', '_2e_')}")
        assert entry.invited
    deputy = directory_lookup.officer(names[0])
    assert deputy
    assert deputy.deputy_of == names[69]


def test_every_bad_officer_is_told_and_nobody_is_invited(desk: Desk) -> None:
    number = next(_numbers)
    text = officers_file(
        f"salah{number}.a;a@petugas.example;liaison;kab.6201.diskominfo;",
        f"salah{number}.a;a@petugas.example;liaison;kab.6201.diskominfo;",
        f"salah{number}.b;bukan alamat;liaison;kab.6201.diskominfo;",
        f"salah{number}.c;c@petugas.example;liaison;kab.6202.dlh;",
        f"salah{number}.d;d@petugas.example;inspectorate;kab.6201.diskominfo;",
        f"salah{number}.e;e@petugas.example;liaison;kab.6201.diskominfo;dinkes",
        "kotim;k@petugas.example;coordinator;kab.6202;",
        f"salah{number}.f;f@petugas.example;liaison;kab.6201.tidakada;",
        "kobar;kobar@petugas.example;liaison;kab.6201.diskominfo;",
        f"salah{number}.g;g@petugas.example;nation;ri;",
        ";h@petugas.example;liaison;kab.6201.diskominfo;",
    )
    found = told(send(desk, text, what="officers"))
    assert found == {
        (3, "username", "double_username"),
        (4, "email", "not_an_email"),
        (5, "agency_id", "unknown_agency"),
        (6, "role", "role_misfit"),
        (7, "deputy_of", "not_a_colleague"),
        (8, "username", "username_taken"),
        (9, "agency_id", "unknown_agency"),
        (10, "username", "not_by_file"),
        (11, "agency_id", "foreign_agency"),
        (11, "role", "the_nations_alone"),
        (12, "username", "required"),
    }
    assert directory_lookup.officer(f"salah{number}.a") is None
