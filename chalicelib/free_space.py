"""Whether there is room for what is written: asked of the file system that the data lie on, where a setting names it.

AWS has no such place, and every answer there is "enough". On one machine the last megabytes are kept for what must go
on when citizens' writes stop: marking letters as told, copying a log into its database, the next start.
"""

import os

from chalicelib.failures import NoSpace
from chalicelib.settings import settings

DISK_FULL = "disk_full"
"""The reason, as health and log name it."""
TIGHT_BYTES = 2**30
"""Forty files of the largest size above the reserve."""


def free_bytes() -> int | None:
    """What is free for writing; None where space has no end. Raises OSError when the folder cannot be asked."""
    folder = settings().data_folder
    if folder is None:
        return None
    room = os.statvfs(folder)
    return room.f_bavail * room.f_frsize


def is_short(wanted: int = 0) -> bool:
    """Whether so many bytes more would touch the reserve."""
    free = free_bytes()
    return free is not None and free - wanted < settings().least_free_megabytes * 2**20


def is_tight() -> bool:
    """Whether there is so little that what nobody needs should go early."""
    return is_short(TIGHT_BYTES)


def demand(wanted: int = 0) -> None:
    """Raises NoSpace when so many bytes more would touch the reserve."""
    if is_short(wanted):
        raise NoSpace(DISK_FULL)
