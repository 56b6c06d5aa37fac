"""How DynamoDB is reached: the limits of every table, and the one client that everything in a process goes through."""

from functools import cache
from typing import Any

from pynamodb.connection import Connection as DynamoConnection
from pynamodb.connection import TableConnection
from pynamodb.constants import PAY_PER_REQUEST_BILLING_MODE
from pynamodb.models import Model

from chalicelib import aws
from chalicelib.settings import settings
from chalicelib.store.dynamodb import DynamoClient


class Connection:
    """How every table is reached: two tries within the gateway's 29 seconds, then the caller is told to come back."""

    region = settings().region
    host = settings().dynamodb_endpoint
    connect_timeout_seconds = 2
    read_timeout_seconds = 5
    max_retry_attempts = 1
    billing_mode = PAY_PER_REQUEST_BILLING_MODE


@cache
def connection() -> DynamoConnection:
    """The connection of this process."""
    made: Any = DynamoConnection(region=Connection.region, host=Connection.host)
    made._client = DynamoClient(
        Connection.region,
        Connection.host or aws.endpoint("dynamodb"),
        aws.credentials,
        connect_seconds=Connection.connect_timeout_seconds,
        read_seconds=Connection.read_timeout_seconds,
        tries=1 + Connection.max_retry_attempts,
    )
    reached: DynamoConnection = made
    return reached


class Table(Model):
    """Base of every item, reached by the one client."""

    @classmethod
    def _get_connection(cls) -> TableConnection:
        made = super()._get_connection()
        made.connection._client = connection()._client
        return made
