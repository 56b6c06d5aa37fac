"""The stream reader of one machine: what the event source mapping does on AWS.

It reads the reports table's stream shard by shard, hands the inserted events to the application's handlers in the shape
Lambda gives them, and tries failed records again from a durable list until they succeed. A failure holds nobody up.
"""

import base64
import importlib
import os
import signal
import time
import traceback
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import boto3
from botocore.exceptions import ClientError

from chalicelib.notify.dispatch import OUTBOX_KINDS
from infra.local import pulse
from infra.local.children import end_with_parent
from infra.local.cursor import Record, StreamCursor
from infra.local.forgetting import note_of
from infra.local.functions import Handler, context_of
from infra.local.writes import Writes

HANDLERS = {"dispatch": tuple(f"{kind}#" for kind in OUTBOX_KINDS), "tally": ("EVENT#",)}
"""Functions of app.py that hang on the stream, each with the sort keys whose insertion it wants to hear of."""
OF_THIS_MACHINE = {"forget": ("EVENT#",)}
"""What hangs on it beside them here alone (``infra.local.forgetting``)."""
WANTED = HANDLERS | OF_THIS_MACHINE


IDLE_SECONDS = 0.2
BATCH = 50
SHARDS_SECONDS = 30
_LOST_PLACE = {
    "TrimmedDataAccessException",
    "ExpiredIteratorException",
    "ResourceNotFoundException",
    "ValidationException",
}


def lambda_shaped(record: dict[str, Any], stream: str) -> Record:
    """A stream record as Lambda hands it over: times as epoch seconds, binary values in base64, its source named."""
    return {**_plain(record), "eventSourceARN": stream}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    if isinstance(value, datetime):
        return value.timestamp()
    return value


def is_wanted(record: Record, keys: tuple[str, ...]) -> bool:
    """The mapping's filter: insertions of some kinds. Updates of deliveries would feed dispatch for ever."""
    key: str = record["dynamodb"]["Keys"].get("sk", {}).get("S", "")
    return record["eventName"] == "INSERT" and key.startswith(keys)


def hand_over(handler: Handler, name: str, records: list[Record]) -> list[Record]:
    """Call the handler with one batch and answer the records it failed on; all of them when it raised or mumbled."""
    try:
        answer = handler({"Records": records}, context_of(name))
        failed = {failure["itemIdentifier"] for failure in (answer or {}).get("batchItemFailures", [])}
    except Exception:  # whatever it was, the batch comes again
        traceback.print_exc()
        return records
    known = {record["dynamodb"]["SequenceNumber"] for record in records}
    if not failed <= known:
        return records
    return [record for record in records if record["dynamodb"]["SequenceNumber"] in failed]


class StreamReader:
    """One handler on one stream."""

    def __init__(self, name: str, handler: Handler, streams: Any, stream: str, cursor: StreamCursor) -> None:
        self.name, self.handler = name, handler
        self.streams, self.stream, self.cursor = streams, stream, cursor
        self._iterators: dict[str, str | None] = {}  # None: read to the end of a closed shard
        self._shards_known_at = -SHARDS_SECONDS

    def turn(self, now: float) -> bool:
        """Read every open shard once and try what is due again; whether there was anything to read."""
        if now - self._shards_known_at >= SHARDS_SECONDS:
            self._learn_shards()
            self._shards_known_at = int(now)
        busy = [self._read(shard, iterator, now) for shard, iterator in self._iterators.copy().items() if iterator]
        self._try_again(now)
        return any(busy)

    def _learn_shards(self) -> None:
        known = list(self._shards())
        ids = {shard["ShardId"] for shard in known}
        for shard in known:
            name, parent = shard["ShardId"], shard.get("ParentShardId", "")
            parent_is_read = parent not in ids or self._iterators.get(parent, parent) is None
            if name not in self._iterators and parent_is_read:
                self._iterators[name] = self._iterator(name)

    def _shards(self) -> Iterator[dict[str, Any]]:
        page = self.streams.describe_stream(StreamArn=self.stream)["StreamDescription"]
        yield from page["Shards"]
        while last := page.get("LastEvaluatedShardId"):
            page = self.streams.describe_stream(StreamArn=self.stream, ExclusiveStartShardId=last)["StreamDescription"]
            yield from page["Shards"]

    def _iterator(self, shard: str) -> str:
        position = self.cursor.position(shard)
        start = {"StreamArn": self.stream, "ShardId": shard}
        if position:
            try:
                # botocore wants at least 21 characters of a sequence number; dynoxide's own are short
                after = {"ShardIteratorType": "AFTER_SEQUENCE_NUMBER", "SequenceNumber": position.zfill(21)}
                return str(self.streams.get_shard_iterator(**start, **after)["ShardIterator"])
            except ClientError as lost:
                if lost.response["Error"]["Code"] not in _LOST_PLACE:
                    raise
        return str(self.streams.get_shard_iterator(**start, ShardIteratorType="TRIM_HORIZON")["ShardIterator"])

    def _read(self, shard: str, iterator: str, now: float) -> bool:
        try:
            page = self.streams.get_records(ShardIterator=iterator, Limit=BATCH)
        except ClientError as lost:
            if lost.response["Error"]["Code"] not in _LOST_PLACE:
                raise
            self._iterators[shard] = self._iterator(shard)
            return True
        records = [lambda_shaped(record, self.stream) for record in page["Records"]]
        if records:
            wanted = [record for record in records if is_wanted(record, WANTED[self.name])]
            failed = hand_over(self.handler, self.name, wanted) if wanted else []
            self.cursor.advance(shard, records[-1]["dynamodb"]["SequenceNumber"], failed, now)
        self._iterators[shard] = page.get("NextShardIterator")
        if self._iterators[shard] is None:
            self._shards_known_at = -SHARDS_SECONDS  # its children may begin
        return bool(records)

    def _try_again(self, now: float) -> None:
        due = self.cursor.due(now, BATCH)
        if due:
            failed = hand_over(self.handler, self.name, [record for record, _ in due])
            self.cursor.settle(due, failed, now)


def readers(app: Any, table: str, endpoint: str | None, path: Path) -> list[StreamReader]:
    """A reader for each handler of the application, on the table's present stream."""
    stream = boto3.client("dynamodb", endpoint_url=endpoint).describe_table(TableName=table)["Table"]["LatestStreamArn"]
    streams = boto3.client("dynamodbstreams", endpoint_url=endpoint)
    handlers = {"dispatch": app.dispatch, "tally": app.tally, "forget": note_of(path.parent)}
    return [StreamReader(name, handlers[name], streams, stream, StreamCursor(path, name, stream)) for name in WANTED]


def _turned(reader: StreamReader) -> bool:
    pulse.beat()
    return reader.turn(time.time())


def main() -> None:
    """Read until SIGTERM, which lets the batch at hand finish."""
    end_with_parent()
    stopping: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _: stopping.append(number))
    app = importlib.import_module("app")
    path = Path(os.environ["DATA_DIR"]) / "stream.db"
    every = readers(app, os.environ["REPORTS_TABLE"], os.environ.get("DYNAMODB_ENDPOINT"), path)
    database = os.environ.get("REPORTS_DB")
    writes = Writes(Path(database)) if database else None
    while not stopping:
        pulse.beat()
        if writes and not writes.may_be_new(time.monotonic()):
            time.sleep(IDLE_SECONDS)
            continue
        busy = [_turned(reader) for reader in every]
        if not any(busy):
            time.sleep(IDLE_SECONDS)


if __name__ == "__main__":
    main()
