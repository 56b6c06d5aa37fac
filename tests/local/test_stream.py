"""The stream reader hands out every event at least once, whatever dies in between."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import boto3
import pytest

from infra.local import dynoxide
from infra.local.cursor import StreamCursor
from infra.local.stream import HANDLERS, StreamReader
from infra.local.writes import Writes
from infra.resources.streams import MAPPINGS

TABLE = "lapor-stream-test"
LATER = 100_000.0


@dataclass
class Listener:
    """A handler that keeps what it was given and fails where it is told to."""

    batches: list[list[str]] = field(default_factory=list)
    records: list[dict[str, Any]] = field(default_factory=list)
    failing: set[str] = field(default_factory=set)
    raising: bool = False
    answer: dict[str, Any] | None = None

    def __call__(self, event: dict[str, Any], context: Any) -> dict[str, Any]:
        assert context.get_remaining_time_in_millis() > 20_000
        self.records += event["Records"]
        self.batches.append([record["dynamodb"]["NewImage"]["pk"]["S"] for record in event["Records"]])
        if self.raising:
            raise RuntimeError("a whole batch fails")
        if self.answer is not None:
            return self.answer
        failed = [
            record["dynamodb"]["SequenceNumber"]
            for record in event["Records"]
            if record["dynamodb"]["NewImage"]["pk"]["S"] in self.failing
        ]
        return {"batchItemFailures": [{"itemIdentifier": sequence} for sequence in failed]}

    @property
    def seen(self) -> list[str]:
        return [name for batch in self.batches for name in batch]


@dataclass
class Table:
    """A small table with a stream, and readers of it over one cursor file."""

    database: Any
    streams: Any
    path: Path

    def put(self, *names: str, sk: str = "EVENT#0001") -> None:
        for name in names:
            self.database.put_item(
                TableName=TABLE, Item={"pk": {"S": name}, "sk": {"S": sk}, "bytes": {"B": b"\x00\xff"}}
            )

    def reader(self, listener: Listener) -> StreamReader:
        stream = self.database.describe_table(TableName=TABLE)["Table"]["LatestStreamArn"]
        return StreamReader("dispatch", listener, self.streams, stream, StreamCursor(self.path, "dispatch", stream))


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Table]:
    port = dynoxide.free_port()
    engine = dynoxide.start(None, port)
    place = {
        "endpoint_url": f"http://127.0.0.1:{port}",
        "region_name": "ap-southeast-3",
        "aws_access_key_id": "local",
        "aws_secret_access_key": "local",
    }
    database = boto3.client("dynamodb", **place)
    keys = (("pk", "HASH"), ("sk", "RANGE"))
    database.create_table(
        TableName=TABLE,
        KeySchema=[{"AttributeName": name, "KeyType": kind} for name, kind in keys],
        AttributeDefinitions=[{"AttributeName": name, "AttributeType": "S"} for name, _ in keys],
        BillingMode="PAY_PER_REQUEST",
        StreamSpecification={"StreamEnabled": True, "StreamViewType": "NEW_IMAGE"},
    )
    yield Table(database, boto3.client("dynamodbstreams", **place), tmp_path / "stream.db")
    engine.kill()
    engine.wait()


def test_only_inserted_events_are_handed_over_in_the_shape_of_lambda(table: Table) -> None:
    table.put("a")
    table.put("a", sk="HEAD")
    table.database.update_item(
        TableName=TABLE,
        Key={"pk": {"S": "a"}, "sk": {"S": "EVENT#0001"}},
        UpdateExpression="SET told = :yes",
        ExpressionAttributeValues={":yes": {"BOOL": True}},
    )
    listener = Listener()
    reader = table.reader(listener)
    assert reader.turn(0)
    (record,) = listener.records
    assert record["eventName"] == "INSERT"
    assert record["eventSource"] == "aws:dynamodb"
    assert record["eventSourceARN"] == reader.stream
    assert record["dynamodb"]["Keys"] == {"pk": {"S": "a"}, "sk": {"S": "EVENT#0001"}}
    assert record["dynamodb"]["NewImage"]["bytes"] == {"B": "AP8="}
    assert record["dynamodb"]["StreamViewType"] == "NEW_IMAGE"


def test_a_new_reader_goes_on_where_the_last_one_stopped(table: Table) -> None:
    table.put("a", "b")
    first = Listener()
    table.reader(first).turn(0)
    table.put(*[f"c{number:03}" for number in range(120)])
    second = Listener()
    reader = table.reader(second)
    while reader.turn(0):
        pass
    assert first.seen == ["a", "b"]
    assert second.seen == [f"c{number:03}" for number in range(120)]


def test_a_batch_cut_by_a_crash_comes_again(table: Table) -> None:
    table.put("a", "b")

    class Killed(BaseException):
        """What no handler of exceptions catches, as SIGKILL."""

    def crash(event: dict[str, Any], context: Any) -> None:
        raise Killed

    reader = table.reader(Listener())
    reader.handler = crash
    with pytest.raises(Killed):
        reader.turn(0)
    after = Listener()
    table.reader(after).turn(0)
    assert after.seen == ["a", "b"]


def test_a_failed_record_waits_on_disk_and_holds_nobody_up(table: Table) -> None:
    table.put("a", "poison", "b")
    listener = Listener(failing={"poison"})
    table.reader(listener).turn(0)
    assert listener.batches == [["a", "poison", "b"]]

    listener = Listener(failing={"poison"})
    reader = table.reader(listener)
    reader.turn(0.5)
    assert listener.batches == []  # its second has not passed
    reader.turn(1)
    reader.turn(2.5)
    reader.turn(3)
    assert listener.batches == [["poison"], ["poison"]]
    listener.failing.clear()
    reader.turn(LATER)
    assert reader.cursor.waiting() == 0
    reader.turn(2 * LATER)
    assert listener.batches == [["poison"]] * 3


@pytest.mark.parametrize(
    "listener",
    [
        Listener(raising=True),
        Listener(answer={"batchItemFailures": [{"itemIdentifier": ""}]}),
        Listener(answer={"batchItemFailures": [{}]}),
        Listener(answer={"batchItemFailures": "nonsense"}),
    ],
    ids=["raises", "empty id", "no id", "no list"],
)
def test_an_exception_or_a_malformed_answer_fails_the_whole_batch(table: Table, listener: Listener) -> None:
    table.put("a", "b")
    reader = table.reader(listener)
    reader.turn(0)
    assert reader.cursor.waiting() == 2
    reader.handler = good = Listener()
    reader.turn(LATER)
    assert sorted(good.seen) == ["a", "b"]


def test_a_lost_iterator_is_made_anew_from_the_cursor(table: Table) -> None:
    table.put("a")
    reader = table.reader(Listener())
    reader.turn(0)
    reader._iterators = dict.fromkeys(reader._iterators, "no iterator of this engine")
    table.put("b")
    reader.handler = after = Listener()
    reader.turn(0)
    reader.turn(0)
    assert after.seen == ["b"]


def test_the_functions_hear_of_the_same_items_as_on_aws() -> None:
    on_aws = {mapping.function.lower(): mapping.sort_keys for mapping in MAPPINGS}
    assert {name: tuple(key.removesuffix("#") for key in keys) for name, keys in HANDLERS.items()} == on_aws


def test_an_idle_database_is_asked_once_a_second_and_a_written_one_at_once(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "reports.db", isolation_level=None)) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("CREATE TABLE written (at)")
        writes = Writes(tmp_path / "reports.db")
        assert writes.may_be_new(0)
        assert not writes.may_be_new(0.2)
        for _ in range(3):
            time.sleep(0.02)  # the clock of a file system goes by hundredths of a second
            database.execute("INSERT INTO written VALUES (1)")
            assert writes.may_be_new(0.4)
            assert not writes.may_be_new(0.4)
        assert not writes.may_be_new(1.3)
        assert writes.may_be_new(1.5)
