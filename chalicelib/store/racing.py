"""Against races: what was decided on a state that has changed meanwhile is decided anew on the state that is there now.

It stands in the store, below everybody who writes: services, and what the store itself reads, decides and writes
(``undelivered``). A service may import the store, never the other way round.
"""

from collections.abc import Callable
from typing import TypeVar

from chalicelib.failures import Conflict, Unavailable

TRIES_AGAINST_RACES = 5
Done = TypeVar("Done")


def unless_overtaken(attempt: Callable[[], Done]) -> Done:
    """What ``attempt`` gives: it reads, decides and writes, and is made anew each time somebody else was faster.

    An attempt tells that it was overtaken by raising Conflict, having written nothing. Five are made, at once one after
    the other: somebody won each of those races, so a sixth loss is a crowd, and whoever asked should come back later.
    Raises Unavailable when every attempt was overtaken, and whatever else an attempt raises, as it comes.
    """
    for _ in range(TRIES_AGAINST_RACES):
        try:
            return attempt()
        except Conflict:
            continue
    raise Unavailable("kept being overtaken")
