"""Counters in DynamoDB, written by the tally alone, each report's share exactly once.

``COUNTED`` keeps what a report counted for last, and its version; the counters change in the same transaction, on the
condition that it is still so. A record that comes twice, late or out of order changes nothing; one that was lost is
made good by the next. A report always counts in the same shard of a row: what it adds and what it takes away later
meet there.

Cost: a transaction of a COUNTED for each report and of every row that these reports change, 1 kB or less each, 2 write
units each. Reports of one institution share nearly all of their 4 to 9 rows, so that of a full transaction some 80
items of 100 are reports. A day on which nothing open came in any more leaves its row: 1 write.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.operand import Path, Value
from pynamodb.expressions.update import Action, AddAction
from pynamodb.transactions import TransactWrite

from chalicelib.domain.tallying import Counts, differences
from chalicelib.failures import StoreFailure
from chalicelib.settings import settings
from chalicelib.store.connection import connection
from chalicelib.store.failures import transact, translated_errors
from chalicelib.store.indexing import shard_of
from chalicelib.store.models.statistics import StatisticItem

COUNTED = "COUNTED"
MOST_ITEMS = 100
"""Of one transaction (DynamoDB's own limit)."""
MOST_SHARDS = 2
"""Of a row. Batches write it, each once, so that few shards bear any number of reports; and each shard is one more item
of each transaction.
"""


@dataclass(frozen=True, slots=True)
class Tallied:
    """What a report counted for when it was counted last; version 0 for never."""

    version: int
    counts: Counts


NEVER = Tallied(0, {})


@dataclass(frozen=True, slots=True)
class Change:
    """A report counts for something else than before."""

    report_id: str
    before: Tallied
    after: Tallied


def tallied(report_id: str) -> Tallied:
    """What a report counted for last."""
    return all_tallied([report_id], consistent=True).get(report_id, NEVER)


def all_tallied(report_ids: Iterable[str], *, consistent: bool = False) -> dict[str, Tallied]:
    """What some reports counted for last, 100 in a request; those that were never counted are left out.

    One that is not ``consistent`` costs half, and may be of a moment ago.
    """
    keys = [(_report_key(one), COUNTED) for one in report_ids]
    with translated_errors():
        found = list(StatisticItem.batch_get(keys, consistent_read=consistent)) if keys else []
    return {item.pk.partition("#")[2]: _tallied(item) for item in found}


def transactions(changes: Sequence[Change]) -> Iterator[list[Change]]:
    """Changes in as few transactions as hold them; those that change the same rows go together."""
    together: list[Change] = []
    items: set[tuple[str, str]] = set()
    rows = {change.report_id: set(_by_key(change)) for change in changes}
    for change in sorted(changes, key=lambda one: (sorted(rows[one.report_id]), one.report_id)):
        own = rows[change.report_id] | {(_report_key(change.report_id), COUNTED)}
        if together and len(items | own) > MOST_ITEMS:
            yield together
            together, items = [], set()
        together.append(change)
        items |= own
    if together:
        yield together


def save(changes: list[Change]) -> None:
    """Count some reports for what they count for now, all or none: one of ``transactions``.

    Raises Conflict with the places of those that were counted meanwhile, Unavailable. What a report counted for before
    is the condition, not its version alone: a recount keeps the version.
    """
    added = _sums(changes)

    def write() -> None:
        with TransactWrite(connection=connection()) as transaction:
            for change in changes:
                transaction.save(_counted_item(change), condition=_is_as_before(change.before))
            for key, measures in added.items():
                transaction.update(StatisticItem(*key), actions=_additions(measures))

    transact(write)
    _leave_out_empty_days(added)


def _sums(changes: Iterable[Change]) -> dict[tuple[str, str], dict[str, int]]:
    """What is added to each row by its key; what comes to nothing is left out."""
    total: dict[tuple[str, str], dict[str, int]] = {}
    for change in changes:
        for key, measures in _by_key(change).items():
            _sum_up(total.setdefault(key, {}), measures)
    kept = {key: {name: number for name, number in row.items() if number} for key, row in total.items()}
    return {key: row for key, row in kept.items() if row}


def _by_key(change: Change) -> dict[tuple[str, str], dict[str, int]]:
    shard = shard_of(change.report_id) % MOST_SHARDS
    changed = differences(change.before.counts, change.after.counts)
    return {_row_key(scope, row, shard): measures for (scope, row), measures in changed.items()}


def _counted_item(change: Change) -> StatisticItem:
    after = change.after
    return StatisticItem(_report_key(change.report_id), COUNTED, version=after.version, counted=_encoded(after.counts))


def _is_as_before(before: Tallied) -> Condition:
    same: Condition = StatisticItem.pk.does_not_exist()
    if before.version:
        same = (StatisticItem.version == before.version) & (StatisticItem.counted == _encoded(before.counts))
    return same


def _additions(measures: dict[str, int]) -> list[Action]:
    return [AddAction(Path([name]), Value(number)) for name, number in sorted(measures.items())]


def _tallied(item: StatisticItem) -> Tallied:
    return Tallied(int(item.version or 0), _decoded(item.counted or "[]"))


def fail_again(report_id: str, event_key: str) -> int:
    """Put on record that a report could not be counted at an event; how often that is by now."""
    item = StatisticItem(_report_key(report_id), f"TRIES#{event_key}")
    with translated_errors():
        item.update(actions=[StatisticItem.tries.add(1)])
    return int(item.tries or 0)


def rows(keys: Iterable[tuple[str, str]]) -> Counts:
    """Some rows of counters, all shards together; a row that nothing was counted in yet is empty."""
    wanted = list(dict.fromkeys(keys))
    found: Counts = {key: {} for key in wanted}
    asked = [_row_key(scope, row, shard) for scope, row in wanted for shard in range(settings().shards)]
    with translated_errors():
        for item in StatisticItem.batch_get(asked) if asked else ():
            group, row, _ = item.pk.rsplit("#", 2)
            _sum_up(found[f"{group}/{item.sk}", row], item.numbers)
    return found


def members(group: str, row: str) -> dict[str, dict[str, int]]:
    """One row of every member of a group, all shards together: 1 Query for each shard."""
    found: dict[str, dict[str, int]] = {}
    with translated_errors():
        for shard in range(settings().shards):
            for item in StatisticItem.query(f"{group}#{row}#{shard}"):
                _sum_up(found.setdefault(item.sk, {}), item.numbers)
    return found


def _sum_up(total: dict[str, int], numbers: dict[str, int]) -> None:
    for name, number in numbers.items():
        total[name] = total.get(name, 0) + number


def _leave_out_empty_days(added: dict[tuple[str, str], dict[str, int]]) -> None:
    """Days would fill a row in the course of years; a zero that a crash leaves behind tells nothing wrong."""
    for key, measures in added.items():
        for name, number in measures.items():
            if number < 0 and name.startswith("day_"):
                with suppress(StoreFailure), translated_errors():
                    StatisticItem(*key).update(actions=[Path([name]).remove()], condition=Path([name]) == 0)


def _row_key(scope: str, row: str, shard: int) -> tuple[str, str]:
    group, _, member = scope.partition("/")
    return f"{group}#{row}#{shard}", member


def _report_key(report_id: str) -> str:
    return f"REPORT#{report_id}"


def _encoded(counts: Counts) -> str:
    return json.dumps([[scope, row, measures] for (scope, row), measures in sorted(counts.items())], sort_keys=True)


def _decoded(text: str) -> Counts:
    return {(scope, row): measures for scope, row, measures in json.loads(text)}
