"""What DynamoDB Streams hands to a function, and what a function answers (Lambda, "Using AWS Lambda with Amazon
DynamoDB": ``batchItemFailures``).

Powertools has the same in its batch processor; its models and parsers are some 100 ms of each cold start.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class StreamRecord:
    """One change of an item: its number in the stream, the two parts of its partition key, its sort key, and the new
    item as DynamoDB writes it.
    """

    number: str
    is_insert: bool
    part: str
    name: str
    sort_key: str
    image: Mapping[str, Any]


def records_of(event: Mapping[str, Any]) -> list[StreamRecord]:
    """The records of a batch, in their order."""
    return [_record(raw) for raw in event["Records"]]


def handed_back(failed: Iterable[StreamRecord]) -> dict[str, Any]:
    """What tells Lambda to bring these again, with all behind the first of them."""
    return {"batchItemFailures": [{"itemIdentifier": record.number} for record in failed]}


def _record(raw: Mapping[str, Any]) -> StreamRecord:
    change = raw["dynamodb"]
    keys = change.get("Keys") or {}
    part, _, name = _text(keys, "pk").partition("#")
    is_insert = raw.get("eventName") == "INSERT"
    return StreamRecord(
        str(change["SequenceNumber"]), is_insert, part, name, _text(keys, "sk"), change.get("NewImage") or {}
    )


def _text(values: Mapping[str, Any], name: str) -> str:
    return str(values.get(name, {}).get("S", ""))
