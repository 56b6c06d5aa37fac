"""Which receipts an address was sent on a day, and what else has a measure of the day: one item for each (an address, a
report, a number; always its keyed hash) and day (UTC), gone when the day is over.

The item holds a keyed hash of each report, so that asking again counts nothing again; who reported what stands nowhere
in it. Cost: 1 write unit for each receipt, one that is put off included; 2 for the check in a report's transaction.
"""

from datetime import UTC, datetime, timedelta

from pynamodb.attributes import NumberAttribute, UnicodeSetAttribute
from pynamodb.expressions.condition import Condition, size
from pynamodb.transactions import TransactWrite

from chalicelib.failures import Conflict
from chalicelib.store.failures import translated_errors
from chalicelib.store.models.report_item import ReportItem

DAY = timedelta(days=1)


class UsedUp(Conflict):
    """An address has had its receipts of the day."""


class ReceiptsItem(ReportItem, discriminator="RECEIPTS"):
    """The receipts of an address on a day, each by a keyed hash of its report."""

    marks = UnicodeSetAttribute()
    expires_at = NumberAttribute()


def take(address: str, mark: str, most: int, now: datetime) -> bool:
    """Whether the receipt ``mark`` is one of the ``most`` that an address (both keyed hashes) gets on this day: it is
    from now on, or was already. Raises StoreFailure.
    """
    marks = ReceiptsItem.marks
    free = _is_left(most) | marks.contains(mark)
    try:
        with translated_errors():
            ReceiptsItem(*receipts_key(address, now)).update(
                actions=[
                    marks.add({mark}),
                    ReceiptsItem.expires_at.set(int(next_day(now).timestamp())),
                    ReceiptsItem.kind.set(ReceiptsItem),
                ],
                condition=free,
            )
    except Conflict:
        return False
    return True


def check_left(transaction: TransactWrite, address: str, most: int, now: datetime) -> None:
    """Let a transaction fail when an address (a keyed hash) has had its receipts of the day. Takes none."""
    transaction.condition_check(ReceiptsItem, *receipts_key(address, now), condition=_is_left(most))


def _is_left(most: int) -> Condition:
    left: Condition = ReceiptsItem.marks.does_not_exist() | (size("marks") < most)
    return left


def receipts_key(address: str, now: datetime) -> tuple[str, str]:
    """Where the receipts of an address on the day of ``now`` stand."""
    return f"RECEIPTS#{address}#{now.astimezone(UTC):%Y%m%d}", "RECEIPTS"


def next_day(now: datetime) -> datetime:
    """When the next day begins, in UTC: 7 o'clock in Jakarta, 9 in Jayapura."""
    return now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0) + DAY
