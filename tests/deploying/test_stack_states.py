"""A stack in whatever state: it goes on, or says in one sentence what happened and what to do."""

import json
import threading
import time
from typing import Any

import pytest
from botocore.exceptions import ClientError
from botocore.stub import Stubber

from infra.aws import stack_states, stacks
from infra.aws.cloud import Cloud
from infra.aws.console import CommandRefused
from infra.aws.deploy import deploy
from infra.aws.stack_states import Next, next_step
from infra.aws.stacks import STACK, StackEvent, because
from tests.deploying.conftest import Build
from tests.deploying.small_template import small_template


def test_a_creation_that_fails_says_why_first_and_the_next_deployment_names_the_way_out(
    cloud: Cloud, build: Build
) -> None:
    with pytest.raises(CommandRefused) as refused:
        deploy(cloud.stage, build(refused=True))
    assert str(refused.value).startswith("The first failure was Refused (AWS::SSM::Parameter): ")
    assert f"make destroy STAGE={cloud.stage}" in str(refused.value)
    found = stacks.find(cloud)
    assert found
    assert found.state == "ROLLBACK_COMPLETE"

    with pytest.raises(CommandRefused) as again:
        deploy(cloud.stage, build())
    said = str(again.value)
    assert said.startswith(f"The stack {cloud.stack_name} is in ROLLBACK_COMPLETE: its creation failed")
    assert f"`make destroy STAGE={cloud.stage}`" in said
    assert "Refused (AWS::SSM::Parameter)" in said


def test_an_update_that_fails_is_taken_back_and_the_next_one_works(cloud: Cloud, build: Build) -> None:
    deploy(cloud.stage, build())
    with pytest.raises(CommandRefused, match=r"Refused .*everything is as it was"):
        deploy(cloud.stage, build(word="two", refused=True))
    found = stacks.find(cloud)
    assert found
    assert found.state == "UPDATE_ROLLBACK_COMPLETE"
    assert found.outputs["Word"].startswith("one")
    assert deploy(cloud.stage, build(word="two")).outputs["Word"].startswith("two")


def test_a_change_set_left_over_from_a_creation_nobody_agreed_to(
    cloud: Cloud, build: Build, capsys: pytest.CaptureFixture[str]
) -> None:
    client = cloud.client("cloudformation")
    parameters = [
        {"ParameterKey": "Stage", "ParameterValue": cloud.stage},
        {"ParameterKey": "SenderAddress", "ParameterValue": "a@b.id"},
    ]
    client.create_change_set(
        StackName=cloud.stack_name,
        ChangeSetName="left-over",
        ChangeSetType="CREATE",
        TemplateBody=json.dumps(small_template()),
        Parameters=parameters,
    )
    found = stacks.find(cloud)
    assert found
    assert found.state == "REVIEW_IN_PROGRESS"

    stack = deploy(cloud.stage, build())

    assert "left over" in capsys.readouterr().out
    assert stack.state == "UPDATE_COMPLETE"
    with pytest.raises(ClientError, match="ChangeSetNotFound"):
        client.describe_change_set(StackName=cloud.stack_name, ChangeSetName="left-over")


