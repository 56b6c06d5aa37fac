"""A change set: made, shown as a table, executed. What loses data is told loudly."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from chalicelib import clock
from infra.aws.cloud import Cloud
from infra.aws.console import CommandRefused, say
from infra.aws.stacks import Stack, because, history, pauses, watch

HOLDS_DATA = {
    "AWS::DynamoDB::Table": "table",
    "AWS::KMS::Key": "key",
    "AWS::Cognito::UserPool": "sign-in pool",
    "AWS::S3::Bucket": "bucket",
}
_CAPABILITIES = ["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"]
_NO_CHANGES = ("didn't contain changes", "No updates are to be performed")


@dataclass(frozen=True, slots=True)
class ResourceChange:
    """What happens to one resource."""

    action: str
    kind: str
    logical_id: str
    replacement: str

    @property
    def loss(self) -> str | None:
        """What is lost, in a sentence; None when nothing is."""
        held = HOLDS_DATA.get(self.kind)
        if held and self.action == "Remove":
            return f"The {held} {self.logical_id} leaves the stack."
        if held and self.replacement == "True":
            return f"The {held} {self.logical_id} is REPLACED: an empty one takes its place."
        if held and self.replacement == "Conditional":
            return f"The {held} {self.logical_id} MAY be replaced by an empty one."
        return None


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """What was asked for and has not happened yet."""

    change_set_id: str
    stack_id: str
    is_creation: bool
    changes: tuple[ResourceChange, ...]


def make(cloud: Cloud, stack: Stack | None, template_url: str, values: Mapping[str, str]) -> ChangeSet | None:
    """The change set from the stack to this template and these values; None when nothing would change.

    Raises Refusal when CloudFormation refuses it.
    """
    client = cloud.client("cloudformation")
    say("Asking CloudFormation what would change …")
    made = client.create_change_set(
        StackName=cloud.stack_name,
        ChangeSetName=f"deploy-{clock.now():%Y%m%d-%H%M%S-%f}",
        ChangeSetType="UPDATE" if stack else "CREATE",
        TemplateURL=template_url,
        Parameters=[{"ParameterKey": name, "ParameterValue": value} for name, value in values.items()],
        Capabilities=_CAPABILITIES,
        Tags=[{"Key": "project", "Value": "lapor-sp4n"}, {"Key": "stage", "Value": cloud.stage}],
    )
    change_set = ChangeSet(made["Id"], made["StackId"], stack is None, ())
    described = _settled(client, made["Id"])
    if described["Status"] == "FAILED":
        reason = described.get("StatusReason", "")
        drop(cloud, change_set)
        if any(words in reason for words in _NO_CHANGES):
            return None
        raise CommandRefused(f"CloudFormation refuses these changes; nothing was changed: {reason}")
    changes = tuple(_change(one["ResourceChange"]) for one in _all_changes(client, made["Id"]))
    return ChangeSet(made["Id"], made["StackId"], stack is None, changes)


def show(change_set: ChangeSet) -> None:
    """The table of changes, and below it loudly what loses data."""
    rows = [("ACTION", "WHAT", "NAME", "REPLACED")]
    rows += [(one.action, one.kind, one.logical_id, one.replacement or "-") for one in change_set.changes]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    for row in rows:
        say("  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
    for one in change_set.changes:
        if one.loss:
            say(f"!!! DATA: {one.loss}")


def execute(cloud: Cloud, change_set: ChangeSet) -> None:
    """Let it happen, and show it. Raises Refusal with the first failure's reason."""
    seen = history(cloud, change_set.stack_id)
    cloud.client("cloudformation").execute_change_set(ChangeSetName=change_set.change_set_id)
    state = watch(cloud, change_set.stack_id, seen)
    if state in ("CREATE_COMPLETE", "UPDATE_COMPLETE"):
        return
    cause = because(history(cloud, change_set.stack_id))
    if state == "UPDATE_ROLLBACK_COMPLETE":
        raise CommandRefused(
            f"{cause} The update was taken back: everything is as it was. Mend the cause, then deploy again."
        )
    if change_set.is_creation:
        way_out = f"Mend the cause, then `make destroy STAGE={cloud.stage}` and deploy again."
        raise CommandRefused(f"{cause} The stack was not created ({state}). {way_out}")
    raise CommandRefused(f"{cause} The stack is in {state}; deploy again to hear what can be done.")


def drop(cloud: Cloud, change_set: ChangeSet) -> None:
    """Forget it, and the empty stack that was made for it."""
    client = cloud.client("cloudformation")
    client.delete_change_set(ChangeSetName=change_set.change_set_id)
    if change_set.is_creation:
        client.delete_stack(StackName=change_set.stack_id)


def _settled(client: Any, change_set_id: str) -> Mapping[str, Any]:
    for _ in pauses():
        described: Mapping[str, Any] = client.describe_change_set(ChangeSetName=change_set_id)
        if described["Status"] in ("CREATE_COMPLETE", "FAILED"):
            return described
    raise AssertionError("pauses never end")


def _all_changes(client: Any, change_set_id: str) -> list[dict[str, Any]]:
    pages = client.get_paginator("describe_change_set").paginate(ChangeSetName=change_set_id)
    return [change for page in pages for change in page["Changes"]]


def _change(one: Mapping[str, Any]) -> ResourceChange:
    return ResourceChange(one["Action"], one["ResourceType"], one["LogicalResourceId"], one.get("Replacement", ""))
