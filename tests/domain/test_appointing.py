"""Who is appointed to what, who stands in for whom, who keeps which part of the directory."""

from dataclasses import replace
from datetime import date

import pytest

from chalicelib.domain.actors import Role
from chalicelib.domain.directory.administration import PAGES, administers, keeps_canned_replies_of, pages_of
from chalicelib.domain.directory.appointing import (
    OFFICERS_ROLES,
    Officer,
    faults_of_deputy,
    faults_of_office,
    fits,
    is_covered,
    leaves_empty,
)
from chalicelib.domain.limits import LimitName
from chalicelib.domain.standards import SHORTENED, StricterStandard, faults_of_stricter
from tests.domain.world import PEOPLE, RULES, STANDARDS

TREE = RULES.directory
TODAY = date(2026, 11, 25)

# agency: the roles that it may have
OFFICES = {
    "ri": {"nation"},
    "lb.ombudsman": {"coordinator", "head", "observer"},
    "kl.pu": {"coordinator", "head", "observer"},
    "prov.62": {"coordinator", "head"},
    "kab.6201": {"coordinator", "head"},
    "kab.6201.dinkes": {"liaison", "head"},
    "kab.6201.dinkes.pkm": {"liaison", "head"},
    "kab.6201.inspektorat": {"inspectorate", "head"},
    "kl.pu.balai": {"liaison", "head"},
}

# what the actor keeps: agencies and officers, canned replies
KEPT = {
    "nation": (set(TREE.agencies), {"ri"}),
    "coordinator": (
        {one for one in TREE.agencies if one.startswith("kab.6201")},
        {one for one in TREE.agencies if one.startswith("kab.6201")},
    ),
    "province": ({"prov.62", "prov.62.dinkes"}, {"prov.62", "prov.62.dinkes"}),
    "liaison": (set(), {"kab.6201.dinkes.pkm", "kab.6201.dinkes.pkm.pustu"}),
    "head": (set(), {"kab.6201.dinkes.pkm", "kab.6201.dinkes.pkm.pustu"}),
    "inspectorate": (set(), {"kab.6201.inspektorat"}),
    "observer": (set(), set()),
    "reporter": (set(), set()),
}


