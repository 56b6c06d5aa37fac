"""The objects of one machine's bucket: bytes in files, everything else in one SQLite file beside them.

An object is there when its row is committed: its bytes are on disk before that, under a name that never was another's,
and the event that tells of it is in the same commit. A crash at any moment leaves the old object or the new one, and at
most a file that no row names, which the next start removes.
"""

import hashlib
import json
import os
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

from infra.local.durable import connection, held_open, not_yet

_SCHEMA = """
CREATE TABLE IF NOT EXISTS objects (
    bucket TEXT, key TEXT, file TEXT NOT NULL, size INTEGER NOT NULL, etag TEXT NOT NULL, headers TEXT NOT NULL,
    PRIMARY KEY (bucket, key)
);
CREATE TABLE IF NOT EXISTS events (
    number INTEGER PRIMARY KEY, event TEXT NOT NULL, tries INTEGER NOT NULL DEFAULT 0, due_at REAL NOT NULL DEFAULT 0
);
"""
BACKOFF = (1, 2, 5, 10, 20, 30, 60)
"""Seconds until an event that was handed out is handed out again, after the 1st, 2nd, … time."""


@dataclass(frozen=True, slots=True)
class StoredObject:
    """One object: where its bytes are, and the headers it is answered with."""

    key: str
    path: Path
    size: int
    etag: str
    headers: dict[str, str]


@dataclass(slots=True)
class PendingObject:
    """Bytes on their way to the disk; nobody sees them until they are kept."""

    path: Path
    file: BinaryIO
    size: int = 0
    digest: Any = field(default_factory=lambda: hashlib.md5(usedforsecurity=False))

    def write(self, content: bytes) -> None:
        """Take some more bytes."""
        self.file.write(content)
        self.digest.update(content)
        self.size += len(content)


