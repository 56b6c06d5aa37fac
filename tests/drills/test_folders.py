"""Two hosts on one folder, and a folder that was copied from a host that died: other path, other port, other user."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from infra.local.data_dir import alone_with, is_in_use
from infra.local.ports import free_port
from infra.local.token import running_at
from tests.local.running_system import ROOT, SMALL, RunningSystem, wait_until
from tests.local_cloud import SETTINGS


def start_in_vain(data_dir: Path) -> str:
    """What a host says that cannot start there."""
    bare = {name: value for name, value in os.environ.items() if name not in SETTINGS}
    place = {"DATA_DIR": str(data_dir), "PORT": str(free_port()), "HOST": "127.0.0.1"}
    command = [sys.executable, "-m", "infra.local.host"]
    ended = subprocess.run(command, cwd=ROOT, env=bare | place, capture_output=True, text=True, timeout=60)
    assert ended.returncode == 1
    return ended.stderr


def test_a_folder_is_copied_from_a_host_that_died_and_serves_beside_it(tmp_path: Path) -> None:
    first = RunningSystem(tmp_path / "first", SMALL.copy()).start()
    receipt = first.submit(1).json
    wait_until(lambda: first.citizens_told() == 1, 60)
    other_path = tmp_path / "by another path"
    other_path.symlink_to(first.data_dir)
    for path in (first.data_dir, other_path):
        assert f"another system runs on {first.data_dir}" in start_in_vain(path)
    assert first.own_view(receipt).status == 200, "the first one did not notice"

    first.kill_everything()
    assert (first.data_dir / "host.json").exists(), "it could not clean up"
    assert not is_in_use(first.data_dir)
    with pytest.raises(SystemExit, match="No running system uses"):
        running_at(first.data_dir)

    elsewhere = tmp_path / "elsewhere" / ("long " * 20) / "data"
    # Python cannot copy a socket; `cp -a` can, and the next start makes them anew either way.
    copied = Path(shutil.copytree(first.data_dir, elsewhere, ignore=shutil.ignore_patterns("sockets")))
    first.start()
    second = RunningSystem(copied, SMALL.copy()).start()
    try:
        assert second.port != first.port
        assert (running_at(copied), running_at(first.data_dir)) == (
            f"http://127.0.0.1:{second.port}",
            f"http://127.0.0.1:{first.port}",
        )
        for system, number in ((first, 2), (second, 3)):
            assert system.own_view(receipt).status == 200
            assert system.submit(number).status == 201
            assert system.act("kobar", receipt["report_id"], "note", text=f"catatan {number}").status == 200
        wait_until(lambda: (first.citizens_told(), second.citizens_told()) == (2, 2), 60)
        assert len(second.mails("warga1@warga.example")) == 1, "nobody is told twice"
    finally:
        second.stop()
        first.stop()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may become another user")
def test_a_folder_of_another_user_is_refused_in_a_sentence(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    with alone_with(folder):
        pass
    for path in (*tmp_path.parents[:-2], tmp_path):
        path.chmod(0o755)
    folder.chmod(0o700)
    os.seteuid(65534)
    try:
        with (
            pytest.raises(RuntimeError, match=r"cannot be used \(Permission denied\): name a folder"),
            alone_with(folder),
        ):
            pass
    finally:
        os.seteuid(0)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount")
def test_a_folder_that_became_read_only_is_refused_in_a_sentence(tmp_path: Path) -> None:
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", tmp_path], capture_output=True)
    if mounted.returncode:
        pytest.skip("this machine lets nobody mount")
    try:
        with alone_with(tmp_path / "data"):
            pass
        subprocess.run(["mount", "-o", "remount,ro", tmp_path], check=True)
        told = start_in_vain(tmp_path / "data")
        assert told.startswith("It ends: DATA_DIR ")
        assert "Read-only file system" in told
        assert told.count("\n") == 1
    finally:
        subprocess.run(["umount", "-l", tmp_path], check=True)
