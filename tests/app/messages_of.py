"""Messages that come in through the API, and what is kept and told of them."""

import hashlib
import itertools
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.app.people import Desk, Reply
from tests.notify import scene

KEY = "kunci-pintu-masuk-uji-0123456789"
_numbers = itertools.count(1)


@contextmanager
def open_door(**more: str) -> Iterator[None]:
    """Messages are taken from whoever has the key."""
    with scene.settings_of(INBOUND_KEY_SHA256=hashlib.sha256(KEY.encode()).hexdigest(), **more):
        yield


def sms(desk: Desk, phone: str, text: str, message_id: str | None = None, channel: str = "sms", **more: Any) -> Reply:
    """A short message, as a gateway posts it."""
    fields = {"from": phone, "text": text, "message_id": message_id or f"sms-{uuid.uuid4().hex}", **more}
    return desk.post(f"/inbound/{channel}", fields, {"X-Api-Key": KEY})


def posted(desk: Desk, raw: bytes) -> Reply:
    """A mail, as it is."""
    return desk.ask("POST", "/inbound/email", {"X-Api-Key": KEY, "Content-Type": "message/rfc822"}, raw)


def events_of(desk: Desk, username: str, report_id: str) -> list[dict[str, Any]]:
    """What happened to a report, as an officer sees it."""
    found: list[dict[str, Any]] = desk.read(username, report_id).json["events"]
    return found


def a_phone() -> str:
    """A telephone number that nobody else of these tests has."""
    return f"0877{uuid.uuid4().int % 10**8:08}"


def an_address() -> str:
    """A mail address that nobody else of these tests has."""
    return f"warga.{uuid.uuid4().hex[:10]}@warga.example"
