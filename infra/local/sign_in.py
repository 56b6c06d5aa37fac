"""The door of the sign-in pool for the functions of one machine: ministack behind it, Cognito's own mail before it.

Cognito mails a new officer's temporary password itself. ministack has nobody to mail it, so this door does: it chooses
the password, lets the user be made with it, and sends the letter to the mail endpoint. Everything else passes through.

The password is the one that the pool is rebuilt with at the next start (`officer-passwords.json`); no log has it.
"""

import json
import os
import sys
import threading
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import boto3

from infra.local.children import end_with_parent
from infra.local.data_dir import officer_passwords
from infra.local.inner_server import InnerHandler, InnerServer

TARGET = "X-Amz-Target"
SERVICE = "AWSCognitoIdentityProviderService."
_PASSED_ON = ("Content-Type", TARGET, "Authorization", "X-Amz-Date")
_SUBJECT = "LAPOR!: kata sandi sementara Anda"
_TEXT = """Nama pengguna: {username}
Kata sandi sementara: {password}

Masuk: {site}/petugas
Anda diminta menggantinya saat pertama kali masuk.
"""


class PoolDoor:
    """Takes what the functions ask of the pool."""

    def __init__(self, pool: str, data_dir: Path) -> None:
        self._pool, self._data_dir = pool, data_dir
        self._one_at_a_time = threading.Lock()

    def answer(self, headers: dict[str, str], body: bytes) -> tuple[int, bytes]:
        """The pool's answer; a user made, or asked again, without its mail suppressed gets the letter."""
        if headers[TARGET] != f"{SERVICE}AdminCreateUser":
            return self._ask(headers, body)
        asked = json.loads(body)
        if asked.get("MessageAction") == "SUPPRESS":
            return self._ask(headers, body)
        with self._one_at_a_time:
            return self._invite(headers, asked)

    def _invite(self, headers: dict[str, str], asked: dict[str, Any]) -> tuple[int, bytes]:
        username = asked["Username"]
        password = officer_passwords(self._data_dir, [username])[username]
        user = {"UserPoolId": asked["UserPoolId"], "Username": username}
        if asked.get("MessageAction") == "RESEND":
            status, answer = self._act(headers, "AdminSetUserPassword", {**user, "Password": password})
            found = self._act(headers, "AdminGetUser", user)[1] if status == 200 else b"{}"
            attributes = json.loads(found).get("UserAttributes", [])
        else:
            made = {**asked, "TemporaryPassword": password, "MessageAction": "SUPPRESS"}
            status, answer = self._ask(headers, json.dumps(made).encode())
            attributes = asked.get("UserAttributes", [])
        to = next((one["Value"] for one in attributes if one["Name"] == "email"), None)
        if status == 200 and to:
            _send(to, username, password)
        return status, answer

    def _act(self, headers: dict[str, str], action: str, asked: dict[str, Any]) -> tuple[int, bytes]:
        return self._ask({**headers, TARGET: f"{SERVICE}{action}"}, json.dumps(asked).encode())

    def _ask(self, headers: dict[str, str], body: bytes) -> tuple[int, bytes]:
        request = urllib.request.Request(f"{self._pool}/", body, headers)
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as refused:
            with refused:
                return refused.code, refused.read()


def _send(to: str, username: str, password: str) -> None:
    text = _TEXT.format(username=username, password=password, site=os.environ["SITE_URL"])
    content = {"Subject": {"Data": _SUBJECT}, "Body": {"Text": {"Data": text}}}
    boto3.client("sesv2", endpoint_url=os.environ["SES_ENDPOINT"]).send_email(
        FromEmailAddress=os.environ["SENDER_ADDRESS"],
        Destination={"ToAddresses": [to]},
        Content={"Simple": content},
    )


def serve(url: str, door: PoolDoor) -> InnerServer:
    """The door at that address; the caller runs `serve_forever`."""

    class Handler(InnerHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            given = {name: str(self.headers[name]) for name in _PASSED_ON if self.headers[name]}
            try:
                status, answer = door.answer(given, body)
            except Exception as failure:  # the mail endpoint or the pool is away: the caller tries again
                status, answer = 503, json.dumps({"__type": "InternalErrorException"}).encode()
                print(type(failure).__name__, file=sys.stderr)
            self.send_response(status)
            self.send_header("Content-Type", "application/x-amz-json-1.1")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

    return InnerServer(url, Handler)


def main() -> None:
    """`infra.local.sign_in URL POOL_ENDPOINT`, with DATA_DIR, SES_ENDPOINT and the like set."""
    end_with_parent()
    serve(sys.argv[1], PoolDoor(sys.argv[2], Path(os.environ["DATA_DIR"]))).serve_forever()


if __name__ == "__main__":
    main()
