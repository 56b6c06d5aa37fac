"""A folder of backups: which are whole, how old the newest is, and which go."""

import hashlib
import math
import shutil
from pathlib import Path

MANIFEST = "manifest.json"
"""Written last: a folder without it is no backup."""
DAY = 24 * 3600


def whole_ones(to: Path) -> list[Path]:
    """The backups in a folder, the oldest first."""
    return sorted(one for one in to.glob("lapor-*") if (one / MANIFEST).exists())


def newest_age(to: Path, now: float) -> float:
    """How many seconds before an instant (epoch seconds) the newest backup in a folder was finished."""
    made = [(one / MANIFEST).stat().st_mtime for one in whole_ones(to)]
    return now - max(made, default=-math.inf)


def remove_older(to: Path, before: float) -> int:
    """Remove the backups finished before an instant (epoch seconds) but the newest; how many. What was erased since
    is in them."""
    old = [one for one in whole_ones(to)[:-1] if (one / MANIFEST).stat().st_mtime < before]
    for one in old:
        shutil.rmtree(one)
    return len(old)


def remove_broken_off(to: Path, now: float) -> None:
    """Remove what backups left half made that were killed more than a day before an instant (epoch seconds)."""
    for half in to.glob("lapor-*.new"):
        if half.stat().st_mtime < now - DAY:
            shutil.rmtree(half, ignore_errors=True)


def digest(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
