"""How things go, for everybody: the month's counters of all reports together. One row, whatever their number."""

from datetime import datetime
from typing import Any

from chalicelib.domain.calendar.time_zones import CAPITAL
from chalicelib.domain.calendar.workdays import local_date
from chalicelib.domain.tallying import NATION, histogram, median_of
from chalicelib.store import statistics
from chalicelib.store.indexing import timestamp

COUNTED = ("received", "answered", "answered_in_time")


def public_figures(now: datetime) -> dict[str, Any]:
    """The present month, as the capital counts it."""
    month = local_date(now, CAPITAL).strftime("%Y-%m")
    row = statistics.rows([(NATION, month)])[NATION, month]
    return {
        "month": month,
        **{name: row.get(name, 0) for name in COUNTED},
        "median_days_to_answer": median_of(histogram(row, "answer_days_")),
        "as_of": timestamp(now),
    }
