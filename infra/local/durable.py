"""A connection to a SQLite file whose commits are on disk when they return, and when what was put off in it is due."""

import errno
import math
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
        db.execute("PRAGMA secure_delete = ON")  # what is deleted is overwritten, not only forgotten
        with db:
            yield db
    finally:
        db.close()


def not_yet(now: float, longest_wait: float) -> tuple[float, float]:
    """Between these instants what is due is still to be waited for. One that lies further ahead than any wait was set
    by a clock that has been put back since: it is due."""
    return math.nextafter(now, math.inf), now + longest_wait


def held_open(path: Path) -> sqlite3.Connection:
    """A connection that nobody uses: while it is open the files beside the database stay, and others can read it on a
    disk that has no room to make them anew. Never across a fork: the locks of SQLite do not survive one."""
    db = sqlite3.connect(path, timeout=20, check_same_thread=False)
    db.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return db


def is_full(failure: Exception) -> bool:
    """Whether something was not written because the disk has no room."""
    return getattr(failure, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL or (
        isinstance(failure, OSError) and failure.errno in (errno.ENOSPC, errno.EDQUOT)
    )
