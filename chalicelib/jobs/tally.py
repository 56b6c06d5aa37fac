"""The tally: every inserted event has its report counted anew, exactly once whatever comes twice or out of order.

A batch is counted as one: what its reports add to a counter is one write. A record whose report cannot be counted is
handed back (``batchItemFailures``) and comes again; the others of its batch are done. After five tries its key goes to
the dead-letter queue and the stream goes on: the report's next event, or a recount, makes good what it stood for. While
the database does not answer nothing is given up.
"""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from chalicelib.domain.events import Event
from chalicelib.failures import StoreFailure
from chalicelib.notify import dead_letters
from chalicelib.observability import log_failure
from chalicelib.service.tallying import Told, tally_all
from chalicelib.store import items, statistics
from chalicelib.stream_records import StreamRecord, handed_back, records_of

MOST_TRIES = 5


def count(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """A batch of stream records; answers ``batchItemFailures``."""
    records = [record for record in records_of(event) if _tells_of_an_event(record)]
    failures = tally_all(_told(record) for record in records)
    for failure in failures.values():
        log_failure(context.aws_request_id, "tally", failure)
    failed = [(record, failures[record.name]) for record in records if record.name in failures]
    return handed_back(record for record, failure in failed if not _is_given_up(record, failure))


def _tells_of_an_event(record: StreamRecord) -> bool:
    return record.is_insert and record.part == "REPORT" and record.sort_key.startswith("EVENT#")


def _told(record: StreamRecord) -> Told:
    return Told(record.name, int(record.image["version"]["N"]), _first_event(record.image))


def _first_event(image: Mapping[str, Any]) -> Event | None:
    """The event itself where it is a report's first: it says all that the report counts for. None for another, and for
    one that cannot be read as it came.
    """
    if image.get("seq", {}).get("N") == "1":
        with suppress(Exception):
            return items.event_in(image)
    return None


def _is_given_up(record: StreamRecord, failure: Exception) -> bool:
    """Whether the record was tried often enough, and the dead-letter queue has its key now."""
    if isinstance(failure, StoreFailure):
        return False
    try:
        tries = statistics.fail_again(record.name, record.sort_key)
    except StoreFailure:
        return False
    return tries >= MOST_TRIES and dead_letters.send(record.name, f"TALLY#{record.sort_key}")
