"""What a decision needs to know beside the report, and what may be asked of it."""

from collections.abc import Iterable
from dataclasses import dataclass

from chalicelib.domain.calendar.workdays import Calendar
from chalicelib.domain.directory import NATION_ID, Directory
from chalicelib.domain.standards import Standards


@dataclass(frozen=True, slots=True)
class Rules:
    """Everything a decision needs to know beside the report: the agencies, the calendar, the service standards."""

    directory: Directory
    calendar: Calendar
    standards: Standards

    def coordinator_for(self, agency_id: str | None, reported_agencies: Iterable[str]) -> str:
        """Who coordinates for an agency: its institution; the nation for none, or when the institution is reported.

        Raises KeyError for an unknown agency.
        """
        if agency_id is None:
            return NATION_ID
        institution = self.directory.institution_of(agency_id).agency_id
        return NATION_ID if self.directory.is_about(institution, reported_agencies) else institution
