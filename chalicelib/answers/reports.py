"""A report as its reporter, officers and the public read it."""

from typing import Annotated, TypedDict

from msgspec import Meta

from chalicelib.answers.cases import Case, OfficerCase, PublicCase
from chalicelib.answers.codes import (
    AgencyId,
    AgencyName,
    ArchivedCode,
    AssistanceCode,
    CategoryId,
    ChannelCode,
    ClassificationCode,
    ClosedCode,
    CommandName,
    ConsentCode,
    Cursor,
    Day,
    Email,
    LanguageCode,
    Level,
    Moment,
    OutcomeCode,
    Rating,
    ReportNumber,
    RoleCode,
    StateCode,
    Title,
    Username,
    Version,
    Words,
    written,
)
from chalicelib.answers.deadline import Deadline
from chalicelib.answers.events import Event, IdentityReading, InternalEvent
from chalicelib.answers.files import Attachment
from chalicelib.answers.offers import Duplicate, Removals, Suggestion, WouldBePublic
from chalicelib.answers.places import Place, PublicPlace
from chalicelib.answers.standing import Standing


class Holder(TypedDict):
    """The agency that has the report."""

    agency_id: AgencyId
    name: AgencyName
    since: Moment


class ReportFacts(TypedDict):
    """What everybody reads of a report."""

    report_id: ReportNumber
    version: Version
    state: StateCode
    classification: ClassificationCode
    category: CategoryId
    received_at: Moment
    answer_by: Moment | None
    holder: Holder | None
    deadline: Deadline
    level: Level
    late: bool
    closed_reason: ClosedCode | None
    archived_reason: ArchivedCode | None
    outcome: OutcomeCode | None
    promised_by: Day | None
    channel: ChannelCode
    received_on: Annotated[
        Day | None, Meta(description="The day it came, where it was recorded later; day 0 of its limits.")
    ]


class WholeReport(ReportFacts):
    """What its reporter and officers read of a report."""

    title: Title
    body: Words
    location: Place | None
    event_date: Day | None
    assistance: list[AssistanceCode]
    external_number: Annotated[str, written("005/123/Umum")] | None
    attachments: list[Attachment]
    anonymous: bool
    confidential: bool
    supervisory: bool
    published: bool
    language: LanguageCode
    rating: Rating | None
    duplicate_of: ReportNumber | None


class OwnFacts(WholeReport):
    """The own view before agencies are named in it."""

    events: list[Event]
    earlier_events: Cursor
    allowed: list[CommandName]
    standing: Standing
    mail_undelivered: bool
    identity_readings: list[IdentityReading]
    earlier_readings: Cursor
    publicity_allowed: bool
    referred_to_ombudsman: bool


class OwnView(OwnFacts):
    """All of a report, for its reporter. ``agency_names`` are those of agencies that events and readings name."""

    case: Case | None
    agency_names: dict[str, str]


class Undelivered(TypedDict):
    """A recipient whom mail does not reach."""

    recipient: Annotated[str, written("reporter")]
    reason: Annotated[str, written("bounced")]


class Recorder(TypedDict):
    """The officer who recorded a report on behalf of its reporter."""

    role: RoleCode
    agency_id: AgencyId | None
    username: Username | None


class OfficerFacts(WholeReport):
    """The officer's view before what helps to act stands in it."""

    events: list[InternalEvent]
    earlier_events: Cursor
    allowed: list[CommandName]
    reported_agencies: list[AgencyId]
    addressed_to: AgencyId | None
    sealed: bool
    recorded_by: Recorder | None
    public_title: Title | None
    public_body: Words | None
    publicity_allowed: bool
    referred_to_ombudsman: bool
    undelivered: list[Undelivered]


class OfficerView(OfficerFacts):
    """All of a report but who the reporter is; what helps to act is empty for who may not act so.

    ``duplicates`` is empty: they are at ``/officer/reports/{report_id}/duplicates``.
    """

    case: OfficerCase | None
    suggestions: list[Suggestion]
    duplicates: list[Duplicate]
    removals: Removals
    would_be_public: list[WouldBePublic]
    agency_names: dict[str, str]


class OutOfSight(TypedDict):
    """What an officer is told of a report that their own command took out of their sight."""

    report_id: ReportNumber
    version: Version
    state: StateCode
    allowed: list[CommandName]


class ErasedView(OutOfSight):
    """What remains to be told after erasing."""

    erased_at: Moment | None


class PublicFacts(ReportFacts):
    """The public view before agencies are named in it."""

    title: Title | None
    body: Words | None
    location: PublicPlace | None
    published_at: Moment | None
    events: list[Event]
    earlier_events: Cursor
    standing: Standing


class PublicView(PublicFacts):
    """A published report in its public wording."""

    case: PublicCase | None
    agency_names: dict[str, str]


class Receipt(TypedDict):
    """What a reporter keeps: number and code open the report again. ``letter_not_before`` is null where the letter
    about it leaves at once, or no address was given; else the address has had its letters of the day.
    """

    report_id: ReportNumber
    access_code: Annotated[str, written("7K3M9-QRT2X-A4B6C-8D0EF")]
    state: StateCode
    due_at: Moment
    track_url: Annotated[str, written("https://lapor.example/lacak", format="uri")]
    letter_not_before: Moment | None


class ProxiedPerson(TypedDict):
    """For whom the reporter reports, and what the reporter is to them."""

    name: Annotated[str, written("Aminah")]
    relation: Annotated[str, written("anak")]


class ReporterIdentity(TypedDict):
    """Who sent a report; of an anonymous one nothing."""

    anonymous: bool
    name: Annotated[str, written("Siti")] | None
    email: Email | None
    phone: Annotated[str, written("+62 812 0000 0000")] | None
    proxy: ProxiedPerson | None


class ConsentGiven(TypedDict):
    """How the reporter agreed, and on which day, where an officer recorded their report."""

    how: ConsentCode
    on: Day


class KeptIdentity(TypedDict):
    """Who sent a report and what they agreed to, as it is kept."""

    name: Annotated[str, written("Siti")] | None
    email: Email | None
    phone: Annotated[str, written("+62 812 0000 0000")] | None
    proxy: ProxiedPerson | None
    consent_at: Moment
    consent_version: Annotated[str, written("2026-01")]
    consent_given: ConsentGiven | None


class Export(TypedDict):
    """Everything kept about the reporter and their report."""

    report: OwnView
    identity: KeptIdentity | None
    exported_at: Moment
