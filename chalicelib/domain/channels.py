"""By which way a report came, and when it was received where somebody recorded it later (docs/law.md "Channels"). Pure.

A letter lies on a desk before anybody types it: its time runs from the day on which it came, not from the typing.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from chalicelib.domain.calendar.workdays import local_date
from chalicelib.domain.refusals import FieldError


class Channel(StrEnum):
    """The way by which a report came."""

    WEB = "web"
    SMS = "sms"
    EMAIL = "email"
    WHATSAPP = "whatsapp"
    WALK_IN = "walk_in"
    LETTER = "letter"
    PHONE = "phone"
    SOCIAL = "social"
    INSPECTION = "inspection"
    INTEGRATION = "integration"


class ConsentWay(StrEnum):
    """How somebody agreed whose report an officer records."""

    PAPER = "paper"
    SPOKEN = "spoken"


# What an officer may record: the form of the site and other systems speak for themselves.
RECORDED = tuple(one for one in Channel if one not in (Channel.WEB, Channel.INTEGRATION))
EARLIEST_RECEIPT_DAYS = 30
"""So many days back, counted from today where the institution is, a day of receipt may lie."""
OFFICES_OPEN = time(8)
"""When an office's day begins: the first moment at which it had what came on a day whose hour nobody wrote down."""


def first_moment_of(received_on: date, timezone: str) -> datetime:
    """The instant (of the time zone) from which an office had what it received on a day."""
    return datetime.combine(received_on, OFFICES_OPEN, ZoneInfo(timezone))


def faults_of_receipt(received_on: date | None, now: datetime, timezone: str) -> Iterator[FieldError]:
    """The fault of a day of receipt that is still to come in the institution's time zone, or lies too far back."""
    today = local_date(now, timezone)
    earliest = today - timedelta(days=EARLIEST_RECEIPT_DAYS)
    if received_on and not earliest <= received_on <= today:
        yield FieldError("received_on", "no_day_of_receipt", {"least": earliest.isoformat(), "most": today.isoformat()})
