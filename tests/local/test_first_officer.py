"""`make first-officer` beside a running system with DEMO=0: who gets in, by which letter or password."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from infra.local import known_pool
from infra.local.cognito import sign_in
from tests.local.running_system import ROOT, SMALL, RunningSystem, wait_until
from tests.local.smtp_office import Office, open_office

SITI = {"USERNAME": "siti", "EMAIL": "siti@petugas.example"}


def first_officer(data_dir: Path, **given: str) -> subprocess.CompletedProcess[str]:
    """Run the command as `make` does."""
    environment = {**os.environ, "DATA_DIR": str(data_dir), **SITI, **given}
    command = [sys.executable, "-m", "infra.local.first_officer"]
    return subprocess.run(
        command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def office() -> Office:
    """The mail server of the agency."""
    return Office()


@pytest.fixture(scope="module")
def served(office: Office, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSystem]:
    """A system for real use, that sends its mail."""
    with open_office(office) as server:
        settings = SMALL | {"DEMO": "0", "SMTP_URL": f"smtp://{server}"}
        system = RunningSystem(tmp_path_factory.mktemp("office") / "data", settings).start()
        yield system
        system.stop()


def bearer(system: RunningSystem, username: str, password: str) -> dict[str, str]:
    """Signed in for the first time with the password that was given."""
    pool = known_pool.present(system.data_dir)
    assert pool
    return {"Authorization": f"Bearer {sign_in(pool, username, password)}"}


def test_the_first_officer_gets_in_and_invites_the_next(served: RunningSystem, office: Office) -> None:
    done = first_officer(served.data_dir)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("siti is nation of ri.")
    password = done.stdout.split()[-1]
    wait_until(lambda: sum(SITI["EMAIL"] in one.rcpt_tos for one in office.got) == 2, 30)
    texts = "".join(body.get_content() for one in office.messages() if (body := one.get_body(("plain",))))
    mailed = re.search(r"sementara: (\S+)", texts)
    assert mailed
    assert mailed[1] == password
    siti = bearer(served, "siti", password)
    profile = served.ask("GET", "/api/officer", headers=siti).json
    assert (profile["role"], profile["agency_id"]) == ("nation", "ri")
    budi = {"username": "budi", "email": "budi@petugas.example", "role": "coordinator", "agency_id": "kab.6201"}
    assert served.ask("POST", "/api/officer/officers", budi, siti).status == 201
    logs = [path.read_text(errors="replace") for path in (served.data_dir / "log").glob("*.log")]
    assert not [log for log in logs if password in log]

    again = first_officer(served.data_dir)
    assert again.returncode == 1
    assert again.stderr.startswith("siti (nation of ri, siti@petugas.example) is in the directory already.")
    other = first_officer(served.data_dir, USERNAME="rudi")
    assert (other.returncode, "There is a nation of ri already: siti" in other.stdout) == (1, True)
    invited = first_officer(served.data_dir, INVITE="1")
    assert (invited.returncode, password in invited.stdout) == (0, False)


def test_a_regencys_own_coordinator_is_first_as_well(served: RunningSystem) -> None:
    done = first_officer(served.data_dir, USERNAME="tini", ROLE="coordinator", AGENCY="kab.6202", YES="1")
    assert done.returncode == 0, done.stderr
    tini = bearer(served, "tini", done.stdout.split()[-1])
    assert served.ask("GET", "/api/officer", headers=tini).json["agency_id"] == "kab.6202"


@pytest.mark.parametrize(
    ("given", "code", "said"),
    [
        ({"EMAIL": ""}, 2, "EMAIL is missing; for example: make first-officer USERNAME=siti"),
        ({"USERNAME": "Siti!", "YES": "1"}, 1, "This cannot be: "),
        ({"ROLE": "coordinator", "AGENCY": "kab.9999", "USERNAME": "ani"}, 1, "agency_id: "),
    ],
)
def test_what_cannot_be_is_said_in_one_line(served: RunningSystem, given: dict[str, str], code: int, said: str) -> None:
    done = first_officer(served.data_dir, **given)
    assert (done.returncode, len(done.stderr.splitlines())) == (code, 1), done.stderr
    assert said in done.stderr


def test_without_a_running_system_it_says_what_to_start(tmp_path: Path) -> None:
    done = first_officer(tmp_path)
    assert done.returncode == 1
    assert "No running system" in done.stderr


def test_make_chooses_this_machine_without_a_stage() -> None:
    def recipe(*given: str) -> str:
        return subprocess.run(
            ["make", "-n", "first-officer", *given], cwd=ROOT, capture_output=True, text=True, check=True
        ).stdout

    assert "infra.local.first_officer" in recipe()
    assert "infra.aws.first_officer" in recipe("STAGE=dev")
