"""Clients of AWS by botocore, on which PynamoDB stands too: boto3 on top of it is 60 modules more to import."""

from functools import cache
from typing import Any

from chalicelib.settings import settings


def client(service: str, endpoint: str | None = None, **config: Any) -> Any:
    """A client in our region; ``config`` as botocore's Config takes it."""
    from botocore.config import Config

    return _session().create_client(
        service, region_name=settings().region, endpoint_url=endpoint, config=Config(**config)
    )


@cache
def _session() -> Any:
    # Imported here: most requests want no client but the database's.
    from botocore.session import get_session

    return get_session()
