"""When who reported is no longer kept: two years after the report ended (docs/law.md "Privacy")."""

from datetime import datetime

from chalicelib.domain.deadlines import lapse_of
from chalicelib.domain.report import Report

YEARS_KEPT = 2


def expires_at(report: Report) -> datetime | None:
    """The instant (UTC) two calendar years after the end; None while the report is open, and once nothing is left.

    Later only where a right outlasts them, as the dispute of a promise for nearly as long does: who may still speak is
    still known.
    """
    ended = report.ended_at
    if report.is_open or ended is None or report.erased_at or report.expired_at:
        return None
    return max(_years_after(ended), *(lapse_of(limit) for limit in report.running_limits), ended)


def _years_after(ended: datetime) -> datetime:
    """Where that year has no such day, 29 February, it is 1 March: nothing goes before two whole years are over."""
    try:
        return ended.replace(year=ended.year + YEARS_KEPT)
    except ValueError:
        return ended.replace(year=ended.year + YEARS_KEPT, month=3, day=1)
