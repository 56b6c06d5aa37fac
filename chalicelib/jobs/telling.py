"""Telling from the stream: letters are for notify, and what happened to a main report is for its members' reports."""

from typing import Any

from chalicelib.notify import dispatch
from chalicelib.service import cases


def tell(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """A batch of stream records; answers ``batchItemFailures``."""
    return dispatch.tell(event, context, cases.share)
