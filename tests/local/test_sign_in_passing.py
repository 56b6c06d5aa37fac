"""Of the included sign-in server only what the desk asks is reached; each attack here reached it once, or could."""

import base64
import json
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
import pytest

from infra.local.data_dir import read_private
from tests.local.at_the_door import Someone
from tests.local.running_system import RunningSystem


@pytest.fixture
def someone(system: RunningSystem) -> Someone:
    return Someone(system)


def password_of(system: RunningSystem, username: str) -> str:
    return str(read_private(system.data_dir / "officer-passwords.json")[username])


def test_what_the_desk_asks_passes(someone: Someone) -> None:
    page = someone.page()
    assert page.status == 200
    assert page.hidden == someone.asked()
    assert "Kata sandi" in page.text
    assert "script-src" not in page.headers["Content-Security-Policy"]
    assert "unsafe-inline" not in page.headers["Content-Security-Policy"]
    tokens = someone.signed_in("kobar")
    claims = jwt.decode(tokens["id_token"], options={"verify_signature": False})
    assert (claims["cognito:username"], claims["nonce"]) == ("kobar", "sekali")
    officer = {"Authorization": f"Bearer {tokens['id_token']}"}
    assert someone.system.ask("GET", "/api/officer/reports", headers=officer).status == 200
    left = someone.send("GET", f"/logout?{urlencode({'client_id': someone.client_id, 'logout_uri': someone.desk})}")
    assert (left.status, left.location) == (302, someone.desk)


def test_the_pages_speak_the_desks_language(system: RunningSystem) -> None:
    english = Someone(system, language="/en")
    assert "Officers' sign-in" in english.page().text
    assert "The user name or the password is wrong." in english.enter("kobar", "salah").text


OTHER_FLOWS = [
    {"auth_flow": "USER_AUTH", "username": "kobar"},
    {"auth_flow": "USER_AUTH", "username": "kobar", "password": "x"},
    {"ua_token": "x", "challenge": "EMAIL_OTP"},
    {"ua_token": "x", "code": "123456"},
    {"username": "kobar", "password": "x", "ua_token": "x"},
    {"username": "kobar", "password": "x", "np_token": "x"},
    {"username": "kobar", "password": "x", "identity_provider": "lain"},
]


@pytest.mark.parametrize("fields", OTHER_FLOWS, ids=lambda fields: "+".join(fields))
def test_no_other_flow_is_begun_or_gone_on_with(someone: Someone, fields: dict[str, str]) -> None:
    assert someone.form("/login", {**someone.asked(), **fields}).status == 400


WRONG = [
    ("client_id", "lain"),
    ("redirect_uri", "https://evil.example/petugas"),
    ("redirect_uri", ""),
    ("response_type", "token"),
    ("scope", "aws.cognito.signin.user.admin openid"),
    ("scope", ""),
    ("code_challenge", ""),
    ("code_challenge", "x"),
    ("code_challenge_method", "plain"),
    ("state", "a\r\nb"),
    ("nonce", "x" * 5000),
]


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_no_value_but_the_desks_own_passes(someone: Someone, name: str, value: str) -> None:
    asked = {**someone.asked(), name: value}
    assert someone.send("GET", f"/oauth2/authorize?{urlencode(asked)}", kind="").status == 400
    entered = {"username": "kobar", "password": password_of(someone.system, "kobar")}
    assert someone.form("/login", {**asked, **entered}).status == 400, "not even with the right password"


@pytest.mark.parametrize("left_out", ["code_challenge", "code_challenge_method", "nonce", "state", "response_type"])
def test_nothing_may_be_left_out(someone: Someone, left_out: str) -> None:
    asked = {name: value for name, value in someone.asked().items() if name != left_out}
    entered = {"username": "kobar", "password": password_of(someone.system, "kobar")}
    assert someone.form("/login", {**asked, **entered}).status == 400


