"""What is wrong with this machine, if anything is: no space, or a folder that can no longer be written to.

The host says it on its console when it begins and when it is over; the supervisor is patient meanwhile; the deep health
asks here too. It is cheap: one call of the kernel, and no file is touched.
"""

import os
from collections.abc import Callable
from pathlib import Path

from chalicelib.settings import settings

LOOK_SECONDS = 2


def free_megabytes(data_dir: Path) -> int:
    """What is free for writing on the file system of a folder. Raises OSError."""
    return _free(os.statvfs(data_dir))


def _free(room: os.statvfs_result) -> int:
    return room.f_bavail * room.f_frsize // 2**20


def sickness(data_dir: Path, least_megabytes: int) -> str:
    """The sentence for what keeps this machine from writing; empty when nothing does."""
    try:
        room = os.statvfs(data_dir)
    except OSError as failure:
        return f"{data_dir} cannot be reached ({failure.strerror})"
    if room.f_flag & os.ST_RDONLY:
        return f"the file system of {data_dir} is mounted read-only: look at `dmesg`, and mount it for writing again"
    if (free := _free(room)) < least_megabytes:
        return (
            f"the disk of {data_dir} is full ({free} MB free, {least_megabytes} MB are kept in reserve): "
            "make room; reading goes on, and writing as soon as there is space"
        )
    return ""


class Condition:
    """The same over time, said once when it begins and once when it ends."""

    def __init__(self, data_dir: Path, say: Callable[[str], None]) -> None:
        self._data_dir, self._say = data_dir, say
        self._said, self._looked_at = "", float("-inf")

    def sickness(self) -> str:
        """The sentence; empty on a healthy machine."""
        return sickness(self._data_dir, settings().least_free_megabytes)

    def look(self, now: float) -> None:
        """Every two seconds (``now`` is monotonic): say what began or ended."""
        if now - self._looked_at < LOOK_SECONDS:
            return
        self._looked_at = now
        found = self.sickness()
        if bool(found) != bool(self._said):
            self._say(found or f"{self._data_dir} can be written to again: everything goes on")
            self._said = found
