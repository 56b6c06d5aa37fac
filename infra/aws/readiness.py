"""Whether what was built can run on AWS, and whether the account has room for it: asked before anything is touched."""

import os
from collections.abc import Mapping
from typing import Any

from infra.aws.cloud import Cloud
from infra.aws.console import CommandRefused
from infra.aws.runtime import RUNTIMES
from infra.aws.wheels import OLDEST_GLIBC

# https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html: so many must be left to all others.
LEFT_UNRESERVED = 100


def require_runtime(template: Mapping[str, Any]) -> None:
    """Raises Refusal for a runtime whose libc is older than the packages want; an emulator runs its own Python."""
    if os.environ.get("AWS_ENDPOINT_URL"):
        return
    refuse_oversized = [version for version, one in RUNTIMES.items() if one.glibc >= OLDEST_GLIBC]
    names = [f"python{major}.{minor}" for major, minor in refuse_oversized]
    built = {one["Properties"]["Runtime"] for one in _functions(template)}
    if unfit := sorted(built - set(names)):
        raise CommandRefused(
            f"This was built for {', '.join(unfit)}, on which cryptography and Pillow cannot be loaded: no officer "
            f"could sign in. Build and deploy with {', '.join(names)}: rm -rf .venv && make deploy PYTHON={names[0]} …"
        )


def require_concurrency(cloud: Cloud, template: Mapping[str, Any], values: Mapping[str, str]) -> None:
    """Raises Refusal when Lambda would not reserve what the template asks for; a new account may run ten at once."""
    if values.get("ReservedConcurrency", "on") == "off":
        return
    wanted = sum(_reserved(one) for one in _functions(template))
    limit = cloud.client("lambda").get_account_settings()["AccountLimit"]
    free = limit["UnreservedConcurrentExecutions"] - LEFT_UNRESERVED
    if wanted > free:
        raise CommandRefused(
            f"The account may run {limit['ConcurrentExecutions']} functions at once in {cloud.region}, the template "
            f"reserves {wanted} of them, and {LEFT_UNRESERVED} must be left. Ask for more (Service Quotas, Lambda, "
            "Concurrent executions: 1,000 is usual), or deploy with ReservedConcurrency=off until you have them."
        )


def _functions(template: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [one for one in template["Resources"].values() if one["Type"] == "AWS::Serverless::Function"]


def _reserved(function: Mapping[str, Any]) -> int:
    """What it reserves unless the parameter says off: the first branch of the template's Fn::If."""
    said = function["Properties"].get("ReservedConcurrentExecutions", 0)
    return int(said["Fn::If"][1] if isinstance(said, dict) else said)
