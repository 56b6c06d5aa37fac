"""The upgrade of a folder, killed with SIGKILL in the middle, and made once more to its end."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from infra.local.upgrade import schema_of

ROOT = Path(__file__).resolve().parents[2]
INSTANTS = ("copying reports.db", "copying files.db", "upgrading ")
"""What the upgrade says when it is killed: twice at its copy, and at its step."""


def upgraded(data_dir: Path) -> Path:
    """A folder brought to today's form by an upgrade that was killed at each of the instants before it came through."""
    before = schema_of(data_dir)
    for instant in INSTANTS:
        # The step wants to write, and cannot as long as somebody else does: so it is in the middle when it dies.
        with _writing(data_dir / "reports.db") if instant == INSTANTS[-1] else _nothing():
            _kill_at(data_dir, instant)
        assert schema_of(data_dir) == before, f"killed at {instant!r} it had come through"
    done = subprocess.run(_COMMAND, cwd=ROOT, env=_named(data_dir), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1].startswith("upgraded in ")
    return data_dir


_COMMAND = [sys.executable, "-m", "infra.local.upgrade"]


def _named(data_dir: Path) -> dict[str, str]:
    return os.environ | {"DATA_DIR": str(data_dir)}


def _kill_at(data_dir: Path, instant: str) -> None:
    with subprocess.Popen(_COMMAND, cwd=ROOT, env=_named(data_dir), stdout=subprocess.PIPE, text=True) as upgrade:
        assert upgrade.stdout
        for line in upgrade.stdout:
            if line.startswith(instant):
                upgrade.kill()
                break
    assert upgrade.returncode == -signal.SIGKILL, f"it never said {instant!r}"


@contextmanager
def _writing(database: Path) -> Iterator[None]:
    with closing(sqlite3.connect(database, isolation_level=None)) as rows:
        rows.execute("BEGIN IMMEDIATE")
        yield
        rows.execute("ROLLBACK")


@contextmanager
def _nothing() -> Iterator[None]:
    yield
