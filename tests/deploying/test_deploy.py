"""`make deploy` from an empty account to a stage that serves, against an emulated AWS."""

import json

import pytest

from infra.aws import stacks
from infra.aws.cloud import Cloud
from infra.aws.console import CommandRefused
from infra.aws.deploy import deploy
from tests.deploying.conftest import Build, sender_of


def test_a_first_deployment_makes_everything_and_a_second_changes_nothing(
    cloud: Cloud, build: Build, capsys: pytest.CaptureFixture[str]
) -> None:
    stack = deploy(cloud.stage, build())

    said = capsys.readouterr().out
    assert "ReportsTable" in said
    assert "CREATE_COMPLETE" in said
    assert f"make first-officer STAGE={cloud.stage}" in said
    site = stack.outputs["SiteAddress"]
    assert f"desk  {site}/petugas" in said
    # The second step has told the stack its own address.
    assert stack.parameters["SiteUrl"] == site
    assert stack.outputs["Word"] == f"one {site}"
    assert stack.parameters["SenderVerified"] == "yes"
    parameter = cloud.client("ssm").get_parameter(Name=cloud.secrets_parameter, WithDecryption=True)["Parameter"]
    assert parameter["Type"] == "SecureString"
    ((number, secret),) = json.loads(parameter["Value"]).items()
    assert (number, len(bytes.fromhex(secret))) == ("1", 32)
    assert "Filled the directory" in said

    again = deploy(cloud.stage, build())

    said = capsys.readouterr().out
    assert "Nothing to change" in said
    assert "Filled the directory" not in said
    assert again.state == "UPDATE_COMPLETE"
    kept = cloud.client("ssm").get_parameter(Name=cloud.secrets_parameter, WithDecryption=True)["Parameter"]
    assert kept["Value"] == parameter["Value"]
    left_over = cloud.client("cloudformation").list_change_sets(StackName=cloud.stack_name)["Summaries"]
    assert all(one["ExecutionStatus"] == "EXECUTE_COMPLETE" for one in left_over)


def test_with_a_domain_of_our_own_the_address_is_known_at_once(cloud: Cloud, build: Build) -> None:
    domain = {
        "SiteDomain": "lapor.go.id",
        "CertificateArn": "arn:aws:acm:us-east-1:1:certificate/1",
        "SenderVerified": "no",
    }
    stack = deploy(cloud.stage, build(values=domain))
    assert stack.state == "CREATE_COMPLETE"
    assert stack.outputs["Word"] == "one https://lapor.go.id"


def test_an_update_shows_what_it_changes_and_does_it_in_one_step(
    cloud: Cloud, build: Build, capsys: pytest.CaptureFixture[str]
) -> None:
    deploy(cloud.stage, build())
    capsys.readouterr()

    stack = deploy(cloud.stage, build(word="two"))

    said = capsys.readouterr().out
    assert [line.split() for line in said.splitlines() if line.startswith("  Modify")] == [
        ["Modify", "AWS::SSM::Parameter", "Word", "False"]
    ]
    assert said.count("Asking CloudFormation") == 1
    assert stack.outputs["Word"] == f"two {stack.outputs['SiteAddress']}"


def test_who_does_not_agree_changes_nothing(cloud: Cloud, build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def no(question: str) -> str:
        asked.append(question)
        return "no"

    monkeypatch.setattr("builtins.input", no)
    with pytest.raises(CommandRefused, match="Nothing was changed"):
        deploy(cloud.stage, build(yes=False))
    assert asked == ["Do this? [y/N] "]
    assert stacks.find(cloud) is None


def test_losing_data_is_told_loudly_and_yes_does_not_agree_to_it(
    cloud: Cloud, build: Build, capsys: pytest.CaptureFixture[str]
) -> None:
    table = {"Type": "AWS::DynamoDB::Table", "Properties": build_table()}
    deploy(cloud.stage, build(more={"Old": table}))
    with pytest.raises(CommandRefused, match="does not agree to losing data"):
        deploy(cloud.stage, build())
    assert "!!! DATA: The table Old leaves the stack." in capsys.readouterr().out
    found = stacks.find(cloud)
    assert found
    assert found.state == "UPDATE_COMPLETE"


def test_an_identity_of_somebody_else_is_said_before_anything_is_touched(cloud: Cloud, build: Build) -> None:
    cloud.client("sesv2").create_email_identity(EmailIdentity=sender_of(cloud))
    with pytest.raises(CommandRefused, match=f"has the identity {sender_of(cloud)} already"):
        deploy(cloud.stage, build())
    assert stacks.find(cloud) is None
    assert cloud.artifacts_bucket not in {one["Name"] for one in cloud.client("s3").list_buckets()["Buckets"]}


def build_table() -> dict[str, object]:
    """A table of one key."""
    return {
        "BillingMode": "PAY_PER_REQUEST",
        "AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"}],
        "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}],
    }


def test_reports_that_were_there_before_the_index_of_contacts_come_into_it(
    cloud: Cloud, build: Build, capsys: pytest.CaptureFixture[str]
) -> None:
    stack = deploy(cloud.stage, build())
    tables, identities = cloud.client("dynamodb"), stack.outputs["IdentitiesTableName"]
    tables.delete_item(
        TableName=stack.outputs["DirectoryTableName"], Key={"pk": {"S": "JOBS"}, "sk": {"S": "CONTACT_INDEX"}}
    )
    who = {"email": "siti@warga.example", "consent_at": "2026-11-01T00:00:00.000Z"}
    item = {"pk": "LP-0000-0000-000", "sk": "IDENTITY", **who}
    tables.put_item(TableName=identities, Item={name: {"S": value} for name, value in item.items()})
    capsys.readouterr()

    for indexed in (True, False):
        deploy(cloud.stage, build())
        assert ("1 reporters' contacts indexed: done" in capsys.readouterr().out) is indexed
    keys = [(one["pk"]["S"], one["sk"]["S"]) for one in tables.scan(TableName=identities)["Items"]]
    (index,) = [key for key in keys if key[0].startswith("CONTACT#")]
    assert index[1] == "2026-11-01T00:00:00.000Z#LP-0000-0000-000"
