"""A report as one row of a list: what officers see in a queue, and what the public sees. Pure."""

from typing import TYPE_CHECKING

from chalicelib.domain.directory import Agency
from chalicelib.store.entries import Entry

if TYPE_CHECKING:
    from chalicelib.answers.lists import PublicItem, QueueItem


def queue_item(entry: Entry, holder: Agency | None) -> "QueueItem":
    """A report in an officer's queue; ``holder`` is the agency that holds it, for its name."""
    return {
        "report_id": entry.report_id,
        "version": entry.version,
        "state": entry.state,
        "closed_reason": entry.closed_reason,
        "title": entry.title,
        "classification": entry.classification,
        "category": entry.category,
        "holder": entry.holder,
        "holder_name": holder.name if holder else None,
        "due_at": entry.due_at,
        "answer_by": entry.answer_by,
        "level": entry.level,
        "late": entry.late,
        "supervisory": entry.supervisory,
        "confidential": entry.confidential,
        "published": entry.published,
        "received_at": entry.received_at,
    }


def public_item(entry: Entry, holder: Agency | None) -> "PublicItem":
    """A published report in the public list; ``holder`` is the agency that holds it, for its name."""
    return {
        "report_id": entry.report_id,
        "state": entry.state,
        "closed_reason": entry.closed_reason,
        "title": entry.public_title,
        "category": entry.category,
        "holder": entry.holder,
        "holder_name": holder.name if holder else None,
        "since": entry.holder_since,
        "received_at": entry.received_at,
    }