def officer(
    username: str = "baru", role: str = "liaison", agency_id: str = "kab.6201.dinkes", **more: object
) -> Officer:
    """Somebody in an office."""
    return replace(Officer(username, f"{username}@petugas.example", role, agency_id), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("agency_id", OFFICES)
def test_a_role_fits_where_it_belongs(agency_id: str) -> None:
    agency = TREE.agencies[agency_id]
    assert {role.value for role in OFFICERS_ROLES if fits(role, agency)} == OFFICES[agency_id]
    for role in OFFICERS_ROLES:
        found = [fault.code for fault in faults_of_office(officer(role=role, agency_id=agency_id), agency, Role.NATION)]
        assert found == ([] if role.value in OFFICES[agency_id] else ["role_misfit"])


@pytest.mark.parametrize("role", ["nation", "observer"])
def test_some_roles_are_given_by_the_nation_alone(role: str) -> None:
    for agency_id in ("ri", "kl.pu", "kab.6201"):
        found = faults_of_office(officer(role=role, agency_id=agency_id), TREE.agencies[agency_id], Role.COORDINATOR)
        assert [(fault.field, fault.code) for fault in found] == [("role", "the_nations_alone")]


def test_a_deputy_stands_in_for_a_colleague_who_is_none() -> None:
    principal = officer("kepala")
    for wanted, other, code in (
        (officer(), None, None),
        (officer(deputy_of="kepala"), principal, None),
        (officer(deputy_of="kepala"), replace(principal, disabled=True), None),
        (officer(deputy_of="siapa"), None, "not_a_colleague"),
        (officer(deputy_of="kepala"), officer("kepala", agency_id="kab.6201.dpupr"), "not_a_colleague"),
        (officer(deputy_of="kepala"), officer("kepala", role="head"), "not_a_colleague"),
        (officer(deputy_of="kepala"), officer("kepala", deputy_of="lain"), "deputy_of_a_deputy"),
        (officer(deputy_of="baru"), officer(), "own_deputy"),
    ):
        assert [fault.code for fault in faults_of_deputy(wanted, other)] == ([code] if code else [])


def test_nobody_leaves_the_last_office_that_appoints() -> None:
    last = officer("kobar", "coordinator", "kab.6201")
    gone = replace(last, disabled=True)
    moved = replace(last, role="liaison", agency_id="kab.6201.dinkes")
    assert leaves_empty(last, gone, [])
    assert leaves_empty(last, moved, [officer("lain", "coordinator", "kab.6201", disabled=True)])
    assert not leaves_empty(last, gone, [officer("lain", "coordinator", "kab.6201")])
    assert not leaves_empty(last, replace(last, email="baru@petugas.example"), [])
    assert not leaves_empty(gone, moved, [])
    assert not leaves_empty(officer(), officer(disabled=True), [])
    assert leaves_empty(officer("n", "nation", "ri"), officer("n", "nation", "ri", disabled=True), [])


def test_an_agency_is_covered_by_whoever_answers_and_is_active() -> None:
    unit, institution = TREE.agencies["kab.6201.dinkes"], TREE.agencies["kab.6201"]
    assert not is_covered(unit, [])
    assert is_covered(unit, [officer()])
    assert is_covered(unit, [officer(deputy_of="siapa.yang.pergi")])
    assert not is_covered(unit, [officer(disabled=True), officer(role="head"), officer(agency_id="kab.6201.dpupr")])
    assert is_covered(institution, [officer(role="coordinator", agency_id="kab.6201")])
    assert is_covered(
        TREE.agencies["kab.6201.inspektorat"], [officer(role="inspectorate", agency_id="kab.6201.inspektorat")]
    )


@pytest.mark.parametrize("who", KEPT)
def test_each_keeps_what_is_theirs(who: str) -> None:
    actor, (directory, replies) = PEOPLE[who], KEPT[who]
    assert {one for one in TREE.agencies if administers(actor, one, TREE)} == directory
    assert {one for one in TREE.agencies if keeps_canned_replies_of(actor, one, TREE)} == replies
    assert not administers(actor, "tidak.ada", TREE)
    assert not keeps_canned_replies_of(actor, "tidak.ada", TREE)


def test_every_officer_has_pages_and_nobody_else() -> None:
    assert set(PAGES) == set(OFFICERS_ROLES)
    assert pages_of(Role.REPORTER) == ()
    assert all(("agencies" in pages) == (role in (Role.COORDINATOR, Role.NATION)) for role, pages in PAGES.items())
    assert [role for role, pages in PAGES.items() if "categories" in pages] == [Role.NATION]


# limit, class, days, from: the fault
STRICTER = [
    ("verify", None, 2, "2026-11-25", None),
    ("verify", None, 3, "2026-11-25", "days:not_stricter"),
    ("verify", None, 2, "2026-11-24", "from:before_today"),
    ("verify", "complaint", 2, "2026-11-25", "class:no_such_class"),
    ("accept", None, 1, "2026-11-25", "days:not_stricter"),
    ("finish", None, 4, "2026-11-25", "class:class_required"),
    ("finish", "information", 4, "2026-11-25", None),
    ("finish", "information", 5, "2026-11-25", "days:not_stricter"),
    ("finish", "supervisory", 59, "2027-01-01", None),
    ("cap", None, 59, "2026-11-25", None),
]


@pytest.mark.parametrize("row", STRICTER, ids=str)
def test_a_limit_of_ones_own_is_stricter_and_not_in_the_past(row: tuple[str, str | None, int, str, str | None]) -> None:
    limit, report_class, days, since, expected = row
    own = StricterStandard("kab.6201", LimitName(limit), report_class, days, date.fromisoformat(since))
    found = [f"{fault.field}:{fault.code}" for fault in faults_of_stricter(own, STANDARDS.national, TODAY)]
    assert found == ([expected] if expected else [])


def test_nobody_shortens_what_a_reporter_has_time_for() -> None:
    theirs = {"complete", "reply", "dispute", "object", "revive", "promise"}
    assert set(SHORTENED) == set(LimitName) - {LimitName(name) for name in theirs}


def test_the_latest_of_ones_own_limits_holds() -> None:
    def days(on: str) -> int:
        own = tuple(
            StricterStandard("kab.6201", LimitName.VERIFY, None, days, date.fromisoformat(since))
            for days, since in ((1, "2026-11-01"), (2, "2026-11-10"), (2, "2026-12-01"), (1, "2026-12-01"))
        )
        return replace(STANDARDS, stricter=own).days(LimitName.VERIFY, "complaint", "kab.6201", date.fromisoformat(on))

    assert [days(on) for on in ("2026-10-31", "2026-11-01", "2026-11-10", "2026-12-01")] == [3, 1, 2, 1]
