"""What starts the functions, and what becomes of what fails: streams, schedules, news of mail and files."""

import json

import pytest

import app
from infra.local.stream import HANDLERS
from tests.package.conftest import Template
from tests.package.selecting import FUNCTIONS, properties


def test_only_schedules_events_and_streams_that_the_application_declares(template: Template) -> None:
    triggered = {FUNCTIONS[one.name]: type(one).__name__ for one in app.app.event_sources}
    kinds = {
        "DynamoDB": "DynamoDBEventConfig",
        "Schedule": "ScheduledEventConfig",
        "EventBridgeRule": "CloudWatchEventConfig",
    }
    built = {
        name: [kinds[event["Type"]] for event in properties(template, name).get("Events", {}).values()]
        for name in FUNCTIONS.values()
    }
    assert {name: found for name, found in built.items() if found} == {name: [kind] for name, kind in triggered.items()}


def test_a_scheduled_run_ends_before_the_next(template: Template) -> None:
    seconds = {"minute": 60, "minutes": 60, "hour": 3600}
    for name in FUNCTIONS.values():
        for event in properties(template, name).get("Events", {}).values():
            if event["Type"] == "Schedule":
                number, unit = event["Properties"]["Schedule"].removeprefix("rate(").removesuffix(")").split()
                assert properties(template, name)["Timeout"] < int(number) * seconds[unit], name


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
    ("name", "period"), [("Sweep", 300), ("OutboxSweeper", 60), ("Digest", 3600), ("LookAfterFiles", 900)]
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


@pytest.mark.parametrize("name", ["MailEvents", "CheckUpload", "TakeMail"])
def test_news_is_tried_again_but_never_kept_with_its_addresses(template: Template, name: str) -> None:
    function = properties(template, name)
    (event,) = function["Events"].values()
    rule, invoke = event["Properties"], function["EventInvokeConfig"]
    assert event["Type"] == "EventBridgeRule"
    assert rule["RetryPolicy"] == {"MaximumEventAgeInSeconds": 24 * 3600, "MaximumRetryAttempts": 185}
    assert invoke == {"MaximumEventAgeInSeconds": 6 * 3600, "MaximumRetryAttempts": 2}
    assert "DeadLetterConfig" not in rule


@pytest.mark.parametrize(("name", "prefix"), [("CheckUpload", "incoming/"), ("TakeMail", "mail/")])
def test_a_file_in_another_bucket_of_the_account_is_no_news(template: Template, name: str, prefix: str) -> None:
    (event,) = properties(template, name)["Events"].values()
    wanted = event["Properties"]["Pattern"]["detail"]
    assert wanted == {
        "bucket": {"name": [{"Ref": "FilesBucket"}]},
        "object": {"key": [{"prefix": prefix}]},
    }
