"""A folder of a release becomes one of today's, whatever kills the upgrade; what cannot be read is refused in words."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from infra.local import upgrade as upgrading
from infra.local.data_dir import DATABASES
from infra.local.upgrade import SCHEMA, remove_old_copies, schema_of, upgrade
from tests.releases.held import unpacked

ROOT = Path(__file__).resolve().parents[2]


def quietly(line: str) -> None:
    """Nobody listens."""


def notes(data_dir: Path) -> int:
    with closing(sqlite3.connect(data_dir / "mail.db")) as rows:
        return int(rows.execute("SELECT count(*) FROM forgotten").fetchone()[0])


def test_a_folder_of_0_1_becomes_todays_after_a_copy(tmp_path: Path) -> None:
    data_dir = unpacked(tmp_path / "data")
    assert schema_of(data_dir) == 1
    assert upgrade(data_dir, quietly)
    assert schema_of(data_dir) == SCHEMA
    assert notes(data_dir) == 2
    for name in DATABASES:
        with closing(sqlite3.connect(data_dir / "before-upgrade-1" / name)) as rows:
            assert rows.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert not upgrade(data_dir, quietly)
    remove_old_copies(data_dir, time.time())
    assert (data_dir / "before-upgrade-1").exists()
    remove_old_copies(data_dir, time.time() + 2 * 24 * 3600)
    assert not (data_dir / "before-upgrade-1").exists()


@pytest.mark.parametrize("after", ["the first copy", "all copies", "the step"])
def test_killed_in_the_middle_the_next_start_finishes_it(
    tmp_path: Path, after: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    data_dir = unpacked(tmp_path / "data")
    turns = {"the first copy": "copying mail.db", "all copies": "upgrading"}

    def killed(line: str) -> None:
        if line.startswith(turns.get(after, "-")):
            raise KeyboardInterrupt

    def step(folder: Path) -> None:
        upgrading._to_2(folder)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        if after == "the step":
            patch.setitem(upgrading.STEPS, 2, step)
        with pytest.raises(KeyboardInterrupt):
            upgrade(data_dir, killed)
    assert schema_of(data_dir) == 1
    assert upgrade(data_dir, quietly)
    assert (schema_of(data_dir), notes(data_dir)) == (SCHEMA, 2)
    assert {one.name for one in (data_dir / "before-upgrade-1").iterdir()} >= set(DATABASES)


def test_a_newer_folder_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    newer = json.dumps({"schema": SCHEMA + 1, "version": "9.0.0"})
    (tmp_path / "schema.json").write_text(newer)
    command = [sys.executable, "-m", "infra.local.host"]
    environment = os.environ | {"DATA_DIR": str(tmp_path), "PORT": "8999"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "newer version 9.0.0" in done.stderr
    assert (tmp_path / "schema.json").read_text() == newer
    assert not (tmp_path / "reports.db").exists()


def test_a_folder_before_0_1_is_refused(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "reports.db")) as rows:
        rows.execute('CREATE TABLE "lapor-reports" (pk TEXT)')
    with pytest.raises(RuntimeError, match=r"before 0\.1"):
        upgrade(tmp_path, quietly)


def test_without_space_for_the_copy_nothing_is_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data_dir = unpacked(tmp_path / "data")
    monkeypatch.setattr(upgrading, "_SPARE_BYTES", shutil.disk_usage(tmp_path).total)
    with pytest.raises(RuntimeError, match="make room"):
        upgrade(data_dir, quietly)
    assert schema_of(data_dir) == 1
    assert not list(data_dir.glob("before-upgrade*"))


def test_a_new_folder_is_todays_before_its_first_database(tmp_path: Path) -> None:
    assert not upgrade(tmp_path, quietly)
    assert json.loads((tmp_path / "schema.json").read_text())["schema"] == SCHEMA
