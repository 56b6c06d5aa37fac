"""`make restore FROM= [DATA_DIR=]`: a backup becomes a DATA_DIR. Every hash is checked before anything is written."""

import json
import os
import shutil
import sys
from pathlib import Path
from typing import Any

from infra.local.backup import MANIFEST, digest, whole_ones
from infra.local.data_dir import alone_with
from infra.local.options import read_options
from infra.local.upgrade import SCHEMA
from infra.local.welcome import say

BEFORE = "before-restore"
HALF = "restoring"
OWN = {"lock", "log", BEFORE, HALF}


def restore(backup: Path, data_dir: Path, *, yes: bool) -> None:
    """Restore into an empty folder; with ``yes`` into any that nobody uses: what was there goes to `before-restore`.

    RuntimeError with the sentence when the backup is not whole, is of a newer version, or the folder is not free.
    """
    told = checked(backup)
    if told["schema"] > SCHEMA:
        raise RuntimeError(f"{backup} was made by the newer version {told['version']}: install that one first")
    with alone_with(data_dir):
        there = [one for one in data_dir.iterdir() if one.name not in OWN]
        if there and not yes:
            raise RuntimeError(f"{data_dir} is not empty: name another DATA_DIR, or say YES=1 to replace what is there")
        half, before = data_dir / HALF, data_dir / BEFORE
        shutil.rmtree(half, ignore_errors=True)
        shutil.copytree(backup, half, ignore=shutil.ignore_patterns(MANIFEST))
        for path in half.rglob("*"):
            path.chmod(0o700 if path.is_dir() else 0o600)
        os.sync()
        if there:
            shutil.rmtree(before, ignore_errors=True)
            before.mkdir(mode=0o700)
            for one in there:
                one.rename(before / one.name)
        # The reports last: without them a start finds no system here, whatever broke this off.
        for one in sorted(half.iterdir(), key=lambda path: path.name == "reports.db"):
            one.rename(data_dir / one.name)
        half.rmdir()
        os.sync()


def checked(backup: Path) -> dict[str, Any]:
    """What the manifest tells, every file being as it says. RuntimeError with the sentence for one that is not."""
    if not (backup / MANIFEST).exists():
        raise RuntimeError(f"{backup} is no backup: it has no {MANIFEST}")
    told: dict[str, Any] = json.loads((backup / MANIFEST).read_text(encoding="utf-8"))
    for name, one in told["files"].items():
        path = backup / name
        if not path.is_file() or digest(path) != one["sha256"]:
            raise RuntimeError(f"{path} is missing or is not what was backed up: use another backup")
    return told


def found(place: Path) -> Path:
    """The backup that a folder is, or the newest of those in it."""
    inside = whole_ones(place)
    return place if (place / MANIFEST).exists() or not inside else inside[-1]


def main() -> None:
    """Restore what FROM names to DATA_DIR."""
    if not os.environ.get("FROM"):
        sys.exit("FROM names the backup: make restore FROM=/srv/backups/lapor-20261129T080000Z DATA_DIR=.data")
    data_dir, backup = read_options().data_dir, found(Path(os.environ["FROM"]).resolve())
    try:
        restore(backup, data_dir, yes=os.environ.get("YES") == "1")
    except (RuntimeError, OSError) as reason:
        raise SystemExit(f"Nothing is restored: {reason}") from None
    say(f"{data_dir} is as {backup.name} has it. Letters that went out since may go out once more.")


if __name__ == "__main__":
    main()
