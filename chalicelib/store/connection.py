"""The one connection that transactions go through, with the same limits as every table's."""

from functools import cache

from pynamodb.connection import Connection as DynamoConnection

from chalicelib.store.indexes import Connection


@cache
def connection() -> DynamoConnection:
    """The connection of this process."""
    return DynamoConnection(
        region=Connection.region,
        host=Connection.host,
        connect_timeout_seconds=Connection.connect_timeout_seconds,
        read_timeout_seconds=Connection.read_timeout_seconds,
        max_retry_attempts=Connection.max_retry_attempts,
    )
