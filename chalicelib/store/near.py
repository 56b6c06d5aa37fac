"""Open reports near another one, each by what it is recognised by: one Query for each shard, and one batch of HEADs.

A disaster brings thousands of reports of one category in a day: the newest ``READ_AT_MOST`` of a shard are looked at,
about 20 read units, however many there are.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from chalicelib.settings import settings
from chalicelib.store.failures import in_our_words
from chalicelib.store.indexing import near_key, timestamp
from chalicelib.store.items import Stored, report_key, stored_from
from chalicelib.store.tables import HeadItem

READ_AT_MOST = 300


@dataclass(frozen=True, slots=True)
class Near:
    """An open report of the same category about the same place."""

    report_id: str
    received_at: datetime
    fingerprint: str


def reports_near(area: str, category: str, since: datetime, until: datetime) -> list[Near]:
    """The reports of a place and category that were received between two instants, the newest first."""
    span = HeadItem.near_sk.between(timestamp(since), f"{timestamp(until)}~")
    found: list[Near] = []
    with in_our_words():
        for shard in range(settings().shards):
            items = HeadItem.near.query(
                near_key(area, category, shard), span, limit=READ_AT_MOST, scan_index_forward=False
            )
            found += [_near(item) for item in items if item.fingerprint]
    return sorted(found, key=lambda one: one.received_at, reverse=True)


def heads(report_ids: Iterable[str]) -> dict[str, Stored]:
    """The facts of some reports, in one batch; those that are not there are left out.

    Read at half the cost of the last word: who acts on one is held to its version all the same.
    """
    keys = [(report_key(one), "HEAD") for one in report_ids]
    with in_our_words():
        stored = [stored_from(item) for item in HeadItem.batch_get(keys)] if keys else []
    return {one.report.report_id: one for one in stored}


def _near(item: HeadItem) -> Near:
    received_at, _, report_id = (item.near_sk or "").partition("#")
    return Near(report_id, datetime.fromisoformat(received_at), item.fingerprint or "")
