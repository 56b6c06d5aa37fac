"""Connections about files change hands: from a web worker, unread, to the process that keeps the files.

A film over a slow line takes minutes and megabytes, which the web workers' front gives nobody. So a worker
looks at the first bytes of a connection, and one that is about a file goes through a socket pair, as an open
descriptor, to a thread of the other process. The pair belongs to the host: a process started again finds what waits.
"""

import os
import socket
import threading
from collections.abc import Callable
from contextlib import suppress

from infra.local.browsers import PREFIX

DESCRIPTOR = "FILES_CONNECTIONS"
"""The environment variable that names this process's end of the pair."""
_BEGINNINGS = tuple(f"{method} {PREFIX}".encode() for method in ("GET", "POST"))
LONGEST_BEGINNING = max(map(len, _BEGINNINGS))
"""Bytes; no request is shorter."""
_BUSY = b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
_PATIENCE_SECONDS = 2


def is_about_a_file(client: socket.socket) -> bool:
    """Whether the request that begins here goes to the bucket; nothing is taken out of the connection."""
    try:
        begins = client.recv(LONGEST_BEGINNING, socket.MSG_PEEK)
    except OSError:
        return False
    return begins.startswith(_BEGINNINGS)


def hand_over(client: socket.socket) -> None:
    """Give the connection away, or say that it must come again."""
    with client, suppress(OSError), socket.socket(fileno=os.dup(int(os.environ[DESCRIPTOR]))) as pair:
        pair.settimeout(_PATIENCE_SECONDS)
        try:
            socket.send_fds(pair, [b"f"], [client.fileno()])
        except OSError:
            client.sendall(_BUSY)


def receive(serve: Callable[[socket.socket], None]) -> None:
    """Serve every connection that is handed over, each in a thread of its own; never returns."""
    with socket.socket(fileno=int(os.environ[DESCRIPTOR])) as pair:
        pair.settimeout(None)
        while True:
            _, descriptors, _, _ = socket.recv_fds(pair, 1, 1)
            for descriptor in descriptors:
                connection = socket.socket(fileno=descriptor)
                threading.Thread(target=_served, args=(serve, connection), daemon=True).start()


def _served(serve: Callable[[socket.socket], None], connection: socket.socket) -> None:
    with connection, suppress(OSError):
        serve(connection)
