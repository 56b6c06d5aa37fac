"""The ways in by message: one module each, found by its name, which turns what came in into an ``InboundMessage``.

A module says ``RECORDED_AS`` (the ``Channel`` of a report that begins with such a message), ``TAKES`` (the media types
it reads) and ``read(raw, media_type, now) -> InboundMessage``, which raises Invalid or Malformed and knows no store. A
new way in is one more file here; what becomes of a message is decided in ``domain.inbound``, whatever way it came.
"""

import importlib
import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from importlib.util import find_spec
from typing import Protocol, cast

from chalicelib.domain.channels import Channel


class ContactKind(StrEnum):
    """By which kind of contact somebody is known."""

    EMAIL = "email"
    PHONE = "phone"


@dataclass(frozen=True, slots=True)
class Sender:
    """Who a message says it comes from: a contact as it was written, and the name beside it, where there is one."""

    kind: ContactKind
    address: str
    name: str | None = None


@dataclass(frozen=True, slots=True)
class InboundFile:
    """A file that came with a message, as its sender named it; nothing of it is believed yet."""

    filename: str
    content_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class InboundMessage:
    """One message. ``text`` is its sender's own words, ``named_in`` whatever a report's number may stand in besides.

    ``is_automatic``: no person sent it by hand, so nobody is answered. ``is_locked``: it came encrypted and cannot be
    read. ``is_doubtful``: its sender is not who it says, by the word of the mail server that took it in.
    ``takes_no_answer``: a person sent it and wants no answer of a machine.
    """

    sender: Sender
    text: str
    message_id: str
    received_at: datetime
    subject: str = ""
    named_in: str = ""
    files: tuple[InboundFile, ...] = ()
    is_automatic: bool = False
    is_locked: bool = False
    is_doubtful: bool = False
    takes_no_answer: bool = False


class InboundChannel(Protocol):
    """What a module of this room has."""

    RECORDED_AS: Channel
    TAKES: tuple[str, ...]

    def read(self, raw: bytes, media_type: str, now: datetime) -> InboundMessage: ...


def channel_named(name: str) -> InboundChannel | None:
    """The way in of that name, or None. Nothing is imported that no message came by."""
    if not re.fullmatch("[a-z][a-z_]{1,30}", name) or find_spec(f"{__name__}.{name}") is None:
        return None
    return cast(InboundChannel, importlib.import_module(f"{__name__}.{name}"))
