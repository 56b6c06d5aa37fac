"""What an officer's desk begins with: their profile, the figures, the calendar."""

from typing import Annotated, TypedDict

from msgspec import Meta

from chalicelib.answers.codes import (
    AgencyId,
    AgencyKind,
    AgencyName,
    Count,
    Day,
    Email,
    Moment,
    Month,
    OfficersRole,
    Username,
    one_of,
    written,
)
from chalicelib.answers.offers import Removal
from chalicelib.domain.batches import BATCHES
from chalicelib.domain.calendar.declaring import KINDS
from chalicelib.domain.calendar.workdays import HolidayStatus
from chalicelib.domain.directory.administration import PAGES

_PAGES = dict.fromkeys(page for pages in PAGES.values() for page in pages)
MedianDays = Annotated[int | None, Meta(description="Null when there was none.")]


class OfficersAgency(TypedDict):
    """The agency an officer answers for."""

    id: AgencyId
    name: AgencyName
    kind: AgencyKind


class Profile(TypedDict):
    """Who the officer is to us. ``queues`` tells how many reports each of their queues holds."""

    username: Username
    email: Email
    role: OfficersRole
    agency_id: AgencyId
    agency: OfficersAgency | None
    institution_id: AgencyId | None
    deputy_of: Username | None
    queues: dict[str, Count]
    may: Annotated[list[Annotated[str, one_of(_PAGES)]], Meta(description="Pages of the desk that are theirs.")]
    may_batch: Annotated[
        list[Annotated[str, one_of(BATCHES)]],
        Meta(description="Commands that they could ever give on several reports at once."),
    ]


class OpenFigures(TypedDict):
    """What is open now."""

    by_state: dict[str, Count]
    by_level: dict[str, Count]
    late: Count
    total: Count
    oldest_received_on: Day | None


class PromisesFigures(TypedDict):
    """Promises of answers whose day lies in a month: what their reporters said, and what is not judged yet."""

    kept: Count
    broken: Count
    open: Count


class MonthFigures(TypedDict):
    """What a month brought."""

    received: Count
    answered: Count
    answered_in_time: Count
    closed_confirmed: Count
    closed_without_confirmation: Count
    reopened: Count
    median_days_to_answer: MedianDays
    median_days_to_verify: MedianDays
    promises: PromisesFigures
    by_channel: Annotated[dict[str, Count], Meta(description="What was received, by the way it came.")]


class UnitFigures(TypedDict):
    """A unit with all below it: what is open now, what the month brought."""

    agency_id: AgencyId
    name: AgencyName
    open: Count
    late: Count
    oldest_received_on: Day | None
    answered: Count
    answered_in_time: Count
    median_days_to_answer: MedianDays


class MonthOfCourse(TypedDict):
    """One of the last twelve months."""

    month: Month
    received: Count
    answered: Count
    answered_in_time: Count


class Summary(TypedDict):
    """The figures of an agency and its units."""

    agency_id: AgencyId
    name: AgencyName
    month: Month
    as_of: Moment
    open: OpenFigures
    month_figures: MonthFigures
    units: list[UnitFigures]
    months: list[MonthOfCourse]


class Holiday(TypedDict):
    """A day without work, by decree."""

    date: Day
    kind: Annotated[str, one_of(KINDS)]
    name_id: Annotated[str, written("Hari Raya Natal")]
    name_en: Annotated[str, written("Christmas Day")]
    decree: Annotated[str | None, written("SKB 3 Menteri 2026")]
    status: Annotated[str, one_of((*HolidayStatus, "revoked"))]
    revoked_by: Annotated[str | None, written("Keppres 1/2026")]


class CalendarDays(TypedDict):
    """Every day without work that is decreed so far; ``is_recalculated``: all open reports stand by it."""

    items: list[Holiday]
    next: None
    complete_years: list[int]
    is_recalculated: bool


class FollowedReport(TypedDict):
    """The report that a letter will ask about."""

    report_id: Annotated[str, written("LP-7K3M-9QRT-2XA")]


class RecoveryAsked(TypedDict):
    """What follows, said alike whether the contact is on file or not."""

    message: Annotated[str, written("We have your request.")]


class Marks(TypedDict):
    """What of a text should not become public."""

    marks: list[Removal]
