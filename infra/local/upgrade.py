"""`make upgrade`: a DATA_DIR of any release becomes one of today's; `make run` calls it before anything opens a file.

`schema.json` holds the number of the stored form and the version that wrote it. 1 is release 0.1, which wrote no such
file. Each step may be done twice, and the number moves after it: killed anywhere, the next start goes on with the step
at hand. Before the first step every database is copied to `before-upgrade-N`, whole or not at all; the hourly job
removes the copy after a day, because whoever erases a report asks that of every file here.
"""

import os
import shutil
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from chalicelib import __version__
from infra.local import dynoxide
from infra.local.data_dir import DATABASES, alone_with, read_private, write_private
from infra.local.forgetting import ForgottenReports
from infra.local.options import defaults, read_options
from infra.local.welcome import say

FIRST = 1
SCHEMA = 2
COPY = "before-upgrade-"
COPY_SECONDS = 24 * 3600
TABLES_OF_0_1 = {"lapor-reports", "lapor-identities", "lapor-directory", "lapor-statistics"}
_SPARE_BYTES = 50_000_000
"""What a system needs beside the copy to go on at all."""


def upgrade(data_dir: Path, tell: Callable[[str], None]) -> bool:
    """Bring a folder that nobody uses to today's schema; whether there was anything to do.

    RuntimeError with the sentence for a folder of a newer version, of one before 0.1, or without space for the copy.
    """
    found = schema_of(data_dir)
    if found > SCHEMA:
        version = read_private(data_dir / "schema.json").get("version", "unknown")
        raise RuntimeError(
            f"{data_dir} was written by the newer version {version} (schema {found}), and this is {__version__} "
            f"(schema {SCHEMA}): install {version} or a later one, or restore a backup that this version made"
        )
    if found == SCHEMA:
        return False
    _copy_databases(data_dir, data_dir / f"{COPY}{found}", tell)
    for number in range(found + 1, SCHEMA + 1):
        tell(f"upgrading {data_dir} to schema {number} …")
        STEPS[number](data_dir)
        _keep(data_dir, number)
    return True


def schema_of(data_dir: Path) -> int:
    """The schema that a folder has; a folder without a database becomes one of today's and says so at once.

    RuntimeError with the sentence for one that is older than release 0.1.
    """
    number = read_private(data_dir / "schema.json").get("schema")
    if number is not None:
        return int(number)
    if not (data_dir / "reports.db").exists():
        _keep(data_dir, SCHEMA)
        return SCHEMA
    with closing(sqlite3.connect(data_dir / "reports.db", timeout=20)) as rows:
        tables = {name for (name,) in rows.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not tables >= TABLES_OF_0_1 or not (data_dir / "files.db").exists():
        raise RuntimeError(
            f"{data_dir} was written by a version before 0.1, which this one cannot read: keep the folder, and name "
            "another as DATA_DIR"
        )
    return FIRST


def remove_old_copies(data_dir: Path, now: float) -> None:
    """Remove what an upgrade copied more than a day before an instant (epoch seconds)."""
    for copy in data_dir.glob(f"{COPY}*"):
        if copy.stat().st_mtime < now - COPY_SECONDS:
            shutil.rmtree(copy)


def _keep(data_dir: Path, number: int) -> None:
    write_private(data_dir / "schema.json", {"schema": number, "version": __version__})


def _copy_databases(data_dir: Path, copy: Path, tell: Callable[[str], None]) -> None:
    if copy.exists():
        return  # whole: it got its name when everything was in it
    sources = [data_dir / name for name in DATABASES if (data_dir / name).exists()]
    needed = _SPARE_BYTES + sum(_size(source) for source in sources)
    free = shutil.disk_usage(data_dir).free
    if free < needed:
        raise RuntimeError(
            f"the upgrade copies the databases of {data_dir} first and needs {needed // 1_000_000} MB, of which "
            f"{free // 1_000_000} MB are free: make room and start again; nothing was changed"
        )
    half = copy.with_suffix(".new")
    shutil.rmtree(half, ignore_errors=True)
    half.mkdir(mode=0o700)
    for number, source in enumerate(sources, 1):
        tell(f"copying {source.name} before the upgrade ({number} of {len(sources)}) …")
        with closing(sqlite3.connect(source, timeout=20)) as rows, closing(sqlite3.connect(half / source.name)) as to:
            rows.backup(to)
    half.rename(copy)


def _size(database: Path) -> int:
    log = database.with_name(f"{database.name}-wal")
    return database.stat().st_size + (log.stat().st_size if log.exists() else 0)


def _to_2(data_dir: Path) -> None:
    """The engine's stream gets its indexes, and what was erased under 0.1 its notes."""
    dynoxide.keep_stream_fast(data_dir / "reports.db")
    table = os.environ.get("REPORTS_TABLE") or defaults("")["REPORTS_TABLE"]
    ForgottenReports(data_dir).note_older(data_dir / "reports.db", table)


STEPS: dict[int, Callable[[Path], None]] = {2: _to_2}
"""What brings a folder from the schema before to each one."""


def main() -> None:
    """Upgrade the folder that DATA_DIR names."""
    try:
        data_dir = read_options().data_dir
        with alone_with(data_dir):
            began = time.monotonic()
            done = upgrade(data_dir, say)
    except RuntimeError as reason:
        raise SystemExit(f"It was not upgraded: {reason}.") from None
    say(f"upgraded in {time.monotonic() - began:.0f} s" if done else f"{data_dir} has today's schema {SCHEMA} already")


if __name__ == "__main__":
    main()
