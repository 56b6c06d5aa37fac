"""What an officer chose holds over a restart, and nobody can read it; the temporary one is over for good."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from infra.local.chosen_passwords import FILE, ChosenPasswords
from infra.local.data_dir import read_private
from tests.local.at_the_door import Seen, Someone
from tests.local.running_system import SMALL, RunningSystem, wait_until

NAME, ADDRESS = "baru.petugas", "baru.petugas@petugas.example"
INVITED = {"username": NAME, "email": ADDRESS, "role": "liaison", "agency_id": "kab.6201.diskan"}
OWN = "Sandi-Pilihan-2026"


@pytest.fixture
def running(tmp_path: Path) -> Iterator[RunningSystem]:
    system = RunningSystem(tmp_path / "data", SMALL).start()
    yield system
    system.stop()


def temporary_passwords(system: RunningSystem) -> list[str]:
    """What the letters to the officer say."""
    texts = [mail["text"] for mail in system.mails(ADDRESS)]
    return [found[1] for text in texts if (found := re.search(r"sementara: (\S+)", text))]


def chosen(someone: Someone, page: Seen, password: str) -> Seen:
    """The form for a password of one's own, filled in."""
    return someone.form("/login", {**page.hidden, "new_password": password, "confirm_password": password})


def write(system: RunningSystem, **fields: object) -> None:
    """The coordinator writes of the officer."""
    asked = system.ask("POST", "/api/officer/officers", fields, system.as_officer("kobar"))
    assert asked.status in (200, 201), asked.content


def test_a_chosen_password_holds_over_a_restart_until_the_next_invitation(running: RunningSystem) -> None:
    write(running, **INVITED)
    wait_until(lambda: temporary_passwords(running), 30)
    (temporary,) = temporary_passwords(running)
    someone = Someone(running)
    assert "np_token" in someone.enter(NAME, temporary).hidden

    assert running.stop() == 0
    running.start()
    page = someone.enter(NAME, temporary)
    assert "np_token" in page.hidden, "who chose none is asked again"
    weak = chosen(someone, page, "pendek")
    assert (weak.status, weak.location) == (200, "")
    assert chosen(someone, weak, OWN).status == 302
    assert someone.enter(NAME, OWN).status == 302
    assert someone.enter(NAME, temporary).status == 200

    assert running.stop() == 0
    running.start()
    assert someone.enter(NAME, temporary).status == 200, "a mail that lies about opens nothing"
    tokens = someone.tokens(someone.enter(NAME, OWN).location)
    me = running.ask("GET", "/api/officer", headers={"Authorization": f"Bearer {tokens['id_token']}"})
    assert me.json["username"] == NAME
    for file in running.data_dir.rglob("*"):
        assert not file.is_file() or OWN.encode() not in file.read_bytes(), file.name

    write(running, username=NAME, invite=True)
    wait_until(lambda: len(temporary_passwords(running)) == 2, 30)
    assert NAME not in read_private(running.data_dir / FILE)
    assert "np_token" in someone.enter(NAME, temporary).hidden


def test_only_the_chosen_one_may_be_it(tmp_path: Path) -> None:
    passwords = ChosenPasswords(tmp_path)
    assert passwords.may_be("siti", OWN), "who chose none is the pool's matter"
    passwords.keep("siti", OWN)
    passwords.keep("budi", OWN)
    assert passwords.may_be("siti", OWN)
    assert not passwords.may_be("siti", OWN.lower())
    kept = read_private(tmp_path / FILE)
    assert kept["siti"] != kept["budi"], "each has a salt of its own"
    assert (tmp_path / FILE).stat().st_mode & 0o077 == 0
    passwords.forget("siti")
    assert not passwords.has("siti")
    assert passwords.has("budi")
