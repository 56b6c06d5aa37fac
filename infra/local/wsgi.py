"""One origin for everything: the API under /api, the demo's windows under /_local, the site at /.

Served by processes, one request at a time each, as Lambda does. Never by threads: the request at hand and
the logger's keys belong to the process, and with threads a citizen would get another citizen's answer.
"""

import importlib
import os
import uuid
from collections.abc import Callable, Iterable
from http import HTTPStatus
from pathlib import Path
from typing import Any

from chalicelib.routes import tokens
from chalicelib.routes.http import EVERY_ANSWER, PAGE_POLICY
from chalicelib.routes.row import FILE_LIMIT
from chalicelib.service.limiting import count_submits_with
from chalicelib.settings import settings
from infra.area_map import area_map
from infra.local import deep_health, hosted_pages, sign_in_requests, warming, windows
from infra.local.compressing import compressed
from infra.local.gateway import Gateway, GatewayAnswer, GatewayRequest
from infra.local.known_pool import PoolLearner
from infra.local.mailbox import Mailbox
from infra.local.pages import NO_SITE
from infra.local.preparing import HOME_IN_HEAD
from infra.local.shared_counts import SharedCounts
from infra.local.site import Site

_HTML = ("Content-Type", "text/html; charset=utf-8")

_OF_OFFICERS = ("/api/officer", hosted_pages.FILE)


def _forget_keys() -> None:
    """Settings and keys are those of another pool from now on."""
    settings.cache_clear()
    tokens.signing_keys.cache_clear()


SITE = Site(
    Path(__file__).resolve().parents[2] / "web" / "dist",
    lambda: hosted_pages.other_origins(os.environ),
    area_map(),
    settings().brand,
    os.environ.get(HOME_IN_HEAD),
    settings().site_url,
)
GATEWAY = Gateway(importlib.import_module("app").app)
DATA_DIR = Path(os.environ["DATA_DIR"])
MAILBOX = Mailbox(DATA_DIR / "mail.db")
POOL = PoolLearner(DATA_DIR, os.environ, _forget_keys)
DEMO = os.environ.get("DEMO") == "1"
count_submits_with(SharedCounts().count)
warming.share()


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """The WSGI application."""
    path, _, query = environ["REQUEST_URI"].partition("?")
    if path.startswith(_OF_OFFICERS) and hosted_pages.known(os.environ):
        POOL.learn()
    if deep_health.is_asked(environ, path, query):
        answer = deep_health.answer(DATA_DIR)
    elif path == "/api" or path.startswith("/api/"):
        request = _asked(environ, path.removeprefix("/api"), query)
        answer = compressed(GATEWAY.answer(request), request.headers)
    elif DEMO and path.startswith("/_local/") and windows.is_local(environ):
        answer = windows.window(environ, path, query, MAILBOX) or _no_page()
    elif path == hosted_pages.FILE:
        answer = hosted_pages.sign_in_file(os.environ)
    elif path in sign_in_requests.PATHS and (door := hosted_pages.known(os.environ)):
        given, method = environ.get("CONTENT_TYPE") or "", environ["REQUEST_METHOD"]
        form = environ["wsgi.input"].read(sign_in_requests.LARGEST_FORM + 1)
        answer = hosted_pages.answer(door, method, path, query, given, form, _source(environ))
    elif SITE.is_built and not path.startswith("/_local/"):
        answer = SITE.answer(environ["REQUEST_METHOD"], path, _asked_headers(environ), query)
    else:
        answer = _no_page()
    start_response(f"{answer.status} {HTTPStatus(answer.status).phrase}", _headers(answer))
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [answer.body]


def _asked(environ: dict[str, Any], path: str, query: str) -> GatewayRequest:
    headers = _asked_headers(environ)
    if environ.get("CONTENT_TYPE"):
        headers["content-type"] = environ["CONTENT_TYPE"]
    return GatewayRequest(
        environ["REQUEST_METHOD"], path, query, headers, _body(environ["wsgi.input"]), environ["REMOTE_ADDR"]
    )


def _source(environ: dict[str, Any]) -> str:
    """Where a request came from, as the application sees it."""
    named = settings().viewer_address_header
    told = environ.get(f"HTTP_{named.upper().replace('-', '_')}") if named else None
    return str(told or environ["REMOTE_ADDR"])


def _asked_headers(environ: dict[str, Any]) -> dict[str, str]:
    return {name[5:].replace("_", "-").lower(): value for name, value in environ.items() if name.startswith("HTTP_")}


def _body(stream: Any) -> bytes:
    """The body, at most one byte over the largest limit: enough for the application to say 413 in its turn."""
    body: bytes = stream.read(FILE_LIMIT + 1)
    return body


def _headers(answer: GatewayAnswer) -> list[tuple[str, str]]:
    given = {name.lower() for name, _ in answer.headers}
    every = EVERY_ANSWER | {
        "Content-Type": "application/json",
        "X-Request-Id": str(uuid.uuid4()),
        "Content-Length": str(len(answer.body)),
    }
    is_ruled = "content-security-policy" in given
    if not is_ruled and any(
        name.lower() == "content-type" and value.startswith("text/html") for name, value in answer.headers
    ):
        every["Content-Security-Policy"] = PAGE_POLICY
    return answer.headers + [(name, value) for name, value in every.items() if name.lower() not in given]


def _no_page() -> GatewayAnswer:
    return GatewayAnswer(404, [_HTML], NO_SITE.encode())
