"""Days without work in the directory; a declared one lands together with the mark that open reports must be moved."""

import json
from collections.abc import Container
from dataclasses import asdict
from datetime import date
from typing import Any

from pynamodb.expressions.condition import Condition
from pynamodb.transactions import TransactWrite

from chalicelib.domain.calendar.workdays import Holiday, HolidayStatus
from chalicelib.store.connection import connection
from chalicelib.store.failures import transact
from chalicelib.store.job_rows import JOBS
from chalicelib.store.models.directory import DirectoryItem
from chalicelib.store.recalculation import CALENDAR_CHANGES

CALENDAR = "CALENDAR"
_DAYS = ("date", "declared_on", "revoked_on")


def row_of(holiday: Holiday) -> dict[str, Any]:
    """A day as the directory keeps it."""
    values = asdict(holiday)
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}


def holiday_from(row: dict[str, Any], uncertain: Container[str] = ()) -> Holiday:
    """What a row holds. Rows that were kept before days had a status take it from the shipped list of ``uncertain``."""
    days = {name: date.fromisoformat(row[name]) for name in _DAYS if row.get(name)}
    shipped = HolidayStatus.SUBJECT_TO_ISBAT if row["date"] in uncertain else HolidayStatus.DECREED
    return Holiday(**{**row, **days, "status": HolidayStatus(row.get("status") or shipped)})


def declare(holiday: Holiday) -> None:
    """Add a day that is not there, was taken back or was not settled. Raises Conflict when it is, Unavailable."""
    free = DirectoryItem.pk.does_not_exist() | DirectoryItem.row.contains('"revoked_on": "')
    _write(holiday, free | DirectoryItem.row.contains('"status": "subject_to_isbat"'))


def revoke(holiday: Holiday) -> None:
    """Take a day back that is in force. Raises Conflict when it was taken back already, Unavailable."""
    _write(holiday, DirectoryItem.pk.exists() & ~DirectoryItem.row.contains('"revoked_on": "'))


def _write(holiday: Holiday, condition: Condition) -> None:
    item = DirectoryItem(pk=CALENDAR, sk=holiday.date.isoformat(), row=json.dumps(row_of(holiday)))

    def write() -> None:
        with TransactWrite(connection=connection()) as transaction:
            transaction.save(item, condition=condition)
            transaction.update(DirectoryItem(JOBS, CALENDAR_CHANGES), actions=[DirectoryItem.changes.add(1)])

    transact(write)
