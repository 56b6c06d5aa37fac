"""A stack in whatever state: it goes on, or says in one sentence what happened and what to do."""

import pytest
from botocore.exceptions import ClientError

from infra.aws import stack_states, stacks
from infra.aws.cloud import Cloud
from infra.aws.console import Refusal
from infra.aws.deploy import deploy
from infra.aws.stack_states import Next, next_step
from infra.aws.stacks import STACK, Event, because
from tests.deploying.conftest import Build
from tests.deploying.small_template import small_template


def test_a_creation_that_fails_says_why_first_and_the_next_deployment_names_the_way_out(
    cloud: Cloud, build: Build
) -> None:
    with pytest.raises(Refusal) as refused:
        deploy(cloud.stage, build(refused=True))
    assert str(refused.value).startswith("The first failure was Refused (AWS::SSM::Parameter): ")
    assert f"make destroy STAGE={cloud.stage}" in str(refused.value)
    found = stacks.find(cloud)
    assert found
    assert found.state == "ROLLBACK_COMPLETE"

    with pytest.raises(Refusal) as again:
        deploy(cloud.stage, build())
    said = str(again.value)
    assert said.startswith(f"The stack {cloud.stack_name} is in ROLLBACK_COMPLETE: its creation failed")
    assert f"`make destroy STAGE={cloud.stage}`" in said
    assert "Refused (AWS::SSM::Parameter)" in said


def test_an_update_that_fails_is_taken_back_and_the_next_one_works(cloud: Cloud, build: Build) -> None:
    deploy(cloud.stage, build())
    with pytest.raises(Refusal, match=r"Refused .*everything is as it was"):
        deploy(cloud.stage, build(word="two", refused=True))
    found = stacks.find(cloud)
    assert found
    assert found.state == "UPDATE_ROLLBACK_COMPLETE"
    assert found.outputs["Word"].startswith("one")
    assert deploy(cloud.stage, build(word="two")).outputs["Word"].startswith("two")


def test_a_change_set_left_over_from_a_creation_nobody_agreed_to(
    cloud: Cloud, build: Build, capsys: pytest.CaptureFixture[str]
) -> None:
    import json

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
    def event(name: str, state: str, reason: str = "", kind: str = "AWS::S3::Bucket") -> Event:
        return Event(f"{name}{state}", name, kind, state, reason, "")

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
