"""What children say to their logs."""

import io
import os
from contextlib import suppress


class Spoken(io.TextIOBase):
    """What a child says; a log that takes no more (a full disk) is no reason to end."""

    def __init__(self, number: int) -> None:
        self._number = number

    def fileno(self) -> int:
        """The descriptor."""
        return self._number

    def write(self, text: str) -> int:
        """All of it in one piece, or nothing."""
        with suppress(OSError):
            os.write(self._number, text.encode(errors="replace"))
        return len(text)
