"""How the web workers serve: processes, one request at a time each, as Lambda does."""

import os
import socket
import struct
from typing import Any

worker_class = "infra.local.handover.OneAtATime"
workers = max(2, min(4, 2 * (os.cpu_count() or 1)))
timeout = 30  # the API's gateway gives up after 29 s
graceful_timeout = 20
control_socket_disable = True
accesslog = None  # paths carry report numbers
loglevel = "warning"
forwarded_allow_ips = ""
limit_request_line = 8190
limit_request_field_size = 1_200_000  # a token of 1 MB deserves its 401

_SILENT_SECONDS = 10


def when_ready(server: Any) -> None:
    """Keep idle and slow connections away from the workers, as a proxy in front of them would.

    Browsers open connections ahead of use: with TCP_DEFER_ACCEPT (Linux) one reaches a worker when it speaks.
    SO_RCVTIMEO, which accepted connections inherit, ends a request whose sender falls silent half-way.
    """
    for listener in server.LISTENERS:
        if hasattr(socket, "TCP_DEFER_ACCEPT"):
            listener.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_DEFER_ACCEPT, _SILENT_SECONDS)
        listener.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, struct.pack("ll", _SILENT_SECONDS, 0))
