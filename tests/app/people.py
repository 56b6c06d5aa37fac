"""Citizens and officers, asking through chalice's own test client."""

import itertools
import json
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import jwt
from chalice.test import Client

from tests.documented import hold_to_document
from tests.local_cloud import AUDIENCE, ISSUER, KEY_ID, PRIVATE_KEY

OFFICERS = {
    "nasional": ("nation", "ri"),
    "kobar": ("coordinator", "kab.6201"),
    "dpupr": ("liaison", "kab.6201.dpupr"),
    "dinkes": ("liaison", "kab.6201.dinkes"),
    "dpupr-kepala": ("head", "kab.6201.dpupr"),
    "kobar-sekda": ("head", "kab.6201"),
    "inspektorat": ("inspectorate", "kab.6201.inspektorat"),
    "kalteng": ("coordinator", "prov.62"),
    "kotim": ("coordinator", "kab.6202"),
    "ombudsman": ("observer", "lb.ombudsman"),
}
_numbers = itertools.count(1)


@dataclass(frozen=True)
class Reply:
    """One answer."""

    status: int
    headers: dict[str, Any]
    content: bytes

    @property
    def json(self) -> Any:
        """The body, read."""
        return json.loads(self.content)

    @property
    def error(self) -> Any:
        """The error in the body."""
        return self.json["error"]

    @property
    def code(self) -> str:
        """The error's code."""
        return str(self.error["code"])


@dataclass(frozen=True)
class Desk:
    """Everybody who asks."""

    client: Client

    def ask(self, method: str, path: str, headers: dict[str, str] | None = None, body: bytes = b"") -> Reply:
        """One request; the authorizer's one way to say 401 becomes the 401 that the gateway makes of it."""
        lower = {name.lower(): value for name, value in (headers or {}).items()}
        try:
            response = self.client.http.request(method, path, headers=lower, body=body)
        except Exception as raised:
            if str(raised) != "Unauthorized":
                raise
            return Reply(401, {}, b"")
        hold_to_document(method, path, response.status_code, dict(response.headers), response.body)
        return Reply(response.status_code, dict(response.headers), response.body)

    def get(self, path: str, headers: dict[str, str] | None = None) -> Reply:
        """GET."""
        return self.ask("GET", path, headers)

    def post(self, path: str, fields: Any, headers: dict[str, str] | None = None) -> Reply:
        """POST as JSON."""
        return self.ask(
            "POST", path, {"Content-Type": "application/json", **(headers or {})}, json.dumps(fields).encode()
        )

    def form(self, path: str, fields: dict[str, Any], headers: dict[str, str] | None = None) -> Reply:
        """POST as a plain form."""
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.ask("POST", path, {**kind, **(headers or {})}, urlencode(fields, doseq=True).encode())

    def submit(self, **changes: Any) -> dict[str, Any]:
        """A report of its own, received."""
        reply = self.post("/reports", submission(**changes), {"Idempotency-Key": new_key()})
        assert reply.status == 201, reply.content
        receipt: dict[str, Any] = reply.json
        return receipt

    def as_reporter(self, receipt: dict[str, Any], command: str, **fields: Any) -> Reply:
        """A reporter's command."""
        return self.post(f"/reports/{receipt['report_id']}/{command}", fields, code_of(receipt))

    def own(self, receipt: dict[str, Any]) -> Any:
        """The reporter's own view."""
        reply = self.get(f"/reports/{receipt['report_id']}", code_of(receipt))
        assert reply.status == 200, reply.content
        return reply.json

    def read(self, username: str, report_id: str) -> Reply:
        """An officer's view."""
        return self.get(f"/officer/reports/{report_id}", bearer(username))

    def act(self, username: str, report_id: str, command: str, **fields: Any) -> Reply:
        """An officer's command on what they have just read, unless a version is given."""
        if "version" not in fields:
            fields["version"] = self.read(username, report_id).json["version"]
        return self.post(f"/officer/reports/{report_id}/{command}", fields, bearer(username))

    def forwarded(self, **changes: Any) -> dict[str, Any]:
        """A report that lies with the roads department."""
        receipt = self.submit(**changes)
        reply = self.act("kobar", receipt["report_id"], "verify", forward_to="kab.6201.dpupr")
        assert reply.status == 200, reply.content
        return receipt

    def answered(self) -> dict[str, Any]:
        """A report that its unit has answered."""
        receipt = self.forwarded()
        for command, fields in (("accept", {}), ("answer", {"text": "Lubang sudah ditambal."})):
            assert self.act("dpupr", receipt["report_id"], command, **fields).status == 200
        return receipt


def new_key() -> str:
    """A submission key not used before."""
    return f"kunci-uji-{next(_numbers):06}"


def submission(**changes: Any) -> dict[str, Any]:
    """A good report; a value of None leaves a field out."""
    fields = {
        "classification": "complaint",
        "title": "Jalan berlubang di depan pasar",
        "body": "Ada lubang besar di depan pasar yang membahayakan pengendara motor.",
        "category": "pekerjaan-umum",
        "agency_id": "kab.6201",
        "reporter": {"name": "Siti Uji", "email": "siti.uji@warga.example"},
        "consent": True,
    } | changes
    return {name: value for name, value in fields.items() if value is not None}


def code_of(receipt: dict[str, Any]) -> dict[str, str]:
    """The header that opens one's own report."""
    return {"X-Access-Code": receipt["access_code"]}


def token(
    claims: dict[str, Any] | None = None, key: Any = PRIVATE_KEY, algorithm: str = "RS256", **headers: Any
) -> str:
    """An ID token of the roads department's liaison, good unless it is changed."""
    now = int(time.time())
    whole = {
        "sub": "dpupr",
        "cognito:username": "dpupr",
        "custom:role": "liaison",
        "custom:agency": "kab.6201.dpupr",
        "token_use": "id",
        "iss": ISSUER,
        "aud": AUDIENCE,
        "iat": now,
        "exp": now + 3600,
    } | (claims or {})
    present = {name: value for name, value in whole.items() if value is not None}
    return jwt.encode(present, key, algorithm=algorithm, headers={"kid": KEY_ID, **headers})


def bearer(username: str) -> dict[str, str]:
    """The header of a demo officer."""
    role, agency_id = OFFICERS[username]
    claims = {"sub": username, "cognito:username": username, "custom:role": role, "custom:agency": agency_id}
    return {"Authorization": f"Bearer {token(claims)}"}
