"""`make backup TO=`: the whole DATA_DIR as it was at one instant, while the system runs, as a new folder below TO.

The instant is the same for every database. A write lock on each is held together for as long as it takes to open a
reading transaction in each, some milliseconds; then writers go on, and the copies are made of what was read. So a
restored folder is one that lost its power at that instant, and what holds after kill -9 (nothing acknowledged is lost,
no letter goes twice, counters are right) holds after a restore. Copies one after another would not do: a stream cursor
copied late skips records, mails copied early are sent again.

A stored file never changes under its name. Those of the instant are linked while `files.db` is still locked, so that
none that is deleted meanwhile is missing.
"""

import fcntl
import json
import os
import shutil
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from chalicelib import __version__
from infra.local.data_dir import DATABASES
from infra.local.kept_backups import DAY, MANIFEST, digest, remove_broken_off, remove_older
from infra.local.options import read_options
from infra.local.upgrade import schema_of
from infra.local.welcome import say

SECRETS = (
    "access-code-secrets.json",
    "signing-secret.json",
    "officer-passwords.json",
    "chosen-passwords.json",
    "schema.json",
)
LINKS, LOCK = "backup-links", "backup-lock"


_NAME = "lapor-%Y%m%dT%H%M%S%fZ"


def backup(data_dir: Path, to: Path) -> Path:
    """The new folder `lapor-<time>` below ``to``, whole or not at all. RuntimeError with the sentence."""
    if not (data_dir / "reports.db").exists():
        raise RuntimeError(f"{data_dir} has no reports.db: name the folder of a system as DATA_DIR")
    at = datetime.now(UTC)
    to.mkdir(mode=0o700, parents=True, exist_ok=True)
    whole = to / f"{at:{_NAME}}"
    half = whole.with_suffix(".new")
    remove_broken_off(to, time.time())
    _require_space(data_dir, to)
    half.mkdir(mode=0o700)
    try:
        with alone(data_dir), _instant(data_dir) as reading:
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


def remove_links(data_dir: Path) -> None:
    """Remove the links that a killed backup left, unless one is at work."""
    with suppress(BlockingIOError), alone(data_dir, fcntl.LOCK_NB):
        shutil.rmtree(data_dir / LINKS, ignore_errors=True)


@contextmanager
def alone(data_dir: Path, patience: int = 0) -> Iterator[None]:
    """No other backup of this folder is at work; the kernel lets go however the process ends. Raises BlockingIOError
    without patience."""
    descriptor = os.open(data_dir / LOCK, os.O_WRONLY | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX | patience)
        yield


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
    if days := os.environ.get("KEEPDAYS"):
        say(f"removed {remove_older(made.parent, time.time() - DAY * int(days))} backups older than {days} days")


if __name__ == "__main__":
    main()
