"""That somebody read a reporter's identity at all: a trace among the report's items, so that the own view of most
reports, whose identity nobody read, is one Query. Who read it, and when, stands with the identity.

Reports of before 0.3 get their traces from ``infra.migrations``; until all have one, nobody concludes from its absence.
Cost: 1 write unit for each reading; 1 read unit for a process that has not heard yet that all have their trace.
"""

import json

from chalicelib.store import job_rows
from chalicelib.store.failures import translated_errors
from chalicelib.store.items import report_key
from chalicelib.store.models.reports import CONSULTED, ConsultedItem

JOB = "READINGS_TRACED"
DONE = "done"
_all_traced = False


def trace(report_id: str) -> None:
    """The identity is about to be read; twice is once."""
    with translated_errors():
        trace_of(report_id).save()


def trace_of(report_id: str) -> ConsultedItem:
    """The trace, for whoever writes it with more."""
    return ConsultedItem(report_key(report_id), CONSULTED)


def all_traced() -> bool:
    """Whether a report without the trace is one whose identity nobody has read."""
    global _all_traced
    if not _all_traced:
        item = job_rows.load(JOB)
        _all_traced = item is not None and json.loads(item.row or "null") == DONE
    return _all_traced


def forget() -> None:
    """Ask again, for whoever has changed it."""
    global _all_traced
    _all_traced = False


def began_with_traces() -> None:
    """This installation has no reports of before."""
    job_rows.keep(JOB, json.dumps(DONE))
