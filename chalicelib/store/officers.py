"""Officers' profiles: one row each, found by user name, and by institution agency by agency through an index.

Requests and units: one profile 1 request (half a read unit, strongly consistent 1); an institution's officers 1 for
each MB of them (about 4,000), half a read unit for every 4 kB.
"""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass

from chalicelib.domain.directory.appointing import Officer
from chalicelib.store import directory_rows
from chalicelib.store.directory_rows import DirectoryRow, RowChange
from chalicelib.store.failures import translated_errors
from chalicelib.store.models.directory import DirectoryItem

OFFICERS = "OFFICERS"


@dataclass(frozen=True, slots=True)
class Known:
    """An officer as the directory knows them, and the row they were read from."""

    officer: Officer
    row: DirectoryRow


def find(username: str) -> Known | None:
    """An officer as they are this moment, or None."""
    row = directory_rows.find(OFFICERS, username)
    return _known(row) if row else None


def find_all(usernames: Iterable[str]) -> dict[str, Known]:
    """Those of these officers that there are, as they are this moment: one request for each hundred."""
    found = directory_rows.find_all((OFFICERS, username) for username in dict.fromkeys(usernames))
    return {row.key: _known(row) for row in found}


def of_institution(institution_id: str, after: str | None = None) -> Iterator[Known]:
    """The officers of an institution in the order of agency, role and user name, from behind an ``office_key`` on."""
    later = DirectoryItem.office > after if after else None
    with translated_errors():
        for item in DirectoryItem.officers.query(institution_id, later):
            yield _known(directory_rows.row_from(item))


def of_office(institution_id: str, agency_id: str, role: str) -> tuple[Known, ...]:
    """The officers of one agency in one role, disabled ones too."""
    with translated_errors():
        items = list(
            DirectoryItem.officers.query(institution_id, DirectoryItem.office.startswith(f"{agency_id}#{role}#"))
        )
    return tuple(_known(directory_rows.row_from(item)) for item in items)


def everybody(after: str | None = None) -> Iterator[Known]:
    """All officers of the nation in the order of their user names, from behind one on."""
    with translated_errors():
        for item in DirectoryItem.query(OFFICERS, DirectoryItem.sk > after if after else None):
            yield _known(directory_rows.row_from(item))


def office_key(officer: Officer) -> str:
    """Where an officer stands among those of their institution."""
    return f"{officer.agency_id}#{officer.role}#{officer.username}"


def change(officer: Officer, was: Known | None, institution_id: str | None) -> RowChange:
    """The officer's row as it shall be."""
    indexed = {"institution_id": institution_id, "office": office_key(officer)} if institution_id else {}
    return RowChange(OFFICERS, officer.username, asdict(officer), was.row if was else None, indexed)


def _known(row: DirectoryRow) -> Known:
    return Known(Officer(**row.content), row)
