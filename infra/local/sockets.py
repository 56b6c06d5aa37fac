"""Unix sockets at a path of any length."""

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

LONGEST_PATH = 103
"""Bytes of a socket's path that every kernel takes: Linux takes 107, others fewer (unix(7), sun_path)."""
WAITING = 128
"""How many callers may wait to be taken."""


def listen(path: Path, listener: socket.socket | None = None) -> socket.socket:
    """A socket that listens there, for its owner alone (mode 0600), in place of one that a process left behind.

    ``listener``: a unix socket that is not bound yet, instead of a new one.
    """
    listener = listener or socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    path.unlink(missing_ok=True)
    with _short(path) as name:
        listener.bind(name)
    path.chmod(0o600)  # until here the folder alone keeps others out
    listener.listen(WAITING)
    return listener


def connect(path: Path, timeout: float | None) -> socket.socket:
    """A connection to who listens there, with that timeout in seconds (None: it waits). Raises OSError."""
    connection = _UnixSocket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        connection.settimeout(timeout)
        with _short(path) as name:
            connection.connect(name)
    except BaseException:
        connection.close()
        raise
    return connection


class _UnixSocket(socket.socket):
    """http.client sets TCP_NODELAY on whatever it is connected by, and takes a refusal for a failure."""

    def setsockopt(self, level: int, *option: Any) -> None:
        """Set an option; one of TCP means nothing here."""
        if level != socket.IPPROTO_TCP:
            super().setsockopt(level, *option)


@contextmanager
def _short(path: Path) -> Iterator[str]:
    """A name of the path that a socket's address has room for: Linux names an open folder by its number too."""
    if len(os.fsencode(path)) <= LONGEST_PATH:
        yield str(path)
        return
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield f"/proc/self/fd/{folder}/{path.name}"
    finally:
        os.close(folder)