class ObjectStore:
    """Buckets, and the events that tell what was put into them. Each call opens its own connection to the rows."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "files"
        self.folder.mkdir(mode=0o700, exist_ok=True)
        self._db_path = folder / "files.db"
        with connection(self._db_path) as rows:
            rows.execute("PRAGMA journal_mode = WAL")
            rows.executescript(_SCHEMA)

    def stay_readable(self) -> sqlite3.Connection:
        """Keep what is returned open, in a process that never forks: then reading goes on when the disk is full."""
        return held_open(self._db_path)

    @contextmanager
    def draft(self) -> Iterator[PendingObject]:
        """A new draft; what is not kept is gone afterwards."""
        path = self.folder / f"{uuid.uuid4().hex}.new"
        try:
            with path.open("xb") as file:
                yield PendingObject(path, file)
        finally:
            path.unlink(missing_ok=True)

    def keep(self, draft: PendingObject, bucket: str, key: str, headers: dict[str, str], reason: str) -> StoredObject:
        """Make a draft the object of that key, durably, in place of what was there; and an event that tells of it."""
        draft.file.flush()
        os.fsync(draft.file.fileno())
        path = draft.path.with_suffix("")
        draft.path.rename(path)
        _sync(self.folder)
        kept = StoredObject(key, path, draft.size, draft.digest.hexdigest(), headers)
        with connection(self._db_path) as rows:
            rows.execute("BEGIN IMMEDIATE")
            replaced = self._file_of(rows, bucket, key)
            row = (bucket, key, path.name, kept.size, kept.etag, json.dumps(headers))
            rows.execute("INSERT OR REPLACE INTO objects VALUES (?, ?, ?, ?, ?, ?)", row)
            told = json.dumps(object_created(bucket, kept, reason))
            rows.execute("INSERT INTO events (event) VALUES (?)", (told,))
        self._unlink(replaced)
        return kept

    def find(self, bucket: str, key: str) -> StoredObject | None:
        """The object of that key."""
        with connection(self._db_path) as rows:
            query = "SELECT key, file, size, etag, headers FROM objects WHERE bucket = ? AND key = ?"
            row = rows.execute(query, (bucket, key)).fetchone()
        return self._object(row) if row else None

    def under(self, bucket: str, prefix: str) -> list[StoredObject]:
        """All objects whose key begins so."""
        with connection(self._db_path) as rows:
            query = "SELECT key, file, size, etag, headers FROM objects WHERE bucket = ? AND substr(key, 1, ?) = ?"
            found = rows.execute(f"{query} ORDER BY key", (bucket, len(prefix), prefix)).fetchall()
        return [self._object(row) for row in found]

    def delete(self, bucket: str, key: str) -> None:
        """Delete an object, if it is there."""
        with connection(self._db_path) as rows:
            rows.execute("BEGIN IMMEDIATE")
            gone = self._file_of(rows, bucket, key)
            rows.execute("DELETE FROM objects WHERE bucket = ? AND key = ?", (bucket, key))
        self._unlink(gone)

    def remove_leftovers(self) -> None:
        """Remove files that no row names: drafts and replaced objects of a process that was killed."""
        with connection(self._db_path) as rows:
            named = {name for (name,) in rows.execute("SELECT file FROM objects")}
        for path in self.folder.iterdir():
            if path.name not in named:
                path.unlink(missing_ok=True)

    def take_event(self, now: float, most_bytes: int | None = None) -> tuple[int, dict[str, Any]] | None:
        """The event that has waited longest, and its number; it comes again later unless it is done with.

        Of an object of at most so many bytes, where that is told.
        """
        with connection(self._db_path) as rows:
            rows.execute("BEGIN IMMEDIATE")
            due = "SELECT number, event, tries FROM events WHERE NOT due_at BETWEEN ? AND ?"
            small = "AND (? IS NULL OR json_extract(event, '$.detail.object.size') <= ?)"
            query = f"{due} {small} ORDER BY due_at, number LIMIT 1"
            row = rows.execute(query, (*not_yet(now, BACKOFF[-1]), most_bytes, most_bytes)).fetchone()
            if row is None:
                return None
            number, event, tries = row
            due_at = now + BACKOFF[min(tries, len(BACKOFF) - 1)]
            rows.execute("UPDATE events SET tries = tries + 1, due_at = ? WHERE number = ?", (due_at, number))
        return number, json.loads(event)

    def done_with(self, number: int) -> None:
        """This event need not come again."""
        with connection(self._db_path) as rows:
            rows.execute("DELETE FROM events WHERE number = ?", (number,))

    def waiting(self) -> int:
        """How many events were not done with yet."""
        with connection(self._db_path) as rows:
            return int(rows.execute("SELECT COUNT(*) FROM events").fetchone()[0])

    def _object(self, row: tuple[str, str, int, str, str]) -> StoredObject:
        key, name, size, etag, headers = row
        return StoredObject(key, self.folder / name, size, etag, json.loads(headers))

    def _file_of(self, rows: sqlite3.Connection, bucket: str, key: str) -> str | None:
        row = rows.execute("SELECT file FROM objects WHERE bucket = ? AND key = ?", (bucket, key)).fetchone()
        return row[0] if row else None

    def _unlink(self, name: str | None) -> None:
        if name:
            (self.folder / name).unlink(missing_ok=True)


def object_created(bucket: str, kept: StoredObject, reason: str) -> dict[str, Any]:
    """The event that S3 sends to EventBridge (EventBridge's "Object Created"), without the sender's address."""
    now = datetime.now(UTC)
    return {
        "version": "0",
        "id": str(uuid.uuid4()),
        "detail-type": "Object Created",
        "source": "aws.s3",
        "account": "000000000000",
        "time": now.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "region": "ap-southeast-3",
        "resources": [f"arn:aws:s3:::{bucket}"],
        "detail": {
            "version": "0",
            "bucket": {"name": bucket},
            "object": {"key": kept.key, "size": kept.size, "etag": kept.etag, "sequencer": f"{now.timestamp():.6f}"},
            "reason": reason,
        },
    }


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    os.fsync(descriptor)
    os.close(descriptor)
