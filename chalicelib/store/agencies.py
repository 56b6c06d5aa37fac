"""Agencies as administrators change them: read as they are this moment, each with its row and version.

Institutions are one partition, each institution's units another; the count in TREES of a partition lets nobody decide
by a part of the tree that somebody else is changing.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from chalicelib.domain.directory import Agency
from chalicelib.store import directory_rows
from chalicelib.store.directory_lookup import INSTITUTIONS, agency_from_row, units_key
from chalicelib.store.directory_rows import DirectoryRow, RowChange, Unchanged


@dataclass(frozen=True, slots=True)
class DirectoryPart:
    """One partition of the tree: its agencies by id, the rows they were read from, and how often it was changed."""

    partition: str
    agencies: Mapping[str, Agency]
    rows: Mapping[str, DirectoryRow]
    count: Unchanged


def institutions() -> DirectoryPart:
    """All institutions."""
    return _part(INSTITUTIONS)


def units_of(institution_id: str) -> DirectoryPart:
    """The units of an institution."""
    return _part(units_key(institution_id))


def institution_row(institution_id: str) -> DirectoryRow | None:
    """One institution's row."""
    return directory_rows.find(INSTITUTIONS, institution_id)


def unit_rows(institutions_of: Mapping[str, str]) -> dict[str, DirectoryRow]:
    """The rows of some units, each named with its institution: one request for a hundred."""
    keys = [(units_key(institution_id), agency_id) for agency_id, institution_id in institutions_of.items()]
    return {row.key: row for row in directory_rows.find_all(keys)}


def change(part: DirectoryPart, agency: Agency) -> RowChange:
    """The agency's row as it shall be."""
    return RowChange(part.partition, agency.agency_id, asdict(agency), part.rows.get(agency.agency_id))


def _part(partition: str) -> DirectoryPart:
    count = directory_rows.count_of(partition)  # before the rows: whoever writes in between is noticed
    found = {row.key: row for row in directory_rows.partition(partition)}
    return DirectoryPart(partition, {key: agency_from_row(row.content) for key, row in found.items()}, found, count)
