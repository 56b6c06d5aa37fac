"""Whether a letter goes now, later or along with another: receipts and what costs money have a day's measure,
officers' letters turns.
"""

from datetime import datetime

from chalicelib import clock
from chalicelib.domain.events import Event, EventType
from chalicelib.notify import composing, daily_measures, turns
from chalicelib.notify.channels import Message
from chalicelib.notify.letters import OFFICER
from chalicelib.store import deliveries, outbox
from chalicelib.store import turns as kept_turns
from chalicelib.store.deliveries import DeliveryKey
from chalicelib.store.items import Stored, event_key


def ready(stored: Stored, event: Event, letter: Message, key: DeliveryKey, address: str) -> Message | datetime | None:
    """The letter to send now; the instant from which to look at it again; or None when another one has told it.

    ``address`` is a keyed hash of whom it goes to. Raises StoreFailure.
    """
    if daily_measures.is_receipt(event, letter.recipient):
        waits = daily_measures.receipt_waits_until(key, address, clock.now())
        return waits or daily_measures.within_the_day(letter, key, address)
    if not letter.recipient.startswith(OFFICER):
        # The last word goes now or never: with the entry the address is erased.
        return letter if event.type is EventType.ERASED else daily_measures.within_the_day(letter, key, address)
    if event.type is EventType.SUBMITTED:
        return letter  # before a report's first letter there is none to wait for, and nothing that waits
    while True:
        turn = turns.take(key, event.type, clock.now(), since=stored.report.received_at)
        if isinstance(turn, turns.Wait):
            return turn.until
        if isinstance(turn, turns.Mine):
            return composing.along_with(stored, event, turn.along, letter) if turn.along else letter
        # Read in this order: a letter that is not sent once its entry is settled never will be.
        is_to_come = outbox.load(key.report_id, event_key(turn.lead))[1] is not None
        is_told = deliveries.mark_told_along(key, turn.lead)
        if is_to_come and not is_told:
            return clock.now() + outbox.waiting_time(1)
        kept_turns.told(key, turn.lead)
        if is_told:
            return None
