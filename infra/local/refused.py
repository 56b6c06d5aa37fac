"""A refusal of the web worker itself: for what never reached the application, or broke it."""

from http import HTTPStatus

from chalicelib.routes.http import EVERY_ANSWER, json_text
from chalicelib.routes.refusals import error_body

_CODES = {HTTPStatus.BAD_REQUEST: "malformed", HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "too_large"}


def refused(status: HTTPStatus) -> tuple[list[tuple[str, str]], bytes]:
    """Headers and body in the contract's shape, for a request without a language."""
    body = json_text(error_body(_CODES.get(status, "internal"), "id")).encode()
    own = {"Content-Type": "application/json", "Content-Length": str(len(body))}
    return list((EVERY_ANSWER | own).items()), body


def refusal(status: HTTPStatus) -> bytes:
    """The whole answer; the connection ends with it."""
    headers, body = refused(status)
    lines = [f"HTTP/1.1 {status.value} {status.phrase}", "Connection: close"]
    return "\r\n".join([*lines, *(f"{name}: {value}" for name, value in headers), "", ""]).encode() + body