def test_an_update_that_cannot_even_be_taken_back(
    cloud: Cloud, build: Build, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    name = f"fragile-{cloud.stage}"
    deploy(cloud.stage, build(more={"Fragile": _pool(name, verified=[])}))
    threading.Thread(target=_lose_when_updated, args=(cloud, name), daemon=True).start()
    # The wait fails after a second; meanwhile somebody deletes the pool that the update had already changed.
    waiting = {"Handle": {"Ref": "Handle"}, "Timeout": "1"}
    failing = {
        "Fragile": _pool(name, verified=["email"]),
        "Handle": {"Type": "AWS::CloudFormation::WaitConditionHandle"},
        "Waiting": {"Type": "AWS::CloudFormation::WaitCondition", "DependsOn": "Fragile", "Properties": waiting},
    }
    with pytest.raises(CommandRefused, match=r"Waiting .* is in UPDATE_ROLLBACK_FAILED; deploy again"):
        deploy(cloud.stage, build(more=failing))

    monkeypatch.setattr("builtins.input", lambda question: "no")
    with pytest.raises(CommandRefused, match="Left as it is"):
        deploy(cloud.stage, build(yes=False))
    capsys.readouterr()
    with pytest.raises(CommandRefused, match="is in UPDATE_ROLLBACK_FAILED: "):
        deploy(cloud.stage, build())
    said = capsys.readouterr().out
    assert f"The stack {cloud.stack_name} is in UPDATE_ROLLBACK_FAILED: " in said
    assert said.count("UPDATE_ROLLBACK_IN_PROGRESS") == 1


def test_an_update_is_taken_back_and_the_deployment_goes_on(
    cloud: Cloud, build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    """ministack cannot be brought to mend such a stack: what is asked of CloudFormation is looked at instead."""
    stack = deploy(cloud.stage, build())
    client = cloud.client("cloudformation")
    broken = stacks.Stack(stack.stack_id, "UPDATE_ROLLBACK_FAILED", {}, {})
    ended_as = iter([broken, stack])
    monkeypatch.setattr(stacks, "find", lambda cloud: next(ended_as))
    monkeypatch.setattr(stack_states, "watch", lambda cloud, stack_id, seen: "UPDATE_ROLLBACK_COMPLETE")
    monkeypatch.setattr(Cloud, "client", lambda self, service: client)
    with Stubber(client) as stub:
        empty: dict[str, Any] = {"StackEvents": []}
        stub.add_response("describe_stack_events", empty)
        stub.add_response("describe_stack_events", empty)
        stub.add_response("continue_update_rollback", {}, {"StackName": stack.stack_id})
        assert stack_states.ready(cloud, yes=True) == stack
        stub.assert_no_pending_responses()


def _pool(name: str, *, verified: list[str]) -> dict[str, Any]:
    return {"Type": "AWS::Cognito::UserPool", "Properties": {"UserPoolName": name, "AutoVerifiedAttributes": verified}}


def _lose_when_updated(cloud: Cloud, name: str) -> None:
    client, end = cloud.client("cognito-idp"), time.monotonic() + 30
    (pool,) = [one["Id"] for one in client.list_user_pools(MaxResults=60)["UserPools"] if one["Name"] == name]
    while time.monotonic() < end:
        if client.describe_user_pool(UserPoolId=pool)["UserPool"].get("AutoVerifiedAttributes"):
            client.delete_user_pool(UserPoolId=pool)
            return
        time.sleep(0.05)


@pytest.mark.parametrize(
    ("state", "wanted"),
    [
        (None, Next.CREATE),
        ("REVIEW_IN_PROGRESS", Next.CREATE),
        ("CREATE_COMPLETE", Next.UPDATE),
        ("UPDATE_COMPLETE", Next.UPDATE),
        ("UPDATE_ROLLBACK_COMPLETE", Next.UPDATE),
        ("IMPORT_COMPLETE", Next.UPDATE),
        ("IMPORT_ROLLBACK_COMPLETE", Next.UPDATE),
        ("UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", Next.WAIT),
        ("UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS", Next.WAIT),
        ("UPDATE_ROLLBACK_FAILED", Next.ROLL_BACK),
        ("ROLLBACK_COMPLETE", Next.REFUSE),
        ("ROLLBACK_FAILED", Next.REFUSE),
        ("CREATE_FAILED", Next.REFUSE),
        ("DELETE_FAILED", Next.REFUSE),
        ("UPDATE_FAILED", Next.REFUSE),
        ("IMPORT_ROLLBACK_FAILED", Next.REFUSE),
        ("CREATE_IN_PROGRESS", Next.REFUSE),
        ("UPDATE_IN_PROGRESS", Next.REFUSE),
        ("UPDATE_ROLLBACK_IN_PROGRESS", Next.REFUSE),
        ("ROLLBACK_IN_PROGRESS", Next.REFUSE),
        ("DELETE_IN_PROGRESS", Next.REFUSE),
    ],
)
def test_every_state_has_a_next_step(state: str | None, wanted: Next) -> None:
    assert next_step(state) is wanted


def test_every_state_that_refuses_names_a_way_out(cloud: Cloud, build: Build) -> None:
    stack = deploy(cloud.stage, build())
    every = cloud.client("cloudformation").meta.service_model.shape_for("StackStatus").enum
    for state in every:
        if next_step(state) in (Next.REFUSE, Next.ROLL_BACK):
            said = stack_states.sentence(cloud, stacks.Stack(stack.stack_id, state, {}, {}))
            assert f"is in {state}: " in said
            assert "The way out: " in said


def test_the_cause_is_what_failed_by_itself_in_the_last_operation() -> None:
    def event(name: str, state: str, reason: str = "", kind: str = "AWS::S3::Bucket") -> StackEvent:
        return StackEvent(f"{name}{state}", name, kind, state, reason, "")

    events = [
        event("lapor-dev", "CREATE_IN_PROGRESS", kind=STACK),
        event("Old", "CREATE_FAILED", "an earlier one"),
        event("lapor-dev", "UPDATE_IN_PROGRESS", kind=STACK),
        event("Other", "UPDATE_FAILED", "Resource update cancelled"),
        event("Cause", "UPDATE_FAILED", "no room."),
        event("lapor-dev", "UPDATE_ROLLBACK_IN_PROGRESS", "[Cause, Other]", kind=STACK),
    ]
    assert because(events) == "The first failure was Cause (AWS::S3::Bucket): no room."
    assert because([]) == "Its history names no resource that failed."
