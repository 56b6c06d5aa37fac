"""The rules a decision is made by, loaded for the agencies it touches."""

from collections.abc import Iterable

from chalicelib.domain.commands import AGENCY_FIELDS, Command
from chalicelib.domain.report import Report
from chalicelib.domain.rules import Rules
from chalicelib.store import directory_lookup


def rules_for(agency_ids: Iterable[str | None]) -> Rules:
    """The directory around some agencies, the calendar and the service standards."""
    return Rules(
        directory_lookup.directory_covering(agency_ids), directory_lookup.calendar(), directory_lookup.standards()
    )


def agencies_of(report: Report) -> list[str | None]:
    """Every agency that matters to who may do what with a report."""
    return [report.addressed_to, *report.held_by, *report.reported_agencies]


def agencies_in(command: Command) -> list[str | None]:
    """Every agency a command names."""
    one_each = [getattr(command, name, None) for name in AGENCY_FIELDS]
    return [*one_each, *(getattr(command, "reported_agencies", None) or ())]
