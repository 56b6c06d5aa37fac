"""`make restore FROM= [DATA_DIR=]`: a backup becomes a DATA_DIR. Every hash is checked before anything is written.

The copy is made beside what is there and named `restoring` when it is whole: from then on there is only forward. What
was there goes to `before-restore`, the copy is named `restored`, and its files go to their places. Killed in between,
the next start or the next `make restore` goes on from the name that it finds, and nothing of either is lost.
"""

import json
import os
import shutil
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from infra.local.backup import LOCK
from infra.local.data_dir import alone_with
from infra.local.kept_backups import MANIFEST, digest, whole_ones
from infra.local.options import read_options
from infra.local.upgrade import SCHEMA
from infra.local.welcome import say

BEFORE = "before-restore"
HALF, WHOLE, EMPTIED = "restoring.new", "restoring", "restored"
OWN = {"lock", "log", LOCK, BEFORE, HALF, WHOLE, EMPTIED}


def restore(backup: Path, data_dir: Path, *, yes: bool) -> bool:
    """Restore into an empty folder; with ``yes`` into any that nobody uses: what was there goes to `before-restore`.

    False when instead a restore was finished that had been broken off.

    RuntimeError with the sentence when the backup is not whole, is of a newer version, or the folder is not free.
    """
    told = checked(backup)
    if told["schema"] > SCHEMA:
        raise RuntimeError(f"{backup} was made by the newer version {told['version']}: install that one first")
    with alone_with(data_dir):
        if finish(data_dir):
            return False
        there = _what_is_there(data_dir)
        if there and not yes:
            raise RuntimeError(f"{data_dir} is not empty: name another DATA_DIR, or say YES=1 to replace what is there")
        half = data_dir / HALF
        shutil.copytree(backup, half, ignore=shutil.ignore_patterns(MANIFEST))
        for path in half.rglob("*"):
            path.chmod(0o700 if path.is_dir() else 0o600)
        shutil.rmtree(data_dir / BEFORE, ignore_errors=True)
        (data_dir / BEFORE).mkdir(mode=0o700)
        os.sync()
        half.rename(data_dir / WHOLE)
        finish(data_dir)
        return True


def finish(data_dir: Path) -> bool:
    """Finish the restore that was begun in a folder that nobody uses, if its copy is whole; whether there was one."""
    whole, emptied = data_dir / WHOLE, data_dir / EMPTIED
    shutil.rmtree(data_dir / HALF, ignore_errors=True)
    if whole.exists():
        for one in _what_is_there(data_dir):
            one.rename(data_dir / BEFORE / one.name)
        os.sync()
        whole.rename(emptied)
    if not emptied.exists():
        return False
    for one in list(emptied.iterdir()):
        one.rename(data_dir / one.name)
    os.sync()
    emptied.rmdir()
    with suppress(OSError):  # it holds what was there
        (data_dir / BEFORE).rmdir()
    return True


def _what_is_there(data_dir: Path) -> list[Path]:
    return [one for one in data_dir.iterdir() if one.name not in OWN]


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
        is_this_one = restore(backup, data_dir, yes=os.environ.get("YES") == "1")
    except (RuntimeError, OSError) as reason:
        raise SystemExit(f"Nothing is restored: {reason}") from None
    if not is_this_one:
        raise SystemExit(f"{data_dir}: the restore that was broken off is finished. For another one, say it again.")
    say(f"{data_dir} is as {backup.name} has it. Letters that went out since may go out once more.")


if __name__ == "__main__":
    main()
