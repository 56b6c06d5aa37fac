"""How often something was tried, or how much of it: fixed windows, one counter each, gone after a day (TTL)."""

from datetime import datetime

from pynamodb.attributes import NumberAttribute

from chalicelib.store.failures import translated_errors
from chalicelib.store.models.report_item import ReportItem

KEPT_SECONDS = 24 * 3600


class CountItem(ReportItem, discriminator="COUNT"):
    """How often something was tried within one window."""

    tries = NumberAttribute()
    expires_at = NumberAttribute()


def count(what: str, window_seconds: int, now: datetime, units: int = 1) -> int:
    """Count one more try of ``what`` (a keyed hash, never an address) in the present window, or as many as it is worth;
    the new number.
    """
    window = int(now.timestamp()) // window_seconds
    item = CountItem(f"RATE#{what}#{window}", "COUNT")
    with translated_errors():
        item.update(
            actions=[
                CountItem.tries.add(units),
                CountItem.expires_at.set(int(now.timestamp()) + KEPT_SECONDS),
                CountItem.kind.set(CountItem),
            ]
        )
    return int(item.tries)
