"""Officers' queues and the public list: ordered pages over one or many index partitions.

All partitions of a list share one order, so the last sort key seen is a whole cursor, over shards and units alike. A
page is one Query of each partition, however much lies in it. Where the reader may not see, or did not ask for, what
was read, the page comes back short, or empty, with a cursor to search on by: the work of a page has a bound, always.
"""

import heapq
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from chalicelib.store.entries import Entry, entry_from
from chalicelib.store.failures import translated_errors
from chalicelib.store.models.indexes import INDEXES
from chalicelib.store.models.reports import HeadItem
from chalicelib.store.partitions import Partition, public_partitions

# A page that searches, or is long, reads about so many entries over all its partitions (0.5 kB each: 60 read units).
READ_AT_MOST = 1000
# Up to so many rows a page is full where there is enough, and nothing is searched for.
FULL_UP_TO = 100
# Sort keys begin with 9 - level: everything below "9" has climbed the ladder.
ESCALATED_BELOW = "9"


IsVisible = Callable[[Entry], bool]


@dataclass(frozen=True, slots=True)
class Page:
    """Part of a list; ``after`` is where the next part begins, None at the end."""

    entries: tuple[Entry, ...]
    after: str | None


def entries(partitions: Iterable[Partition]) -> Iterator[Entry]:
    """Everything in some queues, partition by partition, page by page."""
    with translated_errors():
        for partition in partitions:
            key = _order(partition.index)
            for item in HeadItem.query(partition.key, index_name=partition.index, page_size=READ_AT_MOST):
                yield entry_from(item, getattr(item, key.attr_name))


def queue_page(
    partitions: list[Partition],
    visible_to: IsVisible,
    limit: int,
    after: str | None = None,
    *,
    escalated: bool = False,
    calm_first: bool = False,
    searching: bool = False,
) -> Page:
    """A page of a queue, most urgent first, or least; ``escalated`` keeps to what has climbed the ladder.

    ``searching`` tells that much of what is read may not be admitted.
    """
    stretch = _Stretch("0", ESCALATED_BELOW if escalated else "~", calm_first)
    return _page(partitions, stretch.going_on(after), visible_to, limit, searching=searching)


def published_page(
    institution_id: str | None,
    month: str | None,
    visible_to: IsVisible,
    limit: int,
    after: str | None = None,
    *,
    searching: bool = False,
) -> Page:
    """A page of published reports, newest first, of one institution or the nation; ``month`` as 2026-11."""
    partitions = public_partitions(institution_id)
    # Sort keys begin with a digit or an E, so "0" and "~" enclose them all.
    stretch = _Stretch(f"{month}-", f"{month}-~", backwards=True) if month else _Stretch("0", "~", backwards=True)
    return _page(partitions, stretch.going_on(after), visible_to, limit, searching=searching)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A stretch of sort keys, both ends included, and the way it is read."""

    first: str
    last: str
    backwards: bool

    def going_on(self, after: str | None) -> "_Stretch":
        """What is left of it beyond a sort key that was shown already."""
        if not after:
            return self
        if self.backwards:
            # No key lies between this and the shown one: all of a key's characters sort before "~".
            return replace(self, last=min(self.last, after[:-1] + chr(ord(after[-1]) - 1) + "~"))
        return replace(self, first=f"{after} ")

    def is_beyond(self, key: str, end: str) -> bool:
        """Whether a key comes after an end, the way it is read."""
        return key < end if self.backwards else key > end


@dataclass(frozen=True, slots=True)
class _Part:
    """What one Query of a partition answered; ``end`` is the last key it read, None when there was nothing more."""

    entries: list[Entry]
    end: str | None


def _page(
    partitions: list[Partition], stretch: _Stretch, visible_to: IsVisible, limit: int, *, searching: bool
) -> Page:
    at_once = limit + 1
    if searching or limit > FULL_UP_TO:
        at_once = max(min(limit, FULL_UP_TO) + 1, READ_AT_MOST // max(1, len(partitions)))
    with translated_errors():
        parts = [_part(partition, stretch, at_once) for partition in partitions]
    # Beyond the first end, entries of that partition would be missing: the page goes no further.
    ends = sorted((part.end for part in parts if part.end), reverse=stretch.backwards)
    end = next(iter(ends), None)
    merged = heapq.merge(*(part.entries for part in parts), key=_sort_key, reverse=stretch.backwards)
    found: dict[str, Entry] = {}  # by number: a report may lie in two of the partitions
    last = None
    for entry in merged:
        if end and stretch.is_beyond(entry.sort_key, end):
            break
        if len(found) == limit:
            return Page(tuple(found.values()), last)
        last = entry.sort_key
        if visible_to(entry):
            found.setdefault(entry.report_id, entry)
    return Page(tuple(found.values()), end)


def _part(partition: Partition, stretch: _Stretch, at_once: int) -> _Part:
    key = _order(partition.index)
    if stretch.first > stretch.last:
        return _Part([], None)
    read = HeadItem.query(
        partition.key,
        key.between(stretch.first, stretch.last),
        index_name=partition.index,
        page_size=at_once,
        limit=at_once,
        scan_index_forward=not stretch.backwards,
    )
    entries = [entry_from(item, getattr(item, key.attr_name)) for item in read]
    more = read.last_evaluated_key
    return _Part(entries, more[key.attr_name]["S"] if more else None)


def _sort_key(entry: Entry) -> str:
    return entry.sort_key


def _order(index: str) -> Any:
    """The attribute by which an index of reports is ordered."""
    return getattr(HeadItem, INDEXES[index].range_key)
