"""Agencies from a file: judged as the tree they lead to, all faults at once; written from above to below, so that
whoever reads meanwhile, or after a crash, finds a whole tree that lacks only some of the new agencies.

Requests: 2 for each institution named in the file, then 1 for 45 rows (2 write units for each kB of a row and of its
record).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from chalicelib.domain.actors import Role
from chalicelib.domain.calendar.time_zones import CAPITAL
from chalicelib.domain.directory import INSTITUTION_KINDS, Agency
from chalicelib.domain.directory.administration import ADMINISTRATORS
from chalicelib.domain.directory.agency_changes import AgencyChanges, Proposed, in_writing_order, institution_in_id
from chalicelib.domain.refusals import FieldError
from chalicelib.intake.csv_rows import CsvRow, read_csv
from chalicelib.intake.directory_rows import AGENCY_ROW, read_given
from chalicelib.service.administration.agencies import proposed, vacancies, within
from chalicelib.service.administration.importing import Tally, in_parts, on_line, refuse_any
from chalicelib.service.administration.saving import require_role, until_saved
from chalicelib.store import agencies, directory_lookup, directory_rows
from chalicelib.store.agencies import DirectoryPart
from chalicelib.store.directory_lookup import INSTITUTIONS, units_key
from chalicelib.store.directory_rows import ROWS_AT_ONCE, Deed, Unchanged

if TYPE_CHECKING:
    from chalicelib.answers.directory import ImportResult


@dataclass(frozen=True, slots=True)
class Plan:
    """What a file leads to: the tree, the parts it is written to, and the agencies that are new or differ, in order."""

    change: AgencyChanges
    parts: Mapping[str, DirectoryPart]
    differing: list[Agency]

    def partition_of(self, agency: Agency) -> str:
        """Where an agency is kept."""
        if agency.is_institution:
            return INSTITUTIONS
        return units_key(self.change.institution_of(agency.agency_id) or "")


def import_agencies(raw: bytes, deed: Deed, *, dry_run: bool) -> "ImportResult":
    """Create and change agencies as a file says, or only say what it would do; how many of each.

    Raises Forbidden, and Invalid with every fault of every row: then nothing was written.
    """
    require_role(deed.actor, *ADMINISTRATORS)
    found, faults = read_csv(raw, AGENCY_ROW)
    tally = Tally(len(found), dry_run)

    def attempt() -> None:
        plan = _plan(found, faults, deed)
        for agency in plan.differing if dry_run else ():
            tally.note(agency.agency_id, is_new=agency.agency_id not in plan.change.before)
        if not dry_run:
            _write(plan, tally, deed)

    until_saved(attempt)
    return tally.answer


def _plan(found: list[CsvRow], faults: list[FieldError], deed: Deed) -> Plan:
    """Raises Invalid."""
    parts = _parts(found, deed)
    before = dict(directory_lookup.institutions())
    for part in parts.values():
        before |= part.agencies
    every = list(faults)
    change = _change(found, before, every, deed)
    told = {(fault.line, fault.field) for fault in every}
    for one, fault in change.faults():
        if (one.line, fault.field) not in told:
            every += on_line(one.line, [fault])
    refuse_any(every)
    differing = [agency for agency in in_writing_order(change) if agency != before.get(agency.agency_id)]
    return Plan(change, parts, differing)


def _change(found: list[CsvRow], before: Mapping[str, Agency], every: list[FieldError], deed: Deed) -> AgencyChanges:
    """What the rows want of the tree; faults of a row alone are added to ``every``."""
    read = [(row, *read_given("agency", row.fields)) for row in found]
    given_of = {given["id"]: given for _, given, _ in read if "id" in given}
    wanted_rows: list[Proposed] = []
    unread: set[str] = set()
    for row, given, of_row in read:
        wanted, faults = None, of_row
        if agency_id := given.get("id"):
            said = {"timezone": _zone(agency_id, given_of, before)} | given
            wanted, faults = proposed(said, before.get(agency_id), before, of_row)
        every += on_line(row.line, faults)
        if faults or wanted is None:
            unread.add(str(row.fields.get("id", "")))
        if wanted:
            wanted_rows.append(Proposed(wanted, row.line))
    return AgencyChanges(before, wanted_rows, within(deed.actor), frozenset(unread))


def _zone(agency_id: str, given_of: Mapping[str, Mapping[str, Any]], before: Mapping[str, Agency]) -> str:
    """The time zone of an agency that names none: the nearest one above, in the file or in the directory."""
    seen: set[str] = set()
    while agency_id not in seen:
        seen.add(agency_id)
        if agency_id in before:
            return before[agency_id].timezone
        given = given_of.get(agency_id, {})
        if given.get("timezone"):
            return str(given["timezone"])
        agency_id = given.get("parent") or agency_id
    return CAPITAL


def _parts(found: list[CsvRow], deed: Deed) -> dict[str, DirectoryPart]:
    """The parts of the tree that the rows are in, as they are this moment."""
    if deed.actor.role is not Role.NATION:
        part = agencies.units_of(deed.actor.agency_id or "")
        return {part.partition: part}
    institutions = agencies.institutions()
    new = {str(row.fields.get("id")) for row in found if row.fields.get("kind") in INSTITUTION_KINDS}
    known = institutions.agencies.keys() | new
    named = {institution_in_id(str(row.fields.get(name)), known) for row in found for name in ("id", "parent")}
    parts = [institutions, *(agencies.units_of(one) for one in sorted(named - {None}, key=str) if one)]
    return {part.partition: part for part in parts}


def _write(plan: Plan, tally: Tally, deed: Deed) -> None:
    """Raises Conflict when somebody else has changed the tree meanwhile; what was written by then stands."""
    grouped: dict[str, list[Agency]] = {}
    for agency in sorted(plan.differing, key=lambda one: not one.is_institution):
        grouped.setdefault(plan.partition_of(agency), []).append(agency)
    for partition, wanted in grouped.items():
        part = plan.parts[partition]
        # One word of all new agencies, written with the first of them: it waits until the last is there.
        count, entries = part.count, vacancies(wanted, part, deed)
        for some in in_parts(wanted, ROWS_AT_ONCE):
            changes = [agencies.change(part, agency) for agency in some]
            directory_rows.write(deed, changes, outbox_entries=entries, counting=count)
            count, entries = Unchanged(count.partition, count.key, count.version + 1), []
            for change in changes:
                tally.note(change.key, is_new=change.was is None)
