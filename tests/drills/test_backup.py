"""A backup made under load, restored elsewhere, has what was acknowledged before it, once, and tells nobody twice."""

import os
import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from pathlib import Path

import pytest

from infra.local import restore as restoring
from infra.local.backup import LINKS, alone, backup, remove_links
from infra.local.kept_backups import DAY, MANIFEST, remove_broken_off
from infra.local.restore import checked, finish, found, restore
from tests.local.running_system import HASTY, RunningSystem, wait_until
from tests.releases.held import unpacked


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


def test_two_backups_at_once_take_turns_and_both_are_whole(tmp_path: Path) -> None:
    data_dir = unpacked(tmp_path / "data")
    with ThreadPoolExecutor(2) as operators:
        made = list(operators.map(lambda _: backup(data_dir, tmp_path / "backups"), range(4)))
    assert len(set(made)) == 4
    assert len({len(checked(one)["files"]) for one in made}) == 1
    assert not (data_dir / LINKS).exists()


def whole(folder: Path) -> dict[str, bytes]:
    """Every file of a folder but what is there for the tools themselves."""
    files = (
        one for one in folder.rglob("*") if one.is_file() and one.relative_to(folder).parts[0] not in restoring.OWN
    )
    return {str(one.relative_to(folder)): one.read_bytes() for one in files}


def test_a_restore_that_is_killed_anywhere_is_finished_by_the_next_and_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = backup(unpacked(tmp_path / "data"), tmp_path / "backups")
    wanted = {name: content for name, content in whole(made).items() if name != MANIFEST}
    moves = 0
    for moves in range(1, 100):
        data_dir = tmp_path / f"elsewhere-{moves}"
        (data_dir / "files").mkdir(parents=True)
        (data_dir / "reports.db").write_bytes(b"what was there")
        (data_dir / "files" / "1").write_bytes(b"and its file")
        was, left = whole(data_dir), iter(range(moves))

        def rename(one: Path, to: Path, left: Iterator[int] = left) -> Path:
            if next(left, None) is None:
                raise KeyboardInterrupt
            os.rename(one, to)
            return to

        with monkeypatch.context() as patch, suppress(KeyboardInterrupt):
            patch.setattr(Path, "rename", rename)
            if restore(made, data_dir, yes=True):
                break
        restore(made, data_dir, yes=True)
        assert not finish(data_dir), "nothing is left to do"
        assert whole(data_dir) == wanted, moves
        assert whole(data_dir / "before-restore") == was, moves
    assert moves > 10


def test_a_start_finishes_a_restore_and_removes_what_a_killed_backup_left(tmp_path: Path) -> None:
    made = backup(unpacked(tmp_path / "data"), tmp_path / "backups")
    data_dir = tmp_path / "elsewhere"
    data_dir.mkdir(mode=0o700)
    shutil.copytree(made, data_dir / "restoring", ignore=shutil.ignore_patterns(MANIFEST))
    (data_dir / LINKS).mkdir()
    system = RunningSystem(data_dir, HASTY | {"LETTERS_KEPT_DAYS": "36500"}).start()
    try:
        assert any("the restore that was broken off is finished" in line for line in system.console)
        assert {"restoring", "restored", "before-restore", LINKS}.isdisjoint(one.name for one in data_dir.iterdir())
        assert len(system.mails()) > 400
    finally:
        system.stop()


def test_a_backup_that_is_at_work_keeps_its_links_when_a_system_starts(tmp_path: Path) -> None:
    (tmp_path / LINKS).mkdir()
    with alone(tmp_path):
        remove_links(tmp_path)
        assert (tmp_path / LINKS).exists()
    remove_links(tmp_path)
    assert not (tmp_path / LINKS).exists()


def test_what_a_killed_backup_left_in_the_folder_of_backups_goes_a_day_later(tmp_path: Path) -> None:
    half = tmp_path / "lapor-20261129T000000000000Z.new"
    half.mkdir()
    made_at = half.stat().st_mtime
    remove_broken_off(tmp_path, made_at + DAY - 60)
    assert half.exists()
    remove_broken_off(tmp_path, made_at + DAY + 60)
    assert not half.exists()
