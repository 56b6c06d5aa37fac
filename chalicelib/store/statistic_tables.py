"""The table of counters.

statistics  pk <scope>#<shard>      sk open | days | <month> | open#units | <month>#units   measures, as numbers
            pk REPORT#<id>          sk TALLIED                              what a report counted for last
"""

from typing import Any

from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.models import Model

from chalicelib.settings import settings
from chalicelib.store.indexes import Connection


class StatisticItem(Model):
    """A row of counters, its measures as numbers beside the keys; or what a report counted for last."""

    class Meta(Connection):
        table_name = settings().statistics_table

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    version = NumberAttribute(null=True)
    counted = UnicodeAttribute(null=True)
    numbers: dict[str, int]

    @classmethod
    def from_raw_data(cls, data: dict[str, Any]) -> "StatisticItem":
        """The item; measures have no attribute of their own, there are too many of them."""
        item = super().from_raw_data(data)
        item.numbers = {name: int(value["N"]) for name, value in data.items() if "N" in value and name != "version"}
        return item
