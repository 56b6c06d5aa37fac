"""The table of counters (keys: ``chalicelib.store.models``)."""

from typing import Any

from pynamodb.attributes import NumberAttribute, UnicodeAttribute

from chalicelib.settings import settings
from chalicelib.store.connection import Connection, Table


class StatisticItem(Table):
    """A row of counters, its measures as numbers beside the keys; or what the tally keeps of one report."""

    class Meta(Connection):
        table_name = settings().statistics_table

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    version = NumberAttribute(null=True)
    counted = UnicodeAttribute(null=True)
    tries = NumberAttribute(null=True)
    numbers: dict[str, int]

    @classmethod
    def from_raw_data(cls, data: dict[str, Any]) -> "StatisticItem":
        """The item; measures have no attribute of their own, there are too many of them."""
        item = super().from_raw_data(data)
        own = ("version", "tries")
        item.numbers = {name: int(value["N"]) for name, value in data.items() if "N" in value and name not in own}
        return item
