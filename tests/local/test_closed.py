"""DATA_DIR is closed to everybody else at each start, or the start is refused with a sentence."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from infra.local.closed import close_to_others
from tests.local.nobody import NOBODY, as_nobody, as_root
from tests.local.running_system import ROOT


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


@pytest.fixture
def opened(in_reach: Path) -> Path:
    """A folder as an earlier release, or a copy, leaves it."""
    for name in ("reports.db", "mail.db", "log/web.log", "files/0a1b", "access-code-secrets.json"):
        path = in_reach / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("words of a citizen")
        path.chmod(0o644)
    for folder in (in_reach, in_reach / "log", in_reach / "files"):
        folder.chmod(0o755)
    return in_reach


def test_what_was_open_is_closed_and_counted(opened: Path) -> None:
    assert close_to_others(opened) == 8
    assert {mode(path) for path in opened.rglob("*") if path.is_file()} == {0o600}
    assert {mode(path) for path in (opened, *opened.rglob("*")) if path.is_dir()} == {0o700}
    assert close_to_others(opened) == 0


def test_a_link_is_closed_where_it_leads_and_may_lead_nowhere(
    opened: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("disk") / "files"
    elsewhere.mkdir(mode=0o755)
    (opened / "more").symlink_to(elsewhere)
    (opened / "gone").symlink_to(opened / "nowhere")
    close_to_others(opened)
    assert mode(elsewhere) == 0o700


def test_a_folder_that_is_not_there_yet_is_no_matter(tmp_path: Path) -> None:
    assert close_to_others(tmp_path / "new") == 0


def test_a_home_that_was_named_by_mistake_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "public_html").mkdir()
    tmp_path.chmod(0o755)
    with pytest.raises(RuntimeError, match="name a folder of its own"):
        close_to_others(tmp_path)
    assert mode(tmp_path) == 0o755


def test_a_place_where_anybody_may_swap_folders_refuses_the_start(tmp_path: Path) -> None:
    (tmp_path / "shared" / "data").mkdir(parents=True)
    (tmp_path / "shared").chmod(0o777)
    for data_dir in (tmp_path / "shared" / "data", tmp_path / "shared" / "new" / "data"):
        with pytest.raises(RuntimeError, match=r"every user of this machine may put another folder .*chmod o-w"):
            close_to_others(data_dir)
    (tmp_path / "shared").chmod(0o1777)  # as /tmp: nobody moves what is another's
    close_to_others(tmp_path / "shared" / "data")


def test_an_empty_disk_is_taken(tmp_path: Path) -> None:
    (tmp_path / "lost+found").mkdir(mode=0o700)
    tmp_path.chmod(0o755)
    assert close_to_others(tmp_path) == 1


@as_root
@pytest.mark.parametrize("name", [".", "mail.db", "log"])
def test_what_belongs_to_somebody_else_refuses_the_start(opened: Path, name: str) -> None:
    os.chown(opened / name, NOBODY, NOBODY)
    with pytest.raises(RuntimeError, match=r"belongs to another user \(number 65534\).*chown -R"):
        close_to_others(opened)


@as_root
def test_what_cannot_be_closed_refuses_the_start(opened: Path) -> None:
    """Root's file, open to all, in a folder of the user who starts."""
    for path in (opened, *opened.rglob("*")):
        os.chown(path, NOBODY, NOBODY)
    os.chown(opened / "mail.db", 0, 0)
    with pytest.raises(RuntimeError, match=r"mail\.db is open to other users of this machine and cannot be closed"):
        as_nobody(lambda: close_to_others(opened))


@as_root
def test_make_run_says_it_in_one_sentence(opened: Path) -> None:
    os.chown(opened, NOBODY, NOBODY)
    environ = {"PATH": "/usr/bin:/bin", "PORT": "65431", "DATA_DIR": str(opened)}
    host = [sys.executable, "-m", "infra.local.host"]
    ended = subprocess.run(host, cwd=ROOT, env=environ, capture_output=True, text=True, check=False, timeout=60)
    assert ended.returncode == 1
    assert ended.stderr.startswith(f"It ends: {opened} belongs to another user")
    assert ended.stderr.count("\n") == 1


@as_root
def test_a_folder_that_this_user_may_not_even_look_for_is_left_to_who_opens_it(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    tmp_path.chmod(0o700)
    assert as_nobody(lambda: close_to_others(tmp_path / "data")) == 0
