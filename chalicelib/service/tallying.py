"""A report is counted for what its events say by now."""

from chalicelib.domain.tallying import contributions
from chalicelib.service.rules import agencies_of
from chalicelib.store import reports, statistics
from chalicelib.store.directory import directory_covering
from chalicelib.store.failures import Conflict, Unavailable
from chalicelib.store.statistics import Tallied

TRIES_AGAINST_RACES = 5


def tally(report_id: str, version: int) -> bool:
    """Count a report, unless it was counted at that version or a later one already; whether anything was written.

    Raises Unavailable when nothing was written.
    """
    for _ in range(TRIES_AGAINST_RACES):
        before = statistics.tallied(report_id)
        if before.version >= version:
            return False
        history = reports.load_history(report_id)
        if history is None or history.stored.report.version <= before.version:
            return False
        report = history.stored.report
        counts = contributions(history.events, directory_covering(agencies_of(report)))
        try:
            statistics.save(report_id, before, Tallied(report.version, counts))
        except Conflict:
            continue  # another record of the same report was counted at the same moment
        return True
    raise Unavailable("kept being overtaken")
