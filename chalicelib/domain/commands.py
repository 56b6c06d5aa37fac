"""Orders that people and the clock give: one frozen dataclass each, parsed at the edge (docs/law.md "Commands").

``name`` is the command as the contract spells it. Texts are already trimmed and within their lengths.

Of words to the reporter ``public_text`` is what the public reads instead, and ``naming`` the places where a number in
them names a person. ``public_texts`` of a publication are for earlier events, by their number; ``worded`` are the
events that have words.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, ClassVar

from chalicelib.domain.actors import Actor
from chalicelib.domain.case_commands import Carry, CountDispute, Join, Leave, Merge, Repoint, Split, Succeed
from chalicelib.domain.channels import Channel
from chalicelib.domain.limits import LimitName
from chalicelib.domain.report import ArchiveReason, Classification, Outcome

Place = tuple[int, int, str]
"""A stretch of a text, in UTF-16 code units, its end not included, and what stands there."""


@dataclass(frozen=True, slots=True)
class Submit:
    """A citizen's report comes in; ``confidential`` already includes the category's default.

    ``received_on`` (local to the institution) and ``recorded_by`` are of what an officer records on behalf of somebody.
    """

    name: ClassVar[str] = "submit"
    report_id: str
    classification: Classification
    category: str
    language: str
    addressed_to: str | None
    anonymous: bool
    confidential: bool
    reported_agencies: tuple[str, ...] = ()
    channel: Channel = Channel.WEB
    received_on: date | None = None
    recorded_by: Actor | None = None


@dataclass(frozen=True, slots=True)
class Complete:
    """The reporter gives the data asked for: at least one field."""

    name: ClassVar[str] = "complete"
    text: str | None = None
    location: Mapping[str, Any] | None = None
    attachments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reply:
    """The reporter says something more."""

    name: ClassVar[str] = "reply"
    text: str
    attachments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Confirm:
    """The reporter says it was solved; ``rating`` 1 to 5. Without one, an earlier rating stays."""

    name: ClassVar[str] = "confirm"
    rating: int | None = None


@dataclass(frozen=True, slots=True)
class Dispute:
    """The reporter says it was not solved; ``rating`` 1 to 5."""

    name: ClassVar[str] = "dispute"
    text: str
    rating: int | None = None
    attachments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ConfirmPromise:
    """From the day on that an answer promised, the reporter says that it was done; ``rating`` 1 to 5."""

    name: ClassVar[str] = "confirm-promise"
    rating: int | None = None


@dataclass(frozen=True, slots=True)
class Survey:
    """Three questions after the closing, each answered with 1 (not at all) to 4 (very)."""

    name: ClassVar[str] = "survey"
    easy: int
    quick: int
    useful: int


@dataclass(frozen=True, slots=True)
class Withdraw:
    """The reporter takes the report back."""

    name: ClassVar[str] = "withdraw"


@dataclass(frozen=True, slots=True)
class Object:
    """The reporter objects, once, to the archiving."""

    name: ClassVar[str] = "object"
    text: str
    attachments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ombudsman:
    """The reporter lets the Ombudsman read the report, or takes that back. It is no complaint to the Ombudsman."""

    name: ClassVar[str] = "ombudsman"
    consent: bool = True


@dataclass(frozen=True, slots=True)
class Publicity:
    """The reporter allows, or no longer allows, that the report is shown publicly."""

    name: ClassVar[str] = "publicity"
    allowed: bool


@dataclass(frozen=True, slots=True)
class Contact:
    """The reporter puts their name or contact right; what is None stays. No value of it comes into an event."""

    name: ClassVar[str] = "contact"
    person: str | None = None
    email: str | None = None
    phone: str | None = None


@dataclass(frozen=True, slots=True)
class Erase:
    """The reporter has their words and identity erased (UU 27/2022 art. 8)."""

    name: ClassVar[str] = "erase"


@dataclass(frozen=True, slots=True)
class Verify:
    """The coordinator checks and corrects a report, and may publish and forward it in the same breath."""

    name: ClassVar[str] = "verify"
    classification: Classification | None = None
    category: str | None = None
    supervisory: bool | None = None
    confidential: bool | None = None
    reported_agencies: tuple[str, ...] | None = None
    public_title: str | None = None
    public_body: str | None = None
    publish: bool = False
    forward_to: str | None = None
    public_texts: Mapping[int, str | None] = field(default_factory=dict)
    worded: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Forward:
    """Hand the report to another agency."""

    name: ClassVar[str] = "forward"
    to: str
    text: str | None = None


@dataclass(frozen=True, slots=True)
class RequestData:
    """Ask the reporter for data that is missing."""

    name: ClassVar[str] = "request-data"
    text: str


@dataclass(frozen=True, slots=True)
class Archive:
    """Lay the report aside, with a reason and, where there is one, a better door."""

    name: ClassVar[str] = "archive"
    reason: ArchiveReason
    text: str
    refer_to: str | None = None
    public_text: str | None = None
    naming: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Accept:
    """The holder takes the report up."""

    name: ClassVar[str] = "accept"


@dataclass(frozen=True, slots=True)
class Return:
    """Not in the holder's authority; ``proposed`` is the agency the holder thinks is responsible."""

    name: ClassVar[str] = "return"
    proposed: str
    text: str
    public_text: str | None = None
    naming: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Decide:
    """Who is responsible after a return."""

    name: ClassVar[str] = "decide"
    to: str
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """A remark for officers alone."""

    name: ClassVar[str] = "note"
    text: str


