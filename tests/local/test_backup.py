"""A backup made under load, restored elsewhere, has what was acknowledged before it, once, and tells nobody twice."""

import sqlite3
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from infra.local.backup import backup
from infra.local.restore import checked, found, restore
from tests.local.running_system import HASTY, RunningSystem, wait_until
from tests.releases.test_release_0_1 import unpacked


def test_a_backup_under_load_is_restored_elsewhere(tmp_path: Path) -> None:
    system = RunningSystem(tmp_path / "data", HASTY).start()
    try:
        with ThreadPoolExecutor(4) as citizens:
            before = [one.json for one in citizens.map(system.submit, range(90_000, 90_040))]
            load = [citizens.submit(system.submit, number) for number in range(90_100, 90_160)]
            made = backup(system.data_dir, tmp_path / "backups")
            assert {one.result().status for one in load} == {201}
    finally:
        system.stop()
    restore(found(tmp_path / "backups"), tmp_path / "elsewhere", yes=False)
    assert made == found(tmp_path / "backups")
    again = RunningSystem(tmp_path / "elsewhere", HASTY).start()
    try:
        for receipt in before:
            assert [one["seq"] for one in again.own_view(receipt).json["events"]] == [1]
        wait_until(lambda: again.citizens_told() >= len(before), 60)
        told = Counter(mail["to"] for mail in again.mails() if mail["to"].endswith("@warga.example"))
        assert set(told.values()) == {1}
    finally:
        again.stop()


def test_a_damaged_backup_and_a_folder_in_use_change_nothing(tmp_path: Path) -> None:
    made = backup(unpacked(tmp_path / "data"), tmp_path / "backups")
    assert len(checked(made)["files"]) > 8
    with pytest.raises(RuntimeError, match="not empty"):
        restore(made, tmp_path / "data", yes=False)
    restore(made, tmp_path / "data", yes=True)
    assert (tmp_path / "data" / "before-restore" / "reports.db").exists()
    with closing(sqlite3.connect(made / "mail.db")) as rows, rows:
        rows.execute("DELETE FROM mails")
    with pytest.raises(RuntimeError, match=r"mail\.db is missing or is not"):
        restore(made, tmp_path / "other", yes=False)
    assert not (tmp_path / "other").exists()
