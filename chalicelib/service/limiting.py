"""Too many tries of one kind from one source within a window of time."""

from collections.abc import Callable
from datetime import datetime

from chalicelib import access_codes
from chalicelib.refusals import RateLimited
from chalicelib.settings import settings
from chalicelib.store import rates

MINUTE = 60
TEN_MINUTES = 600
HOUR = 3600
DAY = 24 * 3600


Count = Callable[[str, int, datetime], int]
"""Counts one more try of a keyed hash in a window of so many seconds, and answers the new number."""
_of_submits: Count = rates.count


def count_submits_with(count: Count) -> None:
    """Let submits of a source be counted elsewhere than in the database, once for this process and those forked off it:
    they come by the thousand, and each would be one request more.
    """
    global _of_submits
    _of_submits = count


def count_submit(source: str, now: datetime) -> None:
    """Count one more submit of a source in this minute, unless whatever stands in front does. Raises RateLimited."""
    if settings().firewall_counts_submits:
        return
    most = settings().submits_per_minute
    if _of_submits(access_codes.keyed_hash("submits", source), MINUTE, now) > most:
        raise RateLimited(MINUTE)


def count_try(
    what: str, source: str, most: int, window_seconds: int, now: datetime, units: int = 1, said: str | None = None
) -> None:
    """Count one more try of ``what``, or as many as it is worth; the source is kept as a keyed hash. Raises RateLimited
    beyond ``most``, in the sentence of ``said``.
    """
    if rates.count(access_codes.keyed_hash(what, source), window_seconds, now, units) > most:
        raise RateLimited(window_seconds, said)
