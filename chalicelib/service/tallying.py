"""A report is counted for what its events say by now."""

from collections.abc import Iterator

from chalicelib.domain.directory import Directory
from chalicelib.domain.queues import ALL_PHASES
from chalicelib.domain.report import Report
from chalicelib.domain.tallying import contributions
from chalicelib.service.rules import agencies_of
from chalicelib.store import directory_lookup, partitions, queues, reports, statistics
from chalicelib.store.racing import unless_overtaken
from chalicelib.store.statistics import Tallied


def tally(report_id: str, version: int) -> bool:
    """Count a report, unless it was counted at that version or a later one already; whether anything was written.

    Raises Unavailable when nothing was written.
    """
    return unless_overtaken(lambda: _counted(report_id, version))


def recount(report_id: str) -> bool:
    """Count a report by its events and the tree as they are, whatever it counted for; whether that was something else.

    Raises Unavailable when nothing was written.
    """
    return unless_overtaken(lambda: _counted(report_id))


def every_report() -> Iterator[str]:
    """The number of every report, ended ones too, institution by institution. For an operator, not for a request."""
    directory_lookup.forget()
    for institution_id in directory_lookup.institutions():
        institution = partitions.institution_partitions(institution_id, ALL_PHASES)
        yield from (entry.report_id for entry in queues.entries(institution))


def _counted(report_id: str, version: int | None = None) -> bool:
    """Raises Conflict when another record of the same report was counted at the same moment."""
    before = statistics.tallied(report_id)
    if version is not None and before.version >= version:
        return False
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
