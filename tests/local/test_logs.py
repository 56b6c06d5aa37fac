"""Whatever is sent: an answer in the contract's shape, and logs of one JSON object a line without a word of it."""

import json
import os
import socket

import pytest

from infra.local.spoken import Spoken
from infra.local.token import Bearers
from tests.local.running_system import RunningSystem

CANARY = "kenari-4711"
FAKE = f'{{"level":"INFO","message":"{CANARY}"}}'
UNREADABLE = [
    f"GET /api/health HTTP/1.1\r\nHost: x\r\nX-Bad\x1b[31m: {FAKE}\r\n\r\n",
    f"G\x1b[31mET /{CANARY} HTTP/1.1\r\nHost: x\r\n\r\n",
    f"GET /api/health?{CANARY}={'x' * 9000} HTTP/1.1\r\nHost: x\r\n\r\n",
    f"GET /api/{CANARY}\xff HTTP/1.1\r\nHost: x\r\n\r\n",
    f"POST /api/reports HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\nX-A: {CANARY}\r\n\r\n",
    f"POST /api/reports HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n{CANARY}\r\n",
    f"GET /api/officer HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \x1b[31m{CANARY}\r\n\r\n",
    f"GET /api/health HTTP/9.9\r\nHost: {CANARY}\r\n\r\n",
]
READABLE = [
    f"/api/reports/{CANARY}%0d%0a%7B%22level%22:1%7D%1b[31m",
    f"/api/agencies?q={CANARY}%0d%0a{CANARY}",
    f"/api/nowhere/{CANARY}",
    f"/{CANARY}",
]


def raw(system: RunningSystem, request: str) -> tuple[str, bytes]:
    """Status line and body that answer these bytes."""
    with socket.create_connection(("127.0.0.1", system.port), timeout=20) as connection:
        connection.sendall(request.encode("latin-1"))
        answer = b""
        while more := connection.recv(65536):
            answer += more
    head, _, body = answer.partition(b"\r\n\r\n")
    assert b"application/json" in head
    assert b"nosniff" in head
    return head.decode("latin-1").splitlines()[0], body


@pytest.mark.parametrize("request_bytes", UNREADABLE, ids=range(len(UNREADABLE)))
def test_what_the_server_itself_refuses_has_the_contracts_shape(system: RunningSystem, request_bytes: str) -> None:
    status, body = raw(system, request_bytes)
    assert status.startswith("HTTP/1.1 400 ")
    assert json.loads(body)["error"]["code"] == "malformed"
    assert CANARY.encode() not in body


def test_every_line_of_the_log_is_one_object_and_says_nothing_of_what_was_sent(system: RunningSystem) -> None:
    for request in UNREADABLE:
        raw(system, request)
    for path in READABLE:
        system.ask(
            "GET", path, headers={"X-Access-Code": f"{CANARY}\x1b[31m", "User-Agent": FAKE, "Accept-Language": FAKE}
        )
        system.ask("POST", "/api/reports", {"title": f"{CANARY}\n{FAKE}"}, {"Idempotency-Key": CANARY})
    lines = (system.data_dir / "log" / "web.log").read_text().splitlines()
    assert sum("unreadable" in line for line in lines) >= len(UNREADABLE)
    for line in lines:
        said = json.loads(line)
        assert {"level", "message", "timestamp"} <= set(said)
        assert line.isprintable()
    for file in (system.data_dir / "log").glob("*.log"):
        text = file.read_text()
        assert CANARY not in text, file.name
        assert "127.0.0.1" not in text or file.name in ("database.log", "mail.log"), file.name


def test_whom_an_officer_looks_for_stands_in_no_log(system: RunningSystem) -> None:
    officer = {"Authorization": f"Bearer {Bearers(system.data_dir).of('kobar')}"}
    for path in (f"/api/officer/people?email={CANARY}@warga.example", f"/api/officer/people?phone={CANARY}"):
        assert system.ask("GET", path, headers=officer).status in (200, 422)
    assert system.ask("POST", "/api/officer/people", {"email": f"{CANARY}@warga.example"}, officer).status == 200
    for file in (system.data_dir / "log").glob("*.log"):
        assert CANARY not in file.read_text(), file.name


def test_an_answer_is_one_line(system: RunningSystem) -> None:
    def answers() -> int:
        return (system.data_dir / "log" / "web.log").read_text().count('"answered"')

    before = answers()
    assert system.ask("GET", "/api/agencies").status == 200
    assert answers() == before + 1


def test_a_log_that_takes_no_more_ends_nobody() -> None:
    full = os.open("/dev/full", os.O_WRONLY)
    try:
        said = Spoken(full)
        print("a line", file=said, flush=True)
        with pytest.raises(OSError, match="No space left"):
            os.write(full, b"a line")
    finally:
        os.close(full)
