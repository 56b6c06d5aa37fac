"""How many receipts an address gets in a day, whoever submits.

Anybody may name anybody's address in a report, and nobody has confirmed it when the receipt goes out: without a limit
one person could bury another in mail. Beyond it the report is taken all the same, and its receipt waits for the next
day. What officers do to a report is told at once, receipt or not.
"""

from datetime import datetime

from chalicelib import access_codes
from chalicelib.domain.events import Event, EventType
from chalicelib.notify.letters import REPORTER
from chalicelib.settings import settings
from chalicelib.store import receipts
from chalicelib.store.deliveries import DeliveryKey


def is_receipt(event: Event | None, recipient: str) -> bool:
    """Whether a letter is the one that tells a reporter of their own report."""
    return event is not None and event.type is EventType.SUBMITTED and recipient == REPORTER


def put_off_until(letter: DeliveryKey, address_hash: str, now: datetime) -> datetime | None:
    """When a receipt may go, None for now; it counts for today then. Asking again counts once. Raises StoreFailure."""
    mark = access_codes.keyed_hash("receipt", letter.report_id)
    if receipts.take(address_hash, mark, settings().receipts_per_day, now):
        return None
    return receipts.next_day(now)
