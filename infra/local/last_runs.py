"""When each schedule of this machine ran last and whether it went well: on disk, for the deep health to tell."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from infra.local.durable import connection

_SCHEMA = """
CREATE TABLE IF NOT EXISTS runs (
    name TEXT PRIMARY KEY, ended_at REAL NOT NULL, went_well INTEGER NOT NULL, went_well_at REAL
)
"""
_KEEP = """
INSERT INTO runs VALUES (:name, :at, :well, iif(:well, :at, NULL)) ON CONFLICT (name) DO UPDATE
SET ended_at = :at, went_well = :well, went_well_at = coalesce(iif(:well, :at, NULL), went_well_at)
"""


@dataclass(frozen=True, slots=True)
class Run:
    """The last run of a schedule, and the last one that went well; instants are epoch seconds."""

    ended_at: float
    went_well: bool
    went_well_at: float | None


class LastRuns:
    """The runs of all schedules, in the file of the stream's readers."""

    def __init__(self, data_dir: Path) -> None:
        self._path = data_dir / "stream.db"

    def keep(self, name: str, at: float, *, went_well: bool) -> None:
        """A schedule has run. Raises sqlite3.Error, as on a full disk."""
        with connection(self._path) as db:
            db.execute(_SCHEMA)
            db.execute(_KEEP, {"name": name, "at": at, "well": went_well})

    def read(self) -> dict[str, Run]:
        """Each schedule that ever ran, by name."""
        if not self._path.exists():
            return {}
        with closing(sqlite3.connect(f"file:{self._path}?mode=ro", uri=True, timeout=20)) as rows:
            if not rows.execute("SELECT 1 FROM sqlite_master WHERE name = 'runs'").fetchone():
                return {}
            found = rows.execute("SELECT name, ended_at, went_well, went_well_at FROM runs").fetchall()
        return {name: Run(ended_at, bool(went_well), at) for name, ended_at, went_well, at in found}
