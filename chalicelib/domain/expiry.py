"""When who reported is no longer kept: two years after the report ended (docs/law.md "Privacy")."""

from datetime import datetime

from chalicelib.domain.report import Report

YEARS_KEPT = 2


def expires_at(report: Report) -> datetime | None:
    """The instant (UTC) two calendar years after the end; None while the report is open, and once nothing is left.

    Where that year has no such day, 29 February, it is 1 March: nothing goes before two whole years are over.
    """
    ended = report.ended_at
    if report.is_open or ended is None or report.erased_at or report.expired_at:
        return None
    try:
        return ended.replace(year=ended.year + YEARS_KEPT)
    except ValueError:
        return ended.replace(year=ended.year + YEARS_KEPT, month=3, day=1)
