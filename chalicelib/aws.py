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
def share_descriptions() -> None:
    """Let all sessions of this process read botocore's descriptions of AWS's services once.

    PynamoDB makes a session for each table, and each would read them anew: some 60 ms of a cold start for each.
    """
    from botocore import register_initializer
    from botocore.loaders import create_loader

    loader = create_loader()
    register_initializer(lambda session: session.register_component("data_loader", loader))


@cache
def _session() -> Any:
    # Imported here: most requests want no client but the database's.
    from botocore.session import get_session

    return get_session()
