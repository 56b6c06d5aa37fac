"""The log folder is bounded, whoever writes how much, and a child goes on writing into its own log."""

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
