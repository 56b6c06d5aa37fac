"""What is known of a report: the facts on which every decision rests, without the reporter's words.

The reporter's title and text live beside these facts (immutable, in the store); who the reporter is lives in
another table altogether. All instants are aware datetimes in UTC; all dates are local to a limit's time zone.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from chalicelib.domain.actors import Actor
from chalicelib.domain.calendar.workdays import local_date
from chalicelib.domain.channels import Channel, first_moment_of
from chalicelib.domain.limits import ANSWER_LIMITS, LIMITS, TO_THE_TOP, Ladder, Limit, LimitName
from chalicelib.domain.states import OPEN_STATES, State

WATCHED_FROM_LEVEL = 3
"""From this level of the ladder on, more than its own institution see a report (docs/law.md "Who may do what")."""


class Classification(StrEnum):
    """What the citizen sends in."""

    COMPLAINT = "complaint"
    ASPIRATION = "aspiration"
    INFORMATION = "information"


class Assistance(StrEnum):
    """What help a reporter needs to follow their report (UU 25/2009 art. 42; the article's text is unconfirmed)."""

    CALL_ME = "call_me"
    LARGE_PRINT = "large_print"
    SIGN_LANGUAGE = "sign_language"
    LOCAL_LANGUAGE = "local_language"


# What a reporter may tick several of, by the field's name: the forms, the views and the parser are made from this.
MULTIPLE_CHOICES: dict[str, tuple[str, ...]] = {"assistance": tuple(Assistance)}


class ArchiveReason(StrEnum):
    """Why a report was laid aside. "Not our authority" is never a reason."""

    TOO_GENERAL = "too_general"
    NOT_PUBLIC_SERVICE = "not_public_service"
    SPAM = "spam"
    ABUSIVE = "abusive"
    PRIVATE_DISPUTE = "private_dispute"
    BEFORE_THE_COURT = "before_the_court"
    UNINTELLIGIBLE = "unintelligible"
    CRIMINAL_MATTER = "criminal_matter"
    TEST = "test"
    DEEMED_WITHDRAWN = "deemed_withdrawn"
    DUPLICATE = "duplicate"


SYSTEM_ARCHIVE_REASONS = frozenset({ArchiveReason.DEEMED_WITHDRAWN, ArchiveReason.DUPLICATE})


class Outcome(StrEnum):
    """What an answer comes to, as its holder says."""

    SOLVED = "solved"
    PARTLY = "partly"
    EXPLAINED = "explained"
    REFUSED = "refused"
    REFERRED = "referred"
    PLANNED = "planned"
    SANCTION = "sanction"


class ClosedReason(StrEnum):
    """Closed by the reporter's word, or for want of it (counted as closed without confirmation, never as resolved)."""

    CONFIRMED = "confirmed"
    NO_REPLY = "no_reply"


@dataclass(frozen=True, slots=True)
class Pause:
    """A time during which the report waited for its reporter; ``until`` is empty while it still does."""

    since: datetime
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """The facts of one report after ``seq`` events and ``version`` accepted commands.

    ``case_main`` is the main report of the case of many it belongs to, ``case_seq`` the main's last event that has
    reached it; ``case_disputes`` are the members who disputed this main's last answer; ``hears_of`` is a main report of
    another institution that it only hears of. ``duplicate_of`` is of reports merged before there were cases.
    ``promised_by`` is the day by which the present answer promises it, local to the limit ``promise``.
    ``received_on`` is the day on which it came, local to the institution, where that is not for ``received_at`` to say;
    ``recorded_by`` is the officer who recorded what somebody said or wrote elsewhere.
    """

    report_id: str
    version: int
    seq: int
    state: State
    classification: Classification
    category: str
    language: str
    received_at: datetime
    addressed_to: str | None
    holder: str | None
    holder_since: datetime
    held_by: tuple[str, ...]
    anonymous: bool
    confidential: bool
    supervisory: bool = False
    sealed: bool = False
    reported_agencies: tuple[str, ...] = ()
    publicity_allowed: bool = False
    published_at: datetime | None = None
    public_title: str | None = None
    public_body_seq: int | None = None
    limits: tuple[Limit, ...] = ()
    pauses: tuple[Pause, ...] = ()
    paused_state: State | None = None
    first_forwarded_at: datetime | None = None
    forwarded_by: Actor | None = None
    returns: int = 0
    reopenings: int = 0
    objected: bool = False
    level: int = 0
    level_limit: LimitName | None = None
    held_at_level_three: tuple[str, ...] = ()
    late: bool = False
    referred_to_ombudsman: bool = False
    outcome: Outcome | None = None
    promised_by: date | None = None
    rating: int | None = None
    surveyed: bool = False
    archived_reason: ArchiveReason | None = None
    closed_reason: ClosedReason | None = None
    duplicate_of: str | None = None
    case_main: str | None = None
    case_seq: int = 0
    case_disputes: tuple[str, ...] = ()
    hears_of: str | None = None
    ended_at: datetime | None = None
    erased_at: datetime | None = None
    # When who reported, their files and the way to the door ceased to be kept, long after the end.
    expired_at: datetime | None = None
    # Of the data asked for last: when an officer reached the reporter; and that nobody had when the time for it ended.
    reached_at: datetime | None = None
    unreached: bool = False
    channel: Channel = Channel.WEB
    received_on: date | None = None
    recorded_by: Actor | None = None

    def day_of_receipt(self, timezone: str) -> date:
        """The day on which it was received, in that time zone: day 0 of its first limits."""
        return self.received_on or local_date(self.received_at, timezone)

    def moment_of_receipt(self, timezone: str) -> datetime:
        """From when on an office had it: what somebody recorded for another, from the morning of the day it came."""
        if self.received_on is None:
            return self.received_at
        return min(self.received_at, first_moment_of(self.received_on, timezone))

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to act on it."""
        return self.state in OPEN_STATES

    @property
    def is_watched(self) -> bool:
        """Whether the nation, and the province above its regency, have it in sight: high on the ladder, not sealed."""
        return self.is_open and self.level >= WATCHED_FROM_LEVEL and not self.sealed

    @property
    def published(self) -> bool:
        """Whether the public may read it in its public wording."""
        return self.published_at is not None

    @property
    def last_holder(self) -> str:
        """The agency that holds the file, or held it last when the report has ended."""
        return self.holder or self.held_by[-1]

    @property
    def due_at(self) -> datetime | None:
        """The earliest running limit not yet met; None when the report has ended."""
        limit = self.earliest_limit
        return limit.due_at if limit else None

    @property
    def earliest_limit(self) -> Limit | None:
        """The limit behind ``due_at``."""
        running = self.running_limits if self.is_open else ()
        return next((limit for limit in running if LIMITS[limit.name].is_deadline), None)

    @property
    def answer_limit(self) -> Limit | None:
        """The limit by whose end somebody owes the reporter an answer; None when nobody does.

        Whoever names that date, in a letter, on a page or in a queue, takes it from here.
        """
        running = self.running_limits if self.is_open else ()
        return next((limit for limit in running if limit.name in ANSWER_LIMITS), None)

    @property
    def answer_by(self) -> datetime | None:
        """The promised instant: 23:59:59 of the day, in UTC; None when nobody owes an answer."""
        return self.answer_limit.due_at if self.answer_limit else None

    @property
    def running_limits(self) -> tuple[Limit, ...]:
        """The limits that run now, the earliest end first."""
        running = (limit for limit in self.limits if self.runs(limit))
        return tuple(sorted(running, key=lambda limit: (limit.due_at, limit.name)))

    def runs(self, limit: Limit) -> bool:
        """Whether a limit runs in the present state and is not yet met."""
        return limit.met_at is None and self.state in LIMITS[limit.name].runs_in

    def ladder_of(self, limit: Limit) -> Ladder:
        """The steps that a limit climbs once it has lapsed; empty for one that ends the report by itself, or not."""
        rule = LIMITS[limit.name]
        return rule.ladder or (rule.ladder_if_untold if self.unreached else ())

    def climbs(self, limit: Limit) -> bool:
        """Whether it climbs step by step, instead of going to the top at once."""
        return self.ladder_of(limit) not in ((), TO_THE_TOP)

    @property
    def open_promise(self) -> Limit | None:
        """The promise of the present answer, as long as nobody has said whether it was kept."""
        limit = self.limit(LimitName.PROMISE)
        return limit if limit and self.runs(limit) else None

    def limit(self, name: LimitName) -> Limit | None:
        """The limit of that name, if it ever began and was not replaced."""
        return next((limit for limit in self.limits if limit.name is name), None)
