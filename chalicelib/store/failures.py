"""What can go wrong between us and DynamoDB, or another service that keeps something for us, in our words.

StoreFailure
├── Conflict      a condition did not hold: somebody else was faster
├── Full          the report has no room for more: refused before anything is written
└── Unavailable   throttled, or not reached: nothing was written, come back later
"""

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from botocore.exceptions import BotoCoreError, ClientError
from pynamodb.exceptions import PynamoDBException, TransactWriteError

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


class StoreFailure(Exception):
    """Something was not written, or not read. Never carries the contents of an item."""


class Conflict(StoreFailure):
    """Conditions failed; ``positions`` tells which puts of the transaction, counted in the order they were made."""

    def __init__(self, positions: tuple[int, ...] = ()) -> None:
        super().__init__("condition failed")
        self.positions = positions


class Full(StoreFailure):
    """An item would come near the 400 KB that DynamoDB takes."""


class Unavailable(StoreFailure):
    """Throttled or not reached within the time allowed."""


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


@contextmanager
def client_in_our_words() -> Iterator[None]:
    """The same for a client of botocore's own: Unavailable with its code, whatever it was."""
    try:
        yield
    except ClientError as refused:
        raise Unavailable(str(refused.response["Error"]["Code"])) from None
    except BotoCoreError as failure:
        raise Unavailable(type(failure).__name__) from None


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
