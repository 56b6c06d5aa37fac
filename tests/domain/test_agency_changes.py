"""Changing the tree: each fault on its own, then many changes judged as the tree they lead to."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.directory import INSTITUTION_KINDS, Agency
from chalicelib.domain.directory.agency_changes import (
    PARENT_KINDS,
    AgencyChanges,
    Proposed,
    in_writing_order,
    institution_in_id,
)
from tests.domain.world import RULES, WIB

TREE = RULES.directory.agencies

# who changes it; id, kind and parent wanted; the faults
TABLE = """
nation    kl.baru                KEMENTERIAN  ri                   -
nation    lb.baru                LEMBAGA      ri                   -
nation    prov.63                PROVINSI     ri                   -
nation    kab.6203               KABUPATEN    prov.62              -
nation    kab.6203               KABUPATEN    ri                   parent:wrong_parent_kind
nation    kab.6203               KABUPATEN    prov.62.dinkes       parent:wrong_parent_kind
nation    kota.x                 KOTA         kab.6201             parent:wrong_parent_kind
nation    ri2                    NASIONAL     ri                   parent:wrong_parent_kind,kind:one_nation
nation    kab.6201.kota          KABUPATEN    prov.62              id:nested_institution
nation    kab                    KABUPATEN    prov.62              id:nested_institution
nation    kl.pu.baru             DINAS        kl.pu                parent:wrong_parent_kind
nation    kl.pu.balai.seksi      UPT          kl.pu.balai          -
nation    kl.pu.balai.satker     INSTANSI_VERTIKAL kl.pu.balai     -
nation    kab.6201.kec           KECAMATAN    kab.6201             -
nation    prov.62.kec            KECAMATAN    prov.62              parent:wrong_parent_kind
nation    kab.6201.desa          DESA         kab.6201             parent:wrong_parent_kind
nation    kab.6201.bagian        BAGIAN       kab.6201.dinkes      -
nation    kab.6201.itko          INSPEKTORAT  kab.6201             kind:second_inspectorate
nation    kab.6202.itko          INSPEKTORAT  kab.6202             -
nation    kab.6201.itko          INSPEKTORAT  kab.6202             id:id_outside_institution
nation    dinas                  DINAS        kab.6201             id:id_outside_institution
nation    kab.6201x.dinas        DINAS        kab.6201             id:id_outside_institution
nation    kab.6201.x             DINAS        kab.9999             parent:unknown_agency
nation    kab.6201.dinkes        DINAS        kab.6202             parent:other_institution
nation    kab.6201.dinkes        KABUPATEN    prov.62              kind:institution_for_good
nation    kab.6201               DINAS        prov.62              id:id_outside_institution,kind:institution_for_good
nation    kab.6201               KOTA         prov.62              kind:institution_for_good
nation    kab.6201               KABUPATEN    prov.51              -
nation    kab.6201.dinkes        DINAS        kab.6201.dinkes.pkm  parent:cycle
nation    kab.6201.dinkes        DINAS        kab.6201.dinkes      parent:cycle
nation    kab.6201.dinkes        BADAN        kab.6201             -
nation    kab.6201.dinkes        SETDA        kab.6201             kind:children_misfit
nation    kab.6201.dinkes.pkm.pustu UPT       kab.6201.dinkes      -
kab.6201  kab.6201.baru          DINAS        kab.6201             -
kab.6201  kab.6202.baru          DINAS        kab.6202             id:foreign_agency
kab.6201  kab.6201.baru          DINAS        kab.6202             parent:foreign_agency
kab.6201  prov.62.dinkes         DINAS        prov.62              -
kab.6201  prov.62.dinkes         BADAN        prov.62              id:foreign_agency
kab.6201  kab.6203               KABUPATEN    prov.62              id:the_nations_alone
kab.6201  kab.6201               KABUPATEN    prov.51              id:the_nations_alone
kab.6201  kab.6201.dinkes        KABUPATEN    prov.62              id:the_nations_alone
kab.6201  baru                   DINAS        kab.6201             id:id_outside_institution
"""


def rows(table: str) -> list[list[str]]:
    """A table's rows."""
    return [line.split() for line in table.strip().splitlines()]


def agency(agency_id: str, kind: str, parent: str | None) -> Agency:
    """An agency as somebody wants it; a known one differs in nothing else."""
    known = TREE.get(agency_id)
    return replace(known, kind=kind, parent=parent) if known else Agency(agency_id, "Nama", kind, parent, WIB)


