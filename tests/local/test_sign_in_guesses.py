"""Who guesses at the sign-in of a running system waits ever longer, and cannot tell officers' names from others."""

import os
from collections.abc import Iterator

import jwt
import pytest

from infra.local.data_dir import read_private
from infra.local.guesses import FREE_FOR_A_NAME
from tests.local.at_the_door import Seen, Someone
from tests.local.running_system import SMALL, RunningSystem, wait_until


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSystem]:
    """A system behind a proxy that says who asks."""
    started = RunningSystem(tmp_path_factory.mktemp("guesses") / "data", SMALL | {"VIEWER_ADDRESS_HEADER": "X-Real-IP"})
    yield started.start()
    started.stop()


def at(running: RunningSystem, source: str) -> Someone:
    return Someone(running, sent={"X-Real-IP": source})


def right(running: RunningSystem, username: str) -> str:
    return str(read_private(running.data_dir / "officer-passwords.json")[username])


def shown(seen: Seen, username: str) -> tuple[int, str | None, str]:
    return seen.status, seen.headers.get("Retry-After"), seen.text.replace(username, "")


def test_names_that_exist_and_others_get_the_same_to_the_letter(running: RunningSystem) -> None:
    nation = running.as_officer("nasional")
    row = {"username": "pergi", "email": "pergi@petugas.example", "role": "liaison", "agency_id": "kab.6201.dpupr"}
    assert running.ask("POST", "/api/officer/officers", row, nation).status in (200, 201)
    wait_until(lambda: running.mails("pergi@petugas.example"), 20)
    invited = right(running, "pergi")
    assert running.ask("POST", "/api/officer/officers", {**row, "disabled": True}, nation).status == 200
    someone = at(running, "203.0.113.1")
    wait_until(lambda: "np_token" not in someone.enter("pergi", invited).text, 20)  # the pool follows in its turn
    answers: dict[str, list[tuple[int, str | None, str]]] = {}
    for number, (username, password) in enumerate(
        [("dpupr-kepala", "salah"), ("tidak.ada", "salah"), ("tidak.pernah.ada", right(running, "kobar"))]
    ):
        visitor = at(running, f"203.0.113.{10 + number}")
        answers[username] = [shown(visitor.enter(username, password), username) for _ in range(FREE_FOR_A_NAME + 1)]
    exists, *others = answers.values()
    assert all(other == exists for other in others)
    assert [status for status, _, _ in exists] == [200] * FREE_FOR_A_NAME + [429]
    assert "Nama pengguna atau kata sandi salah." in exists[0][2]
    assert "Terlalu banyak percobaan masuk. Coba lagi setelah" in exists[-1][2]
    disabled = shown(at(running, "203.0.113.20").enter("pergi", invited), "pergi")
    assert disabled[2] == exists[0][2] or disabled[0] == 429


def test_while_a_name_waits_not_even_the_right_password_is_looked_at(running: RunningSystem) -> None:
    for number in range(FREE_FOR_A_NAME):
        assert at(running, f"198.51.100.{number}").enter("kobar-sekda", "salah").status == 200
    waits = at(running, "198.51.100.99").enter("kobar-sekda", right(running, "kobar-sekda"))
    assert (waits.status, waits.location) == (429, "")
    assert 1 <= int(waits.headers["Retry-After"]) <= 3
    assert at(running, "198.51.100.99").enter("dpupr", right(running, "dpupr")).status == 302, "others are let in"
    wait_until(
        lambda: at(running, "198.51.100.99").enter("kobar-sekda", right(running, "kobar-sekda")).status == 302, 9
    )


def test_a_source_that_guesses_at_many_names_waits_and_others_do_not(running: RunningSystem) -> None:
    guesser = at(running, "192.0.2.1")
    answers = [guesser.enter(f"nama-{number}", "salah").status for number in range(22)]
    assert answers[:20] == [200] * 20
    assert 429 in answers[20:]
    assert at(running, "192.0.2.2").enter("nama-lain", "salah").status == 200


def test_an_officers_number_is_no_second_name_to_guess_at(running: RunningSystem) -> None:
    someone = at(running, "192.0.2.40")
    sub = str(jwt.decode(someone.signed_in("kobar")["id_token"], options={"verify_signature": False})["sub"])
    for written in (sub, sub.upper(), f" {sub}"):
        entered = someone.enter(written, right(running, "kobar"))
        assert (entered.status, "atau kata sandi salah" in entered.text) == (200, True)


def test_killing_the_door_buys_no_guesses(running: RunningSystem) -> None:
    someone = at(running, "192.0.2.50")
    while someone.enter("polres", "salah").status == 200:
        pass
    wait_until(lambda: someone.enter("polres", "salah").status == 200, 5)  # the wait is over, the count is not
    before = someone.client_id
    os.kill(running.child("lapor: sign-in"), 9)
    wait_until(lambda: someone.client_id != before, 30)
    statuses = [at(running, "192.0.2.52").enter("polres", "salah").status for _ in range(2)]
    assert 429 in statuses, "the wait may be over, but the next one is long at once"


def test_first_sign_in_and_tokens_tell_no_more(running: RunningSystem) -> None:
    someone = at(running, "192.0.2.70")
    fields = {
        "np_token": "x",
        "language": "id",
        "new_password": "Sandi-Baru-2026",
        "confirm_password": "Sandi-Baru-2026",
    }
    assert someone.form("/login", fields).status == 400
    for path in ("/forgotPassword", "/resendcode", "/signup", "/confirmUser"):
        assert someone.send("GET", path, kind="").status == 404
