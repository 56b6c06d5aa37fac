"""Parameter Store and the officers' pool, as far as the functions ask them: what AWS would answer, in memory."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.listening import listening
from tests.local_cloud import SECRETS

POOL, PARAMETER = "pool", "/lapor/Stage/access-code-secrets"


class _Aws(ThreadingHTTPServer):
    """One pool."""

    users: dict[str, dict[str, Any]]


class _Handler(BaseHTTPRequestHandler):
    server: _Aws

    def do_POST(self) -> None:
        """Answer an operation by its name."""
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        operation = self.headers["X-Amz-Target"].rpartition(".")[2]
        status, body = _answer(self.server.users, operation, asked)
        payload = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(payload)))
        self.end_headers()
        self.wfile.write(payload)

    def log_message(self, format: str, *args: Any) -> None:
        """Silence."""


def _answer(users: dict[str, dict[str, Any]], operation: str, asked: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    if operation == "GetParameter":
        return 200, {"Parameter": {"Name": asked["Name"], "Value": SECRETS.read_text(encoding="utf-8")}}
    user = users.get(asked["Username"])
    if user is None and operation != "AdminCreateUser":
        return 400, {"__type": "UserNotFoundException"}
    user = users.setdefault(asked["Username"], {"Enabled": True, "UserStatus": "FORCE_CHANGE_PASSWORD"})
    if "UserAttributes" in asked:
        user["UserAttributes"] = asked["UserAttributes"]
    if operation in ("AdminDisableUser", "AdminEnableUser"):
        user["Enabled"] = operation == "AdminEnableUser"
    return 200, user if operation == "AdminGetUser" else {}


@contextmanager
def serving() -> Iterator[str]:
    """Its address while it listens."""
    server = _Aws(("127.0.0.1", 0), _Handler)
    server.users = {}
    with listening(server) as address:
        yield address
