"""One page that shows how the system does, from what citizens feel down to what it stands on."""

import json
from typing import Any

from infra.resources import gateway, log_figures
from infra.resources.watched import DEAD_LETTERS, FUNCTIONS, SCHEDULED, STREAM_FUNCTIONS, TABLES

WIDTH, HEIGHT = 8, 6
_API = ["ApiName", gateway.NAME["Fn::Sub"], "Stage", "api"]
_OWN = "Lapor/${Stage}"
Lines = list[list[object]]


def resources() -> dict[str, Any]:
    """The dashboard; the names of functions, tables and queues are put in by CloudFormation."""
    body = json.dumps({"widgets": [_placed(number, widget) for number, widget in enumerate(_widgets())]})
    properties = {
        "DashboardName": {"Fn::Sub": "lapor-${Stage}-${AWS::Region}"},
        "DashboardBody": {"Fn::Sub": body},
    }
    return {"Dashboard": {"Type": "AWS::CloudWatch::Dashboard", "Properties": properties}}


def _widgets() -> list[dict[str, Any]]:
    return [
        _graph("Requests to the API", [["AWS/ApiGateway", "Count", *_API]]),
        _graph("Refused by the API (4xx) and failed (5xx)", _each("AWS/ApiGateway", ("4XXError", "5XXError"), *_API)),
        _graph("Answer times of the API, ms", _answer_times()),
        _graph("Functions: errors", _of_functions("Errors", FUNCTIONS)),
        _graph("Functions: longest run, ms", _of_functions("Duration", FUNCTIONS), "Maximum"),
        _graph("Functions: throttled", _of_functions("Throttles", FUNCTIONS)),
        _graph("Scheduled runs", _of_functions("Invocations", tuple(SCHEDULED))),
        _graph("Behind the reports' stream, ms", _of_functions("IteratorAge", STREAM_FUNCTIONS), "Maximum"),
        _graph("Dead letters waiting", _dead_letters(), "Maximum"),
        _graph("Letters", _each("AWS/SES", ("Send", "Delivery", "Bounce", "Complaint", "Reject"))),
        _graph("Told by the logs", _each(_OWN, (log_figures.FAILED, log_figures.UNTOLD, log_figures.UNAVAILABLE))),
        _graph("Firewall", _firewall()),
        _graph("Tables: read units", _of_tables("ConsumedReadCapacityUnits")),
        _graph("Tables: write units", _of_tables("ConsumedWriteCapacityUnits")),
        _graph("Tables: throttled writes", _of_tables("WriteThrottleEvents")),
    ]


def _placed(number: int, widget: dict[str, Any]) -> dict[str, Any]:
    row, column = divmod(number, 24 // WIDTH)
    return {**widget, "x": column * WIDTH, "y": row * HEIGHT, "width": WIDTH, "height": HEIGHT}


def _graph(title: str, lines: Lines, statistic: str = "Sum") -> dict[str, Any]:
    properties = {
        "title": title,
        "metrics": lines,
        "stat": statistic,
        "period": 300,
        "region": "${AWS::Region}",
        "view": "timeSeries",
    }
    return {"type": "metric", "properties": properties}


def _each(namespace: str, figures: tuple[str, ...], *of: str) -> Lines:
    return [[namespace, figure, *of] for figure in figures]


def _answer_times() -> Lines:
    return [["AWS/ApiGateway", "Latency", *_API, {"stat": stat, "label": stat}] for stat in ("p50", "p90", "p99")]


def _of_functions(figure: str, names: tuple[str, ...]) -> Lines:
    return [["AWS/Lambda", figure, "FunctionName", f"${{{name}}}", {"label": name}] for name in names]


def _of_tables(figure: str) -> Lines:
    return [["AWS/DynamoDB", figure, "TableName", f"${{{name}}}", {"label": name}] for name in TABLES]


def _dead_letters() -> Lines:
    figure = "ApproximateNumberOfMessagesVisible"
    return [["AWS/SQS", figure, "QueueName", f"${{{name}.QueueName}}", {"label": name}] for name in DEAD_LETTERS]


def _firewall() -> Lines:
    acl = ("WebACL", "Firewall", "Region", "${AWS::Region}", "Rule", "ALL")
    return [["AWS/WAFV2", figure, *acl] for figure in ("AllowedRequests", "BlockedRequests")]
