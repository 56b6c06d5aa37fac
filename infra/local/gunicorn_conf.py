"""How the web workers serve: processes, one request at a time each, as Lambda does."""

import os
import socket
from typing import Any

from infra.local import pulse
from infra.local.children import end_with_parent

worker_class = "infra.local.worker.FrontedWorker"
workers = int(os.environ["WEB_WORKERS"])
preload_app = True
timeout = 30  # the API's gateway gives up after 29 s
graceful_timeout = 20
control_socket_disable = True
accesslog = None  # paths carry report numbers
loglevel = "warning"
logconfig_dict = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"one line": {"()": "infra.local.worker.OneLine"}},
    # The application writes its own lines; what reaches the root of them is the same line a second time.
    "filters": {"foreign": {"()": "aws_lambda_powertools.logging.filters.SuppressFilter", "logger": "lapor"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "one line", "filters": ["foreign"]}},
    "root": {"level": "WARNING", "handlers": ["console"]},
    "loggers": {
        "gunicorn.error": {"level": "WARNING", "handlers": ["console"], "propagate": False},
        "waitress": {"level": "CRITICAL", "handlers": ["console"], "propagate": False},  # its lines name addresses
    },
}

_SILENT_SECONDS = 10


def when_ready(server: Any) -> None:
    """Browsers open connections ahead of use: with TCP_DEFER_ACCEPT (Linux) one reaches a worker when it speaks."""
    look_at_workers = server.murder_workers

    def look() -> None:
        pulse.beat()
        look_at_workers()

    server.murder_workers = look  # what the master does each second
    for listener in server.LISTENERS:
        if hasattr(socket, "TCP_DEFER_ACCEPT"):
            listener.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_DEFER_ACCEPT, _SILENT_SECONDS)


def post_fork(server: Any, worker: Any) -> None:
    """A worker does not outlive whoever started it."""
    end_with_parent()


def post_worker_init(worker: Any) -> None:
    """A long sweep asked of a worker says between its runs that the worker lives. Nobody's first request waits."""
    from infra.local import warming, windows

    windows.heartbeats.append(worker.notify)
    warming.prepare_worker()
