"""The log folder is bounded, whoever writes how much, and a child goes on writing into its own log."""

import resource
from pathlib import Path

from infra.local.logs import KEPT, rotate


def test_a_log_is_bounded_and_each_line_is_in_it_once(tmp_path: Path) -> None:
    log = tmp_path / "web.log"
    with log.open("a") as child:
        for number in range(1000):
            child.write(f"line {number:04}\n")
            child.flush()
            rotate(tmp_path, largest=1000)
    kept = sorted(tmp_path.iterdir())
    assert len(kept) == KEPT + 1
    assert all(one.stat().st_size <= 1010 for one in kept)
    lines = [line for one in reversed(kept) for line in one.read_text().splitlines()]
    newest = [f"line {number:04}" for number in range(1000 - len(lines), 1000)]
    assert sorted(lines) == newest
    assert (tmp_path / "web.log.1").stat().st_mode & 0o077 == 0


def test_a_log_that_finds_no_room_for_its_copy_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "web.log").write_text("now\n" * 1000)
    (tmp_path / "web.log.1").write_text("before\n")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2000, hard))  # what a full disk is to a copy
    try:
        rotate(tmp_path, largest=1000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert {one.name for one in tmp_path.iterdir()} == {"web.log", "web.log.1"}
    assert (tmp_path / "web.log").stat().st_size == 4000
    assert (tmp_path / "web.log.1").read_text() == "before\n"
