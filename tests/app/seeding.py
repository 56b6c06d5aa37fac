"""Reports put straight into the database, as many as a test wants, wherever and however late it wants them.

Their heads alone: what lists and the clock read. The facts are a submitted report's, changed.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from chalicelib import clock
from chalicelib.domain import lifecycle
from chalicelib.domain.commands import Submit
from chalicelib.domain.events import Actor, Role
from chalicelib.domain.report import Classification, Report
from chalicelib.domain.tracking import new_report_id
from chalicelib.service.rules import rules_for
from chalicelib.store.items import Stored, head_item
from chalicelib.store.tables import HeadItem

TITLE = "Jalan berlubang"


def report(addressed_to: str | None = "kab.6201", received_at: datetime | None = None) -> Report:
    """The facts of a report just received."""
    command = Submit(
        report_id=new_report_id(),
        classification=Classification.COMPLAINT,
        category="pekerjaan-umum",
        language="id",
        addressed_to=addressed_to,
        anonymous=False,
        confidential=False,
    )
    rules = rules_for([addressed_to])
    return lifecycle.submit(command, Actor(Role.REPORTER), received_at or clock.now(), rules).report


def seed(count: int, title: str = TITLE, holder: str = "kab.6201", **changes: Any) -> list[str]:
    """So many reports that ``holder`` holds, each received a second after the one before; their numbers in order."""
    rules = rules_for([holder])
    institution = rules.directory.institution_of(holder).agency_id
    first = replace(report(institution), holder=holder, held_by=(institution, holder), **changes)
    with HeadItem.batch_write() as batch:
        numbers = []
        for one in _copies(first, count):
            batch.save(head_item(Stored(one, title, "1"), institution, None))
            numbers.append(one.report_id)
    return numbers


def _copies(first: Report, count: int) -> Iterator[Report]:
    for n in range(count):
        later = timedelta(seconds=n)
        limits = tuple(replace(limit, due_at=limit.due_at + later) for limit in first.limits)
        yield replace(first, report_id=new_report_id(), received_at=first.received_at + later, limits=limits)
