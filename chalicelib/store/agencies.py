"""Agencies as administrators change them: read as they are this moment, each with its row and version.

Institutions are one partition, each institution's units another; the count in TREES of a partition lets nobody decide
by a part of the tree that somebody else is changing.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from chalicelib.domain.directory import Agency
from chalicelib.store import rows
from chalicelib.store.directory import INSTITUTIONS, agency_from_row, units_key
from chalicelib.store.rows import Change, Row, Unchanged


@dataclass(frozen=True, slots=True)
class Part:
    """One partition of the tree: its agencies by id, the rows they were read from, and how often it was changed."""

    partition: str
    agencies: Mapping[str, Agency]
    rows: Mapping[str, Row]
    count: Unchanged


def institutions() -> Part:
    """All institutions."""
    return _part(INSTITUTIONS)


def units_of(institution_id: str) -> Part:
    """The units of an institution."""
    return _part(units_key(institution_id))


def institution_row(institution_id: str) -> Row | None:
    """One institution's row."""
    return rows.find(INSTITUTIONS, institution_id)


def unit_rows(institutions_of: Mapping[str, str]) -> dict[str, Row]:
    """The rows of some units, each named with its institution: one request for a hundred."""
    keys = [(units_key(institution_id), agency_id) for agency_id, institution_id in institutions_of.items()]
    return {row.key: row for row in rows.find_all(keys)}


def change(part: Part, agency: Agency) -> Change:
    """The agency's row as it shall be."""
    return Change(part.partition, agency.agency_id, asdict(agency), part.rows.get(agency.agency_id))


def _part(partition: str) -> Part:
    count = rows.count_of(partition)  # before the rows: whoever writes in between is noticed
    found = {row.key: row for row in rows.partition(partition)}
    return Part(partition, {key: agency_from_row(row.content) for key, row in found.items()}, found, count)
