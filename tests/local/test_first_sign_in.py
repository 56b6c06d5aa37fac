"""An invited officer signs in for the first time through the pool's hosted page; a disabled one no longer can."""

import base64
import hashlib
import html
import re
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, replace
from http.client import HTTPResponse
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import boto3
import jwt
import pytest
from botocore.exceptions import ClientError

from chalicelib.domain.directory.appointing import Officer
from chalicelib.notify import sign_in_pool
from chalicelib.settings import settings
from infra.local import cognito, ses
from infra.local.children import stop
from infra.local.chosen_passwords import ChosenPasswords
from infra.local.data_dir import read_private
from infra.local.mailbox import Mailbox
from infra.local.ports import free_port, wait_until_listening
from infra.local.sign_in import PoolDoor, serve

NEW = Officer("baru.uji", "baru@petugas.example", "liaison", "kab.6201.dpupr")
VERIFIER = "v" * 64
BACK = "http://localhost:8000/petugas"


@dataclass(frozen=True)
class Office:
    """A pool, the door before it, the mails it sent, and a client of the hosted page."""

    pool: cognito.Pool
    client_id: str
    mailbox: Mailbox
    data_dir: Path

    @property
    def users(self) -> Any:
        """The pool's own view."""
        return boto3.client("cognito-idp", endpoint_url=self.pool.endpoint)

    def user(self) -> Any:
        """The new officer there."""
        return self.users.admin_get_user(UserPoolId=self.pool.pool_id, Username=NEW.username)


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    pool_port, mail_port, door_port = free_port(), free_port(), free_port()
    ministack = cognito.start(pool_port, tmp_path, tmp_path / "sign-in.log")
    wait_until_listening(pool_port, ministack, "sign-in")
    pool = cognito.make_pool(f"http://127.0.0.1:{pool_port}", [], {})
    mailbox = Mailbox(tmp_path / "mail.db")
    given = {
        "SES_ENDPOINT": f"http://127.0.0.1:{mail_port}",
        "SITE_URL": "https://lapor.example",
        "SENDER_ADDRESS": "lapor@lapor.example",
        "COGNITO_POOL_ID": pool.pool_id,
        "COGNITO_ENDPOINT": f"http://127.0.0.1:{door_port}",
    }
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    settings.cache_clear()
    sign_in_pool._client.cache_clear()
    servers = [
        ses.serve(given["SES_ENDPOINT"], mailbox),
        serve(given["COGNITO_ENDPOINT"], PoolDoor(pool, tmp_path, ChosenPasswords(tmp_path))),
    ]
    for server in servers:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    client = boto3.client("cognito-idp", endpoint_url=pool.endpoint).create_user_pool_client(
        UserPoolId=pool.pool_id,
        ClientName="page",
        AllowedOAuthFlows=["code"],
        AllowedOAuthScopes=["openid", "email", "profile"],
        AllowedOAuthFlowsUserPoolClient=True,
        CallbackURLs=[BACK],
        SupportedIdentityProviders=["COGNITO"],
    )
    yield Office(pool, client["UserPoolClient"]["ClientId"], mailbox, tmp_path)
    for server in servers:
        server.shutdown()
        server.server_close()
    stop(ministack)
    monkeypatch.undo()
    settings.cache_clear()
    sign_in_pool._client.cache_clear()


class _Stays(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


def form(office: Office, path: str, fields: dict[str, str]) -> tuple[int, str, str]:
    """What a browser gets for a form: status, where it is sent on, and the page."""
    opener = urllib.request.build_opener(_Stays)
    try:
        answer: HTTPResponse = opener.open(f"{office.pool.endpoint}{path}", urlencode(fields).encode(), timeout=10)
    except urllib.error.HTTPError as moved:
        return moved.code, moved.headers.get("Location", ""), moved.read().decode()
    return answer.status, "", answer.read().decode()


def sign_in_at_page(office: Office, password: str) -> tuple[int, str, str]:
    """The hosted page's first form."""
    challenge = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).decode().rstrip("=")
    return form(
        office,
        "/login",
        {
            "client_id": office.client_id,
            "redirect_uri": BACK,
            "scope": "openid",
            "state": "s",
            "response_type": "code",
            "code_challenge": challenge,
            "code_challenge_method": "S256",
            "username": NEW.username,
            "password": password,
        },
    )