def test_a_form_is_a_form_with_each_name_once(someone: Someone) -> None:
    right = {**someone.asked(), "username": "kobar", "password": password_of(someone.system, "kobar")}
    form = urlencode(right).encode()
    assert someone.send("POST", "/login", form).status == 302
    assert someone.send("POST", "/login", form + b"&username=dpupr").status == 400
    assert someone.send("POST", "/login?auth_flow=USER_AUTH", form).status == 400
    assert someone.send("POST", "/login", form, "text/plain").status == 400
    assert someone.send("POST", "/login", json.dumps(right).encode(), "application/json").status == 400
    assert someone.send("POST", "/login", b"x=" + b"y" * 100_000).status == 400
    assert someone.send("POST", "/login", b"%ff=%fe").status == 400
    assert someone.send("POST", "/login", b"").status == 400


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS"])
def test_no_other_method_passes(someone: Someone, method: str) -> None:
    assert someone.send(method, "/login").status == 405
    assert someone.send(method, "/oauth2/token").status == 405


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/oauth2/authorize"),
        ("POST", "/logout"),
        ("GET", "/login"),
        ("GET", "/oauth2/token"),
        ("POST", "/logout?Action=ListUsers&Version=2016-04-18"),
    ],
)
def test_a_path_takes_its_own_method_alone(someone: Someone, method: str, path: str) -> None:
    assert someone.send(method, path, b"a=b" if method == "POST" else None).status == 400


@pytest.mark.parametrize(
    "path",
    [
        "/oauth2/userInfo",
        "/oauth2/login",
        "/oauth2/idpresponse",
        "/saml2/idpresponse",
        "/forgotPassword",
        "/confirmForgotPassword",
        "/signup",
        "/_ministack/health",
        "/login/",
        "//login",
    ],
)
def test_no_other_path_reaches_it(someone: Someone, path: str) -> None:
    assert someone.send("GET", path, kind="").status == 404


@pytest.mark.parametrize("grant", ["client_credentials", "password", "implicit", ""])
def test_no_other_grant_is_given(someone: Someone, grant: str) -> None:
    fields = {"client_id": someone.client_id, "refresh_token": "x", "grant_type": grant}
    refused = someone.form("/oauth2/token", fields)
    assert (refused.status, refused.json) == (400, {"error": "invalid_request"})


def test_a_refresh_token_that_was_revoked_gives_nothing_however_it_is_written(someone: Someone) -> None:
    token = someone.signed_in("kobar")["refresh_token"]
    assert someone.revoke(token).status == 200
    for shown in (token, f"{token}=", token[:-1], token.upper()):
        assert someone.refresh(shown).json == {"error": "invalid_grant"}


def test_a_refresh_token_of_ones_own_making_gives_nothing(someone: Someone) -> None:
    """The server behind the door looks at no signature: it took a token that anybody had written."""
    claims = jwt.decode(someone.signed_in("kobar")["id_token"], options={"verify_signature": False})
    own = {"sub": claims["sub"], "iss": claims["iss"], "client_id": claims["aud"], "token_use": "refresh"}
    own |= {"scope": "openid", "exp": claims["exp"] + 86400, "origin_jti": "x"}
    parts = [{"alg": "none"}, own]
    written = ".".join(base64.urlsafe_b64encode(json.dumps(one).encode()).decode().rstrip("=") for one in parts)
    for token in (f"{written}.AAAA", f"{written}.", written, jwt.encode(own, "x" * 32, algorithm="HS256")):
        assert someone.refresh(token).json == {"error": "invalid_grant"}


def test_a_token_lives_five_minutes_and_is_renewed_with_another_name_each_time(someone: Someone) -> None:
    tokens = someone.signed_in("kobar")
    shown = [tokens["refresh_token"]]
    for _ in range(3):
        claims = jwt.decode(tokens["id_token"], options={"verify_signature": False})
        assert (claims["exp"] - claims["iat"], tokens["expires_in"]) == (300, 300)
        renewed = someone.refresh(shown[-1])
        assert renewed.status == 200, renewed.text
        tokens = renewed.json
        shown.append(tokens["refresh_token"])
    assert len(set(shown)) == 4
    assert someone.refresh(shown[0]).status == 400, "it is older than the one before"
    assert someone.refresh(shown[-1]).status == 400, "and so nobody goes on with the session"


def test_the_servers_own_refresh_token_reaches_no_browser(someone: Someone) -> None:
    assert someone.signed_in("kobar")["refresh_token"].count(".") == 0


def test_a_code_is_good_once_and_for_who_asked_for_it(someone: Someone) -> None:
    location = someone.enter("kobar", password_of(someone.system, "kobar")).location
    code = parse_qs(urlsplit(location).query)["code"][0]
    fields = {
        "grant_type": "authorization_code",
        "client_id": someone.client_id,
        "code": code,
        "redirect_uri": someone.desk,
        "code_verifier": "w" * 64,
    }
    assert someone.form("/oauth2/token", fields).json == {"error": "invalid_grant"}
    assert someone.tokens(location)["id_token"]
    right = {**fields, "code_verifier": "v" * 64}
    assert someone.form("/oauth2/token", right).json == {"error": "invalid_grant"}
