"""What the desk's sign-in asks, and nothing else: each request that may pass is one row, name by name.

The included sign-in server takes much more than that (other flows, codes by mail that are always the same, tokens whose
signature nobody looks at). So what is not written here never reaches it.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import parse_qsl

AUTHORIZE, LOGIN, TOKEN, REVOKE, LOGOUT = "/oauth2/authorize", "/login", "/oauth2/token", "/oauth2/revoke", "/logout"
PATHS = (AUTHORIZE, LOGIN, TOKEN, REVOKE, LOGOUT)
FORM = "application/x-www-form-urlencoded"
LARGEST_FORM = 16 * 1024
_LONGEST_VALUE = 4096
_SCOPES = {"openid", "email", "profile"}
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


class SignInStep(StrEnum):
    """What somebody wants of the sign-in."""

    PAGE = "the page to sign in at"
    SIGN_IN = "name and password"
    NEW_PASSWORD = "a password of one's own"
    CODE = "tokens for a code"
    REFRESH = "tokens for a refresh token"
    REVOKE = "the end of a refresh token"
    LEAVE = "back to the desk"


@dataclass(frozen=True, slots=True)
class Client:
    """The desk, as the pool knows it: its id, and the addresses it may be opened at."""

    client_id: str
    desks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SignInRequest:
    """One request that may pass."""

    kind: SignInStep
    fields: dict[str, str]


class NotPassed(Exception):
    """Nothing that the desk's sign-in ever asks."""


PAGE_FIELDS = (
    "client_id",
    "redirect_uri",
    "response_type",
    "scope",
    "state",
    "nonce",
    "code_challenge",
    "code_challenge_method",
)
_ROWS: dict[tuple[str, str], tuple[tuple[SignInStep, frozenset[str]], ...]] = {
    ("GET", AUTHORIZE): ((SignInStep.PAGE, frozenset(PAGE_FIELDS)),),
    ("POST", LOGIN): (
        (SignInStep.SIGN_IN, frozenset((*PAGE_FIELDS, "username", "password"))),
        (SignInStep.NEW_PASSWORD, frozenset(("np_token", "language", "new_password", "confirm_password"))),
    ),
    ("POST", TOKEN): (
        (SignInStep.CODE, frozenset(("grant_type", "client_id", "code", "redirect_uri", "code_verifier"))),
        (SignInStep.REFRESH, frozenset(("grant_type", "client_id", "refresh_token"))),
    ),
    ("POST", REVOKE): ((SignInStep.REVOKE, frozenset(("token", "client_id"))),),
    ("GET", LOGOUT): ((SignInStep.LEAVE, frozenset(("client_id", "logout_uri"))),),
}
_GRANTS = {SignInStep.CODE: "authorization_code", SignInStep.REFRESH: "refresh_token"}


def read(method: str, path: str, query: str, content_type: str, body: bytes, client: Client) -> SignInRequest:
    """The request, if it is one of the rows and every value in it may be. Raises NotPassed."""
    rows = _ROWS.get((method, path), ())
    if method == "POST" and (query or content_type.partition(";")[0].strip().lower() != FORM):
        raise NotPassed
    fields = _fields(query.encode("latin-1", "replace") if method == "GET" else body)
    for kind, names in rows:
        if fields.keys() == names and _may_be(kind, fields, client):
            return SignInRequest(kind, fields)
    raise NotPassed


def _fields(text: bytes) -> dict[str, str]:
    if len(text) > LARGEST_FORM:
        raise NotPassed
    try:
        pairs = parse_qsl(
            text.decode("ascii"), keep_blank_values=True, strict_parsing=bool(text), errors="strict", max_num_fields=16
        )
    except ValueError as malformed:
        raise NotPassed from malformed
    fields = dict(pairs)
    if len(fields) != len(pairs):  # the same name twice: who reads it next may take the other one
        raise NotPassed
    return fields


def _may_be(kind: SignInStep, fields: dict[str, str], client: Client) -> bool:
    if any(len(value) > _LONGEST_VALUE or _CONTROL.search(value) for value in fields.values()):
        return False
    return (
        fields.get("client_id", client.client_id) == client.client_id
        and _is_one_of(fields, "redirect_uri", client.desks)
        and _is_one_of(fields, "logout_uri", client.desks)
        and _is_one_of(fields, "response_type", ("code",))
        and _is_one_of(fields, "code_challenge_method", ("S256",))
        and _is_one_of(fields, "grant_type", (_GRANTS.get(kind, ""),))
        and _is_one_of(fields, "language", ("id", "en"))
        and re.fullmatch(r"[\w-]{43}", fields.get("code_challenge", "-" * 43), re.ASCII) is not None
        and _are_scopes(fields.get("scope", "openid").split(" "))
    )


def _is_one_of(fields: dict[str, str], name: str, allowed: Collection[str]) -> bool:
    return name not in fields or fields[name] in allowed


def _are_scopes(asked: list[str]) -> bool:
    return "openid" in asked and set(asked) <= _SCOPES
