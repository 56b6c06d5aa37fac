"""The one place where clients for AWS are made: which stage, which account, which region.

boto3 reads AWS_ENDPOINT_URL itself: with it, all of this talks to an emulator.
"""

import os
import re
from dataclasses import dataclass
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from infra.aws.console import CommandRefused, WrongUsage, say
from infra.resources.parameters import STAGE

JAKARTA = "ap-southeast-3"


@dataclass(frozen=True, slots=True)
class Cloud:
    """One stage in one account and region."""

    stage: str
    account: str
    region: str
    session: Any

    @property
    def stack_name(self) -> str:
        """The name of the stage's stack."""
        return f"lapor-{self.stage}"

    @property
    def artifacts_bucket(self) -> str:
        """The bucket that templates and code are deployed from."""
        return f"lapor-{self.stage}-artifacts-{self.account}-{self.region}"

    @property
    def secrets_parameter(self) -> str:
        """Where the access code secrets are, as the template names it too."""
        return f"/lapor/{self.stage}/access-code-secrets"

    def client(self, service: str) -> Any:
        """A client of a service in this region."""
        return _client(self.session, service, self.region)


def known_stage(stage: str) -> str:
    """The stage's name, if it can be one. Raises WrongUsage."""
    if not re.fullmatch(STAGE, stage):
        raise WrongUsage(f"STAGE is {stage!r}: it must be a small letter, then up to 15 small letters, digits or -")
    return stage


def open_cloud(stage: str) -> Cloud:
    """The account that the operator's credentials are for, said in one line. Raises Refusal."""
    session = boto3.Session()
    region = session.region_name or JAKARTA
    try:
        account = str(_client(session, "sts", region).get_caller_identity()["Account"])
    except (BotoCoreError, ClientError) as failure:
        raise CommandRefused(
            f"AWS does not know who asks in {region} ({failure}): give credentials (AWS_PROFILE, or `aws configure`), "
            "and the region in AWS_DEFAULT_REGION where it is not Jakarta."
        ) from failure
    say(f"Stage {stage}: account {account}, region {region}.")
    return Cloud(stage, account, region, session)


def endpoint_of(service: str) -> str | None:
    """The endpoint instead of AWS's own that boto3 uses for a service, for processes that are told by a setting."""
    return os.environ.get(f"AWS_ENDPOINT_URL_{service.upper()}") or os.environ.get("AWS_ENDPOINT_URL") or None


def _client(session: Any, service: str, region: str) -> Any:
    # Buckets by path at an emulator, whose address has no name before it.
    style = {"addressing_style": "path"} if endpoint_of("s3") else {}
    return session.client(service, region_name=region, config=Config(s3=style, retries={"mode": "standard"}))
