"""The sweep: every five minutes, whatever is due by the instant it was scheduled for.

There is no watermark: the index `due` is the list of what is left, so a sweep that ran out of time, crashed or never
came leaves its work to the next one, oldest first. A report whose tick fails stays in the list and holds nobody up.
"""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from chalicelib.observability import log_failure, log_job
from chalicelib.service import due_work
from chalicelib.store import directory_lookup
from chalicelib.store.due import DueReport

# Enough to finish the report at hand, its retries included, and to say what was done.
LEAST_MILLISECONDS = 10_000
PROGRESS_EVERY = 100


@dataclass
class Counts:
    """What one sweep did; ``complete`` tells that nothing due was left."""

    looked_at: int = 0
    acted_on: int = 0
    failed: int = 0
    recalculated: int = 0
    complete: bool = False


class Sweep:
    """One run, within the time its function has."""

    def __init__(self, now: datetime, context: Any) -> None:
        self.now, self.context = now, context
        self.counts = Counts()

    def run(self) -> Counts:
        """First what is due, then what a changed calendar moves, then what an older version left without a date; as
        much as there is time for.
        """
        directory_lookup.forget()  # a holiday declared a moment ago must be known
        self.counts.complete = self._look_at_due() and self._recalculate() and self._date_older_ends()
        return self.counts

    def _look_at_due(self) -> bool:
        for due in due_work.due_by(self.now):
            if self._is_out_of_time():
                return False
            self.counts.looked_at += 1
            self.counts.acted_on += self._tick(due)
        return True

    def _recalculate(self) -> bool:
        last = None
        for count, step in enumerate(due_work.recalculations()):
            if self._is_out_of_time():
                break
            self.counts.recalculated += self._tick(step.due)
            last = step
            if count % PROGRESS_EVERY == 0:
                due_work.keep_progress(step)
        else:
            return True
        if last:
            due_work.keep_progress(last)
        return False

    def _date_older_ends(self) -> bool:
        return not any(self._is_out_of_time() for _ in due_work.date_older_ends())

    def _tick(self, due: DueReport) -> bool:
        try:
            return due_work.tick(due, self.now)
        except Exception as failure:
            self.counts.failed += 1
            log_failure(self.context.aws_request_id, "sweep", failure)
            return False

    def _is_out_of_time(self) -> bool:
        return bool(self.context.get_remaining_time_in_millis() < LEAST_MILLISECONDS)


def sweep(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Look at everything due by the event's scheduled time (`time`, UTC), which is `now` for all that it decides."""
    counts = asdict(Sweep(datetime.fromisoformat(event["time"]), context).run())
    log_job(context.aws_request_id, "sweep", **counts)
    return counts
