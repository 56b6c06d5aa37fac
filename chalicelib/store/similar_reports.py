"""Open reports near another one, each by what it is recognised by: one Query, and one batch of HEADs.

A disaster brings thousands of reports of one category in a day: the newest ``READ_AT_MOST`` of the time asked for are
looked at, however many there are: at 10,000 a day the last half hour. An entry is under a kilobyte, so that they come
in one page: at most some 25 read units, and a handful on any other day.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from chalicelib.store.failures import translated_errors
from chalicelib.store.indexing import near_key, timestamp
from chalicelib.store.items import Stored, report_key, stored_from
from chalicelib.store.models.reports import HeadItem

READ_AT_MOST = 200


@dataclass(frozen=True, slots=True)
class NearbyReport:
    """An open report of the same category about the same place."""

    report_id: str
    received_at: datetime
    fingerprint: str


def nearby_reports(area: str, category: str, since: datetime, until: datetime) -> list[NearbyReport]:
    """The reports of a place and category that were received between two instants, the newest first."""
    span = HeadItem.near_sk.between(timestamp(since), f"{timestamp(until)}~")
    with translated_errors():
        items = HeadItem.near.query(near_key(area, category), span, limit=READ_AT_MOST, scan_index_forward=False)
        return [_near(item) for item in items if item.fingerprint]


def heads(report_ids: Iterable[str]) -> dict[str, Stored]:
    """The facts of some reports, in one batch; those that are not there are left out.

    Read at half the cost of the last word: who acts on one is held to its version all the same.
    """
    keys = [(report_key(one), "HEAD") for one in report_ids]
    with translated_errors():
        stored = [stored_from(item) for item in HeadItem.batch_get(keys)] if keys else []
    return {one.report.report_id: one for one in stored}


def _near(item: HeadItem) -> NearbyReport:
    # Earlier versions put the number behind the time.
    received_at, _, _ = (item.near_sk or "").partition("#")
    return NearbyReport(item.pk.removeprefix("REPORT#"), datetime.fromisoformat(received_at), item.fingerprint or "")
