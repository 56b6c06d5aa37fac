"""What a running system shows to the rest of its machine: one port, and what is its owner's alone."""

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import boto3
import pytest

from infra.local import sockets
from tests.local import namespaces
from tests.local.doors_seen import nameless_sockets, open_ports
from tests.local.nobody import as_nobody, as_root, folder_in_reach
from tests.local.running_system import ROOT, SMALL, RunningSystem, wait_until

pytestmark = namespaces.needed


@pytest.fixture(scope="module")
def running() -> Iterator[RunningSystem]:
    """A system in a folder that everybody may look for, after a citizen and an officer have been there."""
    with folder_in_reach() as folder:
        started = RunningSystem(folder / "data", SMALL).start()
        assert started.submit(1).status == 201
        assert started.ask("GET", "/api/officer/reports", headers=started.as_officer("kobar")).status == 200
        wait_until(lambda: started.mails("warga1@warga.example"), 10)
        yield started
        started.stop()


def entries(data_dir: Path) -> list[Path]:
    return [data_dir, *data_dir.rglob("*")]


def open_to_others(data_dir: Path) -> list[str]:
    return [str(path) for path in entries(data_dir) if path.lstat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)]


def test_the_one_port_is_the_public_one(running: RunningSystem) -> None:
    assert open_ports(running) == {running.port}
    assert nameless_sockets(running) == []


def test_whatever_a_running_system_makes_is_its_owners_alone(running: RunningSystem) -> None:
    found = entries(running.data_dir)
    assert {"reports.db", "mail.db", "stream.db", "files.db", "host.json", "web.log"} <= {path.name for path in found}
    assert sum(path.is_socket() for path in found) == 5
    assert open_to_others(running.data_dir) == []


@as_root
def test_another_user_reads_no_file_and_reaches_no_socket(running: RunningSystem) -> None:
    places = [(str(path), path.is_dir(), path.is_socket()) for path in entries(running.data_dir)]
    assert as_nobody(lambda: [place for place in places if _is_had(*place)]) == []


@as_root
def test_another_user_would_have_them_were_they_open(in_reach: Path) -> None:
    """What the test above finds shut, it finds open where it is."""
    (in_reach / "file").touch()
    listener = sockets.listen(in_reach / "socket")
    (in_reach / "socket").chmod(0o666)
    places = [
        (str(in_reach), True, False),
        (str(in_reach / "file"), False, False),
        (str(in_reach / "socket"), False, True),
    ]
    assert as_nobody(lambda: [place for place in places if _is_had(*place)]) == places
    listener.close()


def _is_had(path: str, is_folder: bool, is_socket: bool) -> bool:
    try:
        if is_socket:
            sockets.connect(Path(path), 5).close()
        elif is_folder:
            os.listdir(path)
        else:
            Path(path).open("rb").close()
    except PermissionError:
        return False
    return True


def test_a_folder_that_was_opened_is_closed_at_the_next_start(tmp_path: Path) -> None:
    first = RunningSystem(tmp_path / "data", SMALL).start()
    assert first.submit(2).status == 201
    first.stop()
    for path in entries(tmp_path / "data"):
        path.chmod(0o755 if path.is_dir() else 0o644)
    again = RunningSystem(tmp_path / "data", SMALL).start()
    try:
        assert any("were open to other users, and are closed now" in line for line in again.console)
        assert open_to_others(tmp_path / "data") == []
    finally:
        again.stop()


def test_nothing_is_left_of_the_sockets(tmp_path: Path) -> None:
    running = RunningSystem(tmp_path / "data", SMALL).start()
    running.stop()
    assert not (tmp_path / "data" / "sockets").exists()


def test_a_folder_deeper_than_a_sockets_address_serves_as_well(tmp_path: Path) -> None:
    running = RunningSystem(tmp_path / "/".join(["folder-dalam"] * 12) / "data", SMALL).start()
    try:
        assert running.submit(3).status == 201
        wait_until(lambda: running.mails("warga3@warga.example"), 10)
        assert running.ask("GET", "/api/officer/reports", headers=running.as_officer("kobar")).status == 200
    finally:
        running.stop()


def test_a_command_beside_it_reaches_the_database_by_its_folder(running: RunningSystem) -> None:
    counted = subprocess.run(
        [sys.executable, "-m", "infra.local.recount"],
        cwd=ROOT,
        env=os.environ | {"DATA_DIR": str(running.data_dir)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert counted.stdout.startswith("1 reports looked at"), counted.stderr


def test_a_killed_database_comes_back_behind_the_same_door(tmp_path: Path) -> None:
    running = RunningSystem(tmp_path / "data", SMALL).start()
    try:
        receipt = running.submit(4).json
        (engine,) = (n for n in running.descendants() if Path(f"/proc/{n}/comm").read_text() == "dynoxide\n")
        os.kill(engine, 9)
        wait_until(lambda: any("database ended with code 137" in line for line in running.console), 10)
        wait_until(lambda: running.own_view(receipt).status == 200, 20)
        assert open_ports(running) == {running.port}
    finally:
        running.stop()


FORBIDDEN = [
    "unshare",
    "--user",
    "--map-root-user",
    "sh",
    "-c",
    'echo 0 > /proc/sys/user/max_net_namespaces; exec "$@"',
]


@pytest.mark.skipif(not shutil.which("unshare"), reason="needs unshare (util-linux)")
def test_without_networks_of_their_own_the_start_is_refused(tmp_path: Path) -> None:
    environ = {"PATH": "/usr/bin:/bin", "PORT": "65430", "DATA_DIR": str(tmp_path / "data")}
    host = [*FORBIDDEN, "sh", sys.executable, "-m", "infra.local.host"]
    ended = subprocess.run(host, cwd=ROOT, env=environ, capture_output=True, text=True, check=False, timeout=60)
    assert ended.returncode == 1
    assert ended.stderr.startswith("It ends: database and sign-in get no network of their own")
    assert "INNER_PORTS=open" in ended.stderr
    assert ended.stderr.count("\n") == 1


def test_open_ports_are_had_by_asking_for_them_and_said_loudly(tmp_path: Path) -> None:
    running = RunningSystem(tmp_path / "data", SMALL | {"INNER_PORTS": "open"}).start()
    try:
        assert any(line.startswith("INNER_PORTS=open: EVERY program") for line in running.console)
        assert running.submit(5).status == 201
        assert len(open_ports(running)) == 3
        assert running.port in open_ports(running)
        url = running.engine["DYNAMODB_ENDPOINT"]
        assert url.startswith("http://127.0.0.1:")
        database = boto3.client("dynamodb", endpoint_url=url)
        assert "lapor-identities" in database.list_tables()["TableNames"]
    finally:
        running.stop()
