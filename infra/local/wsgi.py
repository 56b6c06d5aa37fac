"""One origin for everything: the API under /api, the demo's windows under /_local, the site at /.

Served by gunicorn's sync workers, one request at a time each, as Lambda does. Never by threads: the request at hand and
the logger's keys belong to the process, and with threads a citizen would get another citizen's answer.
"""

import importlib
import ipaddress
import json
import os
import uuid
from collections.abc import Callable, Iterable
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from infra.local.children import end_with_parent
from infra.local.gateway import Answer, Asked, Gateway
from infra.local.mailbox import Mailbox
from infra.local.pages import MAILBOX_POLICY, NO_SITE, mailbox_page
from infra.local.site import Site

end_with_parent()  # gunicorn loads this module in each worker

BODY_LIMIT = 256 * 1024
_DRAIN_LIMIT = 32 * 1024 * 1024
_HTML = ("Content-Type", "text/html; charset=utf-8")
_PAGE_POLICY = "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

SITE = Site(Path(__file__).resolve().parents[2] / "web" / "dist")
GATEWAY = Gateway(importlib.import_module("app").app)
MAILBOX = Mailbox(Path(os.environ["DATA_DIR"]) / "mail.db")
DEMO = os.environ.get("DEMO") == "1"


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """The WSGI application."""
    path, _, query = environ["RAW_URI"].partition("?")
    if path == "/api" or path.startswith("/api/"):
        answer = GATEWAY.answer(_asked(environ, path.removeprefix("/api"), query))
        defaults = {"Cache-Control": "no-store", "Content-Type": "application/json"}
    elif path.startswith("/_local/") and _is_local(environ):
        answer = _local(environ, path, query)
        defaults = {"Cache-Control": "no-store"}
    elif SITE.is_built and not path.startswith("/_local/"):
        answer = SITE.answer(environ["REQUEST_METHOD"], path, _asked_headers(environ))
        defaults = {}
    else:
        answer = _no_page()
        defaults = {}
    headers = _headers(answer, defaults)
    start_response(f"{answer.status} {HTTPStatus(answer.status).phrase}", headers)
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [answer.body]


def _asked(environ: dict[str, Any], path: str, query: str) -> Asked:
    headers = _asked_headers(environ)
    if environ.get("CONTENT_TYPE"):
        headers["content-type"] = environ["CONTENT_TYPE"]
    return Asked(environ["REQUEST_METHOD"], path, query, headers, _body(environ["wsgi.input"]), environ["REMOTE_ADDR"])


def _asked_headers(environ: dict[str, Any]) -> dict[str, str]:
    return {name[5:].replace("_", "-").lower(): value for name, value in environ.items() if name.startswith("HTTP_")}


def _body(stream: Any) -> bytes:
    """The body, at most one byte over the limit: enough for the application to say 413 in its turn.

    The rest is read and dropped, within reason, because a client that is still sending never sees the answer.
    """
    body: bytes = stream.read(BODY_LIMIT + 1)
    dropped = 0
    while len(body) > BODY_LIMIT and dropped < _DRAIN_LIMIT:
        more = len(stream.read(64 * 1024))
        if not more:
            break
        dropped += more
    return body


def _headers(answer: Answer, defaults: dict[str, str]) -> list[tuple[str, str]]:
    given = {name.lower() for name, _ in answer.headers}
    every = defaults | {
        "X-Request-Id": str(uuid.uuid4()),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Content-Length": str(len(answer.body)),
    }
    if any(name.lower() == "content-type" and value.startswith("text/html") for name, value in answer.headers):
        every["Content-Security-Policy"] = _PAGE_POLICY
    return answer.headers + [(name, value) for name, value in every.items() if name.lower() not in given]


def _is_local(environ: dict[str, Any]) -> bool:
    """A demo asked by this very machine: not through a proxy, nor under a name that somebody pointed at it."""
    if not DEMO or "HTTP_FORWARDED" in environ or "HTTP_X_FORWARDED_FOR" in environ:
        return False
    host = environ.get("HTTP_HOST", "").rsplit(":", 1)[0].strip("[]")
    return _is_loopback(environ["REMOTE_ADDR"]) and (host == "localhost" or _is_loopback(host))


def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def _local(environ: dict[str, Any], path: str, query: str) -> Answer:
    if path != "/_local/mail" or environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
        return _no_page()
    to = parse_qs(query).get("to", [""])[0] or None
    mails = MAILBOX.mails(to)
    if "text/html" in environ.get("HTTP_ACCEPT", ""):
        return Answer(200, [_HTML, ("Content-Security-Policy", MAILBOX_POLICY)], mailbox_page(mails, to).encode())
    items = [
        {
            "to": mail.to,
            "subject": mail.subject,
            "text": mail.text,
            "html": mail.html,
            "report_id": mail.report_id,
            "sent_at": mail.sent_at,
            "sender": mail.sender,
            "headers": mail.headers,
        }
        for mail in mails
    ]
    body = json.dumps({"items": items, "next": None}, ensure_ascii=False).encode()
    return Answer(200, [("Content-Type", "application/json")], body)


def _no_page() -> Answer:
    return Answer(404, [_HTML], NO_SITE.encode())
