"""The data plane of the template as chalice builds it: functions, streams, schedules, tables, keys, queues, logs."""

import json
from pathlib import Path
from typing import Any

import pytest

import app
from chalicelib.store import identity_tables, statistic_tables, tables
from infra.local.stream import HANDLERS
from tests.package.conftest import Packaged, Template
from tests.package.selecting import FUNCTIONS, GATEWAY_SECONDS, of_type, properties, strings


def test_every_function_of_the_application_is_there_and_no_other(template: Template) -> None:
    assert set(of_type(template, "AWS::Serverless::Function")) == set(FUNCTIONS.values())


def test_overrides_hang_on_what_chalice_made(template: Template) -> None:
    assert [name for name, resource in template["Resources"].items() if "Type" not in resource] == []
    for name in FUNCTIONS.values():
        assert properties(template, name).keys() >= {"CodeUri", "Handler", "Runtime", "Role", "Layers"}, name
        for event in properties(template, name).get("Events", {}).values():
            assert event["Type"] in {"DynamoDB", "Schedule", "CloudWatchEvent"}


def test_only_schedules_events_and_streams_that_the_application_declares(template: Template) -> None:
    triggered = {FUNCTIONS[one.name]: type(one).__name__ for one in app.app.event_sources}
    kinds = {
        "DynamoDB": "DynamoDBEventConfig",
        "Schedule": "ScheduledEventConfig",
        "CloudWatchEvent": "CloudWatchEventConfig",
    }
    built = {
        name: [kinds[event["Type"]] for event in properties(template, name).get("Events", {}).values()]
        for name in FUNCTIONS.values()
    }
    assert {name: found for name, found in built.items() if found} == {name: [kind] for name, kind in triggered.items()}


@pytest.mark.parametrize("name", FUNCTIONS.values())
def test_a_function_is_bounded_traced_and_logged(template: Template, name: str) -> None:
    function = properties(template, name)
    log = template["Resources"][f"{name}Logs"]
    assert function["Architectures"] == ["arm64"]
    assert function["Tracing"] == "Active"
    assert 512 <= function["MemorySize"] <= 1536
    assert 0 < function["Timeout"] <= 300
    assert function["LoggingConfig"] == {"LogFormat": "Text", "LogGroup": {"Ref": f"{name}Logs"}}
    assert log["Type"] == "AWS::Logs::LogGroup"
    assert log["Properties"]["RetentionInDays"] == {"Ref": "LogRetentionDays"}
    assert log["Properties"]["KmsKeyId"] == {"Fn::GetAtt": ["DataKey", "Arn"]}
    assert log["Properties"]["LogGroupName"] == {"Fn::Sub": f"/lapor/${{Stage}}/{name}"}


def test_the_api_answers_before_the_gateway_gives_up(template: Template) -> None:
    together = properties(template, "APIHandler")["Timeout"]
    assert together < GATEWAY_SECONDS
    assert properties(template, "Officers")["Timeout"] < GATEWAY_SECONDS


def test_what_runs_beside_the_api_has_a_number_and_leaves_the_rest_to_it(template: Template) -> None:
    reserved = {name: properties(template, name).get("ReservedConcurrentExecutions") for name in FUNCTIONS.values()}
    assert {name for name, number in reserved.items() if number is None} == {"APIHandler", "Officers"}
    numbers = {}
    for name, number in reserved.items():
        if number:
            condition, numbers[name], otherwise = number["Fn::If"]
            assert (condition, otherwise) == ("HasReservedConcurrency", {"Ref": "AWS::NoValue"})
    assert [numbers[name] for name in ("Sweep", "TellingSweeper", "Digest", "LookAfterFiles")] == [1, 1, 1, 1]
    # Of 200, what the parameter's description asks for, 100 must stay unreserved.
    assert sum(numbers.values()) <= 100


def test_a_scheduled_run_ends_before_the_next(template: Template) -> None:
    seconds = {"minute": 60, "minutes": 60, "hour": 3600}
    for name in FUNCTIONS.values():
        for event in properties(template, name).get("Events", {}).values():
            if event["Type"] == "Schedule":
                number, unit = event["Properties"]["Schedule"].removeprefix("rate(").removesuffix(")").split()
                assert properties(template, name)["Timeout"] < int(number) * seconds[unit], name


@pytest.mark.parametrize("name", FUNCTIONS.values())
def test_the_environment_names_settings_and_holds_no_secret(template: Template, name: str) -> None:
    variables = properties(template, name)["Environment"]["Variables"]
    assert variables["ACCESS_CODE_SECRETS_PARAMETER"] == {"Fn::Sub": "/lapor/${Stage}/access-code-secrets"}
    assert "ACCESS_CODE_SECRETS_FILE" not in variables
    text = json.dumps(variables)
    assert not [word for word in ("resolve:", "OriginSecret", "Password", "SecretString") if word in text]
    # What is not written out is a name or an address that CloudFormation puts in.
    assert {value for value in variables.values() if isinstance(value, str)} == set()


