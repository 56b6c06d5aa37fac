"""How the reports' stream comes to its two functions, and what becomes of what cannot be worked on.

Both answer batchItemFailures, so Lambda goes on behind the first failed record only once that one is settled; a batch
that ends in a crash is halved until the record that crashes it stands alone and is given up. The letter it stood for
is then sent by the outbox sweeper, and the count made good by the report's next event or a recount.
"""

import json
from dataclasses import dataclass
from typing import Any

from chalicelib.notify.dispatch import OUTBOX_KINDS

DAY = 24 * 3600


@dataclass(frozen=True, slots=True)
class Mapping:
    """One function on the stream: what it hears of, how much at once, and how long it tries."""

    function: str
    event: str
    sort_keys: tuple[str, ...]
    batch: int
    window_seconds: int
    at_once: int
    retries: int
    oldest_seconds: int


MAPPINGS = (
    # Few at a time, for each may be several letters; two batches of a shard at once, a report's own still in order.
    # The sweeper tells what is left, so nothing is held up for long.
    Mapping("Dispatch", "DispatchDynamodbEventSource", OUTBOX_KINDS, 20, 0, 2, 10, DAY // 4),
    # Nobody else counts: it tries on through hours without a database. One batch of a shard at once: two would
    # compete for the same rows.
    Mapping("Tally", "TallyDynamodbEventSource", ("EVENT",), 100, 5, 1, 100, DAY),
)


def resources() -> dict[str, Any]:
    """The events of both functions, over chalice's own."""
    return {one.function: {"Properties": {"Events": {one.event: {"Properties": _mapping(one)}}}} for one in MAPPINGS}


def _mapping(one: Mapping) -> dict[str, Any]:
    """From the stream's beginning: what is told or counted already stays so."""
    return {
        "Stream": {"Fn::GetAtt": ["ReportsTable", "StreamArn"]},
        "StartingPosition": "TRIM_HORIZON",
        "BatchSize": one.batch,
        "MaximumBatchingWindowInSeconds": one.window_seconds,
        "ParallelizationFactor": one.at_once,
        "FunctionResponseTypes": ["ReportBatchItemFailures"],
        "BisectBatchOnFunctionError": True,
        "MaximumRetryAttempts": one.retries,
        "MaximumRecordAgeInSeconds": one.oldest_seconds,
        "DestinationConfig": {
            "OnFailure": {"Type": "SQS", "Destination": {"Fn::GetAtt": ["StreamDeadLetters", "Arn"]}}
        },
        "FilterCriteria": {"Filters": [{"Pattern": json.dumps(pattern(one.sort_keys))}]},
    }


def pattern(kinds: tuple[str, ...]) -> dict[str, Any]:
    """New items of some kinds; updates of what is told would feed dispatch for ever."""
    keys = {"pk": {"S": [{"prefix": "REPORT#"}]}, "sk": {"S": [{"prefix": f"{kind}#"} for kind in kinds]}}
    return {"eventName": ["INSERT"], "dynamodb": {"Keys": keys}}
