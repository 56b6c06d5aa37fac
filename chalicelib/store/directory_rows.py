"""Rows of the directory as administrators change them: version checked, recorded, in one transaction with its entries.

A row's version counts its changes; what was loaded at the first start has 0. Beside each changed row stands who changed
it, when, and what it was before: kept under the row's own key, so that its history is one query.

Requests and units: a change is 1 transaction (2 write units for each kB of the row, of its record and of each entry).
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from pynamodb.expressions.condition import Condition
from pynamodb.models import Model
from pynamodb.transactions import TransactWrite

from chalicelib.domain.actors import Actor
from chalicelib.store.connection import connection
from chalicelib.store.failures import transact, translated_errors
from chalicelib.store.indexing import timestamp
from chalicelib.store.models.directory import DirectoryItem

TREES = "TREES"
# A transaction takes 100 items: as many changed rows with their records, and room for what goes with them.
ROWS_AT_ONCE = 45


@dataclass(frozen=True, slots=True)
class DirectoryRow:
    """A row as it was read."""

    key: str
    content: dict[str, Any]
    version: int


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row as it shall be (``content`` None: gone), and as it was read: None when there must be none yet.

    ``indexed`` are attributes by which an index finds it.
    """

    partition: str
    key: str
    content: Mapping[str, Any] | None
    was: DirectoryRow | None
    indexed: Mapping[str, str] = field(default_factory=dict)

    @property
    def version(self) -> int:
        """What it counts afterwards: a new row 1."""
        return self.was.version + 1 if self.was else 1


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A row on which a change relies, as it was read; version 0 with no row at all for a count never begun."""

    partition: str
    key: str
    version: int


@dataclass(frozen=True, slots=True)
class Deed:
    """Who changes something, and when."""

    actor: Actor
    now: datetime


def partition(key: str, prefix: str = "") -> list[DirectoryRow]:
    """The rows of a partition as they are this moment, in the order of their keys; those whose key begins so."""
    begins = DirectoryItem.sk.startswith(prefix) if prefix else None
    with translated_errors():
        return [row_from(item) for item in DirectoryItem.query(key, begins, consistent_read=True)]


def find(partition_key: str, key: str) -> DirectoryRow | None:
    """One row as it is this moment, or None."""
    with translated_errors():
        try:
            return row_from(DirectoryItem.get(partition_key, key, consistent_read=True))
        except DirectoryItem.DoesNotExist:
            return None


def find_all(keys: Iterable[tuple[str, str]]) -> list[DirectoryRow]:
    """Those of these rows (partition, key) that there are, as they are this moment: one request for each hundred."""
    with translated_errors():
        return [row_from(item) for item in DirectoryItem.batch_get(keys, consistent_read=True)]


def count_of(partition_key: str) -> Unchanged:
    """How often a part of the tree was changed, to be counted on by ``write``."""
    row = find(TREES, partition_key)
    return Unchanged(TREES, partition_key, row.version if row else 0)


def write(
    deed: Deed,
    changes: Iterable[RowChange],
    *,
    outbox_entries: Iterable[Model] = (),
    relying_on: Iterable[Unchanged] = (),
    counting: Unchanged | None = None,
) -> None:
    """Make these changes together, or none of them. ``counting`` is one more for the part of the tree they are in.

    Raises Conflict when a row is no longer as it was read, Unavailable when nothing was written.
    """
    given = list(changes)

    def commit() -> None:
        with TransactWrite(connection=connection()) as transaction:
            for one in relying_on:
                transaction.condition_check(DirectoryItem, one.partition, one.key, condition=_same(one.version))
            for change in given:
                _put(transaction, change)
                transaction.save(_record(deed, change))
            if counting:
                directory = DirectoryItem(counting.partition, counting.key)
                transaction.update(
                    directory, actions=[DirectoryItem.changes.add(1)], condition=_same(counting.version, begun=False)
                )
            for entry in outbox_entries:
                transaction.save(entry, condition=type(entry).pk.does_not_exist())  # type: ignore[attr-defined]

    transact(commit)


def row_item(change: RowChange) -> DirectoryItem:
    """The item of a row."""
    content = None if change.content is None else json.dumps(change.content, ensure_ascii=False)
    item = DirectoryItem(pk=change.partition, sk=change.key, row=content, changes=change.version)
    for name, value in change.indexed.items():
        setattr(item, name, value)
    return item


def row_from(item: DirectoryItem) -> DirectoryRow:
    """What an item holds."""
    return DirectoryRow(item.sk, json.loads(item.row or "{}"), int(item.changes or 0))


def _put(transaction: TransactWrite, change: RowChange) -> None:
    condition = _same(change.was.version) if change.was else DirectoryItem.pk.does_not_exist()
    item = row_item(change)
    if change.content is None:
        transaction.delete(item, condition=condition)
    else:
        transaction.save(item, condition=condition)


def _record(deed: Deed, change: RowChange) -> DirectoryItem:
    before = change.was.content if change.was else {}
    after = change.content or {}
    differing = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    told = {
        "role": deed.actor.role,
        "agency_id": deed.actor.agency_id,
        "username": deed.actor.username,
        "before": {name: before[name] for name in differing if name in before},
        "after": {name: after[name] for name in differing if name in after},
    }
    return DirectoryItem(
        pk=f"CHANGES#{change.partition}#{change.key}",
        sk=f"{timestamp(deed.now)}#{change.version:06d}",
        row=json.dumps(told, ensure_ascii=False),
    )


def _same(version: int, *, begun: bool = True) -> Condition:
    if version:
        return DirectoryItem.changes == version
    fresh: Condition = DirectoryItem.changes.does_not_exist()
    return DirectoryItem.pk.exists() & fresh if begun else fresh
