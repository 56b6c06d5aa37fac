"""What may be done with a stack in the state it is in: one sentence and the way out where it is nothing."""

from enum import Enum, auto

from infra.aws import stacks
from infra.aws.cloud import Cloud
from infra.aws.console import CommandRefused, agreed, say
from infra.aws.stacks import Stack, because, history, watch


class Next(Enum):
    """How a deployment goes on."""

    CREATE = auto()
    UPDATE = auto()
    WAIT = auto()
    ROLL_BACK = auto()
    REFUSE = auto()


_SETTLED = (
    "CREATE_COMPLETE",
    "UPDATE_COMPLETE",
    "UPDATE_ROLLBACK_COMPLETE",
    "IMPORT_COMPLETE",
    "IMPORT_ROLLBACK_COMPLETE",
)
_DESTROY = "nothing can be deployed over it. The way out: `make destroy STAGE={stage}`, then deploy again."
_WHAT = {
    "ROLLBACK_COMPLETE": f"its creation failed and was taken back; {_DESTROY}",
    "ROLLBACK_FAILED": f"its creation failed, and taking it back failed too; {_DESTROY}",
    "CREATE_FAILED": f"its creation failed; {_DESTROY}",
    "DELETE_FAILED": "its removal stopped halfway. The way out: end what holds the resource, then "
    "`make destroy STAGE={stage}` again.",
    "UPDATE_FAILED": "an update failed and was left as it was. The way out: roll it back in CloudFormation's console "
    "(Stack actions, Roll back), then deploy again.",
    "UPDATE_ROLLBACK_FAILED": "an update failed, and taking it back failed too. The way out: mend what the history in "
    "CloudFormation's console complains of, then deploy again and let it go on taking back; what cannot be mended is "
    "skipped there (Stack actions, Continue update rollback, Advanced).",
}
_BUSY = (
    "somebody or something is changing it. The way out: wait until that is over (CloudFormation's console shows it), "
    "then deploy again."
)


def next_step(state: str | None) -> Next:
    """What a deployment does with a stack in a state; None when there is no stack."""
    if state is None or state == "REVIEW_IN_PROGRESS":  # made for a change set that nobody executed: still empty
        return Next.CREATE
    if state in _SETTLED:
        return Next.UPDATE
    if state.endswith("_CLEANUP_IN_PROGRESS"):
        return Next.WAIT
    return Next.ROLL_BACK if state == "UPDATE_ROLLBACK_FAILED" else Next.REFUSE


def ready(cloud: Cloud, *, yes: bool) -> Stack | None:
    """The stack to update; None when it must be created. Raises Refusal with cause and way out."""
    found = stacks.find(cloud)
    match next_step(found.state if found else None), found:
        case Next.UPDATE, _:
            return found
        case Next.CREATE, None:
            return None
        case Next.CREATE, Stack():
            say("Change sets that nobody executed are left over: they go, and the creation begins anew.")
            _forget_change_sets(cloud)
            return None
        case Next.WAIT, Stack():
            say(f"The stack still cleans up after the last update ({found.state}); waiting.")
            watch(cloud, found.stack_id, history(cloud, found.stack_id)[:-1])
            return ready(cloud, yes=yes)
        case Next.ROLL_BACK, Stack():
            return _rolled_back(cloud, found, yes=yes)
        case _, Stack():
            raise CommandRefused(sentence(cloud, found))
    raise AssertionError("every state has a next step")


def sentence(cloud: Cloud, stack: Stack) -> str:
    """State, what it means, its first cause, and the way out."""
    what = _WHAT.get(stack.state, _BUSY).format(stage=cloud.stage)
    cause = "" if stack.state.endswith("_IN_PROGRESS") else f" {because(history(cloud, stack.stack_id))}"
    return f"The stack {cloud.stack_name} is in {stack.state}: {what}{cause}"


def _forget_change_sets(cloud: Cloud) -> None:
    client = cloud.client("cloudformation")
    for page in client.get_paginator("list_change_sets").paginate(StackName=cloud.stack_name):
        for one in page["Summaries"]:
            client.delete_change_set(ChangeSetName=one["ChangeSetId"])


def _rolled_back(cloud: Cloud, stack: Stack, *, yes: bool) -> Stack:
    """The stack as it was before the update that failed, if the operator wants it so. Raises Refusal."""
    say(sentence(cloud, stack))
    if not agreed("Go on taking the update back now?", yes=yes):
        raise CommandRefused("Left as it is.")
    seen = history(cloud, stack.stack_id)
    cloud.client("cloudformation").continue_update_rollback(StackName=stack.stack_id)
    watch(cloud, stack.stack_id, seen)
    found = stacks.find(cloud)
    if found is None or next_step(found.state) is not Next.UPDATE:
        raise CommandRefused(sentence(cloud, found or stack))
    return found
