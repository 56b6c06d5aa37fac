"""What the clock must look at next: the sparse, sharded index `due`, keys only.

Reading it costs what is due, not what is open: an entry is about 120 bytes, so a page of 1 MB, eventually consistent,
is some 8,000 entries for 128 read units. All open reports are in it; those with nothing owed come last.
"""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chalicelib.failures import Conflict
from chalicelib.settings import settings
from chalicelib.store.failures import translated_errors
from chalicelib.store.indexing import due_keys, timestamp
from chalicelib.store.items import report_key
from chalicelib.store.models.reports import HeadItem

PAGE = 1000


@dataclass(frozen=True, slots=True)
class DueReport:
    """A report in the clock's list; ``position`` orders the list and is a place to go on from."""

    report_id: str
    position: str


def due_by(now: datetime) -> Iterator[DueReport]:
    """Every report the clock must look at by ``now``, oldest first over all shards, read page by page."""
    streams = [_entries(shard, HeadItem.due_sk < timestamp(now) + "~") for shard in range(settings().shards)]
    yield from heapq.merge(*streams, key=lambda due: due.position)


def open_reports(shard: int, after: str | None) -> Iterator[DueReport]:
    """Every open report of one shard, in the order of the clock's list, after a position."""
    yield from _entries(shard, HeadItem.due_sk > after if after else None)


def put_off(due: DueReport, version: int, next_look_at: datetime | None) -> None:
    """Nothing was owed: the report goes to its right place in the list, unless it is there or has moved on."""
    keys = due_keys(due.report_id, next_look_at)
    if keys["due_sk"] == due.position:
        return
    try:
        with translated_errors():
            HeadItem(report_key(due.report_id), "HEAD").update(
                actions=[
                    getattr(HeadItem, name).set(value) if value else getattr(HeadItem, name).remove()
                    for name, value in keys.items()
                ],
                condition=HeadItem.version == version,
            )
    except Conflict:
        return


def _entries(shard: int, condition: Any) -> Iterator[DueReport]:
    with translated_errors():
        for item in HeadItem.due.query(f"D#{shard}", condition, page_size=PAGE):
            yield DueReport(item.pk.removeprefix("REPORT#"), str(item.due_sk))
