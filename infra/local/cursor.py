"""How far a handler has read the stream, and what it could not do yet: on disk, so that kill -9 loses nothing.

The cursor moves and the failures of its batch are written in one commit. A crash before it hands the same records out
again (at least once, as on AWS); a crash after it finds the failures in the list.
"""

import json
import sqlite3
from pathlib import Path
from typing import Any

from infra.local.durable import not_yet

Record = dict[str, Any]
"""One stream record in the shape Lambda gives it, JSON through and through."""

BACKOFF = (1, 2, 5, 10, 20, 30, 60)
"""Seconds to wait after the 1st, 2nd, … failure: past a claim's lease of 60 s at the sixth."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS cursors (
    handler TEXT, stream TEXT, shard TEXT, sequence TEXT NOT NULL, PRIMARY KEY (handler, stream, shard)
);
CREATE TABLE IF NOT EXISTS retries (
    handler TEXT, stream TEXT, sequence TEXT, record TEXT NOT NULL, tries INTEGER NOT NULL, due_at REAL NOT NULL,
    PRIMARY KEY (handler, stream, sequence)
);
"""


class StreamCursor:
    """One handler's place in one stream."""

    def __init__(self, path: Path, handler: str, stream: str) -> None:
        self._key = (handler, stream)
        self._db = sqlite3.connect(path, timeout=20)
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = FULL")  # in WAL mode: an fsync at every commit
        self._db.execute("PRAGMA secure_delete = ON")  # records hold words
        self._db.executescript(_SCHEMA)

    def position(self, shard: str) -> str | None:
        """The last sequence number done with in a shard; None before the first."""
        query = "SELECT sequence FROM cursors WHERE handler = ? AND stream = ? AND shard = ?"
        row = self._db.execute(query, (*self._key, shard)).fetchone()
        return row[0] if row else None

    def advance(self, shard: str, sequence: str, failed: list[Record], now: float) -> None:
        """Move past a batch, keeping its failures for another try: both or neither."""
        with self._db:
            for record in failed:
                self._postpone(record, 1, now)
            self._db.execute("INSERT OR REPLACE INTO cursors VALUES (?, ?, ?, ?)", (*self._key, shard, sequence))

    def due(self, now: float, limit: int) -> list[tuple[Record, int]]:
        """Failures whose wait is over, the longest waiting first, each with the tries it has had."""
        query = (
            "SELECT record, tries FROM retries WHERE handler = ? AND stream = ? AND NOT due_at BETWEEN ? AND ?"
            " ORDER BY due_at LIMIT ?"
        )
        rows = self._db.execute(query, (*self._key, *not_yet(now, BACKOFF[-1]), limit)).fetchall()
        return [(json.loads(record), tries) for record, tries in rows]

    def settle(self, tried: list[tuple[Record, int]], failed: list[Record], now: float) -> None:
        """Forget the retries that went well and put the others back with a longer wait."""
        again = {record["dynamodb"]["SequenceNumber"] for record in failed}
        with self._db:
            for record, tries in tried:
                sequence = record["dynamodb"]["SequenceNumber"]
                if sequence in again:
                    self._postpone(record, tries + 1, now)
                else:
                    query = "DELETE FROM retries WHERE handler = ? AND stream = ? AND sequence = ?"
                    self._db.execute(query, (*self._key, sequence))

    def waiting(self) -> int:
        """How many records are still to be tried again."""
        query = "SELECT COUNT(*) FROM retries WHERE handler = ? AND stream = ?"
        count: int = self._db.execute(query, self._key).fetchone()[0]
        return count

    def _postpone(self, record: Record, tries: int, now: float) -> None:
        due_at = now + BACKOFF[min(tries, len(BACKOFF)) - 1]
        row = (*self._key, record["dynamodb"]["SequenceNumber"], json.dumps(record), tries, due_at)
        self._db.execute("INSERT OR REPLACE INTO retries VALUES (?, ?, ?, ?, ?, ?)", row)
