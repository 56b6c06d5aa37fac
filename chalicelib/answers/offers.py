"""What an officer is offered beside a report, and its writer before it is sent."""

from typing import Annotated, TypedDict

from chalicelib.answers.codes import (
    AgencyId,
    AgencyName,
    CategoryId,
    Count,
    Moment,
    ReportNumber,
    StateCode,
    Title,
    Words,
    one_of,
    written,
)
from chalicelib.answers.events import Sequence
from chalicelib.finding.kinds import RemovalKind


class Suggestion(TypedDict):
    """An agency that would answer the report, and why."""

    agency_id: AgencyId
    name: AgencyName
    institution_id: AgencyId
    institution_name: AgencyName
    reason: Words


class Duplicate(TypedDict):
    """Another report that tells the same, and why it seems so."""

    report_id: ReportNumber
    title: Title
    state: StateCode
    received_at: Moment
    reason: Words


class DuplicateList(TypedDict):
    """Reports that tell the same, the likeliest first."""

    items: list[Duplicate]


class SimilarReport(TypedDict):
    """A published report of the place that tells the same, and the words that say so."""

    report_id: ReportNumber
    title: Title
    state: StateCode
    reason: Words


class EmergencyCall(TypedDict):
    """Whom to call at once, and the words that say so."""

    number: Annotated[str, written("112")]
    name: Words
    reason: Words


class ProposedCategory(TypedDict):
    """A category that the words speak for."""

    id: CategoryId
    name: Words
    reason: Words


class Addressee(TypedDict):
    """Whose a report of this place is when it names no agency."""

    agency_id: AgencyId
    name: AgencyName


class Proposals(TypedDict):
    """What a report that is being written is offered, each list the best first."""

    reports: list[SimilarReport]
    answered: list[SimilarReport]
    emergencies: list[EmergencyCall]
    categories: list[ProposedCategory]
    agencies: list[Suggestion]
    addressee: Addressee | None


class Removal(TypedDict):
    """A stretch of a text that should not be public, in UTF-16 code units; ``end`` is not part of it."""

    start: Count
    end: Count
    kind: Annotated[str, one_of(RemovalKind)]


class Removals(TypedDict):
    """What should be taken out of title and body before they are public."""

    title: list[Removal]
    body: list[Removal]


class WouldBePublic(TypedDict):
    """What was written to others, for which a publication may give a public text; ``shown``: whether it has one now."""

    seq: Sequence
    text: Words
    public_text: Words | None
    shown: bool
    marks: list[Removal]
