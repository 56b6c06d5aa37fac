"""The sign-in pages of one machine, under our own origin, and what the desk must know to get there.

ministack has no port on this machine, and a page of another origin would need another policy: so the few paths of its
hosted pages are handed on from here, and nothing else of it. An office with its own provider is told of by discovery.
"""

import json
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping
from typing import Any

from infra.local.gateway import GatewayAnswer

REVOKE = "/oauth2/revoke"
PATHS = ("/oauth2/authorize", "/oauth2/token", REVOKE, "/login", "/logout")
FILE = "/petugas/sign-in.json"
POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
_DISCOVERY = "/.well-known/openid-configuration"
_TIMEOUT_SECONDS = 10
_DISCOVERY_SECONDS = 3
ASKED_AGAIN_SECONDS = 60
_HEADERS_BACK = ("Content-Type", "Location", "Cache-Control")


class _Stay(urllib.request.HTTPRedirectHandler):
    """Where the page sends a browser on is the browser's to follow."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


def known(environ: Mapping[str, str]) -> str | None:
    """Where the hosted pages of this machine's own pool are; None when another provider lets officers in."""
    return environ.get("SIGN_IN_PAGES") or None


def answer(pages: str, method: str, path: str, query: str, content_type: str, body: bytes) -> GatewayAnswer:
    """A hosted page, or what it answers to a form."""
    if path == REVOKE and method == "POST":
        return _sent(_revocation(pages, body))
    address = f"{pages}{path}{'?' + query if query else ''}"
    headers = {"Content-Type": content_type} if content_type else {}
    return _sent(urllib.request.Request(address, body if method == "POST" else None, headers, method=method))


def _revocation(pages: str, form: bytes) -> urllib.request.Request:
    """Cognito's own call for what its hosted pages take as a form: ministack knows the call alone (RFC 7009)."""
    given = dict(urllib.parse.parse_qsl(form.decode("utf-8", "replace")))
    body = {"Token": given.get("token", ""), "ClientId": given.get("client_id", "")}
    headers = {
        "Content-Type": "application/x-amz-json-1.1",
        "X-Amz-Target": "AWSCognitoIdentityProviderService.RevokeToken",
    }
    return urllib.request.Request(f"{pages}/", json.dumps(body).encode(), headers)


def _sent(request: urllib.request.Request) -> GatewayAnswer:
    try:
        with urllib.request.build_opener(_Stay).open(request, timeout=_TIMEOUT_SECONDS) as found:
            return _answer(found.status, found.headers, found.read())
    except urllib.error.HTTPError as refused:
        with refused:
            return _answer(refused.code, refused.headers, refused.read())
    except OSError:
        return GatewayAnswer(
            503, [("Content-Type", "text/plain; charset=utf-8"), ("Retry-After", "5")], b"sign-in is away"
        )


def _answer(status: int, headers: Any, body: bytes) -> GatewayAnswer:
    given = [(name, headers[name]) for name in _HEADERS_BACK if headers[name]]
    return GatewayAnswer(status, [*given, ("Content-Security-Policy", POLICY)], body)


class Away(Exception):
    """The provider did not answer, or not as one."""


def sign_in_file(environ: Mapping[str, str]) -> GatewayAnswer:
    """What the desk must know: the provider's name, its addresses, and who asks."""
    try:
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
            "authorize": "/oauth2/authorize",
            "token": "/oauth2/token",
            "revoke": REVOKE,
            "sign_out": "/logout",
        }
    return _discovered(environ["OIDC_ISSUER"].rstrip("/"))


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
