"""How many messages of a kind go out in a day: receipts to an address, and whatever a channel has to pay for.

Anybody may name anybody's address in a report, and nobody has confirmed it when the receipt goes out: without a limit
one person could bury another in mail. And each short message costs money: without a limit somebody could spend an
office's whole budget in an hour. Beyond a measure everything is taken all the same, and the message waits for the next
day. What officers do to a report is told at once, receipt or not.

A message is counted by a mark, so asking again counts once. One that one measure lets through and another does not is
counted by the first: on the next day both are asked again.
"""

from datetime import datetime

from chalicelib import access_codes, clock
from chalicelib.domain.events import Event, EventType
from chalicelib.notify import channels
from chalicelib.notify.channels import Message
from chalicelib.notify.letters import REPORTER
from chalicelib.settings import settings
from chalicelib.store import receipts
from chalicelib.store.deliveries import DeliveryKey


def is_receipt(event: Event | None, recipient: str) -> bool:
    """Whether a letter is the one that tells a reporter of their own report."""
    return event is not None and event.type is EventType.SUBMITTED and recipient == REPORTER


def receipt_waits_until(letter: DeliveryKey, address_hash: str, now: datetime) -> datetime | None:
    """When a receipt may go, None for now; it counts for today then. Raises StoreFailure."""
    mark = access_codes.keyed_hash("receipt", letter.report_id)
    return _waits_until(address_hash, mark, settings().receipts_per_day, now)


def within_the_day(letter: Message, key: DeliveryKey, address_hash: str) -> Message | datetime:
    """The message, now, or the instant before which its channel sends no more like it. Raises StoreFailure."""
    now = clock.now()
    mark = access_codes.keyed_hash("message", f"{key.report_id}#{key.seq}#{key.recipient}")
    for ceiling in channels.named(letter.channel).ceilings(letter, key.report_id):
        counted = access_codes.keyed_hash(f"{letter.channel} {ceiling.of}", ceiling.whose)
        until = _waits_until(counted, mark, ceiling.most, now)
        if until:
            return until
    return letter


def _waits_until(counted: str, mark: str, most: int, now: datetime) -> datetime | None:
    return None if receipts.take(counted, mark, most, now) else receipts.next_day(now)
