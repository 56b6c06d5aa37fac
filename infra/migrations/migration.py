"""What a migration is, and how one is run: page by page over a table, whatever breaks it off.

How far it came stands in the directory, so whoever broke it off goes on from there, and whoever is done asks one small
row. It may run beside everything else and beside itself: what changes an item is true of the item as it is then.
This is an operator's walk over a whole table, and no function does it.
Cost of the walk: half a read unit for each kB of the table, once, and 1 write for each page.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from chalicelib.store import job_rows
from chalicelib.store.failures import translated_errors

DONE = "done"
PAGE = 500


@dataclass(frozen=True, slots=True)
class Migration:
    """One change of the items that older versions stored.

    ``job`` names the row that keeps how far it came: no other has it, and it is never renamed. ``items`` reads the
    items from a key on, in pages; ``change`` brings one to today's form: twice is once, and an item that has changed
    since it was read is left to who changed it. ``told`` is what so many items are called when it is done.
    """

    job: str
    items: Callable[[Any, int], Any]
    change: Callable[[Any], object]
    told: str


def run(one: Migration, say: Callable[[str], None]) -> int:
    """Bring every item to today's form, and say how far it came; how many were looked at. Raises StoreFailure."""
    reached = _reached(one)
    if reached == DONE:
        return 0
    looked_at = 0
    with translated_errors():
        found = one.items(reached, PAGE)
        for looked_at, item in enumerate(found, 1):
            one.change(item)
            if looked_at % PAGE == 0:
                _keep(one, found.last_evaluated_key or DONE)
                say(f"{looked_at} {one.told} …")
    _keep(one, DONE)
    return looked_at


def run_all(migrations: Sequence[Migration], say: Callable[[str], None]) -> None:
    """All of them in their order; what was done is said, and nothing where there was nothing. Raises StoreFailure."""
    for one in migrations:
        if looked_at := run(one, say):
            say(f"{looked_at} {one.told}: done")


def _reached(one: Migration) -> Any:
    """The key of the last item that was looked at, ``done``, or None before the first."""
    item = job_rows.load(one.job)
    return json.loads(item.row or "null") if item else None


def _keep(one: Migration, reached: Any) -> None:
    job_rows.keep(one.job, json.dumps(reached))
