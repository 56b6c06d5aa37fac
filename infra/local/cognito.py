"""The officers' sign-in of one machine: ministack plays Cognito, for this machine's processes alone.

It forgets on every stop and keeps passwords in the clear, so the directory is the source: pool, client and users
are made again from it at each start. An office that serves from one machine names its own OIDC provider instead.
"""

import os
import shutil
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import boto3

from infra.local import inner, namespace
from infra.local.children import Child, spawn
from infra.local.refresh_tokens import LIFE_SECONDS
from infra.local.sign_in_pages import LEAST_SIGNS

PASSWORD_POLICY = {
    "MinimumLength": LEAST_SIGNS,
    "RequireLowercase": True,
    "RequireUppercase": True,
    "RequireNumbers": True,
    "RequireSymbols": False,
}
"""That of a stage on AWS (infra/resources/sign_in.py)."""
TOKEN_MINUTES = 5
_PROGRAM = Path(__file__).resolve().parents[2] / ".venv-ministack" / "bin" / "ministack"


class PoolUser(Protocol):
    """What the pool takes from an officer in the directory."""

    @property
    def username(self) -> str: ...
    @property
    def email(self) -> str: ...
    @property
    def role(self) -> str: ...
    @property
    def agency_id(self) -> str: ...
    @property
    def disabled(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Pool:
    """Where officers sign in and how their tokens are checked."""

    endpoint: str
    pool_id: str
    client_id: str

    @property
    def issuer(self) -> str:
        """The `iss` of its tokens: Cognito's own name for the pool, here too."""
        return f"https://cognito-idp.{self.pool_id.split('_')[0]}.amazonaws.com/{self.pool_id}"

    @property
    def jwks_url(self) -> str:
        """Where its public keys are."""
        return f"{self.endpoint}/{self.pool_id}/.well-known/jwks.json"


def start(port: int, data_dir: Path, log: Path, url: str = "") -> Child:
    """Start ministack with Cognito alone, its signing keys in DATA_DIR; the caller waits until it listens.

    ``url``: an inner server's address; the port is then in a network of its own.
    """
    state = data_dir / "sign-in"
    shutil.rmtree(state, ignore_errors=True)  # keys of pools that are gone
    state.mkdir(mode=0o700)
    environment = {
        "PATH": os.environ.get("PATH", ""),
        "BIND_HOST": "127.0.0.1",
        "GATEWAY_PORT": str(port),
        "SERVICES": "cognito-idp",
        "IOT_MTLS_ENABLED": "0",
        "LOG_LEVEL": "WARNING",
        "STATE_DIR": str(state),
        "TMPDIR": str(state),
    }
    where, program = inner.socket_of(url), [str(_PROGRAM)]
    return namespace.spawn(where, port, program, log, environment) if where else spawn(program, log, environment)


def _client(endpoint: str) -> Any:
    return boto3.client(
        "cognito-idp",
        endpoint_url=endpoint,
        region_name="ap-southeast-3",
        aws_access_key_id="local",
        aws_secret_access_key="local",
    )


def desks(site_url: str, port: int) -> list[str]:
    """Where the desk may be opened: at the site's address, and at this machine's two names for itself."""
    origins = [site_url.rstrip("/"), f"http://127.0.0.1:{port}", f"http://localhost:{port}"]
    return [f"{origin}{page}" for origin in dict.fromkeys(origins) for page in ("/petugas", "/en/petugas")]


def make_pool(
    endpoint: str,
    officers: Iterable[PoolUser],
    passwords: dict[str, str],
    desks: Iterable[str] = (),
    temporary: Collection[str] = (),
) -> Pool:
    """A fresh pool with every officer of the directory in it, role and agency as custom attributes.

    Who is ``temporary``, by user name, chooses another password at the next sign-in. ``desks`` are the addresses of the
    desk that its hosted page may send a browser back to.
    """
    cognito = _client(endpoint)
    schema = [{"Name": name, "AttributeDataType": "String", "Mutable": True} for name in ("role", "agency")]
    pool = cognito.create_user_pool(
        PoolName="lapor-officers", Schema=schema, Policies={"PasswordPolicy": PASSWORD_POLICY}
    )
    pool_id = pool["UserPool"]["Id"]
    client = cognito.create_user_pool_client(
        UserPoolId=pool_id,
        ClientName="lapor",
        ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
        SupportedIdentityProviders=["COGNITO"],
        AllowedOAuthFlows=["code"],
        AllowedOAuthScopes=["openid", "email", "profile"],
        AllowedOAuthFlowsUserPoolClient=True,
        CallbackURLs=list(desks),
        LogoutURLs=list(desks),
        EnableTokenRevocation=True,
        **_lifetimes(),
    )
    for officer in officers:
        _add(cognito, pool_id, officer, passwords[officer.username], is_temporary=officer.username in temporary)
    return Pool(endpoint, pool_id, client["UserPoolClient"]["ClientId"])


def _lifetimes() -> dict[str, Any]:
    """As on AWS (infra/resources/sign_in.py)."""
    return {
        "IdTokenValidity": TOKEN_MINUTES,
        "AccessTokenValidity": TOKEN_MINUTES,
        "RefreshTokenValidity": LIFE_SECONDS // 3600,
        "TokenValidityUnits": {"IdToken": "minutes", "AccessToken": "minutes", "RefreshToken": "hours"},
    }


def _add(cognito: Any, pool_id: str, officer: PoolUser, password: str, *, is_temporary: bool) -> None:
    user = {"UserPoolId": pool_id, "Username": officer.username}
    attributes = {
        "email": officer.email,
        "email_verified": "true",
        "custom:role": str(officer.role),
        "custom:agency": officer.agency_id,
    }
    given = [{"Name": name, "Value": value} for name, value in attributes.items()]
    cognito.admin_create_user(**user, UserAttributes=given, MessageAction="SUPPRESS")
    cognito.admin_set_user_password(**user, Password=password, Permanent=not is_temporary)
    if officer.disabled:
        cognito.admin_disable_user(**user)


def sign_in(pool: Pool, username: str, password: str) -> str:
    """The officer's ID token: the bearer the API wants. Whoever signs in for the first time keeps the password."""
    cognito = _client(pool.endpoint)
    answer = cognito.initiate_auth(
        ClientId=pool.client_id,
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": username, "PASSWORD": password},
    )
    if answer.get("ChallengeName") == "NEW_PASSWORD_REQUIRED":
        answer = cognito.respond_to_auth_challenge(
            ClientId=pool.client_id,
            ChallengeName="NEW_PASSWORD_REQUIRED",
            Session=answer["Session"],
            ChallengeResponses={"USERNAME": username, "NEW_PASSWORD": password},
        )
    return str(answer["AuthenticationResult"]["IdToken"])
