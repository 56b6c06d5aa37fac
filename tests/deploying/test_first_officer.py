"""`make first-officer`: the row and its outbox entry, as the desk writes them."""

import os
import subprocess
import sys

import pytest

from infra.aws.cloud import Cloud
from infra.aws.deploy import deploy
from tests.deploying.conftest import Build

MAILED = "siti@kota.go.id"


def first_officer(cloud: Cloud, **given: str) -> subprocess.CompletedProcess[str]:
    """Run the command as `make` does."""
    command = [sys.executable, "-m", "infra.aws.first_officer"]
    wanted = {"STAGE": cloud.stage, "USERNAME": "siti", "EMAIL": MAILED, **given}
    return subprocess.run(
        command, env={**os.environ, **wanted}, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )


def test_the_officer_is_written_with_the_promise_of_an_invitation_and_only_once(cloud: Cloud, build: Build) -> None:
    outputs = deploy(cloud.stage, build(values={"Shards": "8"})).outputs
    dynamodb = cloud.client("dynamodb")

    done = first_officer(cloud)

    assert done.returncode == 0, done.stderr
    assert f"Two mails go to {MAILED}" in done.stdout
    row = dynamodb.get_item(
        TableName=outputs["DirectoryTableName"], Key={"pk": {"S": "OFFICERS"}, "sk": {"S": "siti"}}
    )["Item"]
    assert (row["institution_id"]["S"], row["office"]["S"]) == ("ri", "ri#nation#siti")
    key = {"pk": {"S": "REPORT#OFFICER-siti"}, "sk": {"S": "DIRECTORY#000001"}}
    entry = dynamodb.get_item(TableName=outputs["ReportsTableName"], Key=key)["Item"]
    assert entry["invited"]["BOOL"] is True
    assert entry["telling_pk"]["S"] == "T#4"  # of eight shards; of one it would be T#0

    again = first_officer(cloud)
    assert again.returncode == 1
    assert again.stderr.startswith(f"siti (nation of ri, {MAILED}) is in the directory already.")
    other = first_officer(cloud, USERNAME="budi")
    assert other.returncode == 1
    assert "There is a nation of ri already: siti" in other.stdout
    assert "Nobody was invited" in other.stderr

    assert first_officer(cloud, INVITE="1").returncode == 0
    key["sk"] = {"S": "DIRECTORY#000002"}
    entry = dynamodb.get_item(TableName=outputs["ReportsTableName"], Key=key)["Item"]
    assert entry["invited"]["BOOL"] is True
    assert first_officer(cloud, USERNAME="budi", YES="1").returncode == 0


def test_what_cannot_be_is_said_and_writes_nothing(cloud: Cloud, build: Build) -> None:
    outputs = deploy(cloud.stage, build()).outputs
    wrong = first_officer(cloud, USERNAME="Siti!", EMAIL="nowhere")
    assert wrong.returncode == 1
    assert wrong.stderr.startswith("This cannot be: ")
    misfit = first_officer(cloud, ROLE="coordinator", AGENCY="ri")
    assert misfit.returncode == 1
    assert "role: " in misfit.stderr
    nowhere = first_officer(cloud, ROLE="coordinator", AGENCY="kab.9999")
    assert nowhere.returncode == 1
    assert "agency_id: " in nowhere.stderr
    found = cloud.client("dynamodb").query(
        TableName=outputs["DirectoryTableName"],
        KeyConditionExpression="pk = :officers",
        ExpressionAttributeValues={":officers": {"S": "OFFICERS"}},
    )
    assert found["Count"] == 0


def test_the_coordinator_of_a_regency_that_runs_its_own(cloud: Cloud, build: Build) -> None:
    deploy(cloud.stage, build())
    done = first_officer(cloud, ROLE="coordinator", AGENCY="kab.6201")
    assert (done.returncode, done.stdout.splitlines()[1]) == (
        0,
        f"siti is coordinator of kab.6201. Two mails go to {MAILED} within minutes:",
    )


@pytest.mark.parametrize(
    ("given", "code", "said"),
    [
        ({"STAGE": ""}, 2, "STAGE is missing; for example: make first-officer STAGE=dev"),
        ({"STAGE": "A"}, 2, "STAGE is 'A'"),
        ({"EMAIL": " "}, 2, "EMAIL is missing"),
        ({}, 1, "is not deployed"),
    ],
)
def test_wrong_usage_and_no_stack(cloud: Cloud, given: dict[str, str], code: int, said: str) -> None:
    done = first_officer(cloud, **given)
    assert done.returncode == code
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1
