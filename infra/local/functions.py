"""Calling the functions of app.py as Lambda does: with an event and a context that knows the time left."""

from collections.abc import Callable
from typing import Any

from chalice.local import LambdaContext

MEMORY_MB = 512  # lambda_memory_size
TIMEOUT_MS = 25_000  # lambda_timeout

Handler = Callable[[dict[str, Any], LambdaContext], Any]


def context_of(name: str) -> LambdaContext:
    """A fresh context for one call of a function."""
    return LambdaContext(name, MEMORY_MB, TIMEOUT_MS)
