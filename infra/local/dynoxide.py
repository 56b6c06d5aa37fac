"""The DynamoDB engine of one machine: dynoxide over a single SQLite file.

Chosen because it had transactions, streams and right capacity figures, and kept every acknowledged write after kill -9.
There is a build for Linux x86-64 alone; elsewhere DYNAMODB_ENDPOINT names any DynamoDB-compatible server.
"""

import os
import platform
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

from infra.local import inner, namespace
from infra.local.children import Child, spawn, stop
from infra.local.ports import free_port as free_port

STREAM_INDEXES = (
    "CREATE INDEX IF NOT EXISTS stream_end ON _stream_records (table_name, CAST(sequence_number AS INTEGER))",
    "CREATE INDEX IF NOT EXISTS stream_order ON _stream_records"
    " (table_name, shard_id, CAST(sequence_number AS INTEGER))",
    "CREATE INDEX IF NOT EXISTS stream_age ON _stream_records (created_at)",
)
BINARY = Path(__file__).parent / "node_modules" / "@dynoxide" / "linux-x64" / "dynoxide"


def start(db_path: Path | None, port: int, log: Path | None = None, url: str | None = None) -> Child:
    """Start the engine over a SQLite file (None: in memory) and return once it answers: at its port, or at ``url``
    where that is an inner server's address, with its port in a network of its own."""
    if sys.platform != "linux" or platform.machine() != "x86_64":
        raise RuntimeError("dynoxide runs on Linux x86-64 only: set DYNAMODB_ENDPOINT to a DynamoDB-compatible server")
    if not BINARY.exists():
        raise RuntimeError("dynoxide is not installed: run `make setup`")
    file = ["--db-path", str(db_path)] if db_path else []
    url = url or f"http://127.0.0.1:{port}"
    program = [str(BINARY), "--host", "127.0.0.1", "--port", str(port), *file]
    where = inner.socket_of(url)
    child = namespace.spawn(where, port, program, log or Path(os.devnull)) if where else spawn(program, log)
    try:
        inner.wait_until_answering(url, child, "dynoxide")
    except RuntimeError:
        stop(child)
        raise
    if db_path:
        keep_stream_fast(db_path)
    return child


def keep_stream_fast(db_path: Path) -> None:
    """Give the engine's stream the indexes it lacks (1.2.1).

    Every write asks for the highest sequence number, and without an index reads all stream records there are for it:
    the thousandth write of a day costs little, the hundred thousandth a tenth of a second.
    """
    with closing(sqlite3.connect(db_path, timeout=20)) as database, database:
        for index in STREAM_INDEXES:
            database.execute(index)


def trim_stream(db_path: Path, before: float, read: int = 2**63 - 1) -> int:
    """Delete stream records made before an instant (epoch seconds) and numbered at most ``read``, up to which all
    readers are done; how many. The engine deletes none itself; a clock that leaps takes nothing from a reader. The last
    one stays: the engine numbers the next after it."""
    with closing(sqlite3.connect(db_path, timeout=20)) as database, database:
        last = "SELECT MAX(id) FROM _stream_records"
        return database.execute(
            "DELETE FROM _stream_records WHERE created_at < ? AND CAST(sequence_number AS INTEGER) <= ?"
            f" AND id < ({last})",
            (int(before), read),
        ).rowcount
