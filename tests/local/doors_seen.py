"""The doors of a running system as another program on the machine sees them."""

import re
from pathlib import Path

from tests.local.running_system import RunningSystem

_LISTENS = "0A"


def open_ports(running: RunningSystem) -> set[int]:
    """TCP ports of the machine that any process of the system listens on, and UDP ports that one has."""
    held = _sockets_held(running)
    found = set()
    for table in ("tcp", "tcp6", "udp", "udp6"):
        for line in _rows(table):
            _, address, _, state, *_, inode = line.split()[:10]
            if inode in held and (state == _LISTENS or table.startswith("udp")):
                found.add(int(address.rpartition(":")[2], 16))
    return found


def nameless_sockets(running: RunningSystem) -> list[str]:
    """Unix sockets of the system that lie in no folder, so that no mode keeps anybody out (unix(7), "abstract")."""
    held = _sockets_held(running)
    rows = (line.split() for line in _rows("unix"))
    return [row[7] for row in rows if len(row) > 7 and row[7].startswith("@") and row[6] in held]


def _rows(table: str) -> list[str]:
    """This process's view: its network is the host's, not that of what the host starts."""
    return Path(f"/proc/self/net/{table}").read_text().splitlines()[1:]


def _sockets_held(running: RunningSystem) -> set[str]:
    assert running.process
    links = []
    for number in (running.process.pid, *running.descendants()):
        for descriptor in Path(f"/proc/{number}/fd").iterdir():
            try:
                links.append(str(descriptor.readlink()))
            except FileNotFoundError:
                continue
    return {found[1] for link in links if (found := re.fullmatch(r"socket:\[(\d+)]", link))}
