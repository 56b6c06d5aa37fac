"""How large an item may grow: DynamoDB takes 400 KB, names of attributes included, and fails the transaction beyond."""

from typing import TypeVar

import msgspec

from chalicelib.failures import Full
from chalicelib.store.models.report_item import ReportItem

LARGEST_BYTES = 380_000
Item = TypeVar("Item", bound=ReportItem)


def refuse_oversized(item: Item) -> Item:
    """The item, which is about to be written. Raises Full when it is too large to be."""
    if len(msgspec.json.encode(item.to_simple_dict())) > LARGEST_BYTES:
        raise Full("item")
    return item
