"""The DynamoDB engine keeps what it acknowledged, and its stream stays fast."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config

from infra.local import dynoxide


def client(port: int) -> Any:
    return boto3.client(
        "dynamodb",
        endpoint_url=f"http://127.0.0.1:{port}",
        region_name="ap-southeast-3",
        aws_access_key_id="local",
        aws_secret_access_key="local",
        config=Config(retries={"total_max_attempts": 1}),
    )


def test_every_acknowledged_write_is_there_after_kill_9(tmp_path: Path) -> None:
    port = dynoxide.free_port()
    engine = dynoxide.start(tmp_path / "reports.db", port)
    database = client(port)
    database.create_table(
        TableName="lapor-kept-test",
        KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}],
        BillingMode="PAY_PER_REQUEST",
    )
    for number in range(50):
        database.put_item(TableName="lapor-kept-test", Item={"pk": {"S": str(number)}})
    engine.kill()
    engine.wait()

    port = dynoxide.free_port()
    engine = dynoxide.start(tmp_path / "reports.db", port)
    try:
        assert client(port).scan(TableName="lapor-kept-test", Select="COUNT")["Count"] == 50
    finally:
        engine.kill()
        engine.wait()


@contextmanager
def standing(path: Path) -> Iterator[Any]:
    """A running engine over a file, with a table that has a stream."""
    port = dynoxide.free_port()
    engine = dynoxide.start(path, port)
    try:
        database = client(port)
        database.create_table(
            TableName="lapor-stream-test",
            KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}],
            AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}],
            BillingMode="PAY_PER_REQUEST",
            StreamSpecification={"StreamEnabled": True, "StreamViewType": "NEW_IMAGE"},
        )
        yield database
    finally:
        engine.kill()
        engine.wait()


def test_the_engine_finds_its_place_in_the_stream_by_an_index(tmp_path: Path) -> None:
    with standing(tmp_path / "reports.db"), closing(sqlite3.connect(tmp_path / "reports.db")) as file:
        number = "SELECT COALESCE(MAX(CAST(sequence_number AS INTEGER)), 0) + 1 FROM _stream_records"
        place = "table_name = 't' AND shard_id = 's' AND CAST(sequence_number AS INTEGER) > 5"
        order = "ORDER BY CAST(sequence_number AS INTEGER) ASC LIMIT 10"
        for query in (
            f"{number} WHERE table_name = 't'",
            f"SELECT event_name FROM _stream_records WHERE {place} {order}",
        ):
            plan = " ".join(str(row) for row in file.execute(f"EXPLAIN QUERY PLAN {query}"))
            assert "USING INDEX stream_" in plan or "USING COVERING INDEX stream_" in plan
            assert "SCAN" not in plan


def test_a_trimmed_stream_goes_on_where_it_was(tmp_path: Path) -> None:
    path = tmp_path / "reports.db"
    with standing(path) as database, closing(sqlite3.connect(path)) as file:
        for number in range(5):
            database.put_item(TableName="lapor-stream-test", Item={"pk": {"S": str(number)}})
        assert dynoxide.trim_stream(path, time.time() + 60) == 4
        assert dynoxide.trim_stream(path, time.time() - 60) == 0
        database.put_item(TableName="lapor-stream-test", Item={"pk": {"S": "next"}})
        numbers = [int(row[0]) for row in file.execute("SELECT sequence_number FROM _stream_records ORDER BY id")]
        assert numbers == [5, 6]