class ContactWay(StrEnum):
    """How an officer tried to reach a reporter, beside the letters."""

    CALL = "call"
    VISIT = "visit"
    MESSAGE = "message"


@dataclass(frozen=True, slots=True)
class ContactLog:
    """An officer tried to reach the reporter; ``text`` is for officers alone."""

    name: ClassVar[str] = "contact-log"
    how: ContactWay
    reached: bool
    text: str


@dataclass(frozen=True, slots=True)
class Progress:
    """What was done so far."""

    name: ClassVar[str] = "progress"
    text: str
    public_text: str | None = None
    naming: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """The unit's substantive follow-up, and what it comes to; ``promised_by`` is the day by which it is planned."""

    name: ClassVar[str] = "answer"
    text: str
    action_date: date | None = None
    attachments: tuple[str, ...] = ()
    outcome: Outcome | None = None
    promised_by: date | None = None
    public_text: str | None = None
    naming: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Extend:
    """More time for ``finish``: ``days`` working days, once, with a reason the reporter reads."""

    name: ClassVar[str] = "extend"
    days: int
    reason: str
    text: str
    public_text: str | None = None
    naming: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Publish:
    """Show the report to the public in a wording without personal data."""

    name: ClassVar[str] = "publish"
    public_title: str | None = None
    public_body: str | None = None
    public_texts: Mapping[int, str | None] = field(default_factory=dict)
    worded: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Unpublish:
    """Take the report out of the public list."""

    name: ClassVar[str] = "unpublish"
    text: str


@dataclass(frozen=True, slots=True)
class Remind:
    """The clock reminds of a limit; ``kind`` names which of its reminders this is."""

    name: ClassVar[str] = "remind"
    limit: LimitName
    kind: str


@dataclass(frozen=True, slots=True)
class Escalate:
    """The clock raises the report to a level of the ladder for a lapsed limit."""

    name: ClassVar[str] = "escalate"
    level: int
    limit: LimitName


@dataclass(frozen=True, slots=True)
class Close:
    """The reporter did not reply to the answer in time."""

    name: ClassVar[str] = "close"


@dataclass(frozen=True, slots=True)
class Lapse:
    """The reporter did not give the data in time."""

    name: ClassVar[str] = "lapse"


@dataclass(frozen=True, slots=True)
class Expire:
    """Who reported is no longer kept, nor their files and the way to the door: the report ended long ago."""

    name: ClassVar[str] = "expire"


ReporterCommand = (
    Complete | Reply | Confirm | Dispute | Survey | Withdraw | Object | Ombudsman | Publicity | Contact | Erase | Leave
    | ConfirmPromise
)  # fmt: skip
OfficerCommand = (
    Verify | Forward | RequestData | Archive | Join | Merge | Leave | Split | Accept | Return | Decide | Note | Progress
    | Answer | Extend | Publish | Unpublish | ContactLog
)  # fmt: skip
SystemCommand = Remind | Escalate | Close | Lapse | Expire | Carry | Repoint | Succeed | CountDispute
Command = ReporterCommand | OfficerCommand | SystemCommand

# The fields of commands that name one agency each; ``reported_agencies`` names several.
AGENCY_FIELDS = ("forward_to", "to", "proposed")
