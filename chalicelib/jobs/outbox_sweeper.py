"""The outbox sweeper: every minute, whatever is still to be told although the stream should have told it.

A stream that stood still for days, a function that died between claim and send, a mail service that was down: each
leaves an entry in the index ``telling``, and here it is found, the longest waiting first, page by page until the end
or until time runs out. Whatever was looked at is settled or has moved to a later place, so the next run simply begins
with what waits longest then. Two runs at once take each entry once.

Cost of a run: 1 query for each shard and page, and for each entry 1 write more than the stream would have made; what a
batch asks for is read together, as the stream's is.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from chalicelib import clock
from chalicelib.notify import delivery
from chalicelib.notify.sending import Round
from chalicelib.service import cases
from chalicelib.store import outbox
from chalicelib.store.outbox import DueEntry

BATCH = 50
"""Entries that are read together; the sweeper reads what it takes next, and so no more than it has time for."""


def sweep(context: Any) -> int:
    """Keep what can be kept in the time there is; the number of entries looked at. Raises StoreFailure."""
    round_ = Round(context, share=cases.share)
    looked_at = 0
    for batch in _batches(outbox.due(clock.now())):
        round_.ahead.read([(one.report_id, one.key) for one in batch])
        for one in batch:
            if round_.is_down() or not round_.has_time():
                delivery.finish(round_)
                return looked_at
            taken = outbox.take(one, clock.now())
            if taken:
                delivery.tell(one.report_id, one.key, round_, taken)
                looked_at += 1
        delivery.finish(round_)
    return looked_at


def _batches(due: Iterable[DueEntry]) -> Iterator[list[DueEntry]]:
    entries = iter(due)
    while batch := list(islice(entries, BATCH)):
        yield batch
