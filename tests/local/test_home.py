"""HOME_AGENCY on one machine: every page says whose installation it is, or nothing is started."""

from pathlib import Path

import pytest

from tests.local.running_system import SMALL, RunningSystem

SAID = "Pemkab Kobar – Pemerintah Kabupaten Kotawaringin Barat</"


def test_every_page_says_it_and_a_home_that_is_none_starts_nothing(tmp_path: Path) -> None:
    system = RunningSystem(tmp_path / "data", SMALL | {"HOME_AGENCY": "kab.6201"}).start()
    try:
        for path in ("/", "/en/lacak", "/petugas"):
            assert SAID in system.ask("GET", path).content.decode(), path
    finally:
        system.stop()
    system.settings["HOME_AGENCY"] = "kab.0000"
    with pytest.raises(AssertionError, match="the directory has no such institution"):
        system.start()
