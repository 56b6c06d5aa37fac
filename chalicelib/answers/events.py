"""What happened to a report, as answers tell it."""

from typing import Annotated, TypedDict

from msgspec import Meta

from chalicelib.answers.codes import (
    AgencyId,
    CategoryId,
    ClassificationCode,
    Count,
    Cursor,
    Day,
    EventCode,
    Level,
    LimitCode,
    Moment,
    OutcomeCode,
    Rating,
    ReportNumber,
    RoleCode,
    Words,
    one_of,
    written,
)
from chalicelib.answers.places import Place
from chalicelib.domain.commands import ContactWay

Sequence = Annotated[int, Meta(ge=1, description="Its place among the report's events.")]

Grade = Annotated[int, Meta(ge=1, le=4, description="From 1, not at all, to 4, very.")]


class ActingOffice(TypedDict):
    """Who acted: the office, never the person."""

    role: RoleCode
    agency_id: AgencyId | None


class MovedLimit(TypedDict):
    """A limit that a change of the calendar moved, by its last day."""

    limit: LimitCode
    before: Day
    after: Day


class MovingHoliday(TypedDict):
    """A day off that was declared late."""

    date: Day
    name_id: Words
    name_en: Words
    decree: Words | None


class EventData(TypedDict, total=False):
    """What explains an event; which of these it has depends on its type and on who reads it."""

    level: Level
    limit: LimitCode
    limits: list[LimitCode]
    reason: Words
    days: Count
    to: AgencyId
    proposed: AgencyId
    refer_to: Words
    into: ReportNumber
    main: ReportNumber
    behind: bool
    case_seq: Count
    member: ReportNumber
    members: Count
    kind: Annotated[str, written("half")]
    classification: ClassificationCode
    category: CategoryId
    supervisory: bool
    action_date: Day
    rating: Rating
    allowed: bool
    location: Place
    attachments: list[str]
    public_body: Words
    moved: list[MovedLimit]
    holidays: list[MovingHoliday]
    public_text: Words
    public_texts: dict[str, Words | None]
    how: Annotated[str, one_of(tuple(ContactWay))]
    reached: bool
    outcome: OutcomeCode
    promised_by: Day
    changed: list[Annotated[str, one_of(("name", "email", "phone"))]]
    easy: Grade
    quick: Grade
    useful: Grade


class Event(TypedDict):
    """One thing that happened."""

    seq: Sequence
    at: Moment
    type: EventCode
    actor: ActingOffice
    text: Words | None
    data: EventData


class InternalEvent(Event):
    """One thing that happened, with what officers alone read of it."""

    internal_text: Words | None


class EventPage(TypedDict):
    """A page of what happened, the latest first. It may come back short, or empty, and still go on."""

    items: list[Event]
    next: Cursor


class InternalEventPage(TypedDict):
    """The same as officers read it."""

    items: list[InternalEvent]
    next: Cursor


class IdentityReading(TypedDict):
    """Somebody read who the reporter is."""

    at: Moment
    actor: ActingOffice


class ReadingPage(TypedDict):
    """A page of who read the identity, the latest first."""

    items: list[IdentityReading]
    next: Cursor
