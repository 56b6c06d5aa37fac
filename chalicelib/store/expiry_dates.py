"""Reports that ended under a version without expiry have no date of it: how far they have been given theirs.

A small row of the directory. An installation that began with this version has none such, and its first load says so.
"""

import json

from chalicelib.store.failures import translated_errors
from chalicelib.store.models.directory import DirectoryItem

JOBS, EXPIRY_DATES = "JOBS", "EXPIRY_DATES"
ALL = "~"
"""Behind every institution's id."""


def given_up_to() -> str:
    """The last institution whose ended reports have their date, in the order of ids; ``ALL`` once it is everybody's."""
    with translated_errors():
        try:
            item = DirectoryItem.get(JOBS, EXPIRY_DATES, consistent_read=True)
        except DirectoryItem.DoesNotExist:
            return ""
    return str(json.loads(item.row or "{}")["up_to"])


def keep(up_to: str) -> None:
    """Put on record that it came this far."""
    with translated_errors():
        DirectoryItem(pk=JOBS, sk=EXPIRY_DATES, row=json.dumps({"up_to": up_to})).save()
