"""Officers' queues and the public list: ordered pages over one or many index partitions.

All partitions of a list share one order, so the last sort key seen is a whole cursor, over shards and units alike. A
page reads one page of each partition; what the reader may not see is skipped, within a bound.
"""

import heapq
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from chalicelib.settings import settings
from chalicelib.store.failures import in_our_words
from chalicelib.store.tables import HeadItem

READ_AT_MOST = 1000
# Sort keys begin with 9 - level: everything below "9" has climbed the ladder.
ESCALATED_BELOW = "9"


@dataclass(frozen=True, slots=True)
class Entry:
    """A report as a list shows it; ``sort_key`` places it in the list."""

    report_id: str
    version: int
    state: str
    category: str
    holder: str | None
    holder_since: str
    received_at: str
    level: int
    sort_key: str
    title: str | None = None
    public_title: str | None = None
    due_at: str | None = None
    late: bool = False
    reported_agencies: tuple[str, ...] = ()
    sealed: bool = False
    supervisory: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """Part of a list; ``after`` is where the next part begins, None at the end."""

    entries: tuple[Entry, ...]
    after: str | None


@dataclass(frozen=True, slots=True)
class Partition:
    """One partition of one index."""

    index: str
    key: str


def unit_partitions(agency_ids: Iterable[str], queues: Iterable[str]) -> list[Partition]:
    """What some agencies hold."""
    queues = tuple(queues)
    return [Partition("inbox", f"{agency}#{queue}#{n}") for agency in agency_ids for queue in queues for n in _shards()]


def institution_partitions(institution_id: str, queues: Iterable[str]) -> list[Partition]:
    """What an institution and all its units hold."""
    return [Partition("desk", f"{institution_id}#{queue}#{n}") for queue in queues for n in _shards()]


def nation_partitions(queues: Iterable[str]) -> list[Partition]:
    """What the nation verifies, decides, or sees at level 3 and above."""
    return [Partition("watch", f"N#{queue}#{n}") for queue in queues for n in _shards()]


def undelivered_partitions(institution_id: str) -> list[Partition]:
    """What an institution and all its units hold, and somebody could not be reached about."""
    return [Partition("undelivered", f"{institution_id}#{n}") for n in _shards()]


def queue_page(
    partitions: list[Partition],
    admits: Callable[[Entry], bool],
    limit: int,
    after: str | None = None,
    *,
    escalated: bool = False,
) -> Page:
    """A page of a queue, most urgent first; ``escalated`` keeps to what has climbed the ladder."""
    with in_our_words():
        streams = [_queue_stream(partition, after, limit, escalated) for partition in partitions]
        return _page(heapq.merge(*streams, key=lambda entry: entry.sort_key), admits, limit)


def published_page(
    institution_id: str | None, month: str | None, admits: Callable[[Entry], bool], limit: int, after: str | None = None
) -> Page:
    """A page of published reports, newest first, of one institution or the nation; ``month`` as 2026-11."""
    with in_our_words():
        if institution_id:
            streams = [_public_stream(Partition("place", institution_id), month, after, limit)]
        else:
            streams = [_public_stream(Partition("public", f"P#{n}"), month, after, limit) for n in _shards()]
        return _page(heapq.merge(*streams, key=lambda entry: entry.sort_key, reverse=True), admits, limit)


def _page(entries: Iterable[Entry], admits: Callable[[Entry], bool], limit: int) -> Page:
    found: list[Entry] = []
    last = None
    for count, entry in enumerate(entries):
        if len(found) == limit or count == READ_AT_MOST:
            return Page(tuple(found), last)
        last = entry.sort_key
        if admits(entry):
            found.append(entry)
    return Page(tuple(found), None)


def _queue_stream(partition: Partition, after: str | None, limit: int, escalated: bool) -> Iterator[Entry]:
    index = {
        "inbox": HeadItem.inbox,
        "desk": HeadItem.desk,
        "watch": HeadItem.watch,
        "undelivered": HeadItem.undelivered_index,
    }[partition.index]
    key = HeadItem.queue_sk
    # Sort keys begin with a digit or an E, so "0" and "~" enclose them all.
    condition = key.between((after or "0") + " ", ESCALATED_BELOW if escalated else "~")
    for item in index.query(partition.key, condition, page_size=limit + 1):
        yield _entry(item, item.queue_sk)


def _public_stream(partition: Partition, month: str | None, after: str | None, limit: int) -> Iterator[Entry]:
    index = {"public": HeadItem.public, "place": HeadItem.place}[partition.index]
    first, last = (f"{month}-", f"{month}-~") if month else ("0", "~")
    # The cursor's own entry is left out: a space sorts before every character of a key's end.
    upper = min(last, after[:-1] + chr(ord(after[-1]) - 1) + "~") if after else last
    condition = HeadItem.public_sk.between(first, upper)
    for item in index.query(partition.key, condition, page_size=limit + 1, scan_index_forward=False):
        yield _entry(item, item.public_sk or "")


def _entry(item: HeadItem, sort_key: str) -> Entry:
    return Entry(
        report_id=item.pk.removeprefix("REPORT#"),
        version=int(item.version),
        state=item.state,
        category=item.category,
        holder=item.holder,
        holder_since=item.holder_since,
        received_at=item.received_at,
        level=int(item.level),
        sort_key=sort_key,
        title=item.title,
        public_title=item.public_title,
        due_at=item.due_at,
        late=bool(item.late),
        reported_agencies=tuple(item.reported_agencies or ()),
        sealed=bool(item.sealed),
        supervisory=bool(item.supervisory),
    )


def _shards() -> range:
    return range(settings().shards)
