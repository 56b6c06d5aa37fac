"""Reports that ended under a version without expiry have no date of it: how far they have been given theirs.

A small row of the directory. An installation that began with this version has none such, and its first load says so.
"""

import json

from chalicelib.store import job_rows

EXPIRY_DATES = "EXPIRY_DATES"
ALL = "~"
"""Behind every institution's id."""


def given_up_to() -> str:
    """The last institution whose ended reports have their date, in the order of ids; ``ALL`` once it is everybody's."""
    item = job_rows.load(EXPIRY_DATES)
    return str(json.loads(item.row or "{}")["up_to"]) if item else ""


def keep(up_to: str) -> None:
    """Put on record that it came this far."""
    job_rows.keep(EXPIRY_DATES, json.dumps({"up_to": up_to}))
