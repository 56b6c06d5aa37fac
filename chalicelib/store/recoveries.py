"""Wishes to have back what a contact's reports are: each promised in the outbox, whether anybody is found or not.

What stands here knows a contact by its keyed hash alone. The entry of a contact's first, second or third wish on a day
has one key, so that a fourth cannot be written, and asking is the same requests whatever is found.
"""

from datetime import datetime, timedelta

from chalicelib import access_codes
from chalicelib.failures import Conflict
from chalicelib.store.directory_outbox import RECOVERY, collection_of
from chalicelib.store.failures import translated_errors
from chalicelib.store.indexing import outbox_keys
from chalicelib.store.items import report_key
from chalicelib.store.models.outbox import RecoveryItem

KIND = "RECOVERY"
KEPT = timedelta(days=7)


def put_in_outbox(contact: str, number: int, now: datetime) -> None:
    """Promise the letter of a contact's wish, the ``number``-th of this day (UTC); one that is promised stays as it is.

    Cost: 1 request, 2 write units.
    """
    name = access_codes.keyed_hash("recovery", f"{contact}\n{now:%Y%m%d}")
    collection, key = collection_of(RECOVERY, name[:32]), f"{KIND}#{number:06d}"
    keys = outbox_keys(collection, key, now)
    item = RecoveryItem(
        pk=report_key(collection),
        sk=key,
        seq=number,
        contact=contact,
        expires_at=int((now + KEPT).timestamp()),
        outbox_pk=keys["outbox_pk"],
        outbox_sk=keys["outbox_sk"],
    )
    try:
        with translated_errors():
            item.save(condition=RecoveryItem.pk.does_not_exist())
    except Conflict:
        return
