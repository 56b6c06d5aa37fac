"""Officers: invited at the desk, signed in at the pool's hosted page with the password that was mailed to them."""

import base64
import hashlib
import html
import re
import time
import urllib.error
import urllib.request
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from tests.deployed.system import System, eventually
from tests.local.running_system import Reply

VERIFIER = "v" * 64
PASSWORD = "Sandi-Baru-2026"
TOKEN_SECONDS = 200
"""A token is asked anew after so long: it lives five minutes."""


class Officers:
    """Everybody with a desk."""

    def __init__(self, system: System) -> None:
        self.system = system
        self._tokens: dict[str, tuple[str, float]] = {}

    def invite(self, username: str, role: str, agency_id: str, *, by: str) -> None:
        """What a superior does at the desk."""
        row = {"username": username, "email": address_of(username), "role": role, "agency_id": agency_id}
        answer = self.ask(by, "POST", "/officer/officers", row)
        assert answer.status in (200, 201), answer

    def ask(self, username: str, method: str, path: str, fields: Any = None, accept: str = "*/*") -> Reply:
        """One request with the officer's bearer."""
        return self.system.ask(
            method, path, fields, {"Authorization": f"Bearer {self.token(username)}", "Accept": accept}
        )

    def order(self, username: str, report_id: str, command: str, **fields: Any) -> Any:
        """One command on what the officer just read; the new view."""
        seen = self.ask(username, "GET", f"/officer/reports/{report_id}")
        assert seen.status == 200, seen
        version = {"version": seen.json["version"]}
        answer = self.ask(username, "POST", f"/officer/reports/{report_id}/{command}", fields | version)
        assert answer.status == 200, answer
        return answer.json

    def token(self, username: str) -> str:
        """The officer's ID token, from their first sign-in on; signed in again before it ends."""
        token, until = self._tokens.get(username, ("", 0.0))
        if time.monotonic() > until:
            token = self.sign_in(username) if token else self.first_sign_in(username, self._mailed_password(username))
            self._tokens[username] = (token, time.monotonic() + TOKEN_SECONDS)
        return token

    def _mailed_password(self, username: str) -> str:
        def look() -> list[str]:
            return [word for mail in self.system.mails(address_of(username)) for word in _passwords(mail.text)]

        (password,) = eventually(look)
        return password

    def first_sign_in(self, username: str, temporary: str) -> str:
        """The hosted page asks for the mailed password, then for an own one; then the desk gets its token."""
        _, page = self._enter(username, temporary)
        step = re.search(r'name="np_token" value="([^"]+)"', page)
        assert step, page
        changed = {"np_token": html.unescape(step[1]), "new_password": PASSWORD, "confirm_password": PASSWORD}
        return self._exchanged(*self._form("/login", changed))

    def sign_in(self, username: str) -> str:
        """Whoever has an own password gets a token for it."""
        return self._exchanged(*self._enter(username, PASSWORD))

    @property
    def _back(self) -> str:
        return f"https://{self.system.outputs['SiteAddress']}/petugas"

    def _enter(self, username: str, password: str) -> tuple[str, str]:
        digest = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).decode().rstrip("=")
        asked = {
            "client_id": self.system.outputs["ClientId"],
            "redirect_uri": self._back,
            "scope": "openid",
            "state": "s",
            "response_type": "code",
            "code_challenge": digest,
            "code_challenge_method": "S256",
        }
        return self._form("/login", asked | {"username": username, "password": password})

    def _exchanged(self, location: str, page: str) -> str:
        assert location.startswith(self._back), page
        exchange = {
            "grant_type": "authorization_code",
            "client_id": self.system.outputs["ClientId"],
            "code": parse_qs(urlsplit(location).query)["code"][0],
            "redirect_uri": self._back,
            "code_verifier": VERIFIER,
        }
        _, answer = self._form("/oauth2/token", exchange)
        found = re.search(r'"id_token": ?"([^"]+)"', answer)
        assert found, answer
        return found[1]

    def _form(self, path: str, fields: dict[str, str]) -> tuple[str, str]:
        """What a browser gets for a form: where it is sent on, and the page."""
        opener = urllib.request.build_opener(_Stays)
        try:
            answer = opener.open(f"{self.system.endpoint}{path}", urlencode(fields).encode(), timeout=30)
        except urllib.error.HTTPError as moved:
            answer = moved
        with answer:
            return answer.headers.get("Location", ""), answer.read().decode()


def address_of(username: str) -> str:
    """Where an officer's mail goes."""
    return f"{username}@petugas.example"


def _passwords(text: str) -> list[str]:
    return [html.unescape(found) for found in re.findall(r"Kata sandi sementara Anda: (\S+?)</p>", text)]


class _Stays(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None
