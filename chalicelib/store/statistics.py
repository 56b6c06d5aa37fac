"""Counters in DynamoDB, written by the tally alone, each report's share exactly once.

``COUNTED`` keeps what a report counted for last, and its version; the counters change in the same transaction, on the
condition that it is still so. A record that comes twice, late or out of order changes nothing; one that was lost is
made good by the next. Counters are sharded as the queues are.

Cost of an event: 1 read of COUNTED and 1 Query of the report; 1 transaction of COUNTED and of the rows that changed, 4
to 9 of them of 1 kB or less, 2 write units each. A day on which nothing open came in any more leaves its row: 1 write
for each row when a report ends or moves on.
"""

import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass

from pynamodb.expressions.operand import Path, Value
from pynamodb.expressions.update import Action, AddAction
from pynamodb.transactions import TransactWrite

from chalicelib.domain.tallying import OPEN, Counts, differences
from chalicelib.failures import StoreFailure
from chalicelib.settings import settings
from chalicelib.store.connection import connection
from chalicelib.store.failures import transact, translated_errors
from chalicelib.store.indexing import shard_of
from chalicelib.store.models.statistics import StatisticItem

COUNTED = "COUNTED"


@dataclass(frozen=True, slots=True)
class Tallied:
    """What a report counted for when it was counted last; version 0 for never."""

    version: int
    counts: Counts


def tallied(report_id: str) -> Tallied:
    """What a report counted for last."""
    with translated_errors():
        try:
            item = StatisticItem.get(_report_key(report_id), COUNTED, consistent_read=True)
        except StatisticItem.DoesNotExist:
            return Tallied(0, {})
    return Tallied(int(item.version or 0), _decoded(item.counted or "[]"))


def save(report_id: str, before: Tallied, after: Tallied) -> None:
    """Count a report for what it counts for now. Raises Conflict when it was counted meanwhile, Unavailable.

    What it counted for before is the condition, not its version alone: a recount keeps the version.
    """
    same = StatisticItem.pk.does_not_exist()
    if before.version:
        same = (StatisticItem.version == before.version) & (StatisticItem.counted == _encoded(before.counts))
    item = StatisticItem(_report_key(report_id), COUNTED, version=after.version, counted=_encoded(after.counts))
    shard = shard_of(report_id)
    changed = differences(before.counts, after.counts)

    def write() -> None:
        with TransactWrite(connection=connection()) as transaction:
            transaction.save(item, condition=same)
            for (scope, row), measures in changed.items():
                added: list[Action] = [
                    AddAction(Path([name]), Value(number)) for name, number in sorted(measures.items())
                ]
                transaction.update(_row(scope, row, shard), actions=added)

    transact(write)
    _leave_out_empty_days(changed, shard)


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


def _leave_out_empty_days(changed: Counts, shard: int) -> None:
    """Days would fill a row in the course of years; a zero that a crash leaves behind tells nothing wrong."""
    for (scope, row), measures in changed.items():
        for name, number in measures.items():
            if row == OPEN and number < 0 and name.startswith("day_"):
                with suppress(StoreFailure), translated_errors():
                    _row(scope, row, shard).update(actions=[Path([name]).remove()], condition=Path([name]) == 0)


def _row(scope: str, row: str, shard: int) -> StatisticItem:
    return StatisticItem(*_row_key(scope, row, shard))


def _row_key(scope: str, row: str, shard: int) -> tuple[str, str]:
    group, _, member = scope.partition("/")
    return f"{group}#{row}#{shard}", member


def _report_key(report_id: str) -> str:
    return f"REPORT#{report_id}"


def _encoded(counts: Counts) -> str:
    return json.dumps([[scope, row, measures] for (scope, row), measures in sorted(counts.items())], sort_keys=True)


def _decoded(text: str) -> Counts:
    return {(scope, row): measures for scope, row, measures in json.loads(text)}
