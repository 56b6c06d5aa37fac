"""The stage's stack as it stands: its state, its outputs, its parameters, and what it says while it changes."""

import time
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from botocore.exceptions import ClientError

from infra.aws.cloud import Cloud
from infra.aws.console import CommandRefused, say

STACK = "AWS::CloudFormation::Stack"
_BEGINNINGS = ("CREATE_IN_PROGRESS", "UPDATE_IN_PROGRESS", "DELETE_IN_PROGRESS")
_FIRST_PAUSE, _LONGEST_PAUSE = 0.2, 5.0


@dataclass(frozen=True, slots=True)
class Stack:
    """A stack that is there."""

    stack_id: str
    state: str
    outputs: Mapping[str, str]
    parameters: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class StackEvent:
    """One line of a stack's history."""

    event_id: str
    logical_id: str
    kind: str
    state: str
    reason: str
    physical_id: str

    @property
    def is_of_stack(self) -> bool:
        """Whether it tells of the stack itself."""
        return self.kind == STACK

    @property
    def is_cause(self) -> bool:
        """Whether something failed by itself, not because something else had."""
        return self.state.endswith("_FAILED") and not self.is_of_stack and "cancelled" not in self.reason


def find(cloud: Cloud) -> Stack | None:
    """The stage's stack, or None."""
    try:
        (found,) = cloud.client("cloudformation").describe_stacks(StackName=cloud.stack_name)["Stacks"]
    except ClientError as failure:
        if "does not exist" in str(failure):
            return None
        raise
    if found["StackStatus"] == "DELETE_COMPLETE":
        return None
    return Stack(
        found["StackId"],
        found["StackStatus"],
        {one["OutputKey"]: one["OutputValue"] for one in found.get("Outputs", ())},
        {one["ParameterKey"]: one["ParameterValue"] for one in found.get("Parameters", ())},
    )


def deployed(cloud: Cloud) -> Stack:
    """The stage's stack. Raises Refusal where there is none."""
    stack = find(cloud)
    if stack is None:
        raise CommandRefused(f"The stage {cloud.stage} is not deployed.")
    return stack


def history(cloud: Cloud, stack_id: str, known: Collection[str] = ()) -> list[StackEvent]:
    """The events of a stack, the oldest first; those after the last one whose id is known."""
    pages = cloud.client("cloudformation").get_paginator("describe_stack_events").paginate(StackName=stack_id)
    newest_first = (_event(one) for page in pages for one in page["StackEvents"])
    return list(takewhile(lambda event: event.event_id not in known, newest_first))[::-1]


def first_cause(events: Iterable[StackEvent]) -> StackEvent | None:
    """What failed first in the last thing that was done to the stack."""
    last: list[StackEvent] = []
    for event in events:
        if event.is_of_stack and event.state in _BEGINNINGS:
            last = []
        last.append(event)
    return next((event for event in last if event.is_cause), None)


def because(events: Iterable[StackEvent]) -> str:
    """The first cause as a sentence."""
    cause = first_cause(events)
    if cause is None:
        return "Its history names no resource that failed."
    return f"The first failure was {cause.logical_id} ({cause.kind}): {cause.reason.rstrip('.') or 'no reason given'}."


def watch(cloud: Cloud, stack_id: str, seen: Iterable[StackEvent]) -> str:
    """Show what happens from ``seen`` on until it is over; the state it ends in."""
    known = {event.event_id for event in seen}
    for _ in pauses():
        for event in history(cloud, stack_id, known):
            known.add(event.event_id)
            _show(event)
            if event.is_of_stack and not event.state.endswith("_IN_PROGRESS"):
                return event.state
    raise AssertionError("pauses never end")


def pauses(longest: float = _LONGEST_PAUSE) -> Iterator[None]:
    """Wait between two looks, a little longer each time, and ``longest`` seconds at most."""
    pause = _FIRST_PAUSE
    while True:
        yield
        time.sleep(pause)
        pause = min(pause * 1.3, longest)


def _event(one: Mapping[str, Any]) -> StackEvent:
    return StackEvent(
        one["EventId"],
        one["LogicalResourceId"],
        one["ResourceType"],
        one["ResourceStatus"],
        one.get("ResourceStatusReason", ""),
        one.get("PhysicalResourceId", ""),
    )


def _show(event: StackEvent) -> None:
    reason = f"  {event.reason}" if event.state.endswith("_FAILED") else ""
    say(f"  {event.state:<28} {event.kind:<34} {event.logical_id}{reason}")
