"""Letters on record: claimed with a lease before they are sent, marked after; and events that are told (or not yet).

A letter is known by its report, the event's number and the recipient's part in it ("reporter", "officer.dpupr"),
never by an address.
"""

from datetime import datetime, timedelta

from chalicelib.store.failures import Conflict, in_our_words
from chalicelib.store.indexing import timestamp
from chalicelib.store.items import event_key, report_key
from chalicelib.store.tables import EventItem, TellItem


def claim(report_id: str, seq: int, recipient: str, now: datetime, lease: timedelta) -> bool:
    """Claim a letter until the lease ends. False when it was sent already.

    Raises Conflict when somebody else holds an unexpired claim: they may be sending it this moment.
    """
    letter = TellItem(pk=report_key(report_id), sk=_letter_key(seq, recipient), claimed_until=timestamp(now + lease))
    free = TellItem.pk.does_not_exist() | (
        TellItem.sent_at.does_not_exist() & (TellItem.claimed_until < timestamp(now))
    )
    try:
        with in_our_words():
            letter.save(condition=free)
    except Conflict:
        if is_sent(report_id, seq, recipient):
            return False
        raise
    return True


def is_sent(report_id: str, seq: int, recipient: str) -> bool:
    """Whether a letter is on its way."""
    with in_our_words():
        try:
            letter = TellItem.get(report_key(report_id), _letter_key(seq, recipient), consistent_read=True)
        except TellItem.DoesNotExist:
            return False
    return letter.sent_at is not None


def mark_sent(report_id: str, seq: int, recipient: str, message_id: str, now: datetime) -> None:
    """Record that the mail service took the letter."""
    with in_our_words():
        TellItem(report_key(report_id), _letter_key(seq, recipient)).update(
            actions=[TellItem.sent_at.set(timestamp(now)), TellItem.message_id.set(message_id)]
        )


def settle(report_id: str, seq: int) -> None:
    """Everybody who must hear of this event was told: it leaves the list of what is still to tell."""
    with in_our_words():
        EventItem(report_key(report_id), event_key(seq)).update(
            actions=[EventItem.telling_pk.remove(), EventItem.telling_sk.remove()],
            condition=EventItem.pk.exists(),
        )


def _letter_key(seq: int, recipient: str) -> str:
    return f"TELL#{seq:06d}#{recipient}"
