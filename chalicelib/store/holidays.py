"""Days without work in the directory; a declared one lands together with the mark that open reports must be moved."""

import json
from dataclasses import asdict
from typing import Any

from pynamodb.transactions import TransactWrite

from chalicelib.domain.calendar.workdays import Holiday
from chalicelib.store.connection import connection
from chalicelib.store.failures import transact
from chalicelib.store.models.directory import DirectoryItem
from chalicelib.store.recalculation import CALENDAR_CHANGES, JOBS

CALENDAR = "CALENDAR"


def row_of(holiday: Holiday) -> dict[str, Any]:
    """A day as the directory keeps it."""
    return {**asdict(holiday), "date": holiday.date.isoformat()}


def declare(holiday: Holiday) -> None:
    """Add a day that is not there yet. Raises Conflict when it is, Unavailable when nothing was written."""

    def write() -> None:
        with TransactWrite(connection=connection()) as transaction:
            transaction.save(
                DirectoryItem(pk=CALENDAR, sk=holiday.date.isoformat(), row=json.dumps(row_of(holiday))),
                condition=DirectoryItem.pk.does_not_exist(),
            )
            transaction.update(DirectoryItem(JOBS, CALENDAR_CHANGES), actions=[DirectoryItem.changes.add(1)])

    transact(write)
