"""Looks at DATA_DIR before anything is started on it: what is missing, damaged or not to be written ends the start.

Each fault is one sentence that names the file, the log and the way back. Nothing is repaired and no secret is made anew
while reports exist: with a new one no reporter could open what they sent.
"""

import json
import os
import sqlite3
import time
from contextlib import closing
from pathlib import Path

from infra.local.condition import free_megabytes
from infra.local.data_dir import DATABASES

SECRETS = ("access-code-secrets.json", "signing-secret.json")
OTHER_JSON = ("officer-passwords.json", "chosen-passwords.json")
LEAST_MEGABYTES = 4
"""What a start itself writes: tables, the directory, logs."""
CHECK_SECONDS = 5
"""How long a database is read through; a page at its far end may be found damaged only when it is used."""


class Unsound(RuntimeError):
    """The folder cannot serve as it is; the message says why and what to do."""


def check(data_dir: Path, has_own_database: bool = True) -> None:
    """Raises Unsound. ``has_own_database``: reports lie in ``reports.db``, not with a server somewhere else."""
    _check_space(data_dir)
    for name in (*SECRETS, *OTHER_JSON):
        _check_json(data_dir / name)
    for name in DATABASES:
        _check_database(data_dir / name)
    _check_pair(data_dir, has_own_database)


def _check_space(data_dir: Path) -> None:
    if (free := free_megabytes(data_dir)) < LEAST_MEGABYTES:
        raise Unsound(f"the disk of {data_dir} is full ({free} MB free): make room, then start again")


def _check_json(path: Path) -> None:
    if not path.exists():
        return
    try:
        sound = bool(json.loads(path.read_text(encoding="utf-8")))
    except OSError as refused:
        raise Unsound(f"{path} cannot be read ({refused.strerror}): it must belong to who runs this") from refused
    except ValueError:
        sound = False
    if not sound:
        raise Unsound(f"{path} is damaged: {_way_back(path)}")


def _check_database(path: Path) -> None:
    if not path.exists():
        return
    if not os.access(path, os.R_OK | os.W_OK, effective_ids=os.access in os.supports_effective_ids):
        raise Unsound(f"{path} cannot be written to: it must belong to who runs this, with mode 600")
    until = time.monotonic() + CHECK_SECONDS
    try:
        with closing(sqlite3.connect(path, timeout=20)) as rows:
            rows.execute("SELECT count(*) FROM sqlite_master").fetchone()
            rows.set_progress_handler(lambda: time.monotonic() > until, 10_000)
            (said,) = rows.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.OperationalError as failure:
        if failure.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
            return
        raise Unsound(f"{path} cannot be used ({failure}): {_way_back(path)}") from None
    except sqlite3.DatabaseError as failure:
        raise Unsound(f"{path} is damaged ({failure}): {_way_back(path)}") from None
    if said != "ok":
        raise Unsound(f"{path} is damaged: {_way_back(path)}")


def _check_pair(data_dir: Path, has_own_database: bool) -> None:
    """Reports without their secrets, and secrets of reports that are gone."""
    reports, trace = data_dir / "reports.db", _trace_of_use(data_dir)
    served = has_served(reports)
    for path in (data_dir / name for name in SECRETS):
        if (served or trace) and not path.exists():
            raise Unsound(
                f"{path} is missing while there are reports, and a new one would lock their reporters out: "
                f"{_way_back(path)}"
            )
    if has_own_database and trace and not served:
        raise Unsound(
            f"{reports} is missing or empty, but {trace} is of a system that has served: {_way_back(reports)}; "
            "to begin anew, name an empty folder as DATA_DIR"
        )


def has_served(reports: Path) -> bool:
    """Whether a database holds items of any table."""
    if not reports.exists():
        return False
    with closing(sqlite3.connect(reports, timeout=20)) as rows:
        tables = [name for (name,) in rows.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        items = [name for name in tables if not name.startswith(("_", "sqlite_"))]
        return any(rows.execute(f'SELECT 1 FROM "{name}" LIMIT 1').fetchone() for name in items)


def _trace_of_use(data_dir: Path) -> Path | None:
    """What only a system leaves that had its tables: a start that was broken off before has none of these."""
    if (data_dir / "officer-passwords.json").exists():
        return data_dir / "officer-passwords.json"
    for name, table in (("mail.db", "mails"), ("stream.db", "cursors"), ("files.db", "objects")):
        path = data_dir / name
        if path.exists() and _has_rows(path, table):
            return path
    return None


def _has_rows(path: Path, table: str) -> bool:
    with closing(sqlite3.connect(path, timeout=20)) as rows:
        named = rows.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (table,)).fetchone()
        return bool(named and rows.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone())


def _way_back(path: Path) -> str:
    return (
        f"put {path.name} back from your backup (docs/one-machine.md, Backup) together with the rest of the same "
        f"backup; {path.parent / 'log'} may say what happened; nothing was changed"
    )
