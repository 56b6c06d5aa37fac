"""A deadline and its reasons."""

from typing import Annotated, NotRequired, TypedDict

from msgspec import Meta

from chalicelib.answers.codes import Day, Level, LimitCode, Moment, TimeZoneName, one_of, written
from chalicelib.domain.standards import Basis


class LimitDue(TypedDict):
    """A limit that began and was not replaced."""

    name: LimitCode
    due_at: Moment
    met_at: Moment | None
    source: Annotated[str, written("UU 25/2009 Pasal 44 ayat (1)")]
    basis: Annotated[str, one_of(tuple(Basis))]
    confirmed: Annotated[bool, Meta(description="Whether the source was read in its own text.")]


class DayOfLimit(TypedDict):
    """One day of the limit that is due first; ``name`` is a holiday's."""

    date: Day
    kind: Annotated[str, one_of(("counted", "weekend", "holiday", "paused", "extended"))]
    name: NotRequired[Annotated[str, written("Hari Raya Natal")]]
    provisional: NotRequired[Annotated[bool, Meta(description="The day is not settled yet.")]]


class Deadline(TypedDict):
    """When something must happen by, and why then: ``days`` explain the limit that is ``due_at``."""

    due_at: Moment | None
    limit: LimitCode | None
    timezone: TimeZoneName | None
    level: Level
    late: bool
    provisional: bool
    limits: list[LimitDue]
    days: list[DayOfLimit]