def test_every_variable_is_a_setting(template: Template) -> None:
    documented = Path("docs/settings.md").read_text(encoding="utf-8")
    for variable in properties(template, "APIHandler")["Environment"]["Variables"]:
        assert f"| `{variable}` |" in documented


@pytest.mark.parametrize("name", ["Dispatch", "Tally"])
def test_a_stream_loses_nothing_and_is_blocked_by_nothing(template: Template, name: str) -> None:
    (event,) = properties(template, name)["Events"].values()
    mapping = event["Properties"]
    assert event["Type"] == "DynamoDB"
    assert mapping["Stream"] == {"Fn::GetAtt": ["ReportsTable", "StreamArn"]}
    assert mapping["StartingPosition"] == "TRIM_HORIZON"
    assert mapping["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
    assert mapping["BisectBatchOnFunctionError"] is True
    # Its own five tries come first; a stream keeps records for a day.
    assert 5 < mapping["MaximumRetryAttempts"] <= 100
    assert 3600 <= mapping["MaximumRecordAgeInSeconds"] <= 24 * 3600
    assert mapping["DestinationConfig"]["OnFailure"] == {
        "Type": "SQS",
        "Destination": {"Fn::GetAtt": ["StreamDeadLetters", "Arn"]},
    }


@pytest.mark.parametrize(("name", "kinds"), [("Dispatch", HANDLERS["dispatch"]), ("Tally", HANDLERS["tally"])])
def test_a_stream_brings_new_promises_alone(template: Template, name: str, kinds: tuple[str, ...]) -> None:
    (event,) = properties(template, name)["Events"].values()
    (only,) = event["Properties"]["FilterCriteria"]["Filters"]
    wanted = json.loads(only["Pattern"])
    assert wanted["eventName"] == ["INSERT"]
    assert wanted["dynamodb"]["Keys"]["pk"] == {"S": [{"prefix": "REPORT#"}]}
    assert wanted["dynamodb"]["Keys"]["sk"] == {"S": [{"prefix": kind} for kind in kinds]}


@pytest.mark.parametrize(
    ("name", "period"), [("Sweep", 300), ("TellingSweeper", 60), ("Digest", 3600), ("LookAfterFiles", 900)]
)
def test_a_schedule_gives_up_when_the_next_run_comes_and_says_so(template: Template, name: str, period: int) -> None:
    function = properties(template, name)
    (event,) = function["Events"].values()
    rule, invoke = event["Properties"], function["EventInvokeConfig"]
    queue = {"Fn::GetAtt": ["ScheduleDeadLetters", "Arn"]}
    assert event["Type"] == "Schedule"
    assert rule["RetryPolicy"] == {"MaximumEventAgeInSeconds": period, "MaximumRetryAttempts": 5}
    assert rule["DeadLetterConfig"] == {"Arn": queue}
    assert (invoke["MaximumEventAgeInSeconds"], invoke["MaximumRetryAttempts"]) == (period, 0)
    assert invoke["DestinationConfig"] == {"OnFailure": {"Type": "SQS", "Destination": queue}}


@pytest.mark.parametrize("name", ["MailEvents", "CheckUpload"])
def test_news_is_tried_again_but_never_kept_with_its_addresses(template: Template, name: str) -> None:
    function = properties(template, name)
    (event,) = function["Events"].values()
    rule, invoke = event["Properties"], function["EventInvokeConfig"]
    assert event["Type"] == "CloudWatchEvent"
    assert rule["RetryPolicy"] == {"MaximumEventAgeInSeconds": 24 * 3600, "MaximumRetryAttempts": 185}
    assert invoke == {"MaximumEventAgeInSeconds": 6 * 3600, "MaximumRetryAttempts": 2}
    assert "DeadLetterConfig" not in rule


MODELS: dict[str, Any] = {
    "ReportsTable": tables.AllReportItems,
    "IdentitiesTable": identity_tables.IdentityItem,
    "DirectoryTable": tables.DirectoryItem,
    "StatisticsTable": statistic_tables.StatisticItem,
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
    assert "expires_at" in identity_tables.FollowerItem.get_attributes()


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
    assert set(queues) == {"TellingDeadLetters", "StreamDeadLetters", "ScheduleDeadLetters"}
    for name, queue in queues.items():
        assert queue["Properties"] == {"MessageRetentionPeriod": 14 * 86400, "SqsManagedSseEnabled": True}
        policy = properties(template, f"{name}Policy")
        denied = policy["PolicyDocument"]["Statement"][0]
        assert policy["Queues"] == [{"Ref": name}]
        assert (denied["Effect"], denied["Principal"]) == ("Deny", "*")
        assert denied["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}
        assert all(one["Condition"] for one in policy["PolicyDocument"]["Statement"])


def test_architectures_differ_in_their_fields_alone(packaged: Packaged) -> None:
    arm, intel = json.dumps(packaged("arm64"), sort_keys=True), json.dumps(packaged("x86_64"), sort_keys=True)
    assert arm != intel
    assert arm.count('"Architectures": ["arm64"]') == len(FUNCTIONS)
    assert arm.count("arm64") == len(FUNCTIONS) + 1  # the layer
    assert arm.replace("arm64", "x86_64") == intel
