"""A report is counted for what its events say by now."""

from collections.abc import Iterator

from chalicelib.domain.directory import Directory
from chalicelib.domain.report import Report
from chalicelib.domain.tallying import contributions
from chalicelib.service.rules import agencies_of
from chalicelib.store import directory_lookup, partitions, queues, reports, statistics
from chalicelib.store.failures import Conflict, Unavailable
from chalicelib.store.indexing import OPEN_QUEUES
from chalicelib.store.statistics import Tallied

TRIES_AGAINST_RACES = 5


def tally(report_id: str, version: int) -> bool:
    """Count a report, unless it was counted at that version or a later one already; whether anything was written.

    Raises Unavailable when nothing was written.
    """
    return _counted(report_id, version)


def recount(report_id: str) -> bool:
    """Count a report by its events and the tree as they are, whatever it counted for; whether that was something else.

    Raises Unavailable when nothing was written.
    """
    return _counted(report_id)


def every_report() -> Iterator[str]:
    """The number of every report, ended ones too, institution by institution. For an operator, not for a request."""
    directory_lookup.forget()
    for institution_id in directory_lookup.institutions():
        institution = partitions.institution_partitions(institution_id, (*OPEN_QUEUES, "ended"))
        yield from (entry.report_id for entry in queues.entries(institution))


def _counted(report_id: str, version: int | None = None) -> bool:
    for _ in range(TRIES_AGAINST_RACES):
        before = statistics.tallied(report_id)
        if version is not None and before.version >= version:
            return False
        try:
            return _count(report_id, before)
        except Conflict:
            continue  # another record of the same report was counted at the same moment
    raise Unavailable("kept being overtaken")


def _count(report_id: str, before: Tallied) -> bool:
    history = reports.load_history(report_id)
    if history is None:
        return False
    report = history.stored.report
    after = Tallied(report.version, contributions(history.events, _tree_around(report)))
    if after == before:
        return False
    statistics.save(report_id, before, after)
    return True


def _tree_around(report: Report) -> Directory:
    directory = directory_lookup.directory_covering(agencies_of(report))
    if any(directory.get(one) is None for one in report.held_by):
        directory_lookup.forget()  # younger than what this process remembers of the tree
        directory = directory_lookup.directory_covering(agencies_of(report))
    return directory
