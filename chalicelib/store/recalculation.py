"""How far the open reports have been recalculated since the calendar last changed; two small rows of the directory."""

import json
from dataclasses import asdict, dataclass

from chalicelib.store.failures import in_our_words
from chalicelib.store.tables import DirectoryItem

JOBS, RECALCULATION, CALENDAR_CHANGES = "JOBS", "RECALCULATION", "CALENDAR_CHANGES"


@dataclass(frozen=True, slots=True)
class Progress:
    """For the calendar after so many ``changes``: shards below ``shard`` are done, and this one up to ``after``."""

    changes: int
    shard: int
    after: str | None


def calendar_changes() -> int:
    """How often the calendar was changed since it was first loaded."""
    item = _row(CALENDAR_CHANGES)
    return int(item.changes or 0) if item else 0


def progress() -> Progress:
    """How far the recalculation came; for a calendar never changed, everything is done."""
    item = _row(RECALCULATION)
    return Progress(**json.loads(item.row or "{}")) if item else Progress(changes=0, shard=1_000_000, after=None)


def keep(reached: Progress) -> None:
    """Put the progress on record."""
    with in_our_words():
        DirectoryItem(pk=JOBS, sk=RECALCULATION, row=json.dumps(asdict(reached))).save()


def _row(key: str) -> DirectoryItem | None:
    with in_our_words():
        try:
            return DirectoryItem.get(JOBS, key, consistent_read=True)
        except DirectoryItem.DoesNotExist:
            return None
