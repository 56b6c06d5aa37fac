"""Too many tries of one kind from one source within a window of time."""

from datetime import datetime

from chalicelib import access_codes
from chalicelib.refusals import RateLimited
from chalicelib.store import rates

MINUTE = 60
TEN_MINUTES = 600
HOUR = 3600
DAY = 24 * 3600


def count_try(
    what: str, source: str, most: int, window_seconds: int, now: datetime, units: int = 1, said: str | None = None
) -> None:
    """Count one more try of ``what``, or as many as it is worth; the source is kept as a keyed hash. Raises RateLimited
    beyond ``most``, in the sentence of ``said``.
    """
    if rates.count(access_codes.keyed_hash(what, source), window_seconds, now, units) > most:
        raise RateLimited(window_seconds, said)
