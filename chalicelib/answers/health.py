"""Whether the system is well: in one word to everybody, part by part to who asks on the one machine that serves."""

from typing import Annotated, NotRequired, TypedDict

from msgspec import Meta

from chalicelib.answers.codes import Count, Moment, one_of, written

FAULTS = (
    "database_not_writable", "disk_full", "stream_behind", "letters_overdue", "schedule_failed", "schedule_late",
    "mail_silent", "relay_unreachable", "sign_in_away",
)  # fmt: skip
_Status = Annotated[str, one_of(("ok", "degraded"))]
_Version = Annotated[str, written("0.1.0")]
_Reason = Annotated[str, one_of(("disk_full",))]
_CountOrUnknown = Annotated[int | None, Meta(description="Null where it cannot be known.")]


class Health(TypedDict):
    """The system answers; ``degraded`` and the reason when it reads and writes nothing."""

    status: _Status
    version: _Version
    reason: NotRequired[_Reason]


class DatabaseHealth(TypedDict):
    """A small row was written just now, or was not."""

    writable: bool
    milliseconds: _CountOrUnknown


class StreamHealth(TypedDict):
    """How far the slowest reader of the stream is behind; null of a database that is not the included one."""

    lag_seconds: _CountOrUnknown
    unread: _CountOrUnknown


class LettersHealth(TypedDict):
    """What waits to be told, counted up to 1,000; how long the first waits beyond its time."""

    waiting: _CountOrUnknown
    overdue_seconds: _CountOrUnknown


class ScheduleHealth(TypedDict):
    """The last run of a schedule, and the last one that went well; null before the first."""

    ended_at: Moment | None
    went_well: bool | None
    went_well_at: Moment | None
    is_late: bool


class MailHealth(TypedDict):
    """Whether the relay is reached, null when the mail endpoint itself is silent; when a letter was last taken."""

    relay: Annotated[str, one_of(("none", "reachable", "unreachable"))] | None
    sent_at: Moment | None


class SignInHealth(TypedDict):
    """Whether the included sign-in answers; null where officers sign in at their own provider."""

    answers: bool | None


class SpaceHealth(TypedDict):
    """What is free where the data lie, and the reserve below which nothing is written."""

    free_megabytes: Count
    least_free_megabytes: Count


class DeepHealth(TypedDict):
    """Every part; ``faults`` says what is wrong, the gravest first."""

    status: _Status
    version: _Version
    reason: NotRequired[_Reason]
    faults: list[Annotated[str, one_of(FAULTS)]]
    database: DatabaseHealth
    stream: StreamHealth
    letters: LettersHealth
    schedules: dict[str, ScheduleHealth]
    mail: MailHealth
    sign_in: SignInHealth
    space: SpaceHealth
