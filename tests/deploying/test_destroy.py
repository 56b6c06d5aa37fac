"""`make destroy`: the stack goes, what citizens wrote stays, and goes too only when that is said."""

import pytest
from botocore.exceptions import ClientError

from infra.aws import kept_data, stacks
from infra.aws.cloud import Cloud
from infra.aws.console import CommandRefused
from infra.aws.deploy import deploy
from infra.aws.destroy import destroy
from tests.deploying.conftest import Build


def test_the_stack_goes_and_the_data_stays_until_it_is_said(
    cloud: Cloud, build: Build, capsys: pytest.CaptureFixture[str]
) -> None:
    outputs = deploy(cloud.stage, build()).outputs
    (key,) = cloud.client("kms").list_keys()["Keys"][-1:]
    files = cloud.client("cloudformation").describe_stack_resource(
        StackName=cloud.stack_name, LogicalResourceId="FilesBucket"
    )["StackResourceDetail"]["PhysicalResourceId"]
    cloud.client("s3").put_object(Bucket=files, Key="reports/1", Body=b"a picture")
    capsys.readouterr()

    destroy(cloud, data=False, yes=True)

    said = capsys.readouterr().out
    assert stacks.find(cloud) is None
    for name in (outputs["ReportsTableName"], outputs["DirectoryTableName"], files, key["KeyId"]):
        assert name in said
    assert f"make destroy STAGE={cloud.stage} DATA=delete" in said
    assert "EMPTY" not in said
    assert _buckets(cloud) >= {files, cloud.artifacts_bucket}
    assert outputs["SiteBucketName"] not in _buckets(cloud)
    cloud.client("dynamodb").describe_table(TableName=outputs["ReportsTableName"])
    cloud.client("ssm").get_parameter(Name=cloud.secrets_parameter)

    destroy(cloud, data=True, yes=True)

    assert not _buckets(cloud) & {files, cloud.artifacts_bucket}
    with pytest.raises(ClientError, match="ResourceNotFoundException"):
        cloud.client("dynamodb").describe_table(TableName=outputs["ReportsTableName"])
    with pytest.raises(ClientError, match="ParameterNotFound"):
        cloud.client("ssm").get_parameter(Name=cloud.secrets_parameter)
    assert cloud.client("kms").describe_key(KeyId=key["KeyId"])["KeyMetadata"]["KeyState"] == "PendingDeletion"
    assert kept_data.of_removed_stacks(cloud) == []


def test_a_creation_that_failed_is_cleared_away_and_deployed_again(
    cloud: Cloud, build: Build, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(CommandRefused):
        deploy(cloud.stage, build(refused=True))
    destroy(cloud, data=False, yes=True)
    assert stacks.find(cloud) is None
    capsys.readouterr()
    deploy(cloud.stage, build())
    assert "begins EMPTY" in capsys.readouterr().out


@pytest.mark.parametrize("answer", ["", "yes", "prod"])
def test_only_the_stages_name_agrees(cloud: Cloud, build: Build, monkeypatch: pytest.MonkeyPatch, answer: str) -> None:
    stack = deploy(cloud.stage, build())
    monkeypatch.setattr("builtins.input", lambda question: answer)
    with pytest.raises(CommandRefused, match="Nothing was removed"):
        destroy(cloud, data=True, yes=False)
    assert stacks.find(cloud) == stack
    pages = cloud.client("s3").list_objects_v2(Bucket=stack.outputs["SiteBucketName"])
    assert pages["KeyCount"] > 0


def test_the_data_needs_a_second_answer(cloud: Cloud, build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    outputs = deploy(cloud.stage, build()).outputs
    monkeypatch.setattr("builtins.input", lambda question: cloud.stage)
    with pytest.raises(CommandRefused, match="The data stays"):
        destroy(cloud, data=True, yes=False)
    assert stacks.find(cloud) is None
    cloud.client("dynamodb").describe_table(TableName=outputs["ReportsTableName"])


def test_a_bucket_is_emptied_of_every_version(cloud: Cloud) -> None:
    """ministack removes a bucket whatever is in it; AWS does not."""
    s3, bucket = cloud.client("s3"), f"versions-{cloud.stage}"
    s3.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": cloud.region})
    s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
    for content in (b"one", b"two"):
        s3.put_object(Bucket=bucket, Key="page", Body=content)
    s3.delete_object(Bucket=bucket, Key="page")
    s3.put_object(Bucket=bucket, Key="other", Body=b"")
    kept_data.empty_bucket(cloud, bucket)
    left = s3.list_object_versions(Bucket=bucket)
    assert not left.get("Versions")
    assert not left.get("DeleteMarkers")


def test_no_stack_at_all(cloud: Cloud, capsys: pytest.CaptureFixture[str]) -> None:
    destroy(cloud, data=False, yes=True)
    assert f"There is no stack {cloud.stack_name}" in capsys.readouterr().out


def _buckets(cloud: Cloud) -> set[str]:
    return {one["Name"] for one in cloud.client("s3").list_buckets()["Buckets"]}
