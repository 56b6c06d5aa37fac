"""Rows of the directory as administrators read them."""

from typing import TYPE_CHECKING

from chalicelib.domain.directory import Agency
from chalicelib.domain.directory.appointing import Officer
from chalicelib.service.agencies import public_view
from chalicelib.store.officers import Known

if TYPE_CHECKING:
    from chalicelib.answers.directory import AgencyRow, ListedAgency, OfficerRow

NO_LIAISON = "no_liaison"


def agency_view(agency: Agency, institution_id: str, version: int) -> "AgencyRow":
    """An agency."""
    return {**public_view(agency, institution_id), "duties": list(agency.duties), "version": version}


def listed_agency(agency: Agency, institution_id: str, version: int, liaisons: int) -> "ListedAgency":
    """An agency with the active officers who answer for it; without them it carries a warning."""
    warnings = [NO_LIAISON] if agency.accepts_reports and not liaisons else []
    return {**agency_view(agency, institution_id, version), "liaisons": liaisons, "warnings": warnings}


def officer_view(known: Known, agency_name: str | None) -> "OfficerRow":
    """An officer."""
    return officer_as(known.officer, known.row.version, agency_name)


def officer_as(officer: Officer, version: int, agency_name: str | None) -> "OfficerRow":
    """An officer at a version."""
    return {
        "username": officer.username,
        "email": officer.email,
        "role": officer.role,
        "agency_id": officer.agency_id,
        "agency_name": agency_name,
        "deputy_of": officer.deputy_of,
        "disabled": officer.disabled,
        "invited_at": officer.invited_at,
        "version": version,
    }
