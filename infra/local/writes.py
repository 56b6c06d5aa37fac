"""Whether the included database was written to, seen from its files: asking the engine five times a second costs more
than all else that an idle system does.
"""

from pathlib import Path

UNSEEN_SECONDS = 1.0
"""How long a write that the files do not show may stay unseen."""


class Writes:
    """The writes to one SQLite database with a write-ahead log."""

    def __init__(self, database: Path) -> None:
        self._files = (database, database.with_name(f"{database.name}-wal"))
        self._seen: list[tuple[int, int]] = []
        self._looked_at = -UNSEEN_SECONDS

    def may_be_new(self, now: float) -> bool:
        """Whether there may be something to read since the last call that said so. A write that the files do not show,
        and what waits for another try, is found within ``UNSEEN_SECONDS``.
        """
        shown = [_shown(file) for file in self._files]
        if shown == self._seen and now - self._looked_at < UNSEEN_SECONDS:
            return False
        self._seen, self._looked_at = shown, now
        return True


def _shown(file: Path) -> tuple[int, int]:
    try:
        found = file.stat()
    except FileNotFoundError:
        return 0, 0
    return found.st_mtime_ns, found.st_size
