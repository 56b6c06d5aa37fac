"""A folder that cannot serve is refused before anything starts on it, in a sentence that says the way back."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

import pytest

from infra.local.ports import free_port
from infra.local.soundness import Unsound, check
from tests.local.running_system import ROOT
from tests.local_cloud import SETTINGS

RELEASED = ROOT / "tests" / "releases" / "0.1" / "data.tar.xz"
DATABASES = ("reports.db", "mail.db", "stream.db", "files.db")


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that has served."""
    folder = tmp_path_factory.mktemp("released")
    with tarfile.open(RELEASED) as packed:
        packed.extractall(folder, filter="data")
    return folder


@pytest.fixture
def folder(released: Path, tmp_path: Path) -> Path:
    """A copy of it to break."""
    return Path(shutil.copytree(released, tmp_path / "data"))


def everything(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def refused(folder: Path, *words: str) -> None:
    """The check says all of these, and leaves every file as it was."""
    before = everything(folder)
    with pytest.raises(Unsound) as told:
        check(folder)
    assert all(word in str(told.value) for word in (str(folder), *words)), told.value
    assert everything(folder) == before


def test_a_sound_folder_and_an_empty_one_are_taken(folder: Path, tmp_path: Path) -> None:
    check(folder)
    check(tmp_path)


def test_a_first_start_that_was_broken_off_goes_on(tmp_path: Path) -> None:
    (tmp_path / "access-code-secrets.json").write_text('{"1": "ab"}')
    (tmp_path / "reports.db").write_bytes(b"")
    check(tmp_path)


@pytest.mark.parametrize("name", ["access-code-secrets.json", "signing-secret.json"])
def test_missing_secrets_are_not_made_anew(folder: Path, name: str) -> None:
    (folder / name).unlink()
    refused(folder, name, "is missing", "backup", "log")


@pytest.mark.parametrize("content", [b"", b"{", b"{}", b"\xff\xfe"])
@pytest.mark.parametrize("name", ["access-code-secrets.json", "signing-secret.json", "officer-passwords.json"])
def test_damaged_secrets_are_named(folder: Path, name: str, content: bytes) -> None:
    (folder / name).write_bytes(content)
    refused(folder, name, "is damaged", "backup", "log")


@pytest.mark.parametrize("name", DATABASES)
def test_a_damaged_head_is_named(folder: Path, name: str) -> None:
    with (folder / name).open("r+b") as file:
        file.write(b"\0" * 100)
    refused(folder, name, "is damaged", "backup", "log")


@pytest.mark.parametrize("name", ["reports.db", "mail.db"])
def test_a_damaged_page_and_a_cut_end_are_named(folder: Path, name: str) -> None:
    whole = (folder / name).read_bytes()
    (folder / name).write_bytes(whole[: len(whole) // 2])
    refused(folder, name, "backup", "log")
    (folder / name).write_bytes(whole[:4096] + b"\xa5" * 40960 + whole[45056:])
    refused(folder, name, "backup", "log")


def test_a_database_that_is_gone_beside_old_secrets_is_missed(folder: Path) -> None:
    (folder / "reports.db").unlink()
    refused(folder, "reports.db", "missing or empty", "officer-passwords.json", "backup")
    (folder / "officer-passwords.json").unlink()
    (folder / "reports.db").write_bytes(b"")
    refused(folder, "reports.db", "missing or empty", "mail.db", "backup")
    with sqlite3.connect(folder / "reports.db") as rows:
        rows.execute("CREATE TABLE _settings (a)")
    rows.close()
    refused(folder, "reports.db", "missing or empty")


def test_a_file_that_cannot_be_written_is_named(folder: Path) -> None:
    if os.geteuid() != 0:
        (folder / "mail.db").chmod(0o400)
        return refused(folder, "mail.db", "cannot be written")
    with tempfile.TemporaryDirectory() as place:
        shutil.copytree(folder, place, dirs_exist_ok=True)
        for path in (Path(place), *Path(place).iterdir()):
            shutil.chown(path, "nobody")
        shutil.chown(Path(place) / "mail.db", "root")
        (Path(place) / "mail.db").chmod(0o644)
        os.seteuid(65534)
        try:
            with pytest.raises(Unsound, match=r"mail\.db cannot be written"):
                check(Path(place))
        finally:
            os.seteuid(0)


def test_the_start_says_it_in_one_sentence(folder: Path) -> None:
    (folder / "access-code-secrets.json").unlink()
    bare = {name: value for name, value in os.environ.items() if name not in SETTINGS}
    environment = bare | {"DATA_DIR": str(folder), "PORT": str(free_port()), "HOST": "127.0.0.1"}
    command = [sys.executable, "-m", "infra.local.host"]
    ended = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=30)
    assert ended.returncode == 1
    assert ended.stderr.startswith("It ends: ")
    assert ended.stderr.count("\n") == 1
    assert "access-code-secrets.json is missing" in ended.stderr
    assert not (folder / "access-code-secrets.json").exists()
    assert json.loads((folder / "signing-secret.json").read_text())
