"""Addresses that no mail goes to any more: one that bounced for good, or whose owner called our mail unwanted.

The address itself is not kept, only a keyed hash of it, which the caller makes.
"""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from chalicelib.failures import Conflict
from chalicelib.store.failures import translated_errors
from chalicelib.store.indexing import timestamp
from chalicelib.store.models.deliveries import SuppressedItem

KEY = "SUPPRESSED"


class Suppression(StrEnum):
    """Why an address is left alone; a complaint is never forgotten over a bounce."""

    BOUNCE = "bounce"
    COMPLAINT = "complaint"


def suppressed(address_hashes: Iterable[str]) -> frozenset[str]:
    """Those of some addresses that no mail may go to: one request, 1 read unit each."""
    keys = [(_partition(one), KEY) for one in dict.fromkeys(address_hashes)]
    with translated_errors():
        items = list(SuppressedItem.batch_get(keys, consistent_read=True))
    return frozenset(item.pk.removeprefix("ADDRESS#") for item in items)


def suppress(address_hash: str, why: Suppression, at: datetime) -> None:
    """No mail to this address from now on. Said twice, or in another order, it comes to the same."""
    free = SuppressedItem.pk.does_not_exist()
    may = free if why is Suppression.BOUNCE else free | (SuppressedItem.reason != why.value)
    try:
        with translated_errors():
            SuppressedItem(pk=_partition(address_hash), sk=KEY, reason=why.value, since=timestamp(at)).save(may)
    except Conflict:
        return


def _partition(address_hash: str) -> str:
    return f"ADDRESS#{address_hash}"
