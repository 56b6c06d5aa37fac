"""The only place that reads the clock: ask it at the door and pass ``now`` on."""

from datetime import UTC, datetime


def now() -> datetime:
    """This instant in UTC, to the millisecond."""
    instant = datetime.now(UTC)
    return instant.replace(microsecond=instant.microsecond // 1000 * 1000)
