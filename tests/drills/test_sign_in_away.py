"""A sign-in server that dies takes the desk's sign-in down for seconds, and the citizens' door never."""

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from infra.local import hosted_pages, known_pool
from tests.local.at_the_door import Someone
from tests.local.running_system import HASTY, RunningSystem, title_of, wait_until


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSystem]:
    started = RunningSystem(tmp_path_factory.mktemp("away") / "data", HASTY).start()
    yield started
    started.stop()


def server(running: RunningSystem) -> int:
    (found,) = (number for number in running.descendants() if title_of(number).endswith("bin/ministack"))
    return found


VICTIMS: dict[str, Callable[[RunningSystem], int]] = {
    "the server": server,
    "who hands out connections to it": lambda running: running.child("lapor: sign-in in a network of its own"),
    "its keeper": lambda running: running.child("lapor: sign-in"),
}


@pytest.mark.parametrize("victim", VICTIMS)
def test_citizens_are_served_meanwhile_and_officers_sign_in_again_soon(running: RunningSystem, victim: str) -> None:
    someone, number = Someone(running), 10 * list(VICTIMS).index(victim)
    before = someone.signed_in("kobar")
    officer = {"Authorization": f"Bearer {before['id_token']}"}
    assert running.ask("GET", "/api/officer", headers=officer).status == 200
    client = someone.client_id
    os.kill(VICTIMS[victim](running), signal.SIGKILL)
    assert running.submit(number + 1).status == 201
    assert running.ask("GET", "/api/health").status == 200
    seen = {someone.page().status for _ in range(20)}
    assert seen <= {200, 503}
    wait_until(lambda: someone.client_id != client, 30)
    assert running.submit(number + 2).status == 201
    assert running.ask("GET", "/api/officer", headers=officer).status == 401, "its keys are gone"
    assert someone.refresh(before["refresh_token"]).json == {"error": "invalid_grant"}
    again = {"Authorization": f"Bearer {someone.signed_in('kobar')['id_token']}"}
    assert running.ask("GET", "/api/officer", headers=again).status == 200
    assert running.ask("GET", "/api/officer", headers=running.as_officer("kobar")).status == 200
    assert any(line.startswith("sign-in ended with code") and "citizens are served" in line for line in running.console)


def test_who_is_invited_while_it_is_away_gets_in_when_it_is_back(running: RunningSystem) -> None:
    boss = running.as_officer("kobar")
    client = Someone(running).client_id
    os.kill(running.child("lapor: sign-in"), signal.SIGKILL)
    row = {"username": "baru", "email": "baru@petugas.example", "role": "liaison", "agency_id": "kab.6201.diskan"}
    assert running.ask("POST", "/api/officer/officers", row, boss).status in (201, 401)
    wait_until(lambda: Someone(running).client_id != client, 30)
    assert running.ask("POST", "/api/officer/officers", row, running.as_officer("kobar")).status in (200, 201)
    wait_until(lambda: len(running.mails("baru@petugas.example")) >= 2, 60)
    assert running.ask("GET", "/api/officer", headers=running.as_officer("baru")).status == 200


def test_away_means_a_sentence_for_people_and_an_error_for_the_desk(tmp_path: Path) -> None:
    assert hosted_pages.sign_in_file({"SIGN_IN_PAGES": "http://127.0.0.1:9"}).status == 503
    assert known_pool.present(tmp_path) is None
