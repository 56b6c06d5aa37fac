"""How much may be uploaded: by a source in an hour, by all in a day, and only where there is room for it.

Counted when a file is announced, in units of 256 KB: a smaller one costs a whole unit, as its form and its check do.
A form binds the length, so no more can come than was counted. The count of all is kept in as many parts as there are
shards, each with its share of the measure: no single item takes the writes of a nation.
"""

import random
from datetime import datetime

from chalicelib import free_space
from chalicelib.service.limiting import DAY, HOUR, MINUTE, count_try
from chalicelib.settings import settings

UNIT = 256 * 1024
UNITS_OF_A_MEGABYTE = 4
TIMES_ITS_SIZE = 2
"""The file and the copies made of it lie beside each other until the check is over."""


def demand_room(size: int, source: str, now: datetime) -> None:
    """Raises NoSpace where the disk has no room for a file of so many bytes, RateLimited when too much came already."""
    free_space.demand(TIMES_ITS_SIZE * size)
    own = settings()
    count_try("uploads", source, own.uploads_per_minute, MINUTE, now)
    units = units_of(size)
    count_try("bytes", source, own.upload_megabytes_per_hour * UNITS_OF_A_MEGABYTE, HOUR, now, units, "files_of_source")
    part = random.randrange(own.shards)
    share = own.upload_megabytes_per_day * UNITS_OF_A_MEGABYTE // own.shards
    count_try("bytes of all", str(part), share, DAY, now, units, "files_of_all")


def units_of(size: int) -> int:
    """What a file of so many bytes costs."""
    return max(1, -(-size // UNIT))
