"""A connection to a SQLite file whose commits are on disk when they return."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def connection(path: Path) -> Iterator[sqlite3.Connection]:
    """One connection for one transaction: committed at the end, rolled back by an exception, closed either way."""
    db = sqlite3.connect(path, timeout=20)
    try:
        db.execute("PRAGMA synchronous = FULL")  # in WAL mode: an fsync at every commit
        with db:
            yield db
    finally:
        db.close()
