"""How the processes of one machine reach the inner servers: by sockets in DATA_DIR, at which no port can be asked.

A server has an address like ``http://mail.1f0c2d3e4a5b.lapor.internal``: its name, and the folder of its socket.
``reach`` teaches this process the addresses of one folder. From then on urllib3 (so botocore and PynamoDB) and
http.client (so urllib) come to them by ``connected``, and to every other address as before.
"""

import os
import shutil
import socket
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from infra.local import sockets
from infra.local.children import Child
from infra.local.ports import wait_until

DOMAIN = ".lapor.internal"
"""No name server knows a name below `internal`: ICANN keeps it for private use (ICANN board, 2024-07-29)."""
DATABASE, SIGN_IN, MAIL, BUCKET, SIGN_IN_DOOR = "database", "sign-in", "mail", "bucket", "sign-in-door"
IN_NAMESPACES = (DATABASE, SIGN_IN)
"""Servers that listen on TCP in a network of their own: at their sockets waits who hands connections to them out."""

_folders: dict[str, Path] = {}


def folder_of(data_dir: Path) -> Path:
    """Where the sockets of a system are."""
    return data_dir.resolve() / "sockets"


def url_of(name: str, data_dir: Path) -> str:
    """The address of one inner server of the system on that folder."""
    return f"http://{name}.{_place(folder_of(data_dir))}{DOMAIN}"


def socket_of(url: str) -> Path | None:
    """The socket that an address is reached by; None for an address elsewhere. Raises OSError for one not taught."""
    host = urlsplit(url).hostname or ""
    return _socket(host) if host.endswith(DOMAIN) else None


def make_folder(data_dir: Path) -> None:
    """An empty folder for the sockets, for its owner alone."""
    remove_folder(data_dir)
    folder_of(data_dir).mkdir(mode=0o700)


def remove_folder(data_dir: Path) -> None:
    """Nothing is left of the sockets, nor of those that a killed system left."""
    shutil.rmtree(folder_of(data_dir), ignore_errors=True)


def reach(data_dir: Path) -> None:
    """Teach this process the addresses of the system on a folder."""
    import urllib3.util.connection as of_urllib3

    folder = folder_of(data_dir)
    _folders[_place(folder)] = folder
    _ask_no_proxy()
    for module in (socket, of_urllib3):
        if not hasattr(module.create_connection, "elsewhere"):
            setattr(module, "create_connection", _or_else(module.create_connection))  # noqa: B010


def connected(host: str, timeout: float | None) -> socket.socket:
    """A connection to the inner server of that host name. Raises OSError."""
    connection = sockets.connect(_socket(host), timeout)
    if host.partition(".")[0] not in IN_NAMESPACES:
        return connection
    with connection:
        return _handed_out(connection, timeout)


def is_answering(url: str) -> bool:
    """Whether somebody can be reached at that address, an inner server's or a port."""
    place = urlsplit(url)
    try:
        socket.create_connection((place.hostname or "", place.port or 80), 1).close()
    except OSError:
        return False
    return True


def wait_until_answering(url: str, child: Child, name: str) -> None:
    """Return once the child is reached there; a sentence as RuntimeError when it ends or stays silent."""
    wait_until(lambda: is_answering(url), child, name)


def _ask_no_proxy() -> None:
    known = os.environ.get("no_proxy") or os.environ.get("NO_PROXY") or ""
    if known != "*" and DOMAIN not in known:
        os.environ["no_proxy"] = f"{known},{DOMAIN}".lstrip(",")


def _place(folder: Path) -> str:
    return sha256(os.fsencode(folder)).hexdigest()[:12]


def _socket(host: str) -> Path:
    name, _, place = host.removesuffix(DOMAIN).partition(".")
    if place not in _folders:
        raise OSError(f"nobody taught this process the way to {host}")
    return _folders[place] / name


def _handed_out(waiter: socket.socket, timeout: float | None) -> socket.socket:
    _, given, _, _ = socket.recv_fds(waiter, 1, 1, socket.MSG_CMSG_CLOEXEC)
    if not given:
        raise ConnectionRefusedError("nobody listens behind the socket")
    connection = socket.socket(fileno=given[0])
    connection.settimeout(timeout)  # and with it whether the descriptor blocks, which the giver chose for itself
    return connection


def _or_else(elsewhere: Callable[..., socket.socket]) -> Callable[..., socket.socket]:
    def create_connection(address: tuple[str, int], timeout: Any = ..., *others: Any, **named: Any) -> socket.socket:
        host = address[0]
        if host.endswith(DOMAIN):
            return connected(host, timeout if isinstance(timeout, int | float) else None)
        given = () if timeout is ... else (timeout,)
        return elsewhere(address, *given, *others, **named)

    setattr(create_connection, "elsewhere", elsewhere)  # noqa: B010
    return create_connection
