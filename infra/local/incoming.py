"""Room on the disk for files that are coming in: what is still on its way has its place, and nobody else gets it."""

import errno
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from chalicelib import free_space


class IncomingBytes:
    """How many bytes were let in and have not come yet, over all connections of this process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._awaited = 0

    @contextmanager
    def expecting(self, length: int) -> Iterator[Callable[[int], None]]:
        """Keep room for so many bytes; call what it gives with how many have come, for these lie on the disk then.

        Raises OSError (ENOSPC) where they and all that are awaited would touch the reserve.
        """
        with self._lock:
            if free_space.is_short(self._awaited + length):
                raise OSError(errno.ENOSPC, free_space.DISK_FULL)
            self._awaited += length
        left = length

        def came(count: int) -> None:
            nonlocal left
            with self._lock:
                self._awaited -= count
                left -= count

        try:
            yield came
        finally:
            came(left)
