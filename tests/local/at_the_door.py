"""Somebody at the sign-in of a running system, with a browser or without one."""

import base64
import hashlib
import html
import json
import re
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from infra.local.data_dir import read_private
from tests.local.running_system import RunningSystem

VERIFIER = "v" * 64
FORM = "application/x-www-form-urlencoded"


class _Stays(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


@dataclass(frozen=True)
class Seen:
    """What came back."""

    status: int
    location: str
    text: str
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def json(self) -> Any:
        return json.loads(self.text)

    @property
    def hidden(self) -> dict[str, str]:
        """The fields that a page's form carries without showing them."""
        found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', self.text)
        return {html.unescape(name): html.unescape(value) for name, value in found}


@dataclass
class Someone:
    """A visitor of the desk's sign-in."""

    system: RunningSystem
    language: str = ""
    sent: dict[str, str] = field(default_factory=dict)
    """Headers that go with every request."""

    @property
    def desk(self) -> str:
        return f"http://127.0.0.1:{self.system.port}{self.language}/petugas"

    @property
    def client_id(self) -> str:
        return str(self.system.ask("GET", "/petugas/sign-in.json").json["client_id"])

    def asked(self) -> dict[str, str]:
        """What the desk asks for the page with."""
        challenge = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).decode().rstrip("=")
        return {
            "client_id": self.client_id,
            "redirect_uri": self.desk,
            "response_type": "code",
            "scope": "openid email profile",
            "state": "keadaan",
            "nonce": "sekali",
            "code_challenge": challenge,
            "code_challenge_method": "S256",
        }

    def send(self, method: str, path: str, content: bytes | None = None, kind: str = FORM) -> Seen:
        """One request, as it is."""
        headers = {**self.sent, **({"Content-Type": kind} if kind else {})}
        request = urllib.request.Request(f"http://127.0.0.1:{self.system.port}{path}", content, headers, method=method)
        try:
            answer = urllib.request.build_opener(_Stays).open(request, timeout=30)
        except urllib.error.HTTPError as other:
            answer = other
        with answer:
            given = dict(answer.headers)
            return Seen(answer.status, answer.headers.get("Location", ""), answer.read().decode(), given)

    def form(self, path: str, fields: dict[str, str]) -> Seen:
        """A form, filled in."""
        return self.send("POST", path, urlencode(fields).encode())

    def page(self) -> Seen:
        """The page to sign in at."""
        return self.send("GET", f"/oauth2/authorize?{urlencode(self.asked())}", kind="")

    def enter(self, username: str, password: str) -> Seen:
        """Name and password."""
        return self.form("/login", {**self.asked(), "username": username, "password": password})

    def tokens(self, location: str) -> dict[str, Any]:
        """What the desk gets for the code in the address it was opened with."""
        answer = self.form(
            "/oauth2/token",
            {
                "grant_type": "authorization_code",
                "client_id": self.client_id,
                "code": parse_qs(urlsplit(location).query)["code"][0],
                "redirect_uri": self.desk,
                "code_verifier": VERIFIER,
            },
        )
        assert answer.status == 200, answer.text
        tokens: dict[str, Any] = answer.json
        return tokens

    def refresh(self, token: str) -> Seen:
        """A renewal."""
        return self.form(
            "/oauth2/token", {"grant_type": "refresh_token", "client_id": self.client_id, "refresh_token": token}
        )

    def revoke(self, token: str) -> Seen:
        """What signing out sends."""
        return self.form("/oauth2/revoke", {"token": token, "client_id": self.client_id})

    def signed_in(self, username: str) -> dict[str, Any]:
        """A demo officer's tokens."""
        password = read_private(self.system.data_dir / "officer-passwords.json")[username]
        entered = self.enter(username, password)
        assert entered.status == 302, entered.text
        return self.tokens(entered.location)
