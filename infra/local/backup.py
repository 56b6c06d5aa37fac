"""`make backup TO=`: the whole DATA_DIR as it was at one instant, while the system runs, as a new folder below TO.

The instant is the same for every database. A write lock on each is held together for as long as it takes to open a
reading transaction in each, some milliseconds; then writers go on, and the copies are made of what was read. So a
restored folder is one that lost its power at that instant, and what holds after kill -9 (nothing acknowledged is lost,
no letter goes twice, counters are right) holds after a restore. Copies one after another would not do: a stream cursor
copied late skips records, mails copied early are sent again.

A stored file never changes under its name. Those of the instant are linked while `files.db` is still locked, so that
none that is deleted meanwhile is missing.
"""

import hashlib
import json
import math
import os
import shutil
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from chalicelib import __version__
from infra.local.data_dir import DATABASES
from infra.local.options import read_options
from infra.local.upgrade import schema_of
from infra.local.welcome import say

MANIFEST = "manifest.json"
SECRETS = ("access-code-secrets.json", "signing-secret.json", "officer-passwords.json", "schema.json")
LINKS = "backup-links"


_NAME = "lapor-%Y%m%dT%H%M%S%fZ"


def backup(data_dir: Path, to: Path) -> Path:
    """The new folder `lapor-<time>` below ``to``, whole or not at all. RuntimeError with the sentence."""
    if not (data_dir / "reports.db").exists():
        raise RuntimeError(f"{data_dir} has no reports.db: name the folder of a system as DATA_DIR")
    at = datetime.now(UTC)
    to.mkdir(mode=0o700, parents=True, exist_ok=True)
    whole = to / f"{at:{_NAME}}"
    half = whole.with_suffix(".new")
    _require_space(data_dir, to)
    half.mkdir(mode=0o700)
    try:
        with _instant(data_dir) as reading:
            for name, rows in reading.items():
                _copy(rows, half / name)
            shutil.copytree(data_dir / LINKS, half / "files")
        for name in SECRETS:
            if (data_dir / name).exists():
                shutil.copy2(data_dir / name, half / name)
        _finish(half, at, schema_of(data_dir))
        half.rename(whole)
    finally:
        shutil.rmtree(half, ignore_errors=True)
    _sync(to)
    return whole


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


@contextmanager
def _instant(data_dir: Path) -> Iterator[dict[str, sqlite3.Connection]]:
    """A reading transaction on each database, all of one instant; the files of that instant below LINKS."""
    names = [name for name in DATABASES if (data_dir / name).exists()]
    shutil.rmtree(data_dir / LINKS, ignore_errors=True)
    with ExitStack() as stack:
        stack.callback(shutil.rmtree, data_dir / LINKS, ignore_errors=True)
        locks = {name: stack.enter_context(_opened(data_dir / name)) for name in names}
        reading = {name: stack.enter_context(_opened(data_dir / name)) for name in names}
        for lock in locks.values():
            lock.execute("BEGIN IMMEDIATE")
        for rows in reading.values():
            rows.execute("BEGIN")
            rows.execute("SELECT count(*) FROM sqlite_master").fetchone()
        for name, lock in locks.items():
            if name != "files.db":
                lock.execute("ROLLBACK")
        _link_files(data_dir, reading.get("files.db"))
        if "files.db" in locks:
            locks["files.db"].execute("ROLLBACK")
        yield reading


def _opened(database: Path) -> closing[sqlite3.Connection]:
    return closing(sqlite3.connect(database, timeout=20, isolation_level=None))


def _link_files(data_dir: Path, rows: sqlite3.Connection | None) -> None:
    (data_dir / LINKS).mkdir(mode=0o700)
    for (name,) in rows.execute("SELECT file FROM objects") if rows else ():
        os.link(data_dir / "files" / name, data_dir / LINKS / name)


def _copy(rows: sqlite3.Connection, place: Path) -> None:
    with closing(sqlite3.connect(place)) as copy:
        rows.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")  # in one file, without a log beside it
        found = copy.execute("PRAGMA integrity_check").fetchone()[0]
    if found != "ok":
        raise RuntimeError(f"{place.name} is damaged ({found}): no backup was made; the one before is the way back")


def _finish(half: Path, at: datetime, schema: int) -> None:
    files = {}
    for path in sorted(one for one in half.rglob("*") if one.is_file()):
        path.chmod(0o600)
        _sync(path)
        files[str(path.relative_to(half))] = {"bytes": path.stat().st_size, "sha256": digest(path)}
    told = {"version": __version__, "schema": schema, "at": at.isoformat(timespec="seconds"), "files": files}
    (half / MANIFEST).write_text(json.dumps(told, indent=1), encoding="utf-8")
    (half / MANIFEST).chmod(0o600)
    for path in (half / MANIFEST, half):
        _sync(path)


def digest(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _require_space(data_dir: Path, to: Path) -> None:
    needed = sum(path.stat().st_size for path in [*data_dir.glob("*.db*"), *(data_dir / "files").glob("*")])
    free = shutil.disk_usage(to).free
    if free < needed:
        raise RuntimeError(f"{to} has {free // 1_000_000} MB free, and the backup needs {needed // 1_000_000} MB")


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    os.fsync(descriptor)
    os.close(descriptor)


def main() -> None:
    """Back up the folder that DATA_DIR names to the one that TO names."""
    if not os.environ.get("TO"):
        sys.exit("TO names the folder that backups are made in: make backup TO=/srv/backups")
    try:
        made = backup(read_options().data_dir, Path(os.environ["TO"]).resolve())
    except (RuntimeError, OSError, sqlite3.Error) as reason:
        raise SystemExit(f"There is no backup: {reason}") from None
    say(f"backed up to {made}")
    say("The secrets are in it: whoever reads this folder can open every report. Keep it where nobody else can.")
    if days := os.environ.get("KEEP_DAYS"):
        say(f"removed {remove_older(made.parent, time.time() - 24 * 3600 * int(days))} backups older than {days} days")


if __name__ == "__main__":
    main()
