"""Clients of AWS by botocore, on which PynamoDB stands too: boto3 on top of it is 60 modules more to import."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from chalicelib.failures import Unavailable
from chalicelib.settings import settings


def client(service: str, endpoint: str | None = None, **config: Any) -> Any:
    """A client in our region; ``config`` as botocore's Config takes it."""
    from botocore.config import Config

    return _session().create_client(
        service, region_name=settings().region, endpoint_url=endpoint, config=Config(**config)
    )


def endpoint(service: str) -> str | None:
    """Where AWS's own variables say that a service is, as botocore reads them (AWS SDKs and Tools Reference Guide,
    "Service-specific endpoints"); None for its usual place.
    """
    return os.environ.get(f"AWS_ENDPOINT_URL_{service.upper()}") or os.environ.get("AWS_ENDPOINT_URL")


def credentials() -> Any:
    """Who we are to AWS at this moment: botocore renews what expires. Raises NoCredentialsError."""
    found = _credentials()
    return found.get_frozen_credentials()


@contextmanager
def client_with_translated_errors() -> Iterator[None]:
    """Turn what a client raises into Unavailable with its code, whatever it was; messages may carry keys."""
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        yield
    except ClientError as refused:
        raise Unavailable(str(refused.response["Error"]["Code"])) from None
    except BotoCoreError as failure:
        raise Unavailable(type(failure).__name__) from None


@cache
def _credentials() -> Any:
    from botocore.exceptions import NoCredentialsError

    found = _session().get_credentials()
    if found is None:
        raise NoCredentialsError
    return found


@cache
def _session() -> Any:
    # Imported here: most requests want no client but the database's.
    from botocore.session import get_session

    return get_session()
