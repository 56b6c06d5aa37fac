"""Takes what was deleted out of the bytes of a SQLite file: free pages, and the log beside it."""

import sqlite3
import time
from contextlib import closing
from pathlib import Path

FREED_AT_ONCE = 500
"""Pages of 4 KB that are given back in one transaction."""


def write_anew(database: Path) -> None:
    """Give a SQLite file no page but those its rows stand in, and its log none at all. Raises OperationalError when
    others are at it for longer than twenty seconds.
    """
    if not database.exists():
        return
    with closing(sqlite3.connect(database, timeout=20, isolation_level=None)) as rows:
        rows.execute("VACUUM")
        _empty_log(rows)


def give_back(database: Path) -> None:
    """Free pages of a file of ours to the disk, a few in each transaction, and its log emptied. The first time the
    file is written anew: what older versions deleted was not overwritten. Raises as ``write_anew`` does.
    """
    if not database.exists():
        return
    with closing(sqlite3.connect(database, timeout=20, isolation_level=None)) as rows:
        rows.execute("PRAGMA secure_delete = ON")
        if not rows.execute("PRAGMA auto_vacuum").fetchone()[0]:
            rows.execute("PRAGMA auto_vacuum = INCREMENTAL")
            rows.execute("VACUUM")
        while rows.execute("PRAGMA freelist_count").fetchone()[0]:
            rows.execute(f"PRAGMA incremental_vacuum({FREED_AT_ONCE})").fetchall()
        _empty_log(rows)


def _empty_log(rows: sqlite3.Connection) -> None:
    end = time.monotonic() + 20
    while rows.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
        if time.monotonic() > end:
            raise sqlite3.OperationalError("the log of a database is always in use")
        time.sleep(0.05)
