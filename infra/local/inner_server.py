"""What the inner servers of ours have in common: the socket they listen on, and whom they do not answer.

A browser cannot open a unix socket, and another user may not. Should a door stand open all the same, one day, a page is
still told apart: it sends an Origin, or the name that it was led astray by as the Host (DNS rebinding).
"""

import socket
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from infra.local import inner, pulse, sockets


class InnerHandler(BaseHTTPRequestHandler):
    """Answers the application alone, and is silent in logs."""

    protocol_version = "HTTP/1.1"
    # Head and body leave together: sent apart, over a port the second waits 40 ms for the first to be acknowledged.
    wbufsize = -1
    server: "InnerServer"

    def parse_request(self) -> bool:
        """Whether the request is to be answered; a page's has its 403 already."""
        if not super().parse_request():
            return False
        if self.headers.get_all("Host") == [self.server.own_name] and "Origin" not in self.headers:
            return True
        self.close_connection = True
        self.send_error(403)
        return False

    def handle_expect_100(self) -> bool:
        """The leave to send a body goes out at once: kept with the answer, boto3 would wait a second for it."""
        allowed = super().handle_expect_100()
        self.wfile.flush()
        return allowed

    def log_message(self, format: str, *args: object) -> None:
        """Silence: names and addresses belong in no log, and a failure answers its sender."""


class InnerServer(ThreadingHTTPServer):
    """One inner server at its address: a unix socket, or for tests a loopback port; the caller runs `serve_forever`."""

    request_queue_size = sockets.WAITING

    def __init__(self, url: str, handler: type[InnerHandler]) -> None:
        self.own_name, self._socket_path = urlsplit(url).netloc, inner.socket_of(url)
        if self._socket_path:
            self.address_family = socket.AF_UNIX
        super().__init__(("127.0.0.1", urlsplit(url).port or 0), handler)

    def service_actions(self) -> None:
        """Twice a second, between taking connections."""
        pulse.beat()

    def server_bind(self) -> None:
        """Take the socket, or the port: 0 is any free one."""
        if self._socket_path:
            sockets.listen(self._socket_path, self.socket)
        else:
            super().server_bind()
            self.own_name = f"127.0.0.1:{self.server_port}"
