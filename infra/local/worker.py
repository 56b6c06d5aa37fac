"""The web worker of one machine, and its log: one JSON object a line.

gunicorn starts the workers, and ends one that has been silent for too long; how they serve is the front's.
"""

import json
import logging
import os
from datetime import UTC, datetime

from gunicorn.workers.base import Worker

from infra.local.front import Front

_FINISH_SECONDS = 5


class FrontedWorker(Worker):  # type: ignore[misc]
    """A gunicorn worker: one process, one thread, one request at a time behind its front."""

    def run(self) -> None:
        """Serve until told to end, and give out what is answered by then."""
        listener = self.sockets[0].sock
        listener.setblocking(False)
        front = Front(self.wsgi, listener, self.notify)
        while self.alive and self.ppid == os.getppid():
            front.turn()
        front.finish(_FINISH_SECONDS)


class OneLine(logging.Formatter):
    """A log record as one JSON object on one line; of an exception its type alone."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        said = {
            "level": record.levelname,
            "message": record.getMessage(),
            "timestamp": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "service": "web",
        }
        if record.exc_info and record.exc_info[0]:
            said["failure"] = record.exc_info[0].__name__
        return json.dumps(said, ensure_ascii=False)
