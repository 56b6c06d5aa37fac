"""An officer's profile and the facts of a report, from two tables in one request: whoever is let in nearly always may
read, and whoever may not has had nothing told.

PynamoDB's batches are of one table each, so the request is made here; its errors are the store's own all the same.
"""

from typing import Any

from pynamodb.connection.base import BOTOCORE_EXCEPTIONS
from pynamodb.constants import BATCH_GET_ITEM
from pynamodb.exceptions import GetError

from chalicelib.domain.directory.appointing import Officer
from chalicelib.failures import Unavailable
from chalicelib.store.connection import connection
from chalicelib.store.directory_rows import row_from
from chalicelib.store.failures import translated_errors
from chalicelib.store.items import Stored, report_key, stored_from
from chalicelib.store.models.directory import DirectoryItem
from chalicelib.store.models.reports import HeadItem
from chalicelib.store.officers import OFFICERS

# What is throttled in part comes back as keys that were not read.
TRIES = 3


def officer_and_report(username: str, report_id: str) -> tuple[Officer | None, Stored | None]:
    """Both as they are this moment, each None where there is none: 1 request (2 read units)."""
    found = _both(
        {
            DirectoryItem.Meta.table_name: _key(OFFICERS, username),
            HeadItem.Meta.table_name: _key(report_key(report_id), "HEAD"),
        }
    )
    profile, head = (found.get(model.Meta.table_name) for model in (DirectoryItem, HeadItem))
    return (
        Officer(**row_from(DirectoryItem.from_raw_data(profile)).content) if profile else None,
        stored_from(HeadItem.from_raw_data(head)) if head else None,
    )


def _both(wanted: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The raw items by their table. Raises Unavailable."""
    found: dict[str, dict[str, Any]] = {}
    for _ in range(TRIES):
        answer = _asked(wanted)
        found |= {table: items[0] for table, items in answer["Responses"].items() if items}
        wanted = answer.get("UnprocessedKeys") or {}
        if not wanted:
            return found
    raise Unavailable("throttled")


def _asked(wanted: dict[str, Any]) -> dict[str, Any]:
    with translated_errors():
        try:
            return connection().dispatch(BATCH_GET_ITEM, {"RequestItems": wanted})
        except BOTOCORE_EXCEPTIONS as failure:
            raise GetError("not read", failure) from failure


def _key(partition: str, sort: str) -> dict[str, Any]:
    return {"Keys": [{"pk": {"S": partition}, "sk": {"S": sort}}], "ConsistentRead": True}