def faults_of(
    *wanted: Agency, within: str | None = None, unread: frozenset[str] = frozenset()
) -> list[tuple[int, str]]:
    """What is wrong, by the place of the change: from 1."""
    change = AgencyChanges(TREE, [Proposed(one, place) for place, one in enumerate(wanted, 1)], within, unread)
    return [(one.line or 0, f"{fault.field}:{fault.code}") for one, fault in change.faults()]


@pytest.mark.parametrize("row", rows(TABLE), ids=" ".join)
def test_each_change_has_the_faults_it_has(row: list[str]) -> None:
    who, agency_id, kind, parent, expected = row
    within = None if who == "nation" else who
    found = [fault for _, fault in faults_of(agency(agency_id, kind, parent), within=within)]
    assert found == ([] if expected == "-" else expected.split(","))


def test_children_may_come_before_their_parents() -> None:
    below, middle, top = (
        agency("kab.6203.d.u", "UPT", "kab.6203.d"),
        agency("kab.6203.d", "DINAS", "kab.6203"),
        agency("kab.6203", "KABUPATEN", "prov.62"),
    )
    assert faults_of(below, middle, top) == []
    change = AgencyChanges(TREE, [Proposed(one) for one in (below, middle, top)])
    assert in_writing_order(change) == [top, middle, below]


def test_a_circle_names_those_who_turn_in_it_and_no_other() -> None:
    wanted = [
        agency("kab.6201.a", "UPT", "kab.6201.c"),
        agency("kab.6201.b", "UPT", "kab.6201.a"),
        agency("kab.6201.c", "UPT", "kab.6201.b"),
        agency("kab.6201.d", "UPT", "kab.6201.c"),
    ]
    assert faults_of(*wanted) == [(place, "parent:cycle") for place in (1, 2, 3)]


def test_an_id_twice_is_a_fault_of_the_second() -> None:
    first, second = agency("kab.6201.a", "DINAS", "kab.6201"), agency("kab.6201.a", "BADAN", "kab.6201")
    assert faults_of(first, second) == [(2, "id:double_id")]


def test_nobody_is_an_orphan_for_a_row_that_could_not_be_read() -> None:
    below = agency("kab.6201.a.b", "UPT", "kab.6201.a")
    assert faults_of(below) == [(1, "parent:unknown_agency")]
    assert faults_of(below, unread=frozenset({"kab.6201.a"})) == []


def test_two_inspectorates_of_one_file_are_one_too_many() -> None:
    wanted = [agency(f"kab.6202.{name}", "INSPEKTORAT", "kab.6202") for name in "ab"]
    assert {fault for _, fault in faults_of(*wanted)} == {"kind:second_inspectorate"}


def test_what_does_not_differ_has_no_fault() -> None:
    assert faults_of(*TREE.values()) == []
    assert faults_of(*TREE.values(), within="kab.6201") == []


def test_the_tree_that_stands_keeps_these_rules_and_every_kind_has_its_place() -> None:
    everything = AgencyChanges({}, [Proposed(one) for one in TREE.values()])
    assert [fault for _, fault in everything.faults()] == []
    assert set(PARENT_KINDS) > INSTITUTION_KINDS
    assert {above for kinds in PARENT_KINDS.values() for above in kinds} <= set(PARENT_KINDS)


def test_the_institution_in_an_id_is_the_nearest() -> None:
    known = {"ri", "kab.6201", "kl.pu"}
    assert institution_in_id("kab.6201.dinkes.pkm", known) == "kab.6201"
    assert institution_in_id("kab.6201", known) == "kab.6201"
    assert institution_in_id("kab.62010.dinkes", known) is None
    assert institution_in_id("", known) is None


UNITS = [f"kab.6201.u{number}" for number in range(8)]


@given(st.lists(st.sampled_from([*UNITS, "kab.6201.dinkes"]), min_size=8, max_size=8), st.permutations(UNITS))
def test_written_in_order_no_step_ever_closes_a_circle(parents: list[str], before: list[str]) -> None:
    """Whatever the units' places were, one below the other, and whatever they shall be."""
    chain = {
        one: Agency(one, "U", "UPT", above, WIB)
        for one, above in zip(before, ["kab.6201.dinkes", *before[:-1]], strict=True)
    }
    wanted = [Agency(one, "U", "UPT", parent, WIB) for one, parent in zip(UNITS, parents, strict=True)]
    change = AgencyChanges({**TREE, **chain}, [Proposed(one) for one in wanted])
    if list(change.faults()):
        return
    directory = {**TREE, **chain}
    for written in in_writing_order(change):
        directory[written.agency_id] = written
        assert AgencyChanges(directory, []).cyclic == frozenset()
    assert directory == change.after
