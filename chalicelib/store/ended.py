"""Reports that were closed, until the next morning's digest tells their holder.

Whoever is told so in a digest gets no letter about it: the entry leaves the outbox in the transaction that writes it
down here, and it leaves here in the one that promises the digest.

Requests and units: writing one down 1 (2 write units, twice those of its event's size, and 1 for the index); reading
those of an institution 1.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from pynamodb.transactions import TransactWrite

from chalicelib.failures import Conflict
from chalicelib.store import digests, directory_outbox, outbox
from chalicelib.store.connection import connection
from chalicelib.store.digests import DIGEST
from chalicelib.store.failures import transact, translated_errors
from chalicelib.store.indexing import timestamp
from chalicelib.store.items import report_key
from chalicelib.store.models.outbox import EndedItem

PREFIX = "ENDED#"


@dataclass(frozen=True, slots=True)
class EndedReport:
    """A report that was closed: with whom it lay last, why, until when it may be disputed; ``key`` is where it is."""

    agency_id: str
    report_id: str
    reason: str
    until: datetime | None
    key: tuple[str, str] = ("", "")


def put_down(institution_id: str, ended: EndedReport, event: str) -> None:
    """Write a report down and settle the entry of its end, unless somebody has settled it. Raises StoreFailure."""
    item = EndedItem(
        _collection_of(institution_id),
        f"{PREFIX}{ended.report_id}#{event}",
        agency_id=ended.agency_id,
        report_id=ended.report_id,
        reason=ended.reason,
        until=timestamp(ended.until) if ended.until else None,
    )

    def write() -> None:
        with TransactWrite(connection=connection()) as transaction:
            transaction.save(item)
            outbox.settle_event_in(transaction, ended.report_id, event)

    try:
        transact(write)
    except Conflict:
        return


def of_institution(institution_id: str) -> tuple[EndedReport, ...]:
    """Those of an institution and its units that no digest has told of. Raises StoreFailure."""
    with translated_errors():
        items = list(
            EndedItem.query(_collection_of(institution_id), EndedItem.sk.startswith(PREFIX), consistent_read=True)
        )
    return tuple(_ended(one) for one in items)


def told_at_once(ended: Iterable[EndedReport], agency_id: str) -> list[EndedReport]:
    """Those of an agency that one digest tells of; the rest are for the next morning."""
    return [one for one in ended if one.agency_id == agency_id][: digests.AT_MOST]


def _collection_of(institution_id: str) -> str:
    return report_key(directory_outbox.collection_of(f"{DIGEST}-", institution_id))


def _ended(item: EndedItem) -> EndedReport:
    until = datetime.fromisoformat(item.until) if item.until else None
    return EndedReport(item.agency_id, item.report_id, item.reason, until, (item.pk, item.sk))
