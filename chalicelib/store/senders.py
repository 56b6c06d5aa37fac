"""Senders of messages that became nothing, for the one answer that each gets: where they are reached stands with the
identities, the entry to answer in the outbox, which knows them by a keyed hash.

One answer of a kind goes to a contact on a day (UTC): its key says so. Cost: 2 requests, 3 write units.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from chalicelib import access_codes
from chalicelib.failures import Conflict
from chalicelib.store.directory_outbox import SENDER, collection_of
from chalicelib.store.failures import translated_errors
from chalicelib.store.indexing import outbox_keys
from chalicelib.store.items import report_key
from chalicelib.store.models.identities import SenderItem
from chalicelib.store.models.outbox import AnswerItem

KIND = "ANSWER"
KEPT = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class AnsweredSender:
    """Where somebody is answered, by the one contact they wrote from, and to which message."""

    email: str | None
    phone: str | None
    message_id: str


def put_in_outbox(contact: str, who: AnsweredSender, channel: str, answer: str, number: int, now: datetime) -> None:
    """Promise an answer to a contact (a keyed hash); one that was promised on this day already stays as it is."""
    name = access_codes.keyed_hash("answer to a sender", f"{contact}\n{now:%Y%m%d}")[:32]
    collection, key = collection_of(SENDER, name), f"{KIND}#{number:06d}"
    expires_at = int((now + KEPT).timestamp())
    keys = outbox_keys(collection, key, now)
    address = SenderItem(
        pk=collection,
        sk=f"{SENDER}{key}",
        email=who.email,
        phone=who.phone,
        message_id=who.message_id,
        expires_at=expires_at,
    )
    entry = AnswerItem(
        pk=report_key(collection),
        sk=key,
        seq=number,
        channel=channel,
        answer=answer,
        expires_at=expires_at,
        outbox_pk=keys["outbox_pk"],
        outbox_sk=keys["outbox_sk"],
    )
    try:
        with translated_errors():
            if _is_promised(entry):
                return
            address.save()
            entry.save(condition=AnswerItem.pk.does_not_exist())
    except Conflict:
        return


def _is_promised(entry: AnswerItem) -> bool:
    try:
        AnswerItem.get(entry.pk, entry.sk, consistent_read=True)
    except AnswerItem.DoesNotExist:
        return False
    return True


def find(collection: str, key: str) -> AnsweredSender | None:
    """Whom an entry answers; None once they were, or cannot be."""
    with translated_errors():
        try:
            item = SenderItem.get(collection, f"{SENDER}{key}", consistent_read=True)
        except SenderItem.DoesNotExist:
            return None
    return AnsweredSender(item.email, item.phone, item.message_id)


def forget(collection: str, key: str) -> None:
    """They were answered: nothing of them is kept."""
    with translated_errors():
        SenderItem(collection, f"{SENDER}{key}").delete()
