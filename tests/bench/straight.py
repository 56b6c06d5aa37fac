"""Reports put straight into the engine's file, many thousands in seconds: copies of one that stands, under numbers of
their own. The engine reads them as if it had written them; only its stream does not tell of them.
"""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from chalicelib.domain.tracking import new_report_id
from chalicelib.store.indexing import shard_of
from chalicelib.store.packing import packed, unpacked

_AT_ONCE = 5_000
_Rows = list[tuple[str | int | float | None, ...]]


def multiply(database: Path, report_id: str, count: int) -> list[str]:
    """So many copies of a report, with all that is kept about it by its number; their numbers.

    A copy lies in the same shard of each index as its original, which therefore may stand for any number of copies
    only where ``SHARDS`` is small: a number that falls into another shard is drawn again.
    """
    numbers = list(_numbers(report_id, count))
    with closing(sqlite3.connect(database, timeout=60)) as engine:
        kept = [(table, rows) for table in _tables(engine) if (rows := _of(engine, table, report_id))]
        for first in range(0, count, _AT_ONCE):
            with engine:
                for table, rows in kept:
                    _insert(engine, table, rows, report_id, numbers[first : first + _AT_ONCE])
    return numbers


def _numbers(report_id: str, count: int) -> Iterator[str]:
    shard = shard_of(report_id)
    while count:
        drawn = new_report_id()
        if shard_of(drawn) == shard:
            count -= 1
            yield drawn


def _tables(engine: sqlite3.Connection) -> list[str]:
    found = engine.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'lapor-%'")
    return [str(name) for (name,) in found]


def _of(engine: sqlite3.Connection, table: str, report_id: str) -> _Rows:
    partition = "table_pk" if "::gsi::" in table else "pk"
    return list(engine.execute(f'SELECT * FROM "{table}" WHERE {partition} = ?', (f"S:REPORT#{report_id}",)))


def _insert(engine: sqlite3.Connection, table: str, rows: _Rows, report_id: str, numbers: list[str]) -> None:
    places = ", ".join("?" * len(rows[0]))
    packs = {part: _packs(part, report_id) for row in rows for part in row if isinstance(part, str)}
    copies = (
        [_copy(part, packs[part], report_id, number) if isinstance(part, str) else part for part in row]
        for number in numbers
        for row in rows
    )
    engine.executemany(f'INSERT INTO "{table}" VALUES ({places})', copies)


def _packs(part: str, report_id: str) -> dict[str, str]:
    """What an item keeps packed and names the report in, as it stands there, and unpacked."""
    values = json.loads(part).values() if part.startswith("{") else ()
    texts = [one["S"] for one in values if "S" in one]
    return {_in_json(text): unpacked(text) for text in texts if report_id not in text and report_id in unpacked(text)}


def _copy(part: str, packs: dict[str, str], report_id: str, number: str) -> str:
    for text, facts in packs.items():
        part = part.replace(text, _in_json(packed(facts.replace(report_id, number))))
    return part.replace(report_id, number)


def _in_json(text: str) -> str:
    return json.dumps(text)[1:-1]
