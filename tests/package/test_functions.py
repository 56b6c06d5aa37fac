"""Every function as chalice builds it: bounded, traced, logged, and told what it must know and no secret."""

import json
from pathlib import Path

import pytest

from tests.package.conftest import Packaged, Template
from tests.package.selecting import FUNCTIONS, GATEWAY_SECONDS, of_type, properties


def test_every_function_of_the_application_is_there_and_no_other(template: Template) -> None:
    assert set(of_type(template, "AWS::Serverless::Function")) == set(FUNCTIONS.values())


def test_overrides_hang_on_what_chalice_made(template: Template) -> None:
    assert [name for name, resource in template["Resources"].items() if "Type" not in resource] == []
    for name in FUNCTIONS.values():
        assert properties(template, name).keys() >= {"CodeUri", "Handler", "Runtime", "Role", "Layers"}, name
        for event in properties(template, name).get("Events", {}).values():
            assert event["Type"] in {"DynamoDB", "Schedule", "EventBridgeRule"}


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


def test_the_gateway_keeps_an_authorizers_answer_for_a_minute(template: Template) -> None:
    document = properties(template, "RestAPI")["DefinitionBody"]
    (authorizer,) = document["securityDefinitions"].values()
    assert authorizer["x-amazon-apigateway-authorizer"]["authorizerResultTtlInSeconds"] == 60


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
    assert [numbers[name] for name in ("Sweep", "OutboxSweeper", "Digest", "LookAfterFiles")] == [1, 1, 1, 1]
    # Of 200, what the parameter's description asks for, 100 must stay unreserved.
    assert sum(numbers.values()) <= 100


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


def test_architectures_differ_in_their_fields_alone(packaged: Packaged) -> None:
    arm, intel = json.dumps(packaged("arm64"), sort_keys=True), json.dumps(packaged("x86_64"), sort_keys=True)
    assert arm != intel
    assert arm.count('"Architectures": ["arm64"]') == len(FUNCTIONS)
    assert arm.count("arm64") == len(FUNCTIONS) + 1  # the layer
    assert arm.replace("arm64", "x86_64") == intel
