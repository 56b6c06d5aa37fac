"""Whom nobody can tell by themselves: a reporter who gave but a telephone where no channel reaches one.

Their report is marked when there is something to tell them, so that the queue ``unreached`` asks an officer to call.
Nobody may know the number of who is anonymous: nobody is asked to call them.
"""

from chalicelib.domain.events import Event
from chalicelib.notify import channels
from chalicelib.notify.composing import ContactOf
from chalicelib.store import deliveries, undelivered
from chalicelib.store.contact_index import Reachable
from chalicelib.store.items import Stored


def noting(stored: Stored, event: Event, contact_of: ContactOf) -> ContactOf:
    """As ``contact_of``; that no channel reaches the report's own reporter is marked on the way."""
    report = stored.report

    def noted(report_id: str) -> Reachable:
        contact = contact_of(report_id)
        may_be_called = report_id == report.report_id and not report.anonymous
        if may_be_called and contact.phone and channels.address_of(contact, report.channel.value) is None:
            undelivered.mark(report_id, event.seq, deliveries.REPORTER, undelivered.ONLY_TELEPHONE)
        return contact

    return noted
