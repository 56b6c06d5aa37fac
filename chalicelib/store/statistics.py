"""Counters in DynamoDB, written by the tally alone, each report's share exactly once.

``TALLIED`` keeps what a report counted for last, and its version; the counters change in the same transaction, on the
condition that it is still so. A record that comes twice, late or out of order changes nothing; one that was lost is
made good by the next. Counters are sharded as the queues are.

Cost of an event: 1 Query and 1 read of TALLIED; 1 transaction of TALLIED and about 6 to 10 rows, 2 write units each.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from pynamodb.expressions.operand import Path, Value
from pynamodb.expressions.update import Action, AddAction
from pynamodb.transactions import TransactWrite

from chalicelib.domain.tallying import Counts, differences
from chalicelib.settings import settings
from chalicelib.store.connection import connection
from chalicelib.store.failures import in_our_words, transact
from chalicelib.store.indexing import shard_of
from chalicelib.store.statistic_tables import StatisticItem

TALLIED = "TALLIED"


@dataclass(frozen=True, slots=True)
class Tallied:
    """What a report counted for when it was counted last; version 0 for never."""

    version: int
    counts: Counts


def tallied(report_id: str) -> Tallied:
    """What a report counted for last."""
    with in_our_words():
        try:
            item = StatisticItem.get(f"REPORT#{report_id}", TALLIED, consistent_read=True)
        except StatisticItem.DoesNotExist:
            return Tallied(0, {})
    return Tallied(int(item.version or 0), _decoded(item.counted or "[]"))


def save(report_id: str, before: Tallied, after: Tallied) -> None:
    """Count a report for what it counts for now. Raises Conflict when it was counted meanwhile, Unavailable."""
    key = f"REPORT#{report_id}"
    same = StatisticItem.version == before.version if before.version else StatisticItem.pk.does_not_exist()
    item = StatisticItem(key, TALLIED, version=after.version, counted=_encoded(after.counts))
    shard = shard_of(report_id)
    changed = differences(before.counts, after.counts)

    def write() -> None:
        with TransactWrite(connection=connection()) as transaction:
            transaction.save(item, condition=same)
            for (scope, row), measures in changed.items():
                added: list[Action] = [
                    AddAction(Path([name]), Value(number)) for name, number in sorted(measures.items())
                ]
                transaction.update(StatisticItem(f"{scope}#{shard}", row), actions=added)

    transact(write)


def rows(keys: Iterable[tuple[str, str]]) -> Counts:
    """Some rows of counters, all shards together; a row that nothing was counted in yet is empty."""
    wanted = list(dict.fromkeys(keys))
    found: Counts = {key: {} for key in wanted}
    asked = [(f"{scope}#{shard}", row) for scope, row in wanted for shard in range(settings().shards)]
    with in_our_words():
        for item in StatisticItem.batch_get(asked) if asked else ():
            there = found[item.pk.rpartition("#")[0], item.sk]
            for name, number in item.numbers.items():
                there[name] = there.get(name, 0) + number
    return found


def _encoded(counts: Counts) -> str:
    return json.dumps([[scope, row, measures] for (scope, row), measures in sorted(counts.items())])


def _decoded(text: str) -> Counts:
    return {(scope, row): measures for scope, row, measures in json.loads(text)}
