"""Handing a message to a service of AWS, in one attempt: what each failure tells of whether it was taken."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from botocore import exceptions as failures

from chalicelib.notify.channels import ChannelIsDown, InDoubt, NotSent

# What fails before anything was sent; of every other failure nobody knows.
_NOT_REACHED = (
    failures.EndpointConnectionError,
    failures.ConnectTimeoutError,
    failures.ProxyConnectionError,
    failures.SSLError,
    failures.NoCredentialsError,
    failures.ParamValidationError,
)


@contextmanager
def handing_over(as_answered: Callable[[Mapping[str, Any]], NotSent]) -> Iterator[None]:
    """What botocore raises becomes a NotSent; ``as_answered`` reads what the service itself said."""
    try:
        yield
    except failures.ClientError as answered:
        raise as_answered(answered.response) from None
    except _NOT_REACHED as unreached:
        raise ChannelIsDown(type(unreached).__name__) from None
    except (failures.BotoCoreError, OSError) as silent:
        raise InDoubt(type(silent).__name__) from None
