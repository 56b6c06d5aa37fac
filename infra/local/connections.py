"""One connection of a web worker's front: its one request comes in, its answer goes out, and each has its time."""

import socket
import sys
import time
from contextlib import suppress
from http import HTTPStatus
from typing import Any

from waitress.channel import HTTPChannel
from waitress.task import ErrorTask, WSGITask
from waitress.utilities import RequestEntityTooLarge, build_http_date

from chalicelib.observability import LOGGER, log_failure
from infra.local.handover import LONGEST_BEGINNING, hand_over, is_about_a_file
from infra.local.reading import RequestParser
from infra.local.refused import refusal

HEAD_SECONDS = 10
REQUEST_SECONDS = 60
"""From the connection's beginning to the request's last byte."""
ANSWER_SECONDS = 120
LINGER_SECONDS = 2
"""How long a client may go on sending once it has its answer: closed at once, the connection would take it back."""


class AnswerTask(WSGITask):  # type: ignore[misc]
    """The application's answer; the connection ends with it, or the next request on it might wait for a busy worker."""

    close_on_finish = True

    def build_response_header(self) -> bytes:
        """The head, its names as the application wrote them."""
        return _head(self.version, self.status, self.response_headers)


class RefusalTask(ErrorTask):  # type: ignore[misc]
    """The front's own refusal, in the contract's shape; of what was sent no word is logged."""

    def execute(self) -> None:
        """Answer 400, or 413 for a body that is larger than anybody would drop."""
        error = self.request.error
        LOGGER.info("unreadable", extra={"failure": type(error).__name__})
        too_large = isinstance(error, RequestEntityTooLarge)
        self.close_on_finish = self.wrote_header = True
        self.channel.write_soon(refusal(HTTPStatus(413 if too_large else 400)))


def _head(version: str, status: str, headers: list[tuple[str, str]]) -> bytes:
    own = [("Connection", "close"), ("Date", build_http_date(time.time()))]
    lines = [f"HTTP/{version} {status}", *(f"{name}: {value}" for name, value in [*headers, *own])]
    return "\r\n".join([*lines, "", ""]).encode("latin-1")


class FrontConnection(HTTPChannel):  # type: ignore[misc]
    """One connection: its one request comes in, its answer goes out, and each has its time."""

    task_class, error_task_class, parser_class = AnswerTask, RefusalTask, RequestParser

    def __init__(self, server: Any, sock: socket.socket, *given: Any, **named: Any) -> None:
        super().__init__(server, sock, *given, **named)
        self.began = time.monotonic()
        self.until = self.began + HEAD_SECONDS
        self.close_when_flushed = False
        self.is_new = True
        self.is_lingering = False
        # The kernel wakes us when the method and the first letters of the path are there.
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVLOWAT, LONGEST_BEGINNING)

    @property
    def kept(self) -> int:
        """Bytes of memory that it holds."""
        return int(self.total_outbufs_len) + (self.request.kept if self.request else 0)

    def readable(self) -> bool:
        """Until its request is whole, and while it lingers."""
        return self.is_lingering or super().readable()

    def handle_read(self) -> None:
        """Take in what has come; serve the request if it is whole."""
        if self.is_lingering:
            return self._drop()
        if self.is_new and self._is_given_away():
            return None
        super().handle_read()
        if self.request and self.request.headers_finished:
            self.until = self.began + REQUEST_SECONDS
        self.server.work()
        if not self.connected and not self.total_outbufs_len:
            self.handle_close()
        return None

    def _is_given_away(self) -> bool:
        self.is_new = False
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVLOWAT, 1)
        if not is_about_a_file(self.socket):
            return False
        self.del_channel()
        self.socket.setblocking(True)
        hand_over(self.socket)
        return True

    def handle_write(self) -> None:
        """Give out; when all is out, say so and linger."""
        self._flush_exception(self._flush_some)
        if self.socket is None:
            return  # the client took the connection back meanwhile
        if self.will_close:
            self.handle_close()
        elif self.close_when_flushed and not self.total_outbufs_len:
            self.close_when_flushed = False
            self.is_lingering, self.until = True, time.monotonic() + LINGER_SECONDS
            with suppress(OSError):
                self.socket.shutdown(socket.SHUT_WR)

    def _drop(self) -> None:
        try:
            content = self.socket.recv(self.adj.recv_bytes)
        except BlockingIOError:
            return
        except OSError:
            content = b""
        if not content:
            self.handle_close()

    def handle_error(self) -> None:
        """A fault of ours ends this connection alone, and is logged without a word of what was sent."""
        if failure := sys.exc_info()[1]:
            log_failure("", "web worker", failure)
        self.handle_close()
