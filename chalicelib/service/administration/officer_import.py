"""Officers from a file: all faults at once, or each row's profile and the entry to invite in one transaction.

Requests: 1 for each hundred rows, then 1 for 30 (2 write units for each kB of a row, of its record and of its entry).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from chalicelib.domain.directory import Directory
from chalicelib.domain.directory.administration import ADMINISTRATORS, administers
from chalicelib.domain.directory.appointing import Officer
from chalicelib.domain.refusals import FieldError
from chalicelib.intake.csv_rows import CsvRow, read_csv
from chalicelib.intake.directory_rows import OFFICER_ROW, read_given
from chalicelib.service.administration.importing import Tally, in_parts, on_line, refuse_any
from chalicelib.service.administration.officers import entry_after, faults_of_change, proposed
from chalicelib.service.administration.saving import require_role, until_saved
from chalicelib.store import directory_lookup, directory_rows, officers
from chalicelib.store.directory_rows import Deed
from chalicelib.store.officers import Known

if TYPE_CHECKING:
    from chalicelib.answers.directory import ImportResult

# Each row is three items of a transaction, which takes a hundred.
OFFICERS_AT_ONCE = 30


@dataclass(frozen=True, slots=True)
class ImportedOfficer:
    """One row of the file: what it says, the officer it wants, and as the directory knows them."""

    line: int
    given: Mapping[str, Any]
    wanted: Officer | None
    known: Officer | None


def import_officers(raw: bytes, deed: Deed, *, dry_run: bool) -> "ImportResult":
    """Invite and change officers as a file says, or only say what it would do; how many of each.

    Raises Forbidden, and Invalid with every fault of every row: then nothing was written.
    """
    require_role(deed.actor, *ADMINISTRATORS)
    found, faults = read_csv(raw, OFFICER_ROW)
    tally = Tally(len(found), dry_run)

    def attempt() -> None:
        names = [str(row.fields.get(name)) for row in found for name in ("username", "deputy_of")]
        known = officers.find_all(name for name in names if 0 < len(name) <= 60)
        directory = _tree(found, known, deed)
        every = list(faults)
        read = _read(found, known, every, deed)
        _judge(read, known, directory, every, deed)
        refuse_any(every)
        differing = [row for row in read if row.wanted and row.wanted != row.known]
        if dry_run:
            for row in differing:
                tally.note(row.given["username"], is_new=row.known is None)
        else:
            _write(differing, known, directory, tally, deed)

    until_saved(attempt)
    return tally.answer


def _read(
    found: list[CsvRow], known: Mapping[str, Known], every: list[FieldError], deed: Deed
) -> list[ImportedOfficer]:
    read: list[ImportedOfficer] = []
    first: dict[str, int] = {}
    for row in found:
        given, of_row = read_given("officer_row", row.fields)
        username = given.get("username", "")
        officer = known[username].officer if username in known else None
        wanted, faults = proposed(given, officer, of_row, deed) if username else (None, of_row)
        if username and first.setdefault(username, row.line) != row.line:
            faults = [*faults, FieldError("username", "double_username", {"first": first[username]})]
            wanted = None
        every += on_line(row.line, faults)
        read.append(ImportedOfficer(row.line, given, wanted, officer))
    return read


def _judge(
    read: list[ImportedOfficer], known: Mapping[str, Known], directory: Directory, every: list[FieldError], deed: Deed
) -> None:
    """Add what is wrong with offices and deputies, as the whole file would leave them."""
    after = {username: one.officer for username, one in known.items()}
    after |= {row.wanted.username: row.wanted for row in read if row.wanted}
    for row in read:
        if row.wanted is None or row.wanted == row.known:
            continue
        told = [fault for fault in every if fault.line == row.line]
        if row.known and not administers(deed.actor, row.known.agency_id, directory):
            every += on_line(row.line, [FieldError("username", "username_taken")])
            continue
        principal = after.get(row.wanted.deputy_of or "")
        every += on_line(row.line, faults_of_change(row.wanted, row.known, principal, directory, deed, told))
        leaves = row.known and (row.wanted.disabled or row.wanted.office != row.known.office)
        if leaves and row.wanted.username == deed.actor.username:
            every += on_line(row.line, [FieldError("username", "not_by_file")])


def _write(
    differing: list[ImportedOfficer], known: Mapping[str, Known], directory: Directory, tally: Tally, deed: Deed
) -> None:
    """Principals before their deputies. Raises Conflict when a row has changed meanwhile."""
    ordered = sorted(differing, key=lambda row: row.wanted is not None and row.wanted.deputy_of is not None)
    for some in in_parts(ordered, OFFICERS_AT_ONCE):
        changes, entries = [], []
        for row in some:
            assert row.wanted, "only rows without a fault are written"
            institution = directory.institution_of(row.wanted.agency_id).agency_id
            change = officers.change(row.wanted, known.get(row.wanted.username), institution)
            changes.append(change)
            entries.append(entry_after(row.wanted, row.known, change.version, directory, deed))
        directory_rows.write(deed, changes, outbox_entries=entries)
        for change in changes:
            tally.note(change.key, is_new=change.was is None)


def _tree(found: list[CsvRow], known: Mapping[str, Known], deed: Deed) -> Directory:
    """Around every agency named; a coordinator's own institution is enough to tell the others from it."""
    named = {str(row.fields.get("agency_id", "")) for row in found} | {one.officer.agency_id for one in known.values()}
    return directory_lookup.directory_covering([deed.actor.agency_id, *named])
