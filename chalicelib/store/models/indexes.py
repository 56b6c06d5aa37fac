"""The indexes of the tables: slim, sparse where they can be, and sharded where a disaster could make a key hot.

A row says all of an index; the names are those that are stored. Its keys' forms stand in ``chalicelib.store.models``.
"""

from dataclasses import dataclass
from typing import Any

from pynamodb.attributes import UnicodeAttribute
from pynamodb.indexes import GlobalSecondaryIndex, IncludeProjection

from chalicelib.store.connection import Connection

# PynamoDB filters a query by the item's kind, so an index without it would answer nothing.
KIND = "kind"
# A table's indexes together may name 100 attributes: what a list shows is packed into few.
QUEUE_ATTRIBUTES = (KIND, "version", "title", "for_all", "for_officers")
PUBLIC_ATTRIBUTES = (KIND, "version", "public_title", "for_all")


@dataclass(frozen=True, slots=True)
class IndexRow:
    """An index: the attributes its partitions and its order are made of, and those it carries beside them."""

    name: str
    hash_key: str
    range_key: str
    attributes: tuple[str, ...]


_ROWS = (
    # What the sweep must look at next, and whoever looks after files.
    IndexRow("due", "due_pk", "due_sk", (KIND,)),
    # A unit's queues, sparse: what an institution holds itself is in its desk's.
    IndexRow("inbox", "inbox_pk", "queue_sk", QUEUE_ATTRIBUTES),
    # A coordinator's queues over all units.
    IndexRow("desk", "desk_pk", "queue_sk", QUEUE_ATTRIBUTES),
    # What the nation verifies, decides, or sees at level 3 and above.
    IndexRow("watch", "watch_pk", "queue_sk", QUEUE_ATTRIBUTES),
    # What the parts of a unit hold, for whoever answers for the unit: one partition, however many parts.
    IndexRow("branch", "branch_pk", "queue_sk", QUEUE_ATTRIBUTES),
    # An institution's supervisory reports, for its inspectorate.
    IndexRow("supervisory", "supervisory_pk", "queue_sk", QUEUE_ATTRIBUTES),
    # What stands at level 3 and above in a province's regencies and cities, for its coordinator.
    IndexRow("province", "province_pk", "queue_sk", QUEUE_ATTRIBUTES),
    # Reports of an institution about which somebody could not be reached by mail.
    IndexRow("undelivered", "undelivered_pk", "queue_sk", QUEUE_ATTRIBUTES),
    # What is still to be told, and how often that was tried.
    IndexRow("telling", "telling_pk", "telling_sk", (KIND, "tries")),
    # Published reports of the whole nation, newest first.
    IndexRow("public", "public_pk", "public_sk", PUBLIC_ATTRIBUTES),
    # Published reports of one institution, newest first.
    IndexRow("place", "place_pk", "public_sk", PUBLIC_ATTRIBUTES),
    # Open reports of one category about one place, by time, and what each is recognised by.
    IndexRow("near", "near_pk", "near_sk", (KIND, "fingerprint")),
    # The officers of one institution, agency by agency.
    IndexRow("officers", "institution_id", "office", ("row", "changes")),
)
INDEXES = {row.name: row for row in _ROWS}


def index(name: str) -> GlobalSecondaryIndex[Any]:
    """The index of that name, for a model that has its attributes. Raises KeyError when no row says it."""
    row = INDEXES[name]

    class Made(GlobalSecondaryIndex[Any]):
        class Meta(Connection):
            index_name = row.name
            projection = IncludeProjection(list(row.attributes))

        hash_key = UnicodeAttribute(hash_key=True, attr_name=row.hash_key)
        range_key = UnicodeAttribute(range_key=True, attr_name=row.range_key)

    return Made()
