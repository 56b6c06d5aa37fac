"""The public port under slow senders: they keep nobody waiting, and have their time."""

import os
import socket
import struct
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from infra.local.connections import HEAD_SECONDS, REQUEST_SECONDS
from tests.local.running_system import SMALL, RunningSystem, title_of
from tests.local.slow_senders import BODY, HEAD, seconds_until_closed, slow_senders


def raw(system: RunningSystem, *parts: bytes) -> bytes:
    """What answers these bytes, sent one after the other; the connection is read to its end."""
    with socket.create_connection(("127.0.0.1", system.port), timeout=20) as connection:
        for part in parts:
            connection.sendall(part)
            time.sleep(0.05)
        answer = b""
        while more := connection.recv(65536):
            answer += more
        return answer


def test_300_slow_senders_keep_nobody_waiting(system: RunningSystem) -> None:
    with slow_senders(system.port, 100):
        time.sleep(1)
        waited = []
        for number in range(70_000, 70_020):
            began = time.monotonic()
            assert system.submit(number).status == 201
            assert system.ask("GET", "/api/health").status == 200
            waited.append(time.monotonic() - began)
    assert sorted(waited)[-2] < 1, waited


def test_a_head_and_a_body_that_never_end_have_their_time(system: RunningSystem) -> None:
    with socket.create_connection(("127.0.0.1", system.port)) as connection:
        connection.sendall(HEAD[:20])
        lived = seconds_until_closed(connection, HEAD[20:], HEAD_SECONDS + 10)
    assert HEAD_SECONDS - 1 < lived < HEAD_SECONDS + 4
    assert REQUEST_SECONDS <= 60


def test_a_body_may_take_longer_than_a_head(system: RunningSystem) -> None:
    with socket.create_connection(("127.0.0.1", system.port)) as connection:
        connection.sendall(BODY[:-4900])
        lived = seconds_until_closed(connection, BODY[-4900:], HEAD_SECONDS + 4)
    assert lived > HEAD_SECONDS + 3


def test_a_request_in_pieces_is_answered_once_it_is_whole(system: RunningSystem) -> None:
    head = b"GET /api/health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    pieces = [head[place : place + 7] for place in range(0, len(head), 7)]
    assert raw(system, *pieces).startswith(b"HTTP/1.1 200 ")


def test_a_chunked_body_is_a_body_and_two_lengths_are_refused(system: RunningSystem) -> None:
    head = b"POST /api/track HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n"
    assert b"unauth" not in raw(system, head + b"\r\n", b"2\r\n{}\r\n", b"0\r\n\r\n").partition(b"\r\n\r\n")[2]
    assert raw(system, head + b"Content-Length: 2\r\n\r\n2\r\n{}\r\n0\r\n\r\n").startswith(b"HTTP/1.1 400 ")
    assert raw(system, head.replace(b"HTTP/1.1", b"HTTP/1.0") + b"\r\n").startswith(b"HTTP/1.1 400 ")


def test_the_first_of_pipelined_requests_is_answered_and_the_connection_ends(system: RunningSystem) -> None:
    one = b"GET /api/health HTTP/1.1\r\nHost: x\r\nConnection: keep-alive\r\n\r\n"
    answer = raw(system, one * 3)
    assert answer.count(b"HTTP/1.1 200 ") == 1
    assert b"Connection: close" in answer


def test_http_1_0_is_answered(system: RunningSystem) -> None:
    assert raw(system, b"GET /api/health HTTP/1.0\r\n\r\n").startswith(b"HTTP/1.0 200 ")


def test_a_body_of_100_megabytes_is_refused_before_it_came(system: RunningSystem) -> None:
    head = (
        b"POST /api/reports HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 104857600\r\n\r\n"
    )
    answer = raw(system, head)
    assert answer.startswith(b"HTTP/1.1 413 ")
    assert b'"too_large"' in answer


def test_who_waits_for_a_sign_to_send_a_body_gets_it(system: RunningSystem) -> None:
    head = (
        b"POST /api/reports HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
        b"Expect: 100-continue\r\nContent-Length: 2\r\n\r\n"
    )
    answer = raw(system, head, b"{}")
    assert answer.startswith(b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 422 ")


def test_who_takes_connections_back_leaves_every_worker_listening(tmp_path: Path) -> None:
    """As a browser does that is sent elsewhere in the middle: the connection ends by a reset, at any byte."""
    system = RunningSystem(tmp_path / "data", SMALL).start()
    request = b"GET /laporan HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    try:
        listening = listeners(system)
        assert len(listening) > 1
        for number in range(600):
            with suppress(OSError), socket.create_connection(("127.0.0.1", system.port), timeout=5) as connection:
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                connection.sendall(request[: len(request) - number % 3 * 20])
                if number % 6 == 0:
                    connection.recv(1)
        assert system.ask("GET", "/api/health").status == 200
        assert listeners(system) == listening
        assert "failed" not in (system.data_dir / "log" / "web.log").read_text(), "that is no fault of ours"
    finally:
        system.stop()


def listeners(system: RunningSystem) -> set[int]:
    """The web processes that hold the public port."""
    return {
        number
        for number in system.descendants()
        if title_of(number).startswith("gunicorn") and any(_is_port(link, system.port) for link in _sockets(number))
    }


def _sockets(number: int) -> Iterator[str]:
    for link in Path(f"/proc/{number}/fd").iterdir():
        with suppress(OSError):
            yield os.readlink(link)


def _is_port(link: str, port: int) -> bool:
    inode = link.removeprefix("socket:[").removesuffix("]")
    rows = (line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:])
    return any(row[9] == inode and int(row[1].partition(":")[2], 16) == port and row[3] == "0A" for row in rows)
