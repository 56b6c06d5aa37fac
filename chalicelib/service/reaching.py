"""Whether a request for data reached its reporter by mail or short message: only then may their silence end the report.

Asked once, when the time to complete is over: one query of the report's events, one of its letters.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime

from chalicelib.domain.deadlines import is_over
from chalicelib.domain.events import Event, EventType
from chalicelib.domain.limits import LimitName
from chalicelib.domain.report import Report
from chalicelib.domain.states import State
from chalicelib.store import deliveries, reports


def is_told(report: Report, now: datetime) -> bool:
    """Whether a message with the present request for data was taken and is not known to be lost; True while
    nothing hangs on it.

    Raises StoreFailure.
    """
    complete = report.limit(LimitName.COMPLETE)
    if report.state is not State.NEEDS_INFO or complete is None or not is_over(complete, now) or report.unreached:
        return True
    history = reports.load_history(report.report_id)
    asking = list(_asking(history.events)) if history else []
    return deliveries.any_arrived(report.report_id, asking, deliveries.REPORTER)


def _asking(events: Iterable[Event]) -> Iterator[int]:
    """The numbers of the events whose letters ask the reporter for data: the last request, and its reminders."""
    for event in reversed(list(events)):
        if event.type is EventType.REMINDED and event.data["limit"] == LimitName.COMPLETE:
            yield event.seq
        if event.type is EventType.DATA_REQUESTED:
            yield event.seq
            return
