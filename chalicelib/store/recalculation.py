"""How far the open reports have been recalculated since the calendar last changed; two small rows of the directory."""

import json
from dataclasses import asdict, dataclass

from chalicelib.store import job_rows

RECALCULATION, CALENDAR_CHANGES = "RECALCULATION", "CALENDAR_CHANGES"


@dataclass(frozen=True, slots=True)
class RecalculationProgress:
    """For the calendar after so many ``changes``: shards below ``shard`` are done, and this one up to ``after``."""

    changes: int
    shard: int
    after: str | None


def calendar_changes() -> int:
    """How often the calendar was changed since it was first loaded."""
    item = job_rows.load(CALENDAR_CHANGES)
    return int(item.changes or 0) if item else 0


def progress() -> RecalculationProgress:
    """How far the recalculation came; for a calendar never changed, everything is done."""
    item = job_rows.load(RECALCULATION)
    return (
        RecalculationProgress(**json.loads(item.row or "{}"))
        if item
        else RecalculationProgress(changes=0, shard=1_000_000, after=None)
    )


def keep(reached: RecalculationProgress) -> None:
    """Put the progress on record."""
    job_rows.keep(RECALCULATION, json.dumps(asdict(reached)))
