"""What cannot run on AWS, or has no room there, is refused before anything is touched, with the way out."""

from typing import Any

import pytest

from infra.aws import readiness
from infra.aws.cloud import Cloud
from infra.aws.console import Refusal


def template(runtime: str, reserved: object) -> dict[str, Any]:
    """One function, as chalice and our overrides write it."""
    properties = {"Runtime": runtime, "ReservedConcurrentExecutions": reserved}
    return {"Resources": {"Sweep": {"Type": "AWS::Serverless::Function", "Properties": properties}}}


def test_a_runtime_older_than_the_packages_is_refused_on_aws_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)
    with pytest.raises(Refusal, match=r"built for python3\.11.*make deploy PYTHON=python3\.12"):
        readiness.require_runtime(template("python3.11", 1))
    readiness.require_runtime(template("python3.13", 1))
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:4566")
    readiness.require_runtime(template("python3.11", 1))


def test_an_account_without_room_is_refused_and_off_is_the_way_out(cloud: Cloud) -> None:
    """The emulated account may run a thousand at once."""
    wanted = template("python3.13", {"Fn::If": ["HasReservedConcurrency", 901, {"Ref": "AWS::NoValue"}]})
    with pytest.raises(Refusal, match=r"may run 1000 functions at once.*reserves 901 .*ReservedConcurrency=off"):
        readiness.require_concurrency(cloud, wanted, {})
    readiness.require_concurrency(cloud, wanted, {"ReservedConcurrency": "off"})
    readiness.require_concurrency(cloud, template("python3.13", 900), {})
