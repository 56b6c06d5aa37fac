"""What the stream brings: letters are for notify, and what happened to a main report is for its members."""

from typing import Any

from chalicelib.notify import dispatch as letters
from chalicelib.service import cases


def tell(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """A batch of stream records; answers ``batchItemFailures``."""
    return letters.tell(event, context, cases.share)
