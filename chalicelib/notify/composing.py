"""From an event to its letters: who must hear of it is looked up, and each letter is written."""

from collections.abc import Iterator

from chalicelib import access_codes
from chalicelib.domain import events
from chalicelib.domain.events import Event
from chalicelib.domain.report import LimitName
from chalicelib.notify import letters
from chalicelib.notify.letters import Letter
from chalicelib.notify.recipients import new_holder, officers_told
from chalicelib.settings import settings
from chalicelib.store import directory, identities
from chalicelib.store.items import Stored


def letters_for(stored: Stored, event: Event) -> Iterator[Letter]:
    """The letters an event asks for."""
    report = stored.report
    if event.type is events.EventType.SUBMITTED:
        identity = identities.load_identity(report.report_id)
        verify = next(limit for limit in event.changes["limits"] if limit.name is LimitName.VERIFY)
        if identity and identity.email:
            code = access_codes.code_for(report.report_id, stored.secret_number)
            yield letters.receipt(report, identity.email, code, verify, settings().site_url)
    holder = new_holder(report, event)
    tree = directory.directory_covering([holder, *report.reported_agencies])
    agency = tree.get(holder)
    for officer in officers_told(report, event, tree, directory.officers_of):
        yield letters.new_report(
            report,
            officer.username,
            officer.email,
            agency.name if agency else holder,
            report.earliest_limit,
            settings().site_url,
        )
