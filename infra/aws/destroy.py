"""`make destroy STAGE= [DATA=delete] [YES=1]`: the stack removed; what citizens wrote stays unless DATA=delete."""

import json
import os
from typing import Any

from botocore.exceptions import ClientError

from infra.aws import kept_data, stacks
from infra.aws.cloud import Cloud, known_stage, open_cloud
from infra.aws.console import CommandRefused, ended, given, is_yes, say, typed
from infra.aws.kept_data import Kept
from infra.aws.stack_states import sentence
from infra.aws.stacks import Stack, because, history, watch


def main() -> None:
    """Destroy what the environment names. Raises Refusal, WrongUsage."""
    stage = known_stage(given("STAGE", "make destroy STAGE=dev"))
    destroy(open_cloud(stage), data=os.environ.get("DATA") == "delete", yes=is_yes())


def destroy(cloud: Cloud, *, data: bool, yes: bool) -> None:
    """Remove the stack, and with ``data`` what it leaves. Raises Refusal."""
    stack = stacks.find(cloud)
    if stack is None:
        say(f"There is no stack {cloud.stack_name} in {cloud.region}.")
    else:
        _destroy_stack(cloud, stack, yes=yes)
    left = kept_data.of_removed_stacks(cloud)
    if data:
        _destroy_data(cloud, left, yes=yes)
    elif left:
        say(f"What stays is still paid for. `make destroy STAGE={cloud.stage} DATA=delete` removes it within 90 days;")
        say("later each must be removed by its name. A new deployment begins with empty tables beside it.")


def _destroy_stack(cloud: Cloud, stack: Stack, *, yes: bool) -> None:
    if stack.state.endswith("_IN_PROGRESS") and stack.state != "REVIEW_IN_PROGRESS":
        raise CommandRefused(sentence(cloud, stack))
    kept = kept_data.of_template(_template(cloud, stack), cloud, stack.stack_id)
    say(f"The stack {cloud.stack_name} ({stack.state}) goes: site, API, functions, sign-in, alarms, schedules.")
    say("What citizens wrote stays:" if kept else "It holds nothing that stays.")
    for one in kept:
        say(f"  {one.kind} {one.name}")
    if not typed("Remove the stack?", cloud.stage, yes=yes):
        raise CommandRefused("Nothing was removed.")
    _empty_site(cloud, stack)
    seen = history(cloud, stack.stack_id)
    cloud.client("cloudformation").delete_stack(StackName=stack.stack_id)
    state = watch(cloud, stack.stack_id, seen)
    if state != "DELETE_COMPLETE":
        raise CommandRefused(f"{because(history(cloud, stack.stack_id))} End what holds it, then run this again.")
    say(f"The stack {cloud.stack_name} is gone.")


def _destroy_data(cloud: Cloud, left: list[Kept], *, yes: bool) -> None:
    say("This goes for good: every report, identity, file and officer of the stage, the secrets, the artifacts:")
    for one in left:
        say(f"  {one.kind} {one.name}")
    say(f"  {cloud.secrets_parameter}, {cloud.artifacts_bucket}")
    if not typed("Remove all data?", f"delete {cloud.stage}", yes=yes):
        raise CommandRefused("The data stays.")
    kept_data.remove(cloud, [*left, Kept("AWS::S3::Bucket", cloud.artifacts_bucket)])
    try:
        cloud.client("ssm").delete_parameter(Name=cloud.secrets_parameter)
        say(f"  secrets {cloud.secrets_parameter}: gone")
    except cloud.client("ssm").exceptions.ParameterNotFound:
        pass


def _empty_site(cloud: Cloud, stack: Stack) -> None:
    """A bucket goes only when it is empty. The files' bucket is not touched: it stays."""
    try:
        found = cloud.client("cloudformation").describe_stack_resource(
            StackName=stack.stack_id, LogicalResourceId="SiteBucket"
        )
        bucket = found["StackResourceDetail"].get("PhysicalResourceId")
        if bucket:
            kept_data.empty_bucket(cloud, bucket)
    except ClientError as failure:
        if failure.response["Error"]["Code"] not in ("ValidationError", "NoSuchBucket"):
            raise


def _template(cloud: Cloud, stack: Stack) -> dict[str, Any]:
    if stack.state == "REVIEW_IN_PROGRESS":
        return {"Resources": {}}
    body = cloud.client("cloudformation").get_template(StackName=stack.stack_id)["TemplateBody"]
    template: dict[str, Any] = json.loads(body) if isinstance(body, str) else body
    return template


if __name__ == "__main__":
    ended(main)
