"""Changing the tree of agencies: everything that is wrong with one change or with a thousand, found before any is made.

Several changes are judged together, as the tree they lead to: a parent may come with its children, in any order.
"""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from chalicelib.domain.directory.agencies import INSPECTORATE_KIND, NATION_ID, Agency
from chalicelib.domain.refusals import FieldError

_REGIONS = frozenset({"PROVINSI", "KABUPATEN", "KOTA"})
_CENTRE = frozenset({"NASIONAL", "KEMENTERIAN", "LEMBAGA", "BUMN"})
ABBREVIATED_KINDS = ("BUMD", "BUMN", "RSUD", "UPT")
"""Kinds that people write in capitals; any other is a word."""
PARENT_KINDS: dict[str, frozenset[str]] = {
    "NASIONAL": frozenset(),
    "KEMENTERIAN": frozenset({"NASIONAL"}),
    "LEMBAGA": frozenset({"NASIONAL"}),
    "BUMN": frozenset({"NASIONAL"}),
    "PROVINSI": frozenset({"NASIONAL"}),
    "KABUPATEN": frozenset({"PROVINSI"}),
    "KOTA": frozenset({"PROVINSI"}),
    "SETDA": _REGIONS,
    "SETWAN": _REGIONS,
    "INSPEKTORAT": _REGIONS | _CENTRE,
    "DINAS": _REGIONS,
    "BADAN": _REGIONS | _CENTRE,
    "SATUAN": _REGIONS | _CENTRE,
    "RSUD": _REGIONS | {"DINAS"},
    "BUMD": _REGIONS,
    "KECAMATAN": frozenset({"KABUPATEN", "KOTA"}),
    "KELURAHAN": frozenset({"KECAMATAN"}),
    "DESA": frozenset({"KECAMATAN"}),
    "BAGIAN": _CENTRE
    | {"SETDA", "SETWAN", "INSPEKTORAT", "DINAS", "BADAN", "SATUAN", "RSUD", "INSTANSI_VERTIKAL", "BAGIAN"},
    "UPT": _CENTRE | {"DINAS", "BADAN", "SATUAN", "RSUD", "KECAMATAN", "INSTANSI_VERTIKAL", "UPT"},
    "INSTANSI_VERTIKAL": frozenset({"KEMENTERIAN", "LEMBAGA", "BUMN", "INSTANSI_VERTIKAL"}),
}
"""Under which kinds of agency each kind may stand."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """An agency as somebody wants it to be; ``line`` is its place in a file, if it came in one."""

    agency: Agency
    line: int | None = None


@dataclass(frozen=True)
class AgencyChanges:
    """Changes to the agencies ``before``, of one institution's units alone when ``within`` names it.

    ``unread`` are ids of rows that could not be read whole: nobody below them is an orphan for that.
    """

    before: Mapping[str, Agency]
    proposed: Sequence[Proposed]
    within: str | None = None
    unread: frozenset[str] = frozenset()

    @cached_property
    def after(self) -> dict[str, Agency]:
        """The tree it leads to; of two changes to one agency the first."""
        changed: dict[str, Agency] = {}
        for one in self.proposed:
            changed.setdefault(one.agency.agency_id, one.agency)
        return {**self.before, **changed}

    @cached_property
    def cyclic(self) -> frozenset[str]:
        """The agencies that would stand below themselves."""
        visited: set[str] = set()
        found: set[str] = set()
        for start in self.after:
            path: list[str] = []
            here: str | None = start
            while here in self.after and here not in visited and here not in path:
                path.append(here)
                here = self.after[here].parent
            if here in path:
                found |= set(path[path.index(here) :])
            visited |= set(path)
        return frozenset(found)

    @cached_property
    def institutions(self) -> frozenset[str]:
        """The ids of all institutions there will be."""
        return frozenset(agency_id for agency_id, agency in self.after.items() if agency.is_institution)

    def faults(self) -> Iterator[tuple[Proposed, FieldError]]:
        """Every fault of every change, in their order."""
        first: dict[str, Proposed] = {}
        for one in self.proposed:
            double = first.setdefault(one.agency.agency_id, one)
            if double is not one:
                yield one, FieldError("id", "double_id", {"first": double.line or 1})
                continue
            if one.agency == self.before.get(one.agency.agency_id):
                continue
            foreign = list(self._of_scope(one.agency))
            for fault in foreign or (*self._of_place(one.agency), *self._of_id(one.agency), *self._of_kind(one.agency)):
                yield one, fault

    def institution_of(self, agency_id: str | None) -> str | None:
        """The institution that an agency will belong to; None below an agency that is not there, or in a circle."""
        seen: set[str] = set()
        while agency_id in self.after and agency_id not in seen:
            if self.after[agency_id].is_institution:
                return agency_id
            seen.add(agency_id)
            agency_id = self.after[agency_id].parent
        return None

    def _of_scope(self, agency: Agency) -> Iterator[FieldError]:
        known = self.before.get(agency.agency_id)
        if self.within is None:
            return
        if agency.is_institution or (known and known.is_institution):
            yield FieldError("id", "the_nations_alone")
        elif institution_in_id(agency.agency_id, self.institutions) not in (None, self.within):
            yield FieldError("id", "foreign_agency")
        elif agency.parent and institution_in_id(agency.parent, self.institutions) not in (None, self.within):
            yield FieldError("parent", "foreign_agency")

    def _of_place(self, agency: Agency) -> Iterator[FieldError]:
        if agency.parent is None:
            if agency.agency_id != NATION_ID:
                yield FieldError("parent", "required")
        elif agency.parent not in self.after:
            if agency.parent not in self.unread:
                yield FieldError("parent", "unknown_agency")
        elif agency.agency_id in self.cyclic:
            yield FieldError("parent", "cycle")
        elif (above := self.after[agency.parent].kind) not in PARENT_KINDS[agency.kind]:
            allowed = ", ".join(sorted(PARENT_KINDS[agency.kind])) or "–"
            yield FieldError("parent", "wrong_parent_kind", {"kind": agency.kind, "above": above, "allowed": allowed})

    def _of_id(self, agency: Agency) -> Iterator[FieldError]:
        agency_id, known = agency.agency_id, self.before.get(agency.agency_id)
        if agency.is_institution:
            nested = (other for other in self.institutions if _below(agency_id, other) or _below(other, agency_id))
            if known is None and any(nested):
                yield FieldError("id", "nested_institution")
            return
        institution = self.institution_of(agency.parent)
        if institution is None:
            return
        if not _below(agency_id, institution):
            known_elsewhere = known is not None and not known.is_institution
            if known_elsewhere:
                yield FieldError("parent", "other_institution")
            else:
                yield FieldError("id", "id_outside_institution", {"prefix": institution})

    def _of_kind(self, agency: Agency) -> Iterator[FieldError]:
        known = self.before.get(agency.agency_id)
        if agency.kind == "NASIONAL" and agency.agency_id != NATION_ID:
            yield FieldError("kind", "one_nation")
        if known and (known.is_institution or agency.is_institution) and known.kind != agency.kind:
            yield FieldError("kind", "institution_for_good")
        elif known and known.kind != agency.kind and self._misfits_below(agency):
            yield FieldError("kind", "children_misfit")
        becomes_one = agency.kind == INSPECTORATE_KIND and (known is None or known.kind != INSPECTORATE_KIND)
        if becomes_one and self._has_other_inspectorate(agency):
            yield FieldError("kind", "second_inspectorate")

    def _misfits_below(self, agency: Agency) -> bool:
        below = (one for one in self.after.values() if one.parent == agency.agency_id)
        return any(agency.kind not in PARENT_KINDS[one.kind] for one in below)

    def _has_other_inspectorate(self, agency: Agency) -> bool:
        institution = self.institution_of(agency.agency_id)
        return institution is not None and any(
            other.kind == INSPECTORATE_KIND
            and other.agency_id != agency.agency_id
            and self.institution_of(other.agency_id) == institution
            for other in self.after.values()
        )


def in_writing_order(change: AgencyChanges) -> list[Agency]:
    """The changed agencies, each after the one above it: written in this order the tree is whole,
    and without a circle, after each of them. For a change without faults alone.
    """
    ordered: dict[str, Agency] = {}
    changed = {one.agency.agency_id: one.agency for one in change.proposed}

    for agency in changed.values():
        path: list[Agency] = []
        above: Agency | None = agency
        while above is not None and above.agency_id not in ordered:
            path.append(above)
            above = changed.get(above.parent or "")
        ordered |= {one.agency_id: one for one in reversed(path)}
    return list(ordered.values())


def institution_in_id(agency_id: str, institutions: Container[str]) -> str | None:
    """The institution whose own id an agency's id is or begins with, the nearest one; None when there is none."""
    parts = agency_id.split(".")
    candidates = (".".join(parts[:count]) for count in range(len(parts), 0, -1))
    return next((candidate for candidate in candidates if candidate in institutions), None)


def _below(agency_id: str, above: str) -> bool:
    return agency_id.startswith(f"{above}.")
