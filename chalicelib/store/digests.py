"""The morning digests in the store: what an agency finds on its desk, promised once a day like every other letter."""

from datetime import date, datetime, timedelta

from chalicelib.store import directory_promises
from chalicelib.store.failures import Conflict, in_our_words
from chalicelib.store.indexing import telling_keys
from chalicelib.store.items import report_key
from chalicelib.store.recalculation import JOBS
from chalicelib.store.tables import DigestItem, DirectoryItem

DIGEST = "DIGEST"
KEPT = timedelta(days=30)


def promise(agency_id: str, day: date, content: str, now: datetime) -> None:
    """Promise an agency the digest of a day; a second promise for that day changes nothing."""
    collection, key = directory_promises.collection_of(f"{DIGEST}-", agency_id), f"{DIGEST}#{day:%Y%m%d}"
    keys = telling_keys(collection, key, now)
    item = DigestItem(
        pk=report_key(collection),
        sk=key,
        agency_id=agency_id,
        content=content,
        expires_at=int((now + KEPT).timestamp()),
        telling_pk=keys["telling_pk"],
        telling_sk=keys["telling_sk"],
    )
    try:
        with in_our_words():
            item.save(condition=DigestItem.pk.does_not_exist())
    except Conflict:
        return


def done_on(day: date) -> frozenset[str]:
    """The institutions whose digests of a day are all promised: one query."""
    with in_our_words():
        rows = list(DirectoryItem.query(JOBS, DirectoryItem.sk.startswith(f"{DIGEST}#"), consistent_read=True))
    return frozenset(item.sk.removeprefix(f"{DIGEST}#") for item in rows if item.row == day.isoformat())


def mark_done(institution_id: str, day: date) -> None:
    """All digests of an institution are promised for a day."""
    with in_our_words():
        DirectoryItem(pk=JOBS, sk=f"{DIGEST}#{institution_id}", row=day.isoformat()).save()
