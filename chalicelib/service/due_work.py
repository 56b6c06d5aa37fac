"""The clock acts on reports: each due one goes through the same decide and save as a person's command."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain import lifecycle
from chalicelib.domain.clockwork import next_look_at
from chalicelib.domain.expiry import expires_at
from chalicelib.domain.queues import Phase
from chalicelib.service import reaching
from chalicelib.service.rules import agencies_of, rules_for
from chalicelib.settings import settings
from chalicelib.store import directory_lookup, due, expiry_dates, partitions, queues, recalculation, reports
from chalicelib.store.due import DueReport
from chalicelib.store.racing import unless_overtaken


def due_by(now: datetime) -> Iterator[DueReport]:
    """What the clock must look at, oldest first."""
    yield from due.due_by(now)


def tick(one: DueReport, now: datetime) -> bool:
    """Do what the clock owes one report of its list by ``now``. Returns whether it owed anything.

    When a person's command or another sweep was faster, decides anew on what that one left.
    Raises Unavailable when nothing was written.
    """
    return unless_overtaken(lambda: _tick_once(one, now))


def _tick_once(one: DueReport, now: datetime) -> bool:
    stored = reports.load(one.report_id)
    if stored is None:
        return False
    rules = rules_for(agencies_of(stored.report))
    decision = lifecycle.tick(stored.report, now, rules, told=reaching.is_told(stored.report, now))
    if decision is None:
        due.put_off(one, stored.report, next_look_at(stored.report, now, rules.calendar))
        return False
    reports.save(stored, decision, rules.directory)
    return True


@dataclass(frozen=True, slots=True)
class RecalculationStep:
    """One open report of a recalculation under way, and the progress that is made once it is done."""

    due: DueReport
    progress: recalculation.RecalculationProgress


def recalculations() -> Iterator[RecalculationStep]:
    """The open reports that a changed calendar may move, from where the last run stopped; none when it did not change.

    A change in the middle begins anew, because reports already passed may be touched by it.
    """
    changes = recalculation.calendar_changes()
    progress = recalculation.progress()
    if progress.changes != changes:
        progress = recalculation.RecalculationProgress(changes, shard=0, after=None)
    while progress.shard < settings().shards:
        for one in due.open_reports(progress.shard, progress.after):
            yield RecalculationStep(one, recalculation.RecalculationProgress(changes, progress.shard, one.position))
        progress = recalculation.RecalculationProgress(changes, progress.shard + 1, None)
        recalculation.keep(progress)


def date_older_ends() -> Iterator[str]:
    """Give each report that ended under a version without expiry its place in the clock's list; their numbers.

    Institution by institution, once for an installation; broken off, it goes on with the institution at hand.
    """
    up_to = expiry_dates.given_up_to()
    if up_to == expiry_dates.ALL:
        return
    for institution_id in sorted(one for one in directory_lookup.institutions() if one > up_to):
        for entry in queues.entries(partitions.institution_partitions(institution_id, [Phase.ENDED])):
            stored = reports.load(entry.report_id)
            if stored and not stored.report.is_open:
                due.move_to(stored.report, expires_at(stored.report))
            yield entry.report_id
        expiry_dates.keep(institution_id)
    expiry_dates.keep(expiry_dates.ALL)


def is_recalculated() -> bool:
    """Whether every open report stands by the present calendar."""
    reached = recalculation.progress()
    return reached.changes == recalculation.calendar_changes() and reached.shard >= settings().shards


def keep_progress(step: RecalculationStep) -> None:
    """The recalculation has come this far; a crash before it does the same reports again, to no effect."""
    recalculation.keep(step.progress)
