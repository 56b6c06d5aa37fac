"""The sign-in of one machine, under our own origin, and what the desk must know to get there.

The included pool has no port on this machine, and a page of another origin would need another policy: so its few paths
are handed on from here to the one door before it. An office with its own provider is told of by discovery.
"""

import json
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping
from http.client import HTTPException
from typing import Any

from infra.local.gateway import GatewayAnswer
from infra.local.hosted_pool import NotFollowed
from infra.local.sign_in_door import SOURCE, away
from infra.local.sign_in_requests import AUTHORIZE, LOGOUT, REVOKE, TOKEN

FILE = "/petugas/sign-in.json"
_DISCOVERY = "/.well-known/openid-configuration"
_TIMEOUT_SECONDS = 6
SLOW_SECONDS, SILENT_SECONDS = 2, 5
_DISCOVERY_SECONDS = 3
ASKED_AGAIN_SECONDS = 60
_HEADERS_BACK = ("Content-Type", "Content-Security-Policy", "Location", "Cache-Control", "Retry-After")


def known(environ: Mapping[str, str]) -> str | None:
    """Where the door of this machine's own pool is; None when another provider lets officers in."""
    return environ.get("SIGN_IN_PAGES") or None


def answer(
    door: str, method: str, path: str, query: str, content_type: str, body: bytes, source: str = ""
) -> GatewayAnswer:
    """What the door says to a request from that source: a page, where the browser goes on, or tokens.

    A door that hung is not asked for some seconds: this worker is for citizens too.
    """
    began = time.monotonic()
    if began < _silent_until.get(door, 0):
        return away(path)
    given = _asked(door, method, path, query, content_type, body, source)
    if given.status == 503 and time.monotonic() - began > SLOW_SECONDS:
        _silent_until[door] = time.monotonic() + SILENT_SECONDS
    return given


def _asked(door: str, method: str, path: str, query: str, content_type: str, body: bytes, source: str) -> GatewayAnswer:
    if method not in ("GET", "HEAD", "POST"):
        return GatewayAnswer(405, [("Allow", "GET, POST"), ("Content-Type", "text/plain; charset=utf-8")])
    headers = {SOURCE: source, **({"Content-Type": content_type} if content_type else {})}
    method = "POST" if method == "POST" else "GET"
    request = urllib.request.Request(
        f"{door}{path}{'?' + query if query else ''}", body if method == "POST" else None, headers, method=method
    )
    try:
        with urllib.request.build_opener(NotFollowed).open(request, timeout=_TIMEOUT_SECONDS) as found:
            return _answer(found.status, found.headers, found.read())
    except urllib.error.HTTPError as refused:
        with refused:
            return _answer(refused.code, refused.headers, refused.read())
    except (OSError, HTTPException):
        return away(path)


def _answer(status: int, headers: Any, body: bytes) -> GatewayAnswer:
    return GatewayAnswer(status, [(name, headers[name]) for name in _HEADERS_BACK if headers[name]], body)


class Away(Exception):
    """The provider did not answer, or not as one."""


def sign_in_file(environ: Mapping[str, str]) -> GatewayAnswer:
    """What the desk must know: the provider's name, its addresses, and who asks."""
    try:
        if not environ.get("OIDC_ISSUER"):  # the included pool was never there yet
            raise Away
        told = {"issuer": environ["OIDC_ISSUER"], "client_id": environ["OIDC_AUDIENCE"], **_addresses(environ)}
    except Away:
        return GatewayAnswer(
            503, [("Content-Type", "text/plain; charset=utf-8"), ("Retry-After", "60")], b"sign-in is away"
        )
    return GatewayAnswer(
        200, [("Content-Type", "application/json"), ("Cache-Control", "no-cache")], json.dumps(told).encode()
    )


def other_origins(environ: Mapping[str, str]) -> tuple[str, ...]:
    """The origins beside ours that the desk's scripts must reach: none for this machine's own pool."""
    if known(environ) or not environ.get("OIDC_ISSUER"):
        return ()
    try:
        token = str(_addresses(environ)["token"])
    except Away:
        return ()  # nobody can sign in, everybody can report
    return ("/".join(token.split("/")[:3]),)


def _addresses(environ: Mapping[str, str]) -> dict[str, str | None]:
    if known(environ):
        return {
            "authorize": AUTHORIZE,
            "token": TOKEN,
            "revoke": REVOKE,
            "sign_out": LOGOUT,
        }
    return _discovered(environ["OIDC_ISSUER"].rstrip("/"))


_silent_until: dict[str, float] = {}
_found: dict[str, dict[str, str | None]] = {}
_asked_at: dict[str, float] = {}


def _discovered(issuer: str) -> dict[str, str | None]:
    """Asked once for good, or again a minute after it was not there: no page waits for it twice. Raises Away."""
    if issuer in _found:
        return _found[issuer]
    if time.monotonic() - _asked_at.get(issuer, -ASKED_AGAIN_SECONDS) < ASKED_AGAIN_SECONDS:
        raise Away
    _asked_at[issuer] = time.monotonic()
    try:
        with urllib.request.urlopen(f"{issuer}{_DISCOVERY}", timeout=_DISCOVERY_SECONDS) as found:
            said = json.load(found)
        _found[issuer] = {
            "authorize": said["authorization_endpoint"],
            "token": said["token_endpoint"],
            "revoke": said.get("revocation_endpoint"),
            "sign_out": said.get("end_session_endpoint"),
        }
    except (OSError, ValueError, KeyError) as failure:
        raise Away from failure
    return _found[issuer]
