"""From a history of events to the report they make: ``apply`` is the only place where a report comes to be."""

from collections.abc import Iterable
from dataclasses import replace

from chalicelib.domain.events import Event
from chalicelib.domain.report import Report


def apply(report: Report | None, event: Event) -> Report:
    """The report after one more event.

    Raises ValueError when the event is not the next one of this report.
    """
    if event.seq != (report.seq if report else 0) + 1:
        raise ValueError(f"event {event.seq} does not follow event {report.seq if report else 0}")
    counted = {**event.changes, "seq": event.seq, "version": event.version}
    return replace(report, **counted) if report else Report(**counted)


def replay(events: Iterable[Event]) -> Report:
    """The report that a whole history makes. Raises ValueError for an empty history or one with a gap."""
    report: Report | None = None
    for event in events:
        report = apply(report, event)
    if report is None:
        raise ValueError("a report begins with an event")
    return report
