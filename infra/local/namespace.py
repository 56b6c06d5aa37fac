"""A server that can only listen on TCP, in a network of its own.

Two servers of others (database, sign-in) ask nobody who they are and let any web page read their answers. Here their
port exists in a network namespace that holds them and this process alone (network_namespaces(7)). Who may open the
socket gets a connection from this process as an open descriptor, and talks to the server without it from then on.
"""

import ctypes
import fcntl
import os
import select
import signal
import socket
import struct
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from infra.local import children, sockets

_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000  # unshare(2)
_SIOCGIFFLAGS, _SIOCSIFFLAGS, _IFF_UP = 0x8913, 0x8914, 1  # netdevice(7)
_PATIENCE_SECONDS = 2
REFUSED = (
    "database and sign-in get no network of their own ({reason}), and without one every program and web page on this "
    "machine could read them: let this user make namespaces (docs/one-machine.md, 'Doors'), or accept that with "
    "INNER_PORTS=open"
)


def spawn(
    where: Path, port: int, program: Sequence[str], log: Path, env: Mapping[str, str] | None = None
) -> children.Fork:
    """Start a program that listens on that port of a network of its own, and is reached at the socket."""

    def work() -> None:
        parent = os.getppid()
        enter()
        children.end_with_parent()  # a change of namespaces may have undone it
        if os.getppid() == parent:
            raise SystemExit(serve(sockets.listen(where), port, start(program, env)))

    return children.fork(f"{where.name} in a network of its own", work, log)


def require() -> None:
    """RuntimeError with the sentence where the kernel gives nobody a network of their own."""
    if sys.platform != "linux":
        raise RuntimeError(REFUSED.format(reason="Linux alone has them"))
    child = os.fork()
    if child == 0:
        code = 1
        try:
            enter()
            code = 0
        except OSError as refused:
            code = refused.errno or 1
        finally:
            os._exit(code)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if code:
        raise RuntimeError(REFUSED.format(reason=os.strerror(code)))


def enter() -> None:
    """Leave the machine's network for one that has only its own loopback. Raises OSError.

    Root may do so; others may in a user namespace, in which they keep their number.
    """
    user, group = os.getuid(), os.getgid()
    try:
        _unshare(_CLONE_NEWNET)
        _bring_up_loopback()
    except PermissionError:
        _unshare(_CLONE_NEWUSER | _CLONE_NEWNET)
        Path("/proc/self/setgroups").write_text("deny")  # else the group cannot be mapped: user_namespaces(7)
        Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
        Path("/proc/self/gid_map").write_text(f"{group} {group} 1")
        _bring_up_loopback()


def _unshare(what: int) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(what):
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


def _bring_up_loopback() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        request = struct.pack("16sh14x", b"lo", 0)
        flags = struct.unpack("16sh14x", fcntl.ioctl(any_socket, _SIOCGIFFLAGS, request))[1]
        fcntl.ioctl(any_socket, _SIOCSIFFLAGS, struct.pack("16sh14x", b"lo", flags | _IFF_UP))


def hand_out(caller: socket.socket, port: int) -> None:
    """Give the caller a connection to the port; nothing when nobody listens there."""
    with suppress(OSError), socket.socket() as connection:
        connection.settimeout(_PATIENCE_SECONDS)
        connection.connect(("127.0.0.1", port))
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        socket.send_fds(caller, [b"c"], [connection.fileno()])


def serve(listener: socket.socket, port: int, child: int) -> int:
    """Hand connections out until the child ends; its exit code. SIGTERM is passed on to it."""
    signal.signal(signal.SIGTERM, lambda number, _: os.kill(child, number))
    ended = os.pidfd_open(child)
    events = select.poll()
    events.register(listener, select.POLLIN)
    events.register(ended, select.POLLIN)
    while not any(descriptor == ended for descriptor, _ in events.poll()):
        caller, _ = listener.accept()
        with caller:
            hand_out(caller, port)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return code if code >= 0 else 128 - code  # as a shell says which signal ended it


def start(program: Sequence[str], env: Mapping[str, str] | None) -> int:
    """The program as a child that ends with this process; its number."""
    parent = os.getpid()
    child = os.fork()
    if child:
        return child
    try:
        children.end_with_parent()
        if os.getppid() == parent:
            os.execve(program[0], list(program), env or os.environ)
    finally:
        os._exit(127)
