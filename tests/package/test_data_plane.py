"""What keeps data: tables as their models are, keys, queues."""

from typing import Any

import pytest

from chalicelib.store.models import directory, identities, reports, statistics
from tests.package.conftest import Template
from tests.package.selecting import of_type, properties, strings

MODELS: dict[str, Any] = {
    "ReportsTable": reports.AllReportItems,
    "IdentitiesTable": identities.IdentityItem,
    "DirectoryTable": directory.DirectoryItem,
    "StatisticsTable": statistics.StatisticItem,
}


def test_there_are_these_tables_and_no_other(template: Template) -> None:
    assert set(of_type(template, "AWS::DynamoDB::Table")) == set(MODELS)


@pytest.mark.parametrize("name", MODELS)
def test_a_table_is_encrypted_protected_and_can_be_restored(template: Template, name: str) -> None:
    resource = template["Resources"][name]
    table = resource["Properties"]
    key = "IdentityKey" if name == "IdentitiesTable" else "DataKey"
    assert (resource["DeletionPolicy"], resource["UpdateReplacePolicy"]) == ("Retain", "Retain")
    assert table["BillingMode"] == "PAY_PER_REQUEST"
    assert table["DeletionProtectionEnabled"] is True
    assert table["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": True}
    assert table["SSESpecification"] == {
        "SSEEnabled": True, "SSEType": "KMS", "KMSMasterKeyId": {"Fn::GetAtt": [key, "Arn"]},
    }  # fmt: skip


@pytest.mark.parametrize("name", MODELS)
def test_a_table_has_the_keys_and_indexes_of_its_models(template: Template, name: str) -> None:
    table, model = properties(template, name), MODELS[name]
    assert table["KeySchema"] == [
        {"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"},
    ]  # fmt: skip
    built = {index["IndexName"]: index for index in table.get("GlobalSecondaryIndexes", [])}
    assert set(built) == set(model._indexes)
    keys = {"pk", "sk"}
    for index_name, index in model._indexes.items():
        declared = index.Meta.attributes.values()
        (hash_key,) = (one.attr_name for one in declared if one.is_hash_key)
        (range_key,) = (one.attr_name for one in declared if one.is_range_key)
        keys |= {hash_key, range_key}
        assert built[index_name]["KeySchema"] == [
            {"AttributeName": hash_key, "KeyType": "HASH"}, {"AttributeName": range_key, "KeyType": "RANGE"},
        ]  # fmt: skip
        assert built[index_name]["Projection"] == {
            "ProjectionType": "INCLUDE",
            "NonKeyAttributes": index.Meta.projection.non_key_attributes,
        }
    # DynamoDB refuses definitions of attributes that are no key, and keys that are not defined.
    assert {one["AttributeName"] for one in table["AttributeDefinitions"]} == keys
    assert len(table["AttributeDefinitions"]) == len(keys)
    assert {one["AttributeType"] for one in table["AttributeDefinitions"]} == {"S"}


@pytest.mark.parametrize("name", MODELS)
def test_a_table_keeps_within_what_dynamodb_projects(template: Template, name: str) -> None:
    indexes = properties(template, name).get("GlobalSecondaryIndexes", [])
    projected = [len(index["Projection"].get("NonKeyAttributes", ())) for index in indexes]
    assert len(indexes) <= 20
    assert max(projected, default=0) <= 20
    assert sum(projected) <= 100


def test_every_item_that_expires_is_in_a_table_that_lets_it(template: Template) -> None:
    expiring = {
        name
        for name, table in of_type(template, "AWS::DynamoDB::Table").items()
        if table["Properties"].get("TimeToLiveSpecification") == {"AttributeName": "expires_at", "Enabled": True}
    }
    assert expiring == {"ReportsTable", "IdentitiesTable"}
    assert "expires_at" in identities.FollowerItem.get_attributes()


def test_the_stream_brings_what_was_written(template: Template) -> None:
    streams = {name for name in MODELS if "StreamSpecification" in properties(template, name)}
    assert streams == {"ReportsTable"}
    assert properties(template, "ReportsTable")["StreamSpecification"] == {"StreamViewType": "NEW_IMAGE"}


@pytest.mark.parametrize("name", ["DataKey", "IdentityKey"])
def test_a_key_is_turned_kept_and_used_through_services_alone(template: Template, name: str) -> None:
    resource = template["Resources"][name]
    key = resource["Properties"]
    assert (resource["DeletionPolicy"], resource["UpdateReplacePolicy"]) == ("Retain", "Retain")
    assert key["EnableKeyRotation"] is True
    for statement in key["KeyPolicy"]["Statement"]:
        actions = statement["Action"]
        assert "kms:*" not in actions
        if {"kms:Decrypt", "kms:CreateGrant"} & set(actions):
            assert statement["Condition"], statement["Sid"]
        if "Service" in statement["Principal"]:
            assert "kms:CreateGrant" not in actions


def test_nothing_but_the_identities_is_under_their_key(template: Template) -> None:
    users = {
        name
        for name, resource in template["Resources"].items()
        if ["IdentityKey", "Arn"] in strings(resource, "Fn::GetAtt")
    }
    assert {name for name in users if not name.endswith("Role")} == {"IdentitiesTable"}
    (through,) = (
        one
        for one in properties(template, "IdentityKey")["KeyPolicy"]["Statement"]
        if one["Sid"] == "UseThroughServices"
    )
    assert through["Condition"]["StringEquals"]["kms:ViaService"] == [
        {"Fn::Sub": "dynamodb.${AWS::Region}.amazonaws.com"}
    ]


def test_queues_are_encrypted_reached_by_tls_and_keep_two_weeks(template: Template) -> None:
    queues = of_type(template, "AWS::SQS::Queue")
    assert set(queues) == {"OutboxDeadLetters", "StreamDeadLetters", "ScheduleDeadLetters"}
    for name, queue in queues.items():
        assert queue["Properties"] == {"MessageRetentionPeriod": 14 * 86400, "SqsManagedSseEnabled": True}
        policy = properties(template, f"{name}Policy")
        denied = policy["PolicyDocument"]["Statement"][0]
        assert policy["Queues"] == [{"Ref": name}]
        assert (denied["Effect"], denied["Principal"]) == ("Deny", "*")
        assert denied["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}
        assert all(one["Condition"] for one in policy["PolicyDocument"]["Statement"])
