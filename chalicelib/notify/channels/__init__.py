"""The ways on which people are told, a file each: whoever it reaches, what it says to them, and how it hands that over.

NotSent             it did not take the message, or did not say so
├── MessageRefused  it never will: the message itself is wrong; ``reason`` says why
├── Throttled       too fast; in a moment it may
├── Untried         it is known to be down, and was not asked
└── ChannelIsDown   it cannot now, whatever the message: an error of its own, or not reached
    └── InDoubt     no answer came: it may have taken it

A channel is imported by its name, and only when something is to be sent through it: a new one is a new file here.
"""

import importlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, cast

from chalicelib.store.contact_index import Reachable

if TYPE_CHECKING:
    from chalicelib.notify.answer_text import AnswerText
    from chalicelib.notify.letter_context import LetterContext
    from chalicelib.notify.recovery_letter import FoundReport

EMAIL = "email"
IN_TURN = (EMAIL, "sms")
"""By which a reporter is told whose own channel sends nothing, or has no address: the first that can."""


class NotSent(Exception):
    """A channel did not say that it took the message. Names the failure's kind, never an address."""


class MessageRefused(NotSent):
    """It will never take this message."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Throttled(NotSent):
    """It takes no message in this moment."""


class Untried(NotSent):
    """It is down, and was not asked."""


class ChannelIsDown(NotSent):
    """It takes no messages now."""


class InDoubt(ChannelIsDown):
    """It did not answer."""


class Message(Protocol):
    """What one person is told, ready to be handed over.

    ``recipient`` is their part ("reporter", "officer_dpupr"), and with report and event the message's identity: fit for
    a key and for a tag (letters, digits, hyphen, underscore), and never an address.
    """

    @property
    def channel(self) -> str:
        """By which way it goes."""

    @property
    def recipient(self) -> str:
        """Whose it is."""

    @property
    def to(self) -> str:
        """The address, of the channel's own kind."""


@dataclass(frozen=True, slots=True)
class Ceiling:
    """A measure of the day: so many messages of one report, or to one contact (``of``), ``whose`` it is."""

    of: str
    whose: str
    most: int


class SendingChannel(Protocol):
    """What each file of this folder offers."""

    def is_ready(self) -> bool:
        """Whether this installation sends by it."""

    def address_in(self, contact: Reachable) -> str | None:
        """Where it reaches somebody; None where they named nothing that it could."""

    def to_reporter(
        self, context: "LetterContext", to: str, access_code: str, recipient: str = "reporter"
    ) -> Message | None:
        """What a reporter is told of an event; None where this channel does not tell it. Raises KeyError if nobody is
        told of such an event.
        """

    def to_former(self, context: "LetterContext", to: str) -> Message:
        """Word to where a reporter was told before that it is so no more: no word, no code, no link to the report."""

    def to_sender(self, recipient: str, to: str, answer: "AnswerText") -> Message:
        """What somebody is answered whose message became nothing."""

    def to_recover(self, recipient: str, to: str, found: "Sequence[FoundReport]", *, is_cut: bool) -> Message:
        """The links of somebody's own reports, the newest first; ``is_cut`` when there are more of them."""

    def ceilings(self, message: Message, report_id: str) -> tuple[Ceiling, ...]:
        """How many like this one go out in a day at most; none where a message costs nothing."""

    def send(self, message: Message, report_id: str, seq: int) -> str:
        """Hand one message over, in one attempt; the id by which it is known there. Raises NotSent."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where somebody is told, and by which channel."""

    channel: str
    to: str


def named(channel: str) -> SendingChannel:
    """The channel of that name. Raises ModuleNotFoundError where there is no file of it."""
    return cast(SendingChannel, importlib.import_module(f"{__name__}.{channel}"))


def address_of(contact: Reachable, came_by: str = EMAIL) -> Address | None:
    """Where somebody is told: by the channel they came by, or the first other one that reaches them; None if none does.

    Channels by which nothing is sent (a counter, a letter) have no file here.
    """
    for channel in dict.fromkeys((came_by, *IN_TURN)):
        try:
            way = named(channel)
        except ModuleNotFoundError:
            continue
        to = way.address_in(contact) if way.is_ready() else None
        if to:
            return Address(channel, to)
    return None
