"""The indexes of the tables: slim, sparse where they can be, and sharded where a disaster could make a key hot."""

from typing import Any

from pynamodb.attributes import UnicodeAttribute
from pynamodb.constants import PAY_PER_REQUEST_BILLING_MODE
from pynamodb.indexes import GlobalSecondaryIndex, IncludeProjection

from chalicelib.aws import share_descriptions
from chalicelib.settings import settings

share_descriptions()

# PynamoDB filters a query by the item's kind, so an index without it would answer nothing.
KIND = "kind"
# A table's indexes together may name 100 attributes: what a list shows is packed into few.
QUEUE_ATTRIBUTES = [KIND, "version", "title", "for_all", "for_officers"]
PUBLIC_ATTRIBUTES = [KIND, "version", "public_title", "for_all"]


class Connection:
    """How every table is reached: two tries within the gateway's 29 seconds, then the caller is told to come back."""

    region = settings().region
    host = settings().dynamodb_endpoint
    connect_timeout_seconds = 2
    read_timeout_seconds = 5
    max_retry_attempts = 1
    billing_mode = PAY_PER_REQUEST_BILLING_MODE


def _queue_projection() -> IncludeProjection:
    return IncludeProjection(QUEUE_ATTRIBUTES)


class DueIndex(GlobalSecondaryIndex[Any]):
    """What the sweep must look at next."""

    class Meta(Connection):
        index_name = "due"
        projection = IncludeProjection([KIND])

    due_pk = UnicodeAttribute(hash_key=True)
    due_sk = UnicodeAttribute(range_key=True)


class InboxIndex(GlobalSecondaryIndex[Any]):
    """A unit's queues."""

    class Meta(Connection):
        index_name = "inbox"
        projection = _queue_projection()

    inbox_pk = UnicodeAttribute(hash_key=True)
    queue_sk = UnicodeAttribute(range_key=True)


class DeskIndex(GlobalSecondaryIndex[Any]):
    """A coordinator's queues over all units."""

    class Meta(Connection):
        index_name = "desk"
        projection = _queue_projection()

    desk_pk = UnicodeAttribute(hash_key=True)
    queue_sk = UnicodeAttribute(range_key=True)


class WatchIndex(GlobalSecondaryIndex[Any]):
    """What the nation verifies, decides, or sees at level 3 and above."""

    class Meta(Connection):
        index_name = "watch"
        projection = _queue_projection()

    watch_pk = UnicodeAttribute(hash_key=True)
    queue_sk = UnicodeAttribute(range_key=True)


class BranchIndex(GlobalSecondaryIndex[Any]):
    """What the parts of a unit hold, for whoever answers for the unit: one partition, however many parts."""

    class Meta(Connection):
        index_name = "branch"
        projection = _queue_projection()

    branch_pk = UnicodeAttribute(hash_key=True)
    queue_sk = UnicodeAttribute(range_key=True)


class SupervisoryIndex(GlobalSecondaryIndex[Any]):
    """An institution's supervisory reports, for its inspectorate."""

    class Meta(Connection):
        index_name = "supervisory"
        projection = _queue_projection()

    supervisory_pk = UnicodeAttribute(hash_key=True)
    queue_sk = UnicodeAttribute(range_key=True)


class ProvinceIndex(GlobalSecondaryIndex[Any]):
    """What stands at level 3 and above in a province's regencies and cities, for its coordinator."""

    class Meta(Connection):
        index_name = "province"
        projection = _queue_projection()

    province_pk = UnicodeAttribute(hash_key=True)
    queue_sk = UnicodeAttribute(range_key=True)


class UndeliveredIndex(GlobalSecondaryIndex[Any]):
    """Reports of an institution about which somebody could not be reached by mail."""

    class Meta(Connection):
        index_name = "undelivered"
        projection = _queue_projection()

    undelivered_pk = UnicodeAttribute(hash_key=True)
    queue_sk = UnicodeAttribute(range_key=True)


class TellingIndex(GlobalSecondaryIndex[Any]):
    """What is still to be told, and how often that was tried."""

    class Meta(Connection):
        index_name = "telling"
        projection = IncludeProjection([KIND, "tries"])

    telling_pk = UnicodeAttribute(hash_key=True)
    telling_sk = UnicodeAttribute(range_key=True)


class PublicIndex(GlobalSecondaryIndex[Any]):
    """Published reports of the whole nation, newest first."""

    class Meta(Connection):
        index_name = "public"
        projection = IncludeProjection(PUBLIC_ATTRIBUTES)

    public_pk = UnicodeAttribute(hash_key=True)
    public_sk = UnicodeAttribute(range_key=True)


class PlaceIndex(GlobalSecondaryIndex[Any]):
    """Published reports of one institution, newest first."""

    class Meta(Connection):
        index_name = "place"
        projection = IncludeProjection(PUBLIC_ATTRIBUTES)

    place_pk = UnicodeAttribute(hash_key=True)
    public_sk = UnicodeAttribute(range_key=True)


class NearIndex(GlobalSecondaryIndex[Any]):
    """Open reports of one category about one place, by time, and what each is recognised by."""

    class Meta(Connection):
        index_name = "near"
        projection = IncludeProjection([KIND, "fingerprint"])

    near_pk = UnicodeAttribute(hash_key=True)
    near_sk = UnicodeAttribute(range_key=True)


class OfficersIndex(GlobalSecondaryIndex[Any]):
    """The officers of one institution, agency by agency."""

    class Meta(Connection):
        index_name = "officers"
        projection = IncludeProjection(["row", "changes"])

    institution_id = UnicodeAttribute(hash_key=True)
    office = UnicodeAttribute(range_key=True)
