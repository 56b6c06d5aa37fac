"""Who is let in: RS256 tokens of the one issuer for the one audience, and profiles that agree with them."""

import base64
import json
import time
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from chalicelib.domain.directory.appointing import Officer
from chalicelib.refusals import Unauthenticated
from chalicelib.routes import tokens
from chalicelib.store import directory_lookup
from tests.app.people import Desk, bearer, token
from tests.local_cloud import ISSUER, KEY_ID, PRIVATE_KEY

STRANGER = rsa.generate_private_key(public_exponent=65537, key_size=2048)
PUBLIC_PEM = PRIVATE_KEY.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def part(value: dict[str, Any]) -> str:
    """A part of a token written by hand."""
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


def unsigned() -> str:
    """A token that says it needs no signature."""
    claims = jwt.decode(token(), options={"verify_signature": False})
    return f"{part({'alg': 'none', 'typ': 'JWT', 'kid': 'key-1'})}.{part(claims)}."


def signed_with_the_public_key() -> str:
    """HS256 with our public key as its secret, by hand: the library would refuse to make it."""
    import hashlib
    import hmac

    claims = jwt.decode(token(), options={"verify_signature": False})
    text = f"{part({'alg': 'HS256', 'typ': 'JWT', 'kid': 'key-1'})}.{part(claims)}"
    signature = hmac.new(PUBLIC_PEM, text.encode(), hashlib.sha256).digest()
    return f"{text}.{base64.urlsafe_b64encode(signature).decode().rstrip('=')}"


NOW = int(time.time())
BAD: dict[str, str] = {
    "nothing": "",
    "not a token": "x.y.z",
    "alg none": unsigned(),
    "public key as secret": signed_with_the_public_key(),
    "another key": token(key=STRANGER),
    "kid of nobody": token(kid="../../key"),
    "kid that is an address": token(kid="http://127.0.0.1:1/keys.json"),
    "expired": token({"exp": NOW - 3600}),
    "no expiry": token({"exp": None}),
    "not yet": token({"nbf": NOW + 3600}),
    "another audience": token({"aud": "elsewhere"}),
    "no audience": token({"aud": None}),
    "another issuer": token({"iss": "https://elsewhere.example"}),
    "no issuer": token({"iss": None}),
    "an access token": token({"token_use": "access"}),
    "a megabyte": token({"sub": "x" * 1_000_000}),
    "another algorithm": token(algorithm="RS512"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_token_is_a_401(desk: Desk, name: str) -> None:
    for path in ("/officer", "/officer/reports", "/officer/reports/LP-0000-0000-000"):
        assert desk.get(path, {"Authorization": f"Bearer {BAD[name]}"}).status == 401


def test_no_header_and_another_scheme_are_401(desk: Desk) -> None:
    assert desk.get("/officer").status == 401
    assert desk.get("/officer", {"Authorization": token()}).status == 401
    assert desk.get("/officer", {"Authorization": f"Basic {token()}"}).status == 401


def test_a_good_token_opens_the_profile(desk: Desk) -> None:
    reply = desk.get("/officer", bearer("dpupr"))
    assert (reply.status, reply.json["role"], reply.json["agency_id"]) == (200, "liaison", "kab.6201.dpupr")
    assert reply.json["institution_id"] == "kab.6201"


@pytest.mark.parametrize(
    "claims",
    [
        {"custom:role": "nation"},
        {"custom:agency": "kab.6202"},
        {"cognito:username": "nasional"},
        {"cognito:username": "nobody", "sub": "nobody"},
    ],
)
def test_claims_that_the_directory_does_not_know_are_a_403(desk: Desk, claims: dict[str, str]) -> None:
    report_id = desk.forwarded()["report_id"]
    header = {"Authorization": f"Bearer {token(claims)}"}
    assert desk.get("/officer", header).status == 403
    assert desk.get("/officer/reports?queue=all&agency=ri", header).status == 403
    assert desk.post(f"/officer/reports/{report_id}/accept", {"version": 2}, header).status == 403


def test_who_was_disabled_is_out_at_once(desk: Desk) -> None:
    claims = {"cognito:username": "pergi", "sub": "pergi"}
    header = {"Authorization": f"Bearer {token(claims)}"}
    directory_lookup.put_officer(Officer("pergi", "pergi@petugas.example", "liaison", "kab.6201.dpupr"))
    assert desk.get("/officer", header).status == 200
    directory_lookup.put_officer(Officer("pergi", "pergi@petugas.example", "liaison", "kab.6201.dpupr", disabled=True))
    assert desk.get("/officer", header).status == 403


def test_a_citizens_paths_need_no_token(desk: Desk) -> None:
    for path in ("/health", "/categories", "/agencies", "/reports", "/openapi.json"):
        assert desk.get(path).status == 200


def test_a_pool_that_did_not_answer_is_asked_again_soon(mailbox: object, monkeypatch: pytest.MonkeyPatch) -> None:
    keys = tokens.SigningKeys("http://127.0.0.1:1/jwks.json")
    with pytest.raises(jwt.PyJWKClientConnectionError):
        keys.key(KEY_ID)
    keys._client = jwt.PyJWKClient(f"{ISSUER}/jwks.json")
    with pytest.raises(Unauthenticated):
        keys.key(KEY_ID)  # not at once: it may be down under the load
    later = time.monotonic() + 6
    monkeypatch.setattr(time, "monotonic", lambda: later)
    assert keys.key(KEY_ID).key_id == KEY_ID
