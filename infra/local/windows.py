"""The demo's windows under /_local: the mails and short messages that were sent; the sweep, as if at another time.

DEMO=1 and this very machine alone; never in the package.
"""

import importlib
import ipaddress
import json
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs

from chalicelib.domain.contacts import normal_phone
from chalicelib.language.preferred import language_of
from chalicelib.notify.short_texts.segments import segments_of
from chalicelib.routes.refusals import error_body
from infra.local.functions import context_of
from infra.local.gateway import GatewayAnswer
from infra.local.mailbox import Mailbox
from infra.local.pages import MAILBOX_POLICY, mailbox_page, short_messages_page
from infra.local.schedules import scheduled_event

_JSON = ("Content-Type", "application/json")
_HTML = ("Content-Type", "text/html; charset=utf-8")
_OF_A_PROXY = {"HTTP_FORWARDED", "HTTP_VIA", "HTTP_X_REAL_IP"}
heartbeats: list[Callable[[], None]] = []
"""Called between the runs of a long sweep, so that nobody takes the worker for dead."""


def is_local(environ: Mapping[str, Any]) -> bool:
    """Asked by this very machine: not through a proxy, nor under a name that somebody pointed at it."""
    if any(name in _OF_A_PROXY or name.startswith("HTTP_X_FORWARDED_") for name in environ):
        return False
    host = environ.get("HTTP_HOST", "").rsplit(":", 1)[0].strip("[]")
    return _is_loopback(environ["REMOTE_ADDR"]) and (host == "localhost" or _is_loopback(host))


def is_from_another_site(environ: Mapping[str, Any]) -> bool:
    """Whether a browser asks because a page of another origin told it to (a link counts, an address typed in does not).

    Browsers name the page's origin with whatever may change something, and how near it is with every request (Fetch
    Metadata); another port is another origin on the same site. What is no browser says neither.
    """
    origin = environ.get("HTTP_ORIGIN")
    if origin is not None and origin != f"http://{environ.get('HTTP_HOST', '')}":
        return True
    return environ.get("HTTP_SEC_FETCH_SITE", "none") not in ("none", "same-origin")


def window(environ: dict[str, Any], path: str, query: str, mailbox: Mailbox) -> GatewayAnswer | None:
    """What a window answers; None where there is none."""
    if is_from_another_site(environ):
        return _refused(403, "forbidden", environ)
    is_json = environ.get("CONTENT_TYPE", "").partition(";")[0].strip().lower() == "application/json"
    if environ["REQUEST_METHOD"] == "POST" and not is_json:
        return _refused(415, "unsupported_media_type", environ)
    match (environ["REQUEST_METHOD"], path):
        case ("GET" | "HEAD", "/_local/mail"):
            return _mails(mailbox, query, is_page="text/html" in environ.get("HTTP_ACCEPT", ""))
        case ("GET" | "HEAD", "/_local/sms"):
            return _short_messages(mailbox, query, is_page="text/html" in environ.get("HTTP_ACCEPT", ""))
        case ("POST", "/_local/sweep"):
            return _sweep(environ["wsgi.input"].read(64 * 1024))
        case _:
            return None


def _mails(mailbox: Mailbox, query: str, *, is_page: bool) -> GatewayAnswer:
    to = parse_qs(query).get("to", [""])[0] or None
    mails = mailbox.mails(to)
    if is_page:
        return _page(mailbox_page(mails, to))
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
            "in_doubt": mail.in_doubt,
        }
        for mail in mails
    ]
    return _answer(200, {"items": items, "next": None})


def _short_messages(mailbox: Mailbox, query: str, *, is_page: bool) -> GatewayAnswer:
    # Nobody writes a plus into an address line as %2B: there it comes as a blank.
    to = f"+{normal_phone(asked)}" if (asked := parse_qs(query).get("to", [""])[0]) else None
    sent = mailbox.short_messages(to)
    if is_page:
        return _page(short_messages_page(sent, asked))
    items = [
        {
            "to": one.to,
            "text": one.text,
            "segments": segments_of(one.text),
            "report_id": one.report_id,
            "sent_at": one.sent_at,
            "sender": one.sender,
            "in_doubt": one.in_doubt,
        }
        for one in sent
    ]
    return _answer(200, {"items": items, "next": None})


def _page(page: str) -> GatewayAnswer:
    return GatewayAnswer(200, [_HTML, ("Content-Security-Policy", MAILBOX_POLICY)], page.encode())


def _sweep(body: bytes) -> GatewayAnswer:
    """Sweeps as if scheduled for `now`, again and again until nothing is due by then."""
    try:
        now = datetime.fromisoformat(json.loads(body)["now"])
        if now.tzinfo is None:
            raise ValueError("a time needs its zone")
    except (ValueError, TypeError, KeyError):
        fault = {"field": "now", "code": "not_a_time", "message": 'Send {"now": "2026-12-01T09:00:00+07:00"}.'}
        error = {"code": "invalid", "message": "The sweep needs a time with its zone.", "fields": [fault]}
        return _answer(422, {"error": error})
    sweep = importlib.import_module("app").sweep
    total: Counter[str] = Counter()
    while True:
        counts: dict[str, Any] = sweep(scheduled_event(now), context_of("sweep"))
        for beat in heartbeats:
            beat()
        is_complete = counts.pop("complete")
        total.update(counts, runs=1)
        if is_complete and not counts["acted_on"]:
            return _answer(200, dict(total))


def _refused(status: int, code: str, environ: dict[str, Any]) -> GatewayAnswer:
    return _answer(status, error_body(code, language_of(environ.get("HTTP_ACCEPT_LANGUAGE"))))


def _answer(status: int, body: dict[str, Any]) -> GatewayAnswer:
    return GatewayAnswer(status, [_JSON], json.dumps(body, ensure_ascii=False).encode())


def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False
