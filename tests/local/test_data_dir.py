"""Secrets are made once, kept for their owner alone, and DATA_DIR serves one system at a time."""

import json
from pathlib import Path

import pytest

from infra.local.data_dir import access_code_secrets, alone_with, officer_passwords


def test_the_access_code_secret_is_made_once(tmp_path: Path) -> None:
    path = access_code_secrets(tmp_path)
    first = path.read_text()
    assert access_code_secrets(tmp_path).read_text() == first
    assert len(bytes.fromhex(json.loads(first)["1"])) == 32
    assert path.stat().st_mode & 0o777 == 0o600


def test_passwords_stay_and_newcomers_get_their_own(tmp_path: Path) -> None:
    first = officer_passwords(tmp_path, ["kobar", "dpupr"])
    later = officer_passwords(tmp_path, ["kobar", "dpupr", "dinkes"])
    assert {name: later[name] for name in first} == first
    assert len(set(later.values())) == 3
    assert (tmp_path / "officer-passwords.json").stat().st_mode & 0o777 == 0o600


def test_one_data_dir_serves_one_system(tmp_path: Path) -> None:
    second = alone_with(tmp_path / "data")
    with alone_with(tmp_path / "data"), pytest.raises(RuntimeError, match="another system runs on"), second:
        pass
    with alone_with(tmp_path / "data"):
        assert (tmp_path / "data").stat().st_mode & 0o777 == 0o700