def token_for(office: Office, location: str) -> dict[str, Any]:
    """The claims of the ID token for the code that a browser was sent back with."""
    code = parse_qs(urlsplit(location).query)["code"][0]
    fields = {
        "grant_type": "authorization_code",
        "client_id": office.client_id,
        "code": code,
        "redirect_uri": BACK,
        "code_verifier": VERIFIER,
    }
    status, _, body = form(office, "/oauth2/token", fields)
    assert status == 200, body
    token = re.search(r'"id_token": ?"([^"]+)"', body)
    assert token
    claims: dict[str, Any] = jwt.decode(token[1], options={"verify_signature": False})
    return claims


def temporary_password(office: Office) -> str:
    """What the one mail to the officer says."""
    (mail,) = office.mailbox.mails(NEW.email)
    assert NEW.username in mail.text
    found = re.search(r"sementara: (\S+)", mail.text)
    assert found
    return found[1]


def test_the_first_sign_in_goes_through_the_hosted_page(office: Office) -> None:
    assert sign_in_pool.agree(NEW) is True
    password = temporary_password(office)
    assert office.user()["UserStatus"] == "FORCE_CHANGE_PASSWORD"
    status, _, page = sign_in_at_page(office, "salah")
    assert (status, "np_token" in page) == (200, False)
    status, _, page = sign_in_at_page(office, password)
    assert status == 200
    step = re.search(r'name="np_token" value="([^"]+)"', page)
    assert step, "the page asks for a new password"
    own = "Sandi-Baru-2026!"
    answers = {"np_token": html.unescape(step[1]), "new_password": own, "confirm_password": own}
    status, location, _ = form(office, "/login", answers)
    assert status in (302, 303)
    assert location.startswith(BACK)
    claims = token_for(office, location)
    assert (claims["cognito:username"], claims["email"]) == (NEW.username, NEW.email)
    assert (claims["custom:role"], claims["custom:agency"]) == ("liaison", "kab.6201.dpupr")
    assert claims["token_use"] == "id"
    assert sign_in_at_page(office, password)[0] == 200, "the temporary one is over"
    assert sign_in_at_page(office, own)[0] in (302, 303)


def test_every_step_may_be_taken_again_and_one_mail_goes(office: Office) -> None:
    assert [sign_in_pool.agree(NEW) for _ in range(3)] == [True, False, False]
    assert len(office.mailbox.mails(NEW.email)) == 1
    moved = replace(NEW, role="head", email="lain@petugas.example")
    sign_in_pool.agree(moved)
    attributes = {one["Name"]: one["Value"] for one in office.user()["UserAttributes"]}
    assert (attributes["custom:role"], attributes["email"]) == ("head", "lain@petugas.example")


def test_a_disabled_officer_is_out_and_one_taken_back_is_in(office: Office) -> None:
    sign_in_pool.agree(NEW)
    password = temporary_password(office)
    sign_in_pool.agree(replace(NEW, disabled=True))
    assert office.user()["Enabled"] is False
    assert "np_token" not in sign_in_at_page(office, password)[2]
    with pytest.raises(ClientError, match="NotAuthorizedException"):
        cognito.sign_in(office.pool, NEW.username, password)
    sign_in_pool.agree(NEW)
    assert "np_token" in sign_in_at_page(office, password)[2]
    assert sign_in_pool.agree(replace(NEW, username="tak.pernah", disabled=True)) is False


def test_who_never_signed_in_can_be_sent_the_password_again(office: Office) -> None:
    sign_in_pool.agree(NEW)
    sign_in_pool.send_password_again(NEW)
    first, second = office.mailbox.mails(NEW.email)
    assert first.text == second.text
    password = read_private(office.data_dir / "officer-passwords.json")[NEW.username]
    assert cognito.sign_in(office.pool, NEW.username, password), "and `make token` works at once"
    sign_in_pool.send_password_again(NEW)
    assert len(office.mailbox.mails(NEW.email)) == 3, "who forgot theirs is sent one: these pages have no other way"
    assert office.user()["UserStatus"] == "FORCE_CHANGE_PASSWORD"


def test_no_log_of_the_pool_has_the_password(office: Office) -> None:
    sign_in_pool.agree(NEW)
    assert temporary_password(office) not in (office.data_dir / "sign-in.log").read_text()


def test_a_pool_that_is_away_is_told_without_a_name(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COGNITO_ENDPOINT", f"http://127.0.0.1:{free_port()}")
    settings.cache_clear()
    sign_in_pool._client.cache_clear()
    with pytest.raises(sign_in_pool.PoolFailed, match=r"^\w+$"):
        sign_in_pool.agree(NEW)
