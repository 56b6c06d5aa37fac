"""Where the inner servers of one machine are reached: sockets for their owner, or ports that somebody asked for."""

from pathlib import Path

from infra.local import inner, namespace
from infra.local.ports import free_port
from infra.local.welcome import say

OPEN_PORTS = (
    "INNER_PORTS=open: EVERY program, user and web page on this machine can read and change all reports and "
    "identities, and set officers' passwords"
)


class Doors:
    """The doors of one system; the host's children are forked off it, and know the way by what it was taught."""

    def __init__(self, data_dir: Path, *, are_open: bool) -> None:
        self._data_dir, self.are_open = data_dir, are_open

    def make(self) -> None:
        """An empty folder for the sockets, and the way there."""
        inner.make_folder(self._data_dir)
        inner.reach(self._data_dir)
        if self.are_open:
            say(OPEN_PORTS)

    def remove(self) -> None:
        """Nothing of them is left."""
        inner.remove_folder(self._data_dir)

    def require_networks(self) -> None:
        """RuntimeError with the sentence where a server of others would stand open to everybody, and nobody said so."""
        if not self.are_open:
            namespace.require()

    def place(self, name: str) -> tuple[int, str]:
        """Where a server of others is that can only listen on TCP: its port, and its address."""
        port = free_port()
        return port, f"http://127.0.0.1:{port}" if self.are_open else inner.url_of(name, self._data_dir)

    def url(self, name: str) -> str:
        """Where one of our own is."""
        return inner.url_of(name, self._data_dir)
