"""The DynamoDB engine of one machine: dynoxide over a single SQLite file.

Chosen because it had transactions, streams and right capacity figures, and kept every acknowledged write after kill -9.
There is a build for Linux x86-64 alone; elsewhere DYNAMODB_ENDPOINT names any DynamoDB-compatible server.
"""

import platform
import subprocess
import sys
from pathlib import Path

from infra.local.children import spawn, stop
from infra.local.ports import free_port as free_port
from infra.local.ports import wait_until_listening

BINARY = Path(__file__).parent / "node_modules" / "@dynoxide" / "linux-x64" / "dynoxide"


def start(db_path: Path | None, port: int, log: Path | None = None) -> subprocess.Popen[bytes]:
    """Start the engine over a SQLite file (None: in memory) and return once it answers."""
    if sys.platform != "linux" or platform.machine() != "x86_64":
        raise RuntimeError("dynoxide runs on Linux x86-64 only: set DYNAMODB_ENDPOINT to a DynamoDB-compatible server")
    if not BINARY.exists():
        raise RuntimeError("dynoxide is not installed: run `make setup`")
    file = ["--db-path", str(db_path)] if db_path else []
    child = spawn([BINARY, "--host", "127.0.0.1", "--port", str(port), *file], log)
    try:
        wait_until_listening(port, child, "dynoxide")
    except RuntimeError:
        stop(child)
        raise
    return child
