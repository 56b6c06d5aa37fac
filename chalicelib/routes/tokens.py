"""Officers' tokens: OpenID Connect ID tokens, RS256 alone, from the one issuer for the one audience.

The authorizer in app.py calls ``verified``, and nothing else here: PyJWT and cryptography are 43 ms of a cold start.
"""

import time
from functools import cache

import jwt

from chalicelib.refusals import Unauthenticated
from chalicelib.settings import settings

LONGEST_TOKEN = 8192
KEYS_ASKED_AGAIN_AFTER_SECONDS = 60
KEYS_ASKED_AGAIN_AFTER_A_FAILURE_SECONDS = 5
LEEWAY_SECONDS = 30


class SigningKeys:
    """The pool's public keys by id, fetched once and again at most once a minute for an id not seen before.

    A pool that did not answer is asked again soon: nobody can sign in until it does.
    """

    def __init__(self, url: str) -> None:
        self._client = jwt.PyJWKClient(url, timeout=5)
        self._keys: dict[str, jwt.PyJWK] = {}
        self._ask_again_at = 0.0

    def key(self, key_id: str) -> jwt.PyJWK:
        """The key of that id. Raises Unauthenticated when the pool has none, jwt.PyJWTError when it does not answer."""
        if key_id not in self._keys and time.monotonic() >= self._ask_again_at:
            self._ask_again_at = time.monotonic() + KEYS_ASKED_AGAIN_AFTER_A_FAILURE_SECONDS
            found = self._client.get_jwk_set(refresh=True)
            self._keys = {str(key.key_id): key for key in found.keys}
            self._ask_again_at = time.monotonic() + KEYS_ASKED_AGAIN_AFTER_SECONDS
        if key_id not in self._keys:
            raise Unauthenticated
        return self._keys[key_id]


@cache
def signing_keys() -> SigningKeys:
    """The keys of the configured pool."""
    return SigningKeys(settings().oidc_jwks_url)


def verified(header: str) -> dict[str, str]:
    """Username, role and agency from an Authorization header. Raises Unauthenticated, and says no more."""
    scheme, _, token = header.strip().partition(" ")
    if scheme.lower() != "bearer" or not token or len(token) > LONGEST_TOKEN:
        raise Unauthenticated
    try:
        key_id = jwt.get_unverified_header(token).get("kid")
        if not isinstance(key_id, str):
            raise Unauthenticated
        claims = jwt.decode(
            token,
            signing_keys().key(key_id).key,
            algorithms=["RS256"],
            audience=settings().oidc_audience,
            issuer=settings().oidc_issuer,
            leeway=LEEWAY_SECONDS,
            options={"require": ["exp", "iss", "aud", "sub"]},
        )
    except (jwt.PyJWTError, ValueError, TypeError):
        raise Unauthenticated from None
    if claims.get("token_use", "id") != "id":
        raise Unauthenticated
    return {
        "username": str(claims.get("cognito:username") or claims["sub"]),
        "role": str(claims.get("custom:role", "")),
        "agency_id": str(claims.get("custom:agency", "")),
    }
