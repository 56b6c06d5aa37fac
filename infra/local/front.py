"""What stands before the application in each web worker: waitress' loop takes requests in and gives answers out.

A request reaches the application only when it is whole, and its answer is kept here until the client has taken it: who
sends or reads slowly keeps nobody waiting. All of it is one thread, the worker's own: while the application is at a
request the loop stands still and takes no connection, so that the idle workers do (docs/adr/0035-front.md).
"""

import socket
import sys
import time
from collections import deque
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from waitress import wasyncore
from waitress.adjustments import Adjustments
from waitress.server import TcpWSGIServer

from chalicelib.observability import log_failure
from infra.local.connections import ANSWER_SECONDS, FrontConnection
from infra.local.reading import LARGEST_BODY, LARGEST_HEAD
from infra.local.refused import refused

MOST_CONNECTIONS = 500
MOST_BYTES = 64 * 1024 * 1024
"""Of requests and answers on their way, in one worker."""
_ENDLESS = 1 << 40
_TURN_SECONDS = 1.0


class Front(TcpWSGIServer):  # type: ignore[misc]
    """The connections of one worker."""

    channel_class = FrontConnection

    def __init__(self, application: Callable[..., Any], listener: socket.socket, alive: Callable[[], object]) -> None:
        adjustments = Adjustments(
            max_request_header_size=LARGEST_HEAD + 1,
            max_request_body_size=LARGEST_BODY,
            outbuf_overflow=_ENDLESS,
            outbuf_high_watermark=_ENDLESS,
            clear_untrusted_proxy_headers=False,
            recv_bytes=65536,
        )
        place = (listener.family, listener.type, None, listener.getsockname())
        super().__init__(
            _safe(application), {}, _sock=listener, dispatcher=self, adj=adjustments, sockinfo=place, bind_socket=False
        )
        self._whole: deque[FrontConnection] = deque()
        self._alive = alive
        self._looked_at = 0.0

    def add_task(self, connection: FrontConnection) -> None:
        """Its request is whole."""
        self._whole.append(connection)

    def work(self) -> None:
        """Serve what is whole, one after the other."""
        while self._whole:
            connection = self._whole.popleft()
            connection.service()
            connection.until = time.monotonic() + ANSWER_SECONDS
            connection.handle_write()
            self._alive()

    def turn(self) -> None:
        """Wait until something comes or can go, at most a second, and do it."""
        wasyncore.poll2(_TURN_SECONDS, self._map)
        self._alive()
        if time.monotonic() - self._looked_at > _TURN_SECONDS:
            self._looked_at = time.monotonic()
            self._end_late()

    def finish(self, seconds: float) -> None:
        """Take no more; give out the answers that are made."""
        self.accepting = False
        until = time.monotonic() + seconds
        while any(one.total_outbufs_len for one in self.active_channels.values()) and time.monotonic() < until:
            self.turn()

    def _end_late(self) -> None:
        now = time.monotonic()
        for late in [one for one in self.active_channels.values() if one.until < now]:
            late.handle_close()
        while sum(one.kept for one in self.active_channels.values()) > MOST_BYTES:
            max(self.active_channels.values(), key=lambda one: one.kept).handle_close()

    def readable(self) -> bool:
        """Whether connections are taken."""
        return bool(self.accepting)

    def handle_accept(self) -> None:
        """Take one connection, in the place of the oldest where there are too many, and look at it at once.

        The kernel gives a connection when its first bytes are there, mostly a whole request: it is served before the
        next connection is taken, which goes to another worker meanwhile.
        """
        if len(self.active_channels) >= MOST_CONNECTIONS:
            min(self.active_channels.values(), key=lambda one: one.until).handle_close()
        known = set(self.active_channels)
        super().handle_accept()
        for number in set(self.active_channels) - known:
            wasyncore.read(self.active_channels[number])  # what goes wrong in it is its own

    def handle_error(self) -> None:
        """A connection that could not be taken ends no more than itself: this worker goes on listening."""
        if failure := sys.exc_info()[1]:
            log_failure("", "web worker", failure)

    def pull_trigger(self) -> None:
        """Nothing: there is no other thread to wake."""


def _safe(application: Callable[..., Any]) -> Callable[..., Any]:
    """What the application raises is logged as a crash, and answered in the contract's shape."""

    def safe(environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        try:
            return application(environ, start_response)
        except Exception as failure:
            log_failure("", "web worker", failure)
            headers, body = refused(HTTPStatus.INTERNAL_SERVER_ERROR)
            start_response("500 Internal Server Error", headers)
            return [body]

    return safe
