"""Messages that came in, each by a keyed hash of its way and number: whatever comes again becomes nothing twice.

Units: looking one up 1 read unit; writing one 1 write unit, in a command's transaction 2.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from chalicelib.failures import Conflict, StoreFailure
from chalicelib.store.failures import translated_errors
from chalicelib.store.models.reports import MessageItem

KEPT = timedelta(days=7)
"""A mail server tries for five days (RFC 5321, 4.5.4.1)."""


class TakenAlready(StoreFailure):
    """The message has become something."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What a message became, and of which report, where of one."""

    result: str
    report_id: str | None


def find(message: str) -> Taken | None:
    """What a message (a keyed hash) became; None for a new one."""
    with translated_errors():
        try:
            item = MessageItem.get(f"MESSAGE#{message}", "MESSAGE", consistent_read=True)
        except MessageItem.DoesNotExist:
            return None
    return Taken(item.result, item.report_id)


def item_of(message: str, result: str, report_id: str | None, now: datetime) -> MessageItem:
    """The item that keeps what a message became."""
    expires_at = int((now + KEPT).timestamp())
    return MessageItem(pk=f"MESSAGE#{message}", sk="MESSAGE", result=result, report_id=report_id, expires_at=expires_at)


def keep(item: MessageItem) -> None:
    """Write what a message became, unless that stands already."""
    try:
        with translated_errors():
            item.save(condition=MessageItem.pk.does_not_exist())
    except Conflict:
        return


def require_untaken(item: MessageItem | None) -> None:
    """Raises TakenAlready for a message that has become something meanwhile."""
    if item and find(item.pk.partition("#")[2]):
        raise TakenAlready
