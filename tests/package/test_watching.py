"""Whatever runs is watched: the lists of infra/resources/watched.py are those of app.py, and each has its alarms."""

import io
import json
import re
from typing import Any

import pytest
from chalice.app import Rate, ScheduledEventConfig

import app
from chalicelib.failures import Unavailable
from chalicelib.observability import LOGGER, log_failure, log_unavailable
from infra.resources import log_figures
from infra.resources.watched import DEAD_LETTERS, FUNCTIONS, SCHEDULED, STREAM_FUNCTIONS, TABLES
from tests.package.edge import edge, of_type, properties

# chalice's logical ids are the handlers' names in CamelCase, the routes' one function apart.
TRIGGERED = {name for name in app.app.handler_map if not name.startswith(("get_", "post_"))}


def camel(name: str) -> str:
    """chalice's logical id of a function."""
    return "".join(part.capitalize() for part in name.split("_"))


SCHEDULES: dict[str, Rate] = {
    camel(one.name): one.schedule_expression
    for one in app.app.event_sources
    if isinstance(one, ScheduledEventConfig) and isinstance(one.schedule_expression, Rate)
}


def alarms_on(figure: str) -> list[dict[str, Any]]:
    """Alarms that look at one figure of CloudWatch."""
    return [one["Properties"] for one in of_type("AWS::CloudWatch::Alarm").values() if figure in json.dumps(one)]


def test_the_lists_are_those_of_the_application() -> None:
    assert set(FUNCTIONS) == {"APIHandler", *(camel(name) for name in TRIGGERED)}
    assert set(SCHEDULED) == set(SCHEDULES)
    assert {camel(one.name) for one in app.app.event_sources if type(one).__name__.startswith("DynamoDB")} == set(
        STREAM_FUNCTIONS
    )


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_function_has_its_alarms(name: str) -> None:
    for figure in ("Errors", "Throttles"):
        alarm = properties(f"{name}{figure}")
        assert (alarm["Namespace"], alarm["MetricName"]) == ("AWS/Lambda", figure)
        assert alarm["Dimensions"] == [{"Name": "FunctionName", "Value": {"Ref": name}}]
    assert properties(f"{name}Failed")["LogGroupName"] == {"Ref": f"{name}Logs"}


@pytest.mark.parametrize("name", SCHEDULED)
def test_a_schedule_that_never_runs_is_told_by_its_silence(name: str) -> None:
    alarm = properties(f"{name}Missing")
    assert alarm["TreatMissingData"] == "breaching"
    assert (alarm["ComparisonOperator"], alarm["Threshold"]) == ("LessThanThreshold", 1)
    assert (alarm["MetricName"], alarm["Statistic"]) == ("Invocations", "Sum")
    assert alarm["Dimensions"] == [{"Name": "FunctionName", "Value": {"Ref": name}}]
    rate = SCHEDULES[name]
    period = rate.value * {"MINUTES": 60, "HOURS": 3600}[rate.unit]
    assert 2 * period <= alarm["Period"] == SCHEDULED[name]


def test_streams_dead_letters_and_tables_are_watched() -> None:
    assert len(alarms_on("IteratorAge")) == len(STREAM_FUNCTIONS)
    assert len(alarms_on("ApproximateNumberOfMessagesVisible")) == len(DEAD_LETTERS)
    assert len(alarms_on("WriteThrottleEvents")) == len(TABLES)
    assert all(alarm["Threshold"] == 0 for alarm in alarms_on("ApproximateNumberOfMessagesVisible"))


def test_mail_and_api_are_watched() -> None:
    for figure in ("Reputation.BounceRate", "Reputation.ComplaintRate", "Reject", "5XXError", "Latency"):
        assert alarms_on(figure), figure
    assert alarms_on("Latency")[0]["ExtendedStatistic"] == "p99"


def test_every_alarm_says_what_it_means_to_the_topic() -> None:
    for name, alarm in of_type("AWS::CloudWatch::Alarm").items():
        assert alarm["Properties"]["AlarmActions"] == [{"Ref": "AlarmTopic"}], name
        assert len(alarm["Properties"]["AlarmDescription"]) > 20, name
    assert properties("AlarmTopic")["KmsMasterKeyId"] == {"Ref": "AlarmKey"}
    services = [one["Principal"].get("Service") for one in properties("AlarmKey")["KeyPolicy"]["Statement"]]
    assert "cloudwatch.amazonaws.com" in services, "or no alarm reaches the topic"
    may, may_not = properties("AlarmTopicPolicy")["PolicyDocument"]["Statement"]
    assert (may["Principal"], may["Action"]) == ({"Service": "cloudwatch.amazonaws.com"}, "sns:Publish")
    assert (may_not["Effect"], may_not["Action"]) == ("Deny", "sns:Publish")
    assert edge()["AlarmMail"]["Condition"] == "HasAlarmAddress"


def test_the_figures_of_the_logs_are_those_that_the_log_says(monkeypatch: pytest.MonkeyPatch) -> None:
    written = io.StringIO()
    monkeypatch.setattr(LOGGER.handlers[0], "stream", written)
    log_failure("request", "delivery", ValueError("x"))
    log_unavailable("request", "/reports", Unavailable("x"))
    failed, unavailable = (json.loads(line) for line in written.getvalue().splitlines())
    patterns = {name: properties(name)["FilterPattern"] for name in log_figures.resources()}
    for name, pattern in patterns.items():
        wanted = dict(re.findall(r'\$\.(\w+) = "([^"]+)"', pattern))
        line = unavailable if name.endswith("Unavailable") else failed
        assert wanted
        assert {field: line[field] for field in wanted} == wanted, name


def test_the_dashboard_names_only_what_there_is() -> None:
    body = properties("Dashboard")["DashboardBody"]["Fn::Sub"]
    named = {one.split(".")[0] for one in re.findall(r"\$\{([^}]+)\}", body)}
    assert named == {*FUNCTIONS, *TABLES, *DEAD_LETTERS, "Stage", "AWS::Region"}
    widgets = json.loads(body)["widgets"]
    places = [(one["x"], one["y"]) for one in widgets]
    assert len(places) == len(set(places))
    assert all(one["properties"]["title"] for one in widgets)
