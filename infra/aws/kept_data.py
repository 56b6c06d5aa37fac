"""What outlives a stack because its template retains it, and its removal when the operator really wants that."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import ClientError

from infra.aws import stacks
from infra.aws.cloud import Cloud
from infra.aws.console import say

_RETAINING = ("Retain", "RetainExceptOnCreate")
_GONE = ("404", "NoSuchBucket", "NotFoundException", "ParameterNotFound", "ResourceNotFoundException")
_KEY_DAYS = 30


@dataclass(frozen=True, slots=True)
class Kept:
    """A resource that stays."""

    kind: str
    name: str


def of_template(template: Mapping[str, Any], cloud: Cloud, stack_id: str) -> list[Kept]:
    """What removing the stack would leave."""
    pages = cloud.client("cloudformation").get_paginator("list_stack_resources").paginate(StackName=stack_id)
    return [
        Kept(one["ResourceType"], one["PhysicalResourceId"])
        for page in pages
        for one in page["StackResourceSummaries"]
        if template["Resources"].get(one["LogicalResourceId"], {}).get("DeletionPolicy") in _RETAINING
    ]


def of_removed_stacks(cloud: Cloud) -> list[Kept]:
    """What the stage's stacks of the last 90 days left; as long CloudFormation remembers them."""
    pages = cloud.client("cloudformation").get_paginator("list_stacks")
    left: dict[str, Kept] = {}
    for page in pages.paginate(StackStatusFilter=["DELETE_COMPLETE"]):
        for stack in page["StackSummaries"]:
            if stack["StackName"] != cloud.stack_name:
                continue
            for event in stacks.history(cloud, stack["StackId"]):
                if event.state == "DELETE_SKIPPED":
                    left[event.physical_id] = Kept(event.kind, event.physical_id)
    return [one for one in left.values() if _is_there(cloud, one)]


def _is_there(cloud: Cloud, kept: Kept) -> bool:
    """Whether it has not been removed since; of kinds we never remove nobody asks."""
    try:
        match kept.kind:
            case "AWS::DynamoDB::Table":
                cloud.client("dynamodb").describe_table(TableName=kept.name)
            case "AWS::S3::Bucket":
                cloud.client("s3").head_bucket(Bucket=kept.name)
            case "AWS::Cognito::UserPool":
                cloud.client("cognito-idp").describe_user_pool(UserPoolId=kept.name)
            case "AWS::KMS::Key":
                found = cloud.client("kms").describe_key(KeyId=kept.name)
                return bool(found["KeyMetadata"]["KeyState"] != "PendingDeletion")
    except ClientError as failure:
        if failure.response["Error"]["Code"] not in _GONE:
            raise
        return False
    return True


def remove(cloud: Cloud, kept: Iterable[Kept]) -> None:
    """Remove it, the keys last: what they lock must be gone first."""
    for one in sorted(kept, key=lambda one: one.kind == "AWS::KMS::Key"):
        removal = _REMOVALS.get(one.kind)
        if removal is None:
            say(f"  {one.kind} {one.name} stays: remove it in its own console.")
            continue
        try:
            say(f"  {removal(cloud, one.name)}")
        except ClientError as failure:
            if failure.response["Error"]["Code"] not in _GONE:
                raise


def empty_bucket(cloud: Cloud, bucket: str) -> None:
    """Every object, with every version of it."""
    s3 = cloud.client("s3")
    for page in s3.get_paginator("list_object_versions").paginate(Bucket=bucket):
        found = [*page.get("Versions", ()), *page.get("DeleteMarkers", ())]
        objects = [{"Key": one["Key"], "VersionId": one["VersionId"]} for one in found]
        if objects:
            s3.delete_objects(Bucket=bucket, Delete={"Objects": objects, "Quiet": True})


def _table(cloud: Cloud, name: str) -> str:
    client = cloud.client("dynamodb")
    client.update_table(TableName=name, DeletionProtectionEnabled=False)
    client.get_waiter("table_exists").wait(TableName=name)
    client.delete_table(TableName=name)
    return (
        f"table {name}: going; if it had point-in-time recovery, a last backup stays 35 days, readable while its key is"
    )


def _bucket(cloud: Cloud, name: str) -> str:
    empty_bucket(cloud, name)
    cloud.client("s3").delete_bucket(Bucket=name)
    return f"bucket {name}: gone with all that was in it"


def _key(cloud: Cloud, name: str) -> str:
    cloud.client("kms").schedule_key_deletion(KeyId=name, PendingWindowInDays=_KEY_DAYS)
    return f"key {name}: gone in {_KEY_DAYS} days; until then `aws kms cancel-key-deletion --key-id {name}` keeps it"


def _pool(cloud: Cloud, name: str) -> str:
    client = cloud.client("cognito-idp")
    client.update_user_pool(UserPoolId=name, DeletionProtection="INACTIVE")
    client.delete_user_pool(UserPoolId=name)
    return f"sign-in pool {name}: gone"


def _log_group(cloud: Cloud, name: str) -> str:
    cloud.client("logs").delete_log_group(logGroupName=name)
    return f"log {name}: gone"


_REMOVALS = {
    "AWS::DynamoDB::Table": _table,
    "AWS::S3::Bucket": _bucket,
    "AWS::KMS::Key": _key,
    "AWS::Cognito::UserPool": _pool,
    "AWS::Logs::LogGroup": _log_group,
}
