"""Whose installation this is: one institution of the directory, named in the head of every page."""

from chalicelib.brand import in_head
from chalicelib.settings import settings
from chalicelib.store.directory_lookup import institutions


class NoHome(ValueError):
    """HOME_AGENCY names no institution of the directory; the message says so."""


def named_in_head() -> str | None:
    """Short name and name of HOME_AGENCY as the directory has them; None where it is not set. Raises NoHome."""
    agency_id = settings().home_agency
    if agency_id is None:
        return None
    agency = institutions().get(agency_id)
    if agency is None:
        raise NoHome(f"HOME_AGENCY is {agency_id!r}: the directory has no such institution")
    return in_head(agency.short_name, agency.name)
