"""What is watched, by the names it has in the template; the tests walk app.py against these lists."""

from typing import Any

from infra.resources import functions, queues, streams, tables

FUNCTIONS = tuple(functions.logical_id(name) for name in functions.CONFIGURED)
STREAM_FUNCTIONS = tuple(one.function for one in streams.MAPPINGS)
TABLES = tuple(name for name, _, _ in tables.TABLES)
DEAD_LETTERS = queues.QUEUES
SCHEDULED = {"Sweep": 900, "OutboxSweeper": 900, "Digest": 3 * 3600, "LookAfterFiles": 3600}
"""Each function with a schedule, and for how many seconds it may be missed."""

FIGURES = {"Fn::Sub": "Lapor/${Stage}"}
"""The namespace of the figures that are counted in logs."""


def function(name: str) -> list[dict[str, Any]]:
    """The dimension of a function's figures."""
    return [{"Name": "FunctionName", "Value": {"Ref": name}}]


def table(name: str) -> list[dict[str, Any]]:
    """The dimension of a table's figures."""
    return [{"Name": "TableName", "Value": {"Ref": name}}]


def queue(name: str) -> list[dict[str, Any]]:
    """The dimension of a queue's figures."""
    return [{"Name": "QueueName", "Value": {"Fn::GetAtt": [name, "QueueName"]}}]
