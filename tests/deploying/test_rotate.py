"""`make rotate`: a new secret beside the old one, in an order in which nobody is locked out."""

import json
from typing import Any

import pytest

from infra.aws.cloud import Cloud
from infra.aws.console import CommandRefused
from infra.aws.deploy import deploy
from infra.aws.rotate import rotate_access_codes, rotate_origin
from tests.deploying.conftest import Build
from tests.deploying.test_commands import run


def test_the_firewall_takes_the_old_and_the_new_until_the_next_rotation(
    cloud: Cloud, build: Build, capsys: pytest.CaptureFixture[str]
) -> None:
    deploy(cloud.stage, build())
    first = secret(cloud)
    assert taken(cloud) == {"shown": first}
    deploy(cloud.stage, build())
    assert "Nothing to change" in capsys.readouterr().out

    rotate_origin(cloud, yes=True)
    second = secret(cloud)
    assert second != first
    assert taken(cloud) == {"shown": first}, "only a deployment brings it out"
    with pytest.raises(CommandRefused, match="does not show the present secret yet"):
        rotate_origin(cloud, yes=True)
    assert secret(cloud) == second

    deploy(cloud.stage, build())
    assert taken(cloud) == {"shown": second, "before": first}
    rotate_origin(cloud, yes=True)
    deploy(cloud.stage, build())
    assert taken(cloud) == {"shown": secret(cloud), "before": second}
    said = capsys.readouterr().out
    assert not [one for one in (first, second, secret(cloud)) if one in said]
    deploy(cloud.stage, build())
    assert "Nothing to change" in capsys.readouterr().out


def test_reports_keep_the_secret_they_have_and_new_ones_get_the_next(
    cloud: Cloud, build: Build, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("builtins.input", lambda _: "no")
    with pytest.raises(CommandRefused, match="make deploy"):
        rotate_access_codes(cloud, yes=True)
    deploy(cloud.stage, build())
    ((_, old),) = codes(cloud).items()
    with pytest.raises(CommandRefused, match="Nothing was changed"):
        rotate_access_codes(cloud, yes=False)
    rotate_access_codes(cloud, yes=True)
    rotate_access_codes(cloud, yes=True)
    made = codes(cloud)
    assert list(made) == ["1", "2", "3"]
    assert made["1"] == old
    assert {len(bytes.fromhex(one)) for one in made.values()} == {32}
    assert len(set(made.values())) == 3
    said = capsys.readouterr().out
    assert not [one for one in made.values() if one in said]


def test_the_command_says_what_it_can_rotate(cloud: Cloud) -> None:
    for given in ({}, {"SECRET": "everything"}):
        done = run("rotate", STAGE=cloud.stage, **given)
        assert done.returncode == 2
        assert "access-codes" in done.stderr
    done = run("rotate", STAGE=cloud.stage, SECRET="origin")
    assert done.returncode == 1
    assert done.stderr.startswith(f"There is no stage {cloud.stage}")


def secret(cloud: Cloud) -> str:
    """The present one."""
    (one,) = cloud.client("secretsmanager").list_secrets(Filters=[{"Key": "description", "Values": [cloud.stage]}])[
        "SecretList"
    ]
    return str(cloud.client("secretsmanager").get_secret_value(SecretId=one["ARN"])["SecretString"])


def taken(cloud: Cloud) -> dict[str, str]:
    """What the template's expressions came to: what CloudFront shows, and what the firewall takes besides."""
    stands: dict[str, Any] = cloud.client("ssm").get_parameters(
        Names=[f"/try/{cloud.stage}/{name}" for name in ("shown", "before")]
    )
    return {one["Name"].rpartition("/")[2]: one["Value"] for one in stands["Parameters"]}


def codes(cloud: Cloud) -> dict[str, str]:
    """The secrets of the access codes, by number."""
    kept = cloud.client("ssm").get_parameter(Name=cloud.secrets_parameter, WithDecryption=True)["Parameter"]
    assert kept["Type"] == "SecureString"
    found: dict[str, str] = json.loads(kept["Value"])
    return found
