"""Counts what DynamoDB is asked and what it charges, by asking it for ConsumedCapacity with every request."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from chalicelib.store.dynamodb import DynamoClient, RawAnswer, RawCall
from tests.wire import Send, stand_at_exchange

READS = ("GetItem", "Query", "BatchGetItem", "TransactGetItems")
WITH_CAPACITY = {*READS, "PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem", "TransactWriteItems"}


@dataclass
class Meter:
    """Requests by operation, and the units charged for them."""

    requests: Counter[str] = field(default_factory=Counter)
    keys: Counter[str] = field(default_factory=Counter)
    """Items written by partition key, of tables and of their indexes."""
    read_units: float = 0
    write_units: float = 0

    def clear(self) -> None:
        """Begin to count anew."""
        self.requests.clear()
        self.keys.clear()
        self.read_units = self.write_units = 0

    def add_to(self, total: "Meter") -> None:
        """Put what was counted to a total, and begin anew."""
        total.requests.update(self.requests)
        total.keys.update(self.keys)
        total.read_units += self.read_units
        total.write_units += self.write_units
        self.clear()

    def figures(self, reports: int = 1) -> dict[str, Any]:
        """What was counted since, of each report."""
        return {
            "requests": {name: round(count / reports, 2) for name, count in sorted(self.requests.items())},
            "read_units": round(self.read_units / reports, 1),
            "write_units": round(self.write_units / reports, 1),
        }


METER = Meter()


def install() -> None:
    """Stand beside every request from now on."""

    def metering(client: DynamoClient, call: RawCall, send: Send) -> RawAnswer:
        if call.operation in WITH_CAPACITY:
            asked = json.loads(call.body) | {"ReturnConsumedCapacity": "TOTAL"}
            call = replace(call, body=json.dumps(asked).encode())
            if call.operation not in READS:
                METER.keys.update(_written(asked))
        answer = send(call)
        _count(call.operation, json.loads(answer.body))
        return answer

    stand_at_exchange(metering)


def _written(params: dict[str, Any]) -> Iterator[str]:
    """The partition keys that a request writes to. An index's key is an attribute of the item that ends in ``_pk``."""
    for part in [one for member in params.get("TransactItems", ()) for one in member.values()] or [params]:
        for name, value in (part.get("Item") or part.get("Key") or {}).items():
            if name == "pk" or name.endswith("_pk"):
                yield f"{name} {value['S']}"


def _count(operation: str, said: dict[str, Any]) -> None:
    METER.requests[operation] += 1
    consumed = said.get("ConsumedCapacity") or []
    units = sum(float(one["CapacityUnits"]) for one in (consumed if isinstance(consumed, list) else [consumed]))
    if operation in READS:
        METER.read_units += units
    else:
        METER.write_units += units
