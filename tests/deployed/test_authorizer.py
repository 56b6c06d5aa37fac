"""The authorizer at the gateway: 401 without a good token, then who the directory knows."""

import json

from tests.deployed.officers import PASSWORD, Officers
from tests.deployed.system import System


def test_without_a_token_nobody_gets_in(system: System) -> None:
    assert system.ask("GET", "/officer").status == 401


def test_a_bad_token_is_401(system: System, officers: Officers) -> None:
    good = officers.token("kobar")
    head, claims, signature = good.split(".")
    for token in ("nonsense", f"{head}.{claims}.{signature[::-1]}", f"{head}.{claims}."):
        assert system.ask("GET", "/officer", headers={"Authorization": f"Bearer {token}"}).status == 401


def test_an_officer_of_the_stacks_own_pool_is_known(officers: Officers) -> None:
    answer = officers.ask("dpupr", "GET", "/officer")
    assert answer.status == 200
    assert (answer.json["username"], answer.json["role"]) == ("dpupr", "liaison")


def test_whom_the_pool_knows_and_the_directory_does_not_is_forbidden(system: System, officers: Officers) -> None:
    pool = system.cloud.client("cognito-idp")
    attributes = {"email": "asing@petugas.example", "custom:role": "nation", "custom:agency": "ri"}
    pool.admin_create_user(
        UserPoolId=system.outputs["PoolId"],
        Username="asing",
        TemporaryPassword=PASSWORD + "-1",
        MessageAction="SUPPRESS",
        UserAttributes=[{"Name": name, "Value": value} for name, value in attributes.items()],
    )
    token = officers.first_sign_in("asing", PASSWORD + "-1")
    answer = system.ask("GET", "/officer", headers={"Authorization": f"Bearer {token}"})
    assert (answer.status, answer.code) == (403, "forbidden")


def test_who_is_disabled_is_out_with_the_next_request(officers: Officers) -> None:
    officers.invite("dinkes", "liaison", "kab.6201.dinkes", by="kobar")
    assert officers.ask("dinkes", "GET", "/officer").status == 200
    row = {"username": "dinkes", "disabled": True}
    changed = officers.ask("kobar", "POST", "/officer/officers", row)
    assert changed.status == 200, json.dumps(changed.json)
    answer = officers.ask("dinkes", "GET", "/officer")
    assert (answer.status, answer.code) == (403, "forbidden")
