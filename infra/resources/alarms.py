"""What wakes somebody up, each with what it means; docs/operating.md says what to do."""

from typing import Any

from infra.resources import gateway, log_figures
from infra.resources.watched import (
    DEAD_LETTERS,
    FIGURES,
    FUNCTIONS,
    SCHEDULED,
    STREAM_FUNCTIONS,
    TABLES,
    function,
    queue,
    table,
)

FIVE_MINUTES, QUARTER, HOUR = 300, 900, 3600
# A bad token is an error of the authorizer's too, and anybody may send one.
BAD_TOKENS = 200
LAG_MILLISECONDS = 10 * 60 * 1000
SLOW_MILLISECONDS = 5000
# Above these Amazon looks at an account, at twice of them it stops its mail.
BOUNCES, COMPLAINTS = 0.05, 0.001
_ALL: list[dict[str, Any]] = []
_API: list[dict[str, Any]] = [{"Name": "ApiName", "Value": gateway.NAME}, {"Name": "Stage", "Value": "api"}]


def resources() -> dict[str, Any]:
    """Every alarm by its logical id."""
    told = {**_of_mail(), **_of_short_messages()}
    return {**_of_functions(), **_of_streams(), **_of_schedules(), **_of_tables(), **told, **_of_the_api()}


def _of_functions() -> dict[str, Any]:
    alarms = {}
    for name in FUNCTIONS:
        most = BAD_TOKENS if name == "Officers" else 0
        means = (
            "many bad tokens, or the pool's keys cannot be had" if most else "it ends in an error or runs out of time"
        )
        of = function(name)
        alarms[f"{name}Errors"] = _alarm(f"{name}: {means}", _sum("AWS/Lambda", "Errors", of), most)
        throttles = _sum("AWS/Lambda", "Throttles", of)
        alarms[f"{name}Throttles"] = _alarm(f"{name}: more calls than it may answer at once", throttles, 0)
    failed = _sum(FIGURES, log_figures.FAILED, _ALL)
    return {**alarms, "Failures": _alarm('A log has a line "failed": it says where and what', failed, 0)}


def _of_streams() -> dict[str, Any]:
    alarms = {
        f"{name}Lag": _alarm(
            f"{name} is ten minutes behind the reports' stream",
            _figure("AWS/Lambda", "IteratorAge", function(name), "Maximum", FIVE_MINUTES),
            LAG_MILLISECONDS,
        )
        for name in STREAM_FUNCTIONS
    }
    for name in DEAD_LETTERS:
        waiting = _figure("AWS/SQS", "ApproximateNumberOfMessagesVisible", queue(name), "Maximum", FIVE_MINUTES)
        alarms[f"{name}Waiting"] = _alarm(f"{name}: something was given up and waits for a person", waiting, 0)
    return alarms


def _of_schedules() -> dict[str, Any]:
    """The dead-man switch: a schedule that is gone is told by its silence. A run that fails is told by its error."""
    silent = {"ComparisonOperator": "LessThanThreshold", "TreatMissingData": "breaching"}
    return {
        f"{name}Missing": _alarm(
            f"{name} has not been started for {seconds // 60} minutes",
            _sum("AWS/Lambda", "Invocations", function(name), seconds),
            1,
            **silent,
        )
        for name, seconds in SCHEDULED.items()
    }


def _of_tables() -> dict[str, Any]:
    alarms = {}
    for name in TABLES:
        for kind in ("Read", "Write"):
            throttled = _sum("AWS/DynamoDB", f"{kind}ThrottleEvents", table(name))
            said = f"{name} is throttled: a key is hot, or the account's quota is reached"
            alarms[f"{name}{kind}Throttles"] = _alarm(said, throttled, 0)
    # Of an index that is throttled the table's own figures say nothing; the API's log does.
    refused = _sum(FIGURES, log_figures.UNAVAILABLE, _ALL)
    return {**alarms, "DatabaseUnavailable": _alarm("The database refuses requests of the API", refused, 5)}


def _of_mail() -> dict[str, Any]:
    untold = _sum(FIGURES, log_figures.UNTOLD, _ALL, QUARTER)
    bounces = _figure("AWS/SES", "Reputation.BounceRate", _ALL, "Maximum", HOUR)
    complaints = _figure("AWS/SES", "Reputation.ComplaintRate", _ALL, "Maximum", HOUR)
    rejected = _sum("AWS/SES", "Reject", _ALL, HOUR)
    return {
        "LettersFailing": _alarm("Letters are not taken by the mail service, again and again", untold, 2),
        "MailBounces": _alarm("Over 5 % of the account's mail bounces: Amazon may stop it", bounces, BOUNCES),
        "MailComplaints": _alarm("Over 0.1 % of mail is complained of: Amazon may stop it", complaints, COMPLAINTS),
        "MailRejected": _alarm("The mail service found a virus in a letter", rejected, 0),
    }


def _of_short_messages() -> dict[str, Any]:
    """What they cost; at the account's own limit (MonthlySpendLimit) SNS takes them all the same and sends none."""
    spent = _figure("AWS/SNS", "SMSMonthToDateSpentUSD", _ALL, "Maximum", HOUR)
    over = _alarm("Short messages of this month cost more than SmsAlarmDollars", spent, 0)
    over["Properties"]["Threshold"] = {"Ref": "SmsAlarmDollars"}
    return {"ShortMessagesCost": {**over, "Condition": "SendsShortMessages"}}


def _of_the_api() -> dict[str, Any]:
    failing = _sum("AWS/ApiGateway", "5XXError", _API)
    slow = _figure("AWS/ApiGateway", "Latency", _API, "p99", FIVE_MINUTES)
    slow = {**slow, "EvaluationPeriods": 3, "DatapointsToAlarm": 3}
    return {
        "ApiFailing": _alarm("The API answers with 5xx", failing, 5),
        "ApiSlow": _alarm("One of 100 answers of the API takes over 5 seconds", slow, SLOW_MILLISECONDS),
    }


def _sum(namespace: object, name: str, of: list[dict[str, Any]], seconds: int = FIVE_MINUTES) -> dict[str, Any]:
    return _figure(namespace, name, of, "Sum", seconds)


def _figure(namespace: object, name: str, of: list[dict[str, Any]], statistic: str, seconds: int) -> dict[str, Any]:
    by = {"ExtendedStatistic": statistic} if statistic.startswith("p") else {"Statistic": statistic}
    return {"Namespace": namespace, "MetricName": name, "Dimensions": of, "Period": seconds, **by}


def _alarm(means: str, figure: dict[str, Any], over: float, **more: str) -> dict[str, Any]:
    """An alarm that sounds when a figure is over a bound, and says so again when it is over."""
    topic = [{"Ref": "AlarmTopic"}]
    properties = {
        "AlarmDescription": means,
        "ComparisonOperator": "GreaterThanThreshold",
        "Threshold": over,
        "EvaluationPeriods": 1,
        "TreatMissingData": "notBreaching",
        "AlarmActions": topic,
        "OKActions": topic,
        **figure,
        **more,
    }
    return {"Type": "AWS::CloudWatch::Alarm", "Properties": properties}
