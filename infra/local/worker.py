"""A web worker whose own refusals look like the API's, and whose log is one JSON object a line.

gunicorn answers what it cannot read with a page of its own, and logs the sender's address and words with it.
"""

import json
import logging
from contextlib import suppress
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any

from gunicorn.http.errors import ParseException
from gunicorn.util import write_nonblock

from chalicelib.observability import LOGGER, log_failure
from chalicelib.routes.http import EVERY_ANSWER, json_text
from chalicelib.routes.refusals import error_body
from infra.local.handover import OneAtATime


class Worker(OneAtATime):
    """gunicorn's sync worker, one request at a time."""

    def handle_error(self, req: Any, client: Any, addr: Any, exc: BaseException) -> None:
        """Answer what cannot be read as malformed, and a crash as internal; of neither is a word logged."""
        unreadable = isinstance(exc, ParseException)
        if unreadable:
            LOGGER.info("unreadable", extra={"failure": type(exc).__name__})
        else:
            log_failure("", "web worker", exc)
        with suppress(OSError):
            write_nonblock(client, refusal(HTTPStatus(400 if unreadable else 500)))


def refusal(status: HTTPStatus) -> bytes:
    """A whole answer in the contract's shape, for a request without a language."""
    code = "malformed" if status == HTTPStatus.BAD_REQUEST else "internal"
    body = json_text(error_body(code, "id")).encode()
    headers = EVERY_ANSWER | {
        "Content-Type": "application/json",
        "Content-Length": str(len(body)),
        "Connection": "close",
    }
    lines = [f"HTTP/1.1 {status.value} {status.phrase}", *(f"{name}: {value}" for name, value in headers.items())]
    return "\r\n".join([*lines, "", ""]).encode() + body


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
