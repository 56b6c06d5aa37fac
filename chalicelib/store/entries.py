"""A report as a list shows it: which facts stand in the indexes, who may see them there, and back.

A new fact of lists is a name in one of two rows and a field of ``Entry``. The index for the public carries ``for_all``
alone, so what is not in its row cannot get there by mistake.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chalicelib.domain.report import Report
from chalicelib.domain.visibility import LISTED
from chalicelib.store.codec import decode_entry, encode_values
from chalicelib.store.indexing import timestamp
from chalicelib.store.models.reports import HeadItem
from chalicelib.store.packing import packed

FOR_ALL = LISTED
"""What the public's lists may show of a published report."""
FOR_OFFICERS = (
    "due_at", "answer_by", "late", "unreached", "reported_agencies", "sealed", "supervisory", "confidential",
    "published", "classification",
)  # fmt: skip
"""What officers' lists show beside it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A report as a list shows it; ``sort_key`` places it in the list."""

    report_id: str
    version: int
    state: str
    category: str
    holder: str | None
    holder_since: str
    received_at: str
    level: int
    sort_key: str
    closed_reason: str | None = None
    title: str | None = None
    public_title: str | None = None
    due_at: str | None = None
    answer_by: str | None = None
    late: bool = False
    unreached: bool = False
    reported_agencies: tuple[str, ...] = ()
    sealed: bool = False
    supervisory: bool = False
    confidential: bool = False
    published: bool = False
    classification: str | None = None


def for_all(report: Report) -> str:
    """What everybody's lists show of a report, as text."""
    return packed(encode_values({name: _kept(getattr(report, name)) for name in FOR_ALL}))


def for_officers(report: Report, *, reporter_missed: bool = False) -> str:
    """What officers' lists show beside it, as text; what is not so is not written.

    To lists a reporter is unreached whom the last letter missed, whatever it was about.
    """
    shown = {name: _kept(getattr(report, name)) for name in FOR_OFFICERS}
    shown["unreached"] = report.unreached or reporter_missed
    return packed(encode_values({name: value for name, value in shown.items() if value}))


def entry_from(item: HeadItem, sort_key: str) -> Entry:
    """What an index holds of a report: all of it, or what the public may see."""
    own = {
        "report_id": item.pk.removeprefix("REPORT#"),
        "version": int(item.version),
        "sort_key": sort_key,
        "title": item.title,
        "public_title": item.public_title,
    }
    return decode_entry(Entry, own, item.for_all, item.for_officers or "{}")


def _kept(value: Any) -> Any:
    return timestamp(value) if isinstance(value, datetime) else value
