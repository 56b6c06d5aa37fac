"""What the clock must look at next: the sparse, sharded index `due`, keys only.

Reading it costs what is due, not what is open: an entry is about 120 bytes, so a page of 1 MB, eventually consistent,
is some 8,000 entries for 128 read units. All open reports are in it; those with nothing owed come last. Ended ones are
in partitions of their own until they expire (``domain.expiry``).
"""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chalicelib.domain.report import Report
from chalicelib.failures import Conflict
from chalicelib.settings import settings
from chalicelib.store.failures import translated_errors
from chalicelib.store.indexing import due_keys, due_partition, timestamp
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
    until = HeadItem.due_sk < timestamp(now) + "~"
    streams = [
        _entries(due_partition(shard, is_open=is_open), until)
        for is_open in (True, False)
        for shard in range(settings().shards)
    ]
    yield from heapq.merge(*streams, key=lambda due: due.position)


def open_reports(shard: int, after: str | None) -> Iterator[DueReport]:
    """Every open report of one shard, in the order of the clock's list, after a position."""
    yield from _entries(due_partition(shard, is_open=True), HeadItem.due_sk > after if after else None)


def put_off(due: DueReport, report: Report, next_look_at: datetime | None) -> None:
    """Nothing was owed: the report goes to its right place in the list, unless it is there or has moved on."""
    if due_keys(report.report_id, next_look_at, is_open=report.is_open)["due_sk"] != due.position:
        move_to(report, next_look_at)


def move_to(report: Report, next_look_at: datetime | None) -> None:
    """Put a report where the clock looks at it next, unless it has moved on."""
    keys = due_keys(report.report_id, next_look_at, is_open=report.is_open)
    try:
        with translated_errors():
            HeadItem(report_key(report.report_id), "HEAD").update(
                actions=[
                    getattr(HeadItem, name).set(value) if value else getattr(HeadItem, name).remove()
                    for name, value in keys.items()
                ],
                condition=HeadItem.version == report.version,
            )
    except Conflict:
        return


def _entries(partition: str, condition: Any) -> Iterator[DueReport]:
    with translated_errors():
        for item in HeadItem.due.query(partition, condition, page_size=PAGE):
            yield DueReport(item.pk.removeprefix("REPORT#"), str(item.due_sk))
