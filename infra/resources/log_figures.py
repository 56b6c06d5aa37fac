"""Figures that only logs tell (chalicelib/observability.py): what failed, was refused by the database, was not told."""

from typing import Any

from infra.resources.watched import FIGURES, FUNCTIONS

FAILED, UNAVAILABLE, UNTOLD = "Failed", "Unavailable", "Untold"


def resources() -> dict[str, Any]:
    """One filter for each log that may tell; what several count goes into one figure."""
    failed = {f"{name}Failed": _filter(name, '{ $.message = "failed" }', FAILED) for name in FUNCTIONS}
    delivery = '{ $.message = "failed" && $.where = "delivery" }'
    untold = {f"{name}Untold": _filter(name, delivery, UNTOLD) for name in ("Dispatch", "OutboxSweeper")}
    unavailable = _filter("APIHandler", '{ $.message = "unavailable" }', UNAVAILABLE)
    return {**failed, **untold, "APIHandlerUnavailable": unavailable}


def _filter(function: str, pattern: str, figure: str) -> dict[str, Any]:
    counted = {"MetricNamespace": FIGURES, "MetricName": figure, "MetricValue": "1", "DefaultValue": 0}
    properties = {
        "LogGroupName": {"Ref": f"{function}Logs"},
        "FilterPattern": pattern,
        "MetricTransformations": [counted],
    }
    return {"Type": "AWS::Logs::MetricFilter", "Properties": properties}
