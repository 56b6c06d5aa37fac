"""The included sign-in server, asked for what its hosted pages do; its own pages are shown to nobody."""

import html
import json
import re
import urllib.error
import urllib.request
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any
from urllib.parse import urlencode

from infra.local.sign_in_requests import LOGIN, TOKEN

_TIMEOUT_SECONDS = 5
_NEXT_STEP = re.compile(r'name="np_token" value="([^"]+)"')
_TARGET = "AWSCognitoIdentityProviderService."


class PoolAway(Exception):
    """The sign-in server does not answer, or not as it should."""


@dataclass(frozen=True, slots=True)
class Step:
    """What follows a form: where the browser is sent with its code, or the token of the next form, or neither."""

    location: str = ""
    next_step: str = ""


class HostedPool:
    """The forms of one pool at its address."""

    def __init__(self, address: str) -> None:
        self._address = address

    def submit(self, fields: dict[str, str]) -> Step:
        """Hand in a form of the page to sign in at. Raises PoolAway."""
        status, location, page = self._form(LOGIN, fields)
        if status in (302, 303):
            return Step(location=location)
        found = _NEXT_STEP.search(page)
        return Step(next_step=html.unescape(found[1])) if found else Step()

    def tokens(self, fields: dict[str, str]) -> dict[str, Any] | None:
        """The tokens for a code or a refresh token; None when it gives none. Raises PoolAway."""
        status, _, text = self._form(TOKEN, fields)
        if status != 200:
            return None
        tokens: dict[str, Any] = json.loads(text)
        return tokens

    def revoke(self, token: str, client_id: str) -> None:
        """End a refresh token by Cognito's own call: the server has no form for it. Raises PoolAway."""
        headers = {"Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": f"{_TARGET}RevokeToken"}
        body = json.dumps({"Token": token, "ClientId": client_id}).encode()
        _sent(urllib.request.Request(f"{self._address}/", body, headers))

    def _form(self, path: str, fields: dict[str, str]) -> tuple[int, str, str]:
        return _sent(urllib.request.Request(f"{self._address}{path}", urlencode(fields).encode()))


class NotFollowed(urllib.request.HTTPRedirectHandler):
    """Where the page sends a browser on is the browser's to follow."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


def _sent(request: urllib.request.Request) -> tuple[int, str, str]:
    try:
        with urllib.request.build_opener(NotFollowed).open(request, timeout=_TIMEOUT_SECONDS) as found:
            return found.status, "", found.read().decode()
    except urllib.error.HTTPError as answered:
        with answered:
            if answered.code >= 500:
                raise PoolAway from None
            return answered.code, answered.headers.get("Location", ""), answered.read().decode()
    except (OSError, HTTPException, ValueError) as silent:
        raise PoolAway from silent
