"""The host tells systemd that it serves and that it is at its work, and nothing while it stands still."""

import os
import signal
import socket
from pathlib import Path

from infra.local.watchdog import TELL_SECONDS, Watchdog
from tests.local.running_system import SMALL, RunningSystem


def heard(listener: socket.socket, seconds: float) -> str:
    """The next message; empty when none comes within that time."""
    listener.settimeout(seconds)
    try:
        return listener.recv(1024).decode()
    except TimeoutError:
        return ""


def listening(path: str | bytes) -> socket.socket:
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    listener.bind(path)
    return listener


def test_a_running_host_is_heard_of_until_it_stands_still(tmp_path: Path) -> None:
    with listening(str(tmp_path / "notify")) as listener:
        settings = SMALL | {"NOTIFY_SOCKET": str(tmp_path / "notify"), "WATCHDOG_USEC": "180000000"}
        running = RunningSystem(tmp_path / "data", settings).start()
        assert running.process
        try:
            assert [heard(listener, 20) for _ in range(3)] == ["READY=1", "WATCHDOG=1", "WATCHDOG=1"]
            os.kill(running.process.pid, signal.SIGSTOP)
            assert heard(listener, TELL_SECONDS + 2) in ("", "WATCHDOG=1")  # one may have been on its way
            assert heard(listener, TELL_SECONDS + 2) == ""
            os.kill(running.process.pid, signal.SIGCONT)
            assert heard(listener, 20) == "WATCHDOG=1"
            for number in running.descendants():
                assert b"NOTIFY_SOCKET" not in Path(f"/proc/{number}/environ").read_bytes()
        finally:
            os.kill(running.process.pid, signal.SIGCONT)
            running.stop()
        assert heard(listener, 20) == "STOPPING=1"


def test_an_abstract_socket_is_found_as_well() -> None:
    with listening(b"\0lapor-uji-notify") as listener:
        environ = {"NOTIFY_SOCKET": "@lapor-uji-notify"}
        Watchdog(environ).serves()
        assert environ == {}
        assert heard(listener, 5) == "READY=1"


def test_without_systemd_it_is_silent_and_a_deaf_one_harms_nobody(tmp_path: Path) -> None:
    Watchdog({}).at_work(0)
    Watchdog({"NOTIFY_SOCKET": str(tmp_path / "nobody")}).serves()
