"""What a stage needs once: secrets for access codes, a directory, and what it had before brought to today's form.

What is there is never touched.
"""

import json
import os
import secrets
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from botocore.exceptions import ClientError

from infra.aws.cloud import Cloud, endpoint_of
from infra.aws.console import CommandRefused, say
from infra.aws.stacks import Stack

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Filled:
    """What the directory has."""

    is_new: bool
    has_nations_officer: bool


def ensure_secrets(cloud: Cloud) -> None:
    """The secrets of the access codes, made where there are none: CloudFormation itself makes no SecureString."""
    try:
        cloud.client("ssm").put_parameter(
            Name=cloud.secrets_parameter,
            Description="Secrets of the access codes; whoever loses them closes every report to its reporter",
            Value=json.dumps({"1": secrets.token_hex(32)}),
            Type="SecureString",
            Overwrite=False,
        )
    except ClientError as failure:
        if failure.response["Error"]["Code"] != "ParameterAlreadyExists":
            raise
        return
    say(f"Made the secrets of the access codes: {cloud.secrets_parameter}. Keep a copy apart, in a safe.")


def fill_directory(cloud: Cloud, stack: Stack) -> Filled:
    """Agencies, categories and calendar, where there are none. Raises Refusal."""
    done = _run(cloud, stack, "fill_directory")
    if done.returncode:
        raise CommandRefused(
            f"The directory could not be filled: {_last_line(done)}. Deploy again to go on; what is there stays."
        )
    return Filled(**json.loads(done.stdout.strip().splitlines()[-1]))


def migrate(cloud: Cloud, stack: Stack) -> None:
    """What older versions stored, brought to today's form. Raises CommandRefused."""
    _migrate(cloud, stack)


def index_contacts(cloud: Cloud, stack: Stack, report_id: str) -> None:
    """The contacts of one report, brought into their index. Raises CommandRefused."""
    _migrate(cloud, stack, report_id)


def _migrate(cloud: Cloud, stack: Stack, *report_ids: str) -> None:
    done = _run(cloud, stack, "migrate", *report_ids)
    for line in done.stdout.splitlines():
        say(line)
    if done.returncode:
        raise CommandRefused(
            f"Not everything has today's form: {_last_line(done)}. To go on: make upgrade STAGE={cloud.stage}"
        )


def _run(cloud: Cloud, stack: Stack, module: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    # In a process of its own: the tables' names are read when the store is imported.
    environ = os.environ | directory_environment(cloud, stack)
    command = [sys.executable, "-m", f"infra.aws.{module}", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, check=False)


def _last_line(done: subprocess.CompletedProcess[str]) -> str:
    return (done.stderr.strip().splitlines() or ["no reason given"])[-1]


def directory_environment(cloud: Cloud, stack: Stack) -> dict[str, str]:
    """The settings with which the store reads and writes a stage's tables."""
    outputs = stack.outputs
    return {
        "AWS_DEFAULT_REGION": cloud.region,
        "REPORTS_TABLE": outputs["ReportsTableName"],
        "IDENTITIES_TABLE": outputs["IdentitiesTableName"],
        "DIRECTORY_TABLE": outputs["DirectoryTableName"],
        "STATISTICS_TABLE": outputs["StatisticsTableName"],
        "DYNAMODB_ENDPOINT": endpoint_of("dynamodb") or "",
        "SHARDS": stack.parameters.get("Shards", "1"),
        "ACCESS_CODE_SECRETS_PARAMETER": cloud.secrets_parameter,
    }
