"""What the host tells systemd: that it serves, and again and again that it is at its work (sd_notify(3)).

Nobody below the host can see that it stands still itself. Whoever started it can: systemd kills and starts again a
service that it has not heard of for ``WatchdogSec=``.
"""

import socket
from collections.abc import MutableMapping
from contextlib import suppress

TELL_SECONDS = 5


class Watchdog:
    """The socket that the environment names, taken out of it: no child speaks for the host. Silent without one."""

    def __init__(self, environ: MutableMapping[str, str]) -> None:
        named = environ.pop("NOTIFY_SOCKET", "")
        environ.pop("WATCHDOG_USEC", None)
        self._address = f"\0{named[1:]}" if named.startswith("@") else named
        self._told_at = float("-inf")

    def serves(self) -> None:
        """The start is over."""
        self._tell("READY=1")

    def at_work(self, now: float) -> None:
        """Asked at every turn (``now`` is monotonic), told every few seconds."""
        if now - self._told_at >= TELL_SECONDS:
            self._told_at = now
            self._tell("WATCHDOG=1")

    def ends(self) -> None:
        """It was told to stop, and does."""
        self._tell("STOPPING=1")

    def _tell(self, message: str) -> None:
        if not self._address:
            return
        with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
            systemd.sendto(message.encode(), self._address)
