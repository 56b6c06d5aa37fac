"""What cannot run on AWS, or has no room there, is refused before anything is touched, with the way out."""

from typing import Any

import pytest

from infra.aws import readiness
from infra.aws.cloud import Cloud
from infra.aws.console import CommandRefused


def template(runtime: str, reserved: object) -> dict[str, Any]:
    """One function, as chalice and our overrides write it."""
    properties = {"Runtime": runtime, "ReservedConcurrentExecutions": reserved}
    return {"Resources": {"Sweep": {"Type": "AWS::Serverless::Function", "Properties": properties}}}


def test_a_runtime_older_than_the_packages_is_refused_on_aws_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)
    with pytest.raises(CommandRefused, match=r"built for python3\.11.*make deploy PYTHON=python3\.12"):
        readiness.require_runtime(template("python3.11", 1))
    readiness.require_runtime(template("python3.13", 1))
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:4566")
    readiness.require_runtime(template("python3.11", 1))


def test_an_account_without_room_is_refused_and_off_is_the_way_out(cloud: Cloud) -> None:
    limit = cloud.client("lambda").get_account_settings()["AccountLimit"]
    room = limit["UnreservedConcurrentExecutions"] - readiness.LEFT_UNRESERVED
    most = template("python3.13", {"Fn::If": ["HasReservedConcurrency", room, {"Ref": "AWS::NoValue"}]})
    readiness.require_concurrency(cloud, most, {})
    more = template("python3.13", {"Fn::If": ["HasReservedConcurrency", room + 1, {"Ref": "AWS::NoValue"}]})
    with pytest.raises(CommandRefused, match=rf"reserves {room + 1} .*ReservedConcurrency=off"):
        readiness.require_concurrency(cloud, more, {})
    readiness.require_concurrency(cloud, more, {"ReservedConcurrency": "off"})
