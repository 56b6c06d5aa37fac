"""New reports that an office is told of: the first of a quarter of an hour by themselves, the others by one letter.

What is put into that letter leaves the outbox in the same transaction: it is told by it, or by its own, never by both.

Requests and units: counting one that goes by itself 1 (1 write unit); once a batch, where no more do, 2. Putting a
batch into the letter is one transaction for 90 reports (5 write units, and for each report twice those of its event's
size and 1 for the index).
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from pynamodb.expressions.condition import size
from pynamodb.expressions.update import Action
from pynamodb.transactions import TransactWrite

from chalicelib.failures import Conflict
from chalicelib.store import directory_outbox, outbox
from chalicelib.store.connection import connection
from chalicelib.store.failures import transact, translated_errors
from chalicelib.store.indexing import outbox_keys, timestamp
from chalicelib.store.items import report_key
from chalicelib.store.models.outbox import GatheredItem, GatheredPartItem, WindowItem

AT_MOST = 90
"""Reports in a transaction, which may have 100 items."""
KEPT = timedelta(days=30)


def goes_first(agency_id: str, until: datetime, mark: str, most: int) -> bool:
    """Whether ``mark`` is one of the ``most`` that an office is told of by themselves until an instant: it is from now
    on, or was already. Raises StoreFailure.
    """
    first = WindowItem.first
    item = WindowItem(*_window_key(agency_id, until))
    try:
        with translated_errors():
            item.update(
                actions=[
                    WindowItem.kind.set(WindowItem),
                    WindowItem.expires_at.set(int((until + KEPT).timestamp())),
                    first.add({mark}),
                ],
                condition=first.does_not_exist() | first.contains(mark) | (size("first") < most),
            )
    except Conflict:
        return False
    return True


def first_ones(agency_id: str, until: datetime) -> frozenset[str]:
    """Those that go by themselves, of a window that is full. Raises StoreFailure."""
    with translated_errors():
        return frozenset(WindowItem.get(*_window_key(agency_id, until), consistent_read=True).first)


def put_in(agency_id: str, until: datetime, entries: Sequence[tuple[str, str]], now: datetime) -> tuple[int, ...]:
    """Put these entries (report and key) into the letter of ``until``, and settle them: all, or none.

    Answers the places of those that somebody else has settled meanwhile; then nothing is written. Raises Conflict where
    the letter takes no more, StoreFailure.
    """
    key, expires_at = _entry_key(until), int((now + KEPT).timestamp())
    keys = outbox_keys(collection_of(agency_id), key, until - outbox.grace())
    pk = report_key(collection_of(agency_id))

    def write() -> None:
        with TransactWrite(connection=connection()) as transaction:
            promised: list[Action] = [
                GatheredItem.kind.set(GatheredItem),
                GatheredItem.agency_id.set(agency_id),
                GatheredItem.until.set(timestamp(until)),
                GatheredItem.outbox_pk.set(keys["outbox_pk"]),
                GatheredItem.outbox_sk.set(keys["outbox_sk"]),
                GatheredItem.expires_at.set(expires_at),
            ]
            open_ = GatheredItem.closed.does_not_exist()
            transaction.update(GatheredItem(pk, key), actions=promised, condition=open_)
            part: list[Action] = [
                GatheredPartItem.kind.set(GatheredPartItem),
                GatheredPartItem.reports.add({report_id for report_id, _ in entries}),
                GatheredPartItem.expires_at.set(expires_at),
            ]
            transaction.update(GatheredPartItem(pk, f"{_parts(until)}{entries[0][0]}"), actions=part)
            for report_id, event in entries:
                outbox.settle_event_in(transaction, report_id, event)

    try:
        transact(write)
    except Conflict as refused:
        settled = tuple(place - 2 for place in refused.positions if place >= 2)
        if 0 in refused.positions or not settled:
            raise
        return settled
    return ()


def close(agency_id: str, until: datetime) -> frozenset[str]:
    """Let nothing more into the letter of ``until``; the reports that are in it. Raises StoreFailure."""
    pk = report_key(collection_of(agency_id))
    with translated_errors():
        GatheredItem(pk, _entry_key(until)).update(actions=[GatheredItem.closed.set(True)])
        prefix = GatheredPartItem.sk.startswith(_parts(until))
        parts = list(GatheredPartItem.query(pk, prefix, consistent_read=True))
    return frozenset(report_id for part in parts for report_id in part.reports)


def collection_of(agency_id: str) -> str:
    """Where an office's letters of that kind stand."""
    return directory_outbox.collection_of(directory_outbox.OFFICE, agency_id)


def _entry_key(until: datetime) -> str:
    return f"GATHERED#{timestamp(until)}"


def _parts(until: datetime) -> str:
    return f"PART#{timestamp(until)}#"


def _window_key(agency_id: str, until: datetime) -> tuple[str, str]:
    return report_key(collection_of(agency_id)), f"WINDOW#{timestamp(until)}"
