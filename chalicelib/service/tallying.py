"""A report is counted for what its events say by now.

Cost of a batch: of a report whose first event it is, nothing to read; of another, its part of the reading of what was
counted (half a read unit) and 1 Query of its items (1 read unit). Then one transaction for as many reports as fit into
it with the rows that they change (``store.statistics``).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from chalicelib.domain.directory import Directory
from chalicelib.domain.events import Event
from chalicelib.domain.history import replay
from chalicelib.domain.queues import ALL_PHASES
from chalicelib.domain.report import Report
from chalicelib.domain.tallying import contributions
from chalicelib.failures import Conflict, StoreFailure
from chalicelib.service.rules import agencies_of
from chalicelib.store import directory_lookup, partitions, queues, reports, statistics
from chalicelib.store.racing import unless_overtaken
from chalicelib.store.statistics import NEVER, Change, Tallied

MOST_IN_A_ROW = 3
"""Reports that the database refused one after the other: then it is not they."""


@dataclass(frozen=True, slots=True)
class Told:
    """A report has come to a version; ``first`` is the event itself where it is the report's first one."""

    report_id: str
    version: int
    first: Event | None = None


def tally_all(told: Iterable[Told]) -> dict[str, Exception]:
    """Count the reports of a batch, each unless it was counted at that version or a later one already.

    Answers what went wrong, by the number of the report: of these nothing was counted.
    """
    latest: dict[str, Told] = {}
    for one in told:
        if one.report_id not in latest or latest[one.report_id].version < one.version:
            latest[one.report_id] = one
    failures: dict[str, Exception] = {}
    changes: list[Change] = []
    known = _counted_before([one.report_id for one in latest.values() if not one.first], failures)
    for one in latest.values():
        if one.report_id not in failures:
            try:
                changes += _changes(one, known.get(one.report_id, NEVER))
            except Exception as failure:
                failures[one.report_id] = failure
    for together in statistics.transactions(changes):
        _save(together, latest, failures)
    return failures


def _counted_before(report_ids: list[str], failures: dict[str, Exception]) -> dict[str, Tallied]:
    try:
        return statistics.all_tallied(report_ids)
    except StoreFailure as failure:
        failures.update(dict.fromkeys(report_ids, failure))
        return {}


def _changes(told: Told, before: Tallied) -> list[Change]:
    if before.version >= told.version:
        return []
    if told.first:
        report = replay([told.first])
        return [Change(told.report_id, before, Tallied(1, contributions([told.first], _tree_around(report))))]
    change = _change_since(told.report_id, before, told.version)
    return [change] if change else []


def _save(together: list[Change], latest: dict[str, Told], failures: dict[str, Exception]) -> None:
    """Write a transaction's changes. One that was counted meanwhile is counted again by itself, the others together;
    what the database takes in no transaction of all, each by itself: a report that cannot be written holds nobody up.
    """
    alone: list[Change] = []
    while together:
        try:
            statistics.save(together)
            break
        except Conflict as overtaken:
            moved = [together[place] for place in overtaken.positions if place < len(together)] or together
            together = [change for change in together if change not in moved]
            alone += moved
        except StoreFailure as failure:
            if len(together) == 1:
                failures[together[0].report_id] = failure
            else:
                alone += together
            break
    _count_alone([latest[change.report_id] for change in alone], failures)


def _count_alone(every: list[Told], failures: dict[str, Exception]) -> None:
    in_a_row = 0
    for place, told in enumerate(every):
        try:
            tally(told.report_id, told.version)
            in_a_row = 0
        except StoreFailure as failure:
            failures[told.report_id] = failure
            in_a_row += 1
            if in_a_row == MOST_IN_A_ROW:  # it is the database: the rest need not ask
                failures.update({one.report_id: failure for one in every[place:]})
                return


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
    change = _change_since(report_id, before)
    if change is None:
        return False
    statistics.save([change])
    return True


def _change_since(report_id: str, before: Tallied, version: int | None = None) -> Change | None:
    """What a report counts for by now, where that is something else than before. A moment ago will do where it shows
    that ``version``; nothing else is certain.
    """
    history = reports.load_history(report_id, consistent=False) if version else None
    if history is None or (version and history.stored.report.version < version):
        history = reports.load_history(report_id)
    if history is None:
        return None
    report = history.stored.report
    after = Tallied(report.version, contributions(history.events, _tree_around(report)))
    return None if after == before else Change(report_id, before, after)


def _tree_around(report: Report) -> Directory:
    directory = directory_lookup.directory_covering(agencies_of(report))
    if any(directory.get(one) is None for one in report.held_by):
        directory_lookup.forget()  # younger than what this process remembers of the tree
        directory = directory_lookup.directory_covering(agencies_of(report))
    return directory
