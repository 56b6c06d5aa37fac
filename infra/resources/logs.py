"""A log for each function, there before its first run, so that what is kept has an end from the first deployment.

The API's own log is in gateway.py, beside what it may tell.
"""

from typing import Any

from infra.resources.functions import CONFIGURED, logical_id

NAME = "/lapor/${{Stage}}/{}"


def resources() -> dict[str, Any]:
    """Every function's log."""
    names = [logical_id(name) for name in CONFIGURED]
    return {f"{name}Logs": _log(name) for name in names} | {name: _writes_to(name) for name in names}


def _log(function: str) -> dict[str, Any]:
    return {
        "Type": "AWS::Logs::LogGroup",
        "Properties": {
            "LogGroupName": {"Fn::Sub": NAME.format(function)},
            "RetentionInDays": {"Ref": "LogRetentionDays"},
            "KmsKeyId": {"Fn::GetAtt": ["DataKey", "Arn"]},
        },
    }


def _writes_to(function: str) -> dict[str, Any]:
    """As text: our lines are JSON already."""
    return {"Properties": {"LoggingConfig": {"LogFormat": "Text", "LogGroup": {"Ref": f"{function}Logs"}}}}
