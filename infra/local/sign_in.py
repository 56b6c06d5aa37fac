"""The doors of the sign-in pool of one machine: ministack behind them, Cognito's own mail before it.

Cognito mails a new officer's temporary password itself. ministack has nobody to mail it, so this door does: it chooses
the password, lets the user be made with it, and sends the letter to the mail endpoint. Everything else passes through.

The password is the one that the pool is rebuilt with at the next start (`officer-passwords.json`); no log has it.
Browsers come to the same address by the web workers, and get what `infra.local.sign_in_door` lets pass.
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

from infra.local.chosen_passwords import ChosenPasswords
from infra.local.cognito import Pool
from infra.local.data_dir import officer_passwords
from infra.local.gateway import GatewayAnswer
from infra.local.inner_server import InnerHandler, InnerServer
from infra.local.sign_in_door import SOURCE, SignInDoor, away

TARGET = "X-Amz-Target"
SERVICE = "AWSCognitoIdentityProviderService."
NEVER_SIGNED_IN = "FORCE_CHANGE_PASSWORD"
_PASSED_ON = ("Content-Type", TARGET, "Authorization", "X-Amz-Date")
_SUBJECT = "LAPOR!: kata sandi sementara Anda"
_TEXT = """Nama pengguna: {username}
Kata sandi sementara: {password}

Masuk: {site}/petugas
Anda diminta menggantinya saat pertama kali masuk.
"""


class PoolDoor:
    """Takes what the functions ask of the pool."""

    def __init__(self, pool: Pool, data_dir: Path, chosen: ChosenPasswords) -> None:
        self._pool, self._data_dir, self._chosen = pool, data_dir, chosen
        self._one_at_a_time = threading.Lock()

    def answer(self, headers: dict[str, str], body: bytes) -> tuple[int, bytes]:
        """The pool's answer; a user made, or asked again, without its mail suppressed gets the letter.

        It is the present pool's, whichever the asker knows: one may take another's place while they run.
        """
        asked = {**json.loads(body), "UserPoolId": self._pool.pool_id}
        if headers[TARGET] == f"{SERVICE}AdminGetUser":
            return self._who_it_is(headers, asked)
        if headers[TARGET] != f"{SERVICE}AdminCreateUser" or asked.get("MessageAction") == "SUPPRESS":
            return self._ask(headers, json.dumps(asked).encode())
        with self._one_at_a_time:
            return self._invite(headers, asked)

    def _who_it_is(self, headers: dict[str, str], asked: dict[str, Any]) -> tuple[int, bytes]:
        """Cognito's own pages have a way for who forgot their password, these have none: so here an invitation is good
        for everybody, whether they have signed in before or not.
        """
        status, answer = self._ask(headers, json.dumps(asked).encode())
        if status == 200:
            answer = json.dumps(json.loads(answer) | {"UserStatus": NEVER_SIGNED_IN}).encode()
        return status, answer

    def _invite(self, headers: dict[str, str], asked: dict[str, Any]) -> tuple[int, bytes]:
        username = asked["Username"]
        password = officer_passwords(self._data_dir, [username])[username]
        self._chosen.forget(username)
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
        request = urllib.request.Request(f"{self._pool.endpoint}/", body, headers)
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


def serve(url: str, door: PoolDoor, pages: SignInDoor | None = None) -> InnerServer:
    """Both doors at that address, the functions' and the browsers'; the caller runs `serve_forever`."""

    class Handler(InnerHandler):
        def do_GET(self) -> None:
            self._answer_page()

        def do_POST(self) -> None:
            if self.headers[TARGET]:
                self._answer_function()
            else:
                self._answer_page()

        def _answer_function(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            given = {name: str(self.headers[name]) for name in _PASSED_ON if self.headers[name]}
            try:
                status, answer = door.answer(given, body)
            except Exception as failure:  # the mail endpoint or the pool is away: the caller tries again
                status, answer = 503, json.dumps({"__type": "InternalErrorException"}).encode()
                print(type(failure).__name__, file=sys.stderr)
            self._send(GatewayAnswer(status, [("Content-Type", "application/x-amz-json-1.1")], answer))

        def _answer_page(self) -> None:
            path, _, query = self.path.partition("?")
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            if pages is None:
                self._send(away(path))
            else:
                kind, source = self.headers.get("Content-Type", ""), self.headers.get(SOURCE, "")
                self._send(pages.answer(self.command, path, query, kind, body, source))

        def _send(self, answer: GatewayAnswer) -> None:
            self.send_response(answer.status)
            for name, value in [*answer.headers, ("Content-Length", str(len(answer.body)))]:
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer.body)

    return InnerServer(url, Handler)
