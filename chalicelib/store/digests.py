"""The morning digests in the store: what an agency finds on its desk, promised once a day like every other letter."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from pynamodb.transactions import TransactWrite

from chalicelib.failures import Conflict
from chalicelib.store import directory_outbox, job_rows
from chalicelib.store.connection import connection
from chalicelib.store.failures import transact, translated_errors
from chalicelib.store.indexing import outbox_keys
from chalicelib.store.items import report_key
from chalicelib.store.job_rows import JOBS
from chalicelib.store.models.directory import DirectoryItem
from chalicelib.store.models.outbox import DigestItem, EndedItem

DIGEST = "DIGEST"
KEPT = timedelta(days=30)


AT_MOST = 90
"""Ended reports that one digest tells of: a transaction may have 100 items. The rest are for the next morning."""


def put_in_outbox(
    agency_id: str, day: date, content: str, now: datetime, ended: Sequence[tuple[str, str]] = ()
) -> None:
    """Promise an agency the digest of a day, and take away the ended reports, by their keys, that it tells of; a second
    entry for that day changes nothing.
    """
    collection, key = directory_outbox.collection_of(f"{DIGEST}-", agency_id), f"{DIGEST}#{day:%Y%m%d}"
    keys = outbox_keys(collection, key, now)
    item = DigestItem(
        pk=report_key(collection),
        sk=key,
        agency_id=agency_id,
        content=content,
        expires_at=int((now + KEPT).timestamp()),
        outbox_pk=keys["outbox_pk"],
        outbox_sk=keys["outbox_sk"],
    )

    def write() -> None:
        with TransactWrite(connection=connection()) as transaction:
            transaction.save(item, condition=DigestItem.pk.does_not_exist())
            for key in ended:
                transaction.delete(EndedItem(*key))

    try:
        transact(write)
    except Conflict:
        return


def done_on(day: date) -> frozenset[str]:
    """The institutions whose digests of a day are all promised: one query."""
    with translated_errors():
        rows = list(DirectoryItem.query(JOBS, DirectoryItem.sk.startswith(f"{DIGEST}#"), consistent_read=True))
    return frozenset(item.sk.removeprefix(f"{DIGEST}#") for item in rows if item.row == day.isoformat())


def mark_done(institution_id: str, day: date) -> None:
    """All digests of an institution are promised for a day."""
    job_rows.keep(f"{DIGEST}#{institution_id}", day.isoformat())
