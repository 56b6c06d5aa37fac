"""Agencies that would answer a report, as a writer and an officer are shown them: the likeliest first."""

from typing import TYPE_CHECKING

from chalicelib.domain.directory import Directory
from chalicelib.finding.reasons import reason_of
from chalicelib.finding.suggesting import Described, institutions_wanted, suggest
from chalicelib.store.directory_lookup import directory_covering, institutions

if TYPE_CHECKING:
    from chalicelib.answers.offers import Suggestion

INSTITUTIONS_LOOKED_AT = 3
"""The one of the place, whose units are at hand, and two more."""


def suggestions(told: Described, language: str) -> "list[Suggestion]":
    """Of the institutions that its place and its words name, those whose duties fit, and why."""
    wanted = institutions_wanted(told, Directory(institutions()))[:INSTITUTIONS_LOOKED_AT]
    return [
        {
            "agency_id": one.agency.agency_id,
            "name": one.agency.name,
            "institution_id": one.institution.agency_id,
            "institution_name": one.institution.name,
            "reason": reason_of(one, language),
        }
        for one in suggest(told, directory_covering(wanted))
    ]
