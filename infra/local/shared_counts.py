"""How often a source tried something, counted in memory that the web workers share: no request of the database.

Each source has a slot by its keyed hash. Two that fall into one slot begin it anew in turns, and two workers in the
very same instant may count as one: a source gets a little more then, never less. A start begins at nothing.
"""

import hashlib
import mmap
import struct
from datetime import datetime

SLOTS = 65_536
_SLOT = struct.Struct("<III")  # which window, a mark of the source, tries


class SharedCounts:
    """Made before the workers are forked; each of them counts in the same memory."""

    def __init__(self) -> None:
        self._memory = mmap.mmap(-1, SLOTS * _SLOT.size)

    def count(self, what: str, window_seconds: int, now: datetime) -> int:
        """Count one more try of ``what`` (a keyed hash) in the present window; the new number."""
        digest = hashlib.sha256(what.encode()).digest()
        place = int.from_bytes(digest[:4], "big") % SLOTS * _SLOT.size
        mark = int.from_bytes(digest[4:8], "big")
        window = int(now.timestamp()) // window_seconds & 0xFFFFFFFF
        known_window, known_mark, tries = _SLOT.unpack_from(self._memory, place)
        tries = tries + 1 if (known_window, known_mark) == (window, mark) else 1
        _SLOT.pack_into(self._memory, place, window, mark, tries)
        return int(tries)
