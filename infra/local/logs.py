"""The log folder stays small: a log that grew too long is copied aside and begun anew.

The children hold their logs open to append, so what they write next stands at the new beginning. A line that is written
between the copy and the cut is lost; nothing is decided by logs.
"""

import os
import shutil
from pathlib import Path

LARGEST = 10_000_000
"""Bytes of one log."""
KEPT = 3
"""Older parts of each, the newest is ``.1``."""


def rotate(folder: Path, largest: int = LARGEST) -> None:
    """Cut each log of the folder that is too long."""
    for log in folder.glob("*.log"):
        if log.stat().st_size > largest:
            _cut(log)


def _cut(log: Path) -> None:
    for number in range(KEPT, 1, -1):
        older = log.with_name(f"{log.name}.{number - 1}")
        if older.exists():
            older.replace(log.with_name(f"{log.name}.{number}"))
    newest = log.with_name(f"{log.name}.1")
    shutil.copyfile(log, newest)
    newest.chmod(0o600)
    os.truncate(log, 0)
