"""Who is calling: the reports of an exact telephone number or mail address, for the officer who has the caller on the
line; each report found has on record that its reporter's identity was read (docs/law.md "Channels").

Requests: 1 for the count of the look-ups, 1 for the contact's items, 1 for the heads, 2 for each report found.
"""

from datetime import datetime
from typing import TYPE_CHECKING

from chalicelib.domain.actors import Actor
from chalicelib.domain.permissions import capacities
from chalicelib.service.limiting import HOUR, count_try
from chalicelib.service.recording import require_recorder
from chalicelib.service.rules import agencies_of, rules_for
from chalicelib.store import contact_index, identities, reports
from chalicelib.store.identities import Reading
from chalicelib.store.indexing import timestamp
from chalicelib.store.items import Stored

if TYPE_CHECKING:
    from chalicelib.answers.recording import CallersReport, CallersReports

MOST_FOUND = 25
LOOK_UPS_AN_HOUR = 100


def reports_of(email: str | None, phone: str | None, actor: Actor, now: datetime) -> "CallersReports":
    """A contact's newest reports, of those on which this officer may read who the reporter is.

    An anonymous report is never found so: that it is this contact's is what nobody may learn. Raises Forbidden, and
    RateLimited after too many look-ups of one officer.
    """
    require_recorder(actor)
    count_try("look-ups of callers", actor.username or "", LOOK_UPS_AN_HOUR, HOUR, now)
    contact = contact_index.email_hash(email) if email else contact_index.phone_hash(phone or "")
    numbers = contact_index.newest(contact, MOST_FOUND + 1)
    heads = reports.load_all(numbers[:MOST_FOUND])
    found = [heads[one] for one in numbers[:MOST_FOUND] if one in heads and _may_know(heads[one], actor)]
    for one in found:
        identities.record_reading(one.report.report_id, Reading(now, actor))
    return {"items": [_row(one) for one in found], "has_more": len(numbers) > MOST_FOUND}


def _may_know(stored: Stored, actor: Actor) -> bool:
    """Whether this officer might ask who the reporter is."""
    report = stored.report
    if report.anonymous or report.erased_at or report.expired_at:
        return False
    return bool(capacities(actor, report, rules_for([*agencies_of(report), actor.agency_id]).directory))


def _row(stored: Stored) -> "CallersReport":
    report = stored.report
    return {
        "report_id": report.report_id,
        "title": stored.title,
        "state": report.state.value,
        "closed_reason": report.closed_reason.value if report.closed_reason else None,
        "channel": report.channel.value,
        "received_at": timestamp(report.received_at),
        "answer_by": timestamp(report.answer_by) if report.answer_by else None,
    }
