"""The DynamoDB engine keeps what it acknowledged."""

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
