"""Reports stored before there was an index of contacts get their items in it: at the start of `make run`, and after a
deployment has changed the functions, so that what the older ones still took in is among them.

Every identity is looked at once, page by page; how far it came stands in the directory, so that whoever broke it off
goes on from there, and whoever is done asks one small row. It may run beside everything else: an identity that changes
meanwhile is left to who changes it. This is an operator's walk over the whole table, and no function does it.
Cost: half a read unit for each kB of the table, and for each contact 1 transaction of 2 items, once.
"""

import json
from collections.abc import Callable
from typing import Any

from chalicelib.store import contact_index, job_rows
from chalicelib.store.failures import translated_errors
from chalicelib.store.models.identities import IdentityItem

JOB = "CONTACT_INDEX"
DONE = "done"
PAGE = 500


def index_all(say: Callable[[str], None]) -> int:
    """Index what is not looked at yet, and say how far it came; how many identities that were. Raises StoreFailure."""
    reached = _reached()
    if reached == DONE:
        return 0
    looked_at = 0
    with translated_errors():
        found = IdentityItem.scan(
            IdentityItem.sk == "IDENTITY", page_size=PAGE, last_evaluated_key=reached, consistent_read=True
        )
        for looked_at, identity in enumerate(found, 1):
            contact_index.add_missing(identity)
            if looked_at % PAGE == 0:
                _keep(found.last_evaluated_key or DONE)
                say(f"{looked_at} reporters' contacts indexed …")
    _keep(DONE)
    return looked_at


def index_one(report_id: str) -> None:
    """Index the identity of one report, as far as there is one. Raises StoreFailure."""
    with translated_errors():
        try:
            identity = IdentityItem.get(report_id, "IDENTITY", consistent_read=True)
        except IdentityItem.DoesNotExist:
            return
    contact_index.add_missing(identity)


def _reached() -> Any:
    """The key of the last identity that was looked at, ``done``, or None before the first."""
    item = job_rows.load(JOB)
    return json.loads(item.row or "null") if item else None


def _keep(reached: Any) -> None:
    job_rows.keep(JOB, json.dumps(reached))
