"""The local pool gives officers the ID tokens the authorizer expects."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import jwt
import pytest
from botocore.exceptions import ClientError

from infra.local import cognito
from infra.local.children import stop
from infra.local.ports import free_port, wait_until_listening


@dataclass(frozen=True)
class Officer:
    username: str
    role: str
    agency_id: str
    disabled: bool = False

    @property
    def email(self) -> str:
        return f"{self.username}@petugas.example"


@pytest.fixture
def endpoint(tmp_path: Path) -> Iterator[str]:
    port = free_port()
    ministack = cognito.start(port, tmp_path, tmp_path / "sign-in.log")
    wait_until_listening(port, ministack, "sign-in")
    yield f"http://127.0.0.1:{port}"
    stop(ministack)


def test_a_token_names_role_and_agency_and_is_checked_with_the_pools_keys(endpoint: str) -> None:
    officers = [Officer("dpupr", "liaison", "kab.6201.dpupr"), Officer("pensiun", "liaison", "kab.6201", disabled=True)]
    passwords = {officer.username: f"Aa1-{officer.username}-xyz" for officer in officers}
    pool = cognito.make_pool(endpoint, officers, passwords)

    token = cognito.sign_in(pool, "dpupr", passwords["dpupr"])
    key = jwt.PyJWKClient(pool.jwks_url).get_signing_key_from_jwt(token)
    claims = jwt.decode(token, key, algorithms=["RS256"], audience=pool.client_id, issuer=pool.issuer)
    assert claims["token_use"] == "id"
    assert claims["cognito:username"] == "dpupr"
    assert claims["email"] == "dpupr@petugas.example"
    assert (claims["custom:role"], claims["custom:agency"]) == ("liaison", "kab.6201.dpupr")

    with pytest.raises(ClientError, match="NotAuthorizedException"):
        cognito.sign_in(pool, "pensiun", passwords["pensiun"])
    with pytest.raises(ClientError, match="NotAuthorizedException"):
        cognito.sign_in(pool, "dpupr", "salah")
