"""Turns what DynamoDB and other services of AWS answer into our own failures (``chalicelib.failures``)."""

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from pynamodb.exceptions import PynamoDBException, TransactWriteError

from chalicelib.failures import Conflict, StoreFailure, Unavailable

TRIES_AGAINST_CONFLICTS = 6
_THROTTLES = frozenset(
    {
        "ProvisionedThroughputExceededException",
        "ThrottlingException",
        "ThrottlingError",
        "ProvisionedThroughputExceeded",
        "RequestLimitExceeded",
    }
)


@contextmanager
def translated_errors() -> Iterator[None]:
    """Turn PynamoDB's exceptions into ours; their messages may carry keys, so only the code is kept."""
    try:
        yield
    except TransactWriteError as refused:
        reasons = [reason.code if reason else "None" for reason in refused.cancellation_reasons]
        failed = tuple(place for place, code in enumerate(reasons) if code == "ConditionalCheckFailed")
        if failed:
            raise Conflict(failed) from None
        code = _code_of(refused)
        if "TransactionConflict" in reasons or code == "TransactionConflictException":
            raise _Collision from None
        raise Unavailable(code or "transaction") from None
    except PynamoDBException as failure:
        code = _code_of(failure) or type(failure).__name__
        if code == "ConditionalCheckFailedException":
            raise Conflict() from None
        if code in _THROTTLES:
            raise Unavailable("throttled") from None
        raise Unavailable(code) from None


def _code_of(failure: PynamoDBException) -> str | None:
    # PynamoDB's own cause_response_code trips over botocore's timeouts, whose response is None.
    response = getattr(failure.cause, "response", None) or {}
    code: str | None = response.get("Error", {}).get("Code")
    return code


class _Collision(StoreFailure):
    """Two transactions touched the same item in the same moment: DynamoDB asks to try again."""


def transact(write: Callable[[], None]) -> None:
    """Run a transaction, again with jitter when it only collided with another one.

    Raises Conflict when a condition failed, Unavailable when DynamoDB could not be reached or kept colliding.
    """
    for attempt in range(TRIES_AGAINST_CONFLICTS):
        try:
            with translated_errors():
                write()
            return
        except _Collision:
            time.sleep(random.uniform(0, 0.02 * 2**attempt))
    raise Unavailable("kept colliding")
