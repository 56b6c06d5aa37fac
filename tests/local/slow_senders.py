"""Clients that send or read as slowly as they can, and keep at it."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

HEAD = b"GET /api/health HTTP/1.1\r\nHost: x\r\nX-Slow: " + b"x" * 5000
BODY = (
    b"POST /api/reports HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
    b"Idempotency-Key: kunci-pelan-0001\r\nContent-Length: 5000\r\n\r\n" + b"{" * 5000
)
READ = b"GET /assets/ HTTP/1.1\r\nHost: x\r\n\r\n"
"""What each kind sends: a head and a body that never end, and a whole request whose answer nobody takes."""


@contextmanager
def slow_senders(port: int, each: int, pause: float = 0.5) -> Iterator[list[socket.socket]]:
    """So many of each kind, a byte every ``pause`` seconds; one that was closed comes again."""
    over = threading.Event()
    every = [_connect(port, kind) for kind in (HEAD, BODY, READ) for _ in range(each)]
    dripping = threading.Thread(target=_drip, args=(port, every, pause, over), daemon=True)
    dripping.start()
    try:
        yield [connection for connection, _, _ in every]
    finally:
        over.set()
        dripping.join()
        for connection, _, _ in every:
            connection.close()


def _connect(port: int, kind: bytes) -> tuple[socket.socket, bytes, int]:
    connection = socket.create_connection(("127.0.0.1", port), timeout=5)
    begun = len(kind) if kind is READ else kind.find(b"\r\n\r\n") + 5 if kind is BODY else 40
    connection.sendall(kind[:begun])
    return connection, kind, begun


def _drip(port: int, every: list[tuple[socket.socket, bytes, int]], pause: float, over: threading.Event) -> None:
    while not over.wait(pause):
        for place, (connection, kind, sent) in enumerate(every):
            try:
                if sent < len(kind):
                    connection.sendall(kind[sent : sent + 1])
                every[place] = connection, kind, sent + 1
            except OSError:
                connection.close()
                with suppress(OSError):
                    every[place] = _connect(port, kind)


def seconds_until_closed(connection: socket.socket, drip: bytes, longest: float) -> float:
    """How long a connection lives that sends a byte every tenth of a second."""
    began = time.monotonic()
    connection.settimeout(0.1)
    for number in range(int(longest * 10)):
        try:
            connection.sendall(drip[number : number + 1])
            if not connection.recv(100):
                break
        except TimeoutError:
            continue
        except OSError:
            break
    return time.monotonic() - began
