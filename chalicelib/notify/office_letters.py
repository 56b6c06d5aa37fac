"""Letters to an office about many reports at once: its digest of the morning, and what was gathered for it."""

from collections.abc import Collection, Iterator

from chalicelib.domain.actors import Actor, Role
from chalicelib.domain.directory.appointing import Officer, answering_role
from chalicelib.domain.permissions import may_read
from chalicelib.intake.addresses import is_one_address
from chalicelib.notify import digest_content, digests
from chalicelib.notify.letters import Letter
from chalicelib.notify.new_reports import new_reports
from chalicelib.store import directory_lookup, reports
from chalicelib.store.outbox import Gathered

LOADED_AT_MOST = 100
"""Reports of a gathered letter that are looked at; the others are counted."""


def digest_letters(agency_id: str, content: str) -> Iterator[Letter]:
    """The digest to those who answer for an agency; where it has nobody, to the next one up."""
    day = digest_content.decode(content)
    yield from (digests.digest(day, one.username, one.email) for one in _answering_for(agency_id))


def gathered_letters(letter: Gathered, report_ids: Collection[str]) -> Iterator[Letter]:
    """The letter about an office's new reports to those who answer for it; where it has nobody, to the next one up.

    Of those that they may read as things are now. Raises StoreFailure.
    """
    loaded = reports.load_all(sorted(report_ids)[:LOADED_AT_MOST])
    here = [one.report for one in loaded.values() if not one.report.erased_at]
    named = (agency_id for report in here for agency_id in (*report.held_by, *report.reported_agencies))
    directory = directory_lookup.directory_covering([letter.agency_id, *named])
    unread = len(report_ids) - len(loaded)
    for officer in _answering_for(letter.agency_id):
        actor = Actor(Role(officer.role), officer.agency_id)
        listed = [report for report in here if may_read(actor, report, directory)]
        if listed and is_one_address(officer.email):
            agency = directory.get(letter.agency_id)
            assert agency, "an office that reports came to"
            yield new_reports(agency, letter.until, listed, len(listed) + unread, officer)


def _answering_for(agency_id: str) -> tuple[Officer, ...]:
    directory = directory_lookup.directory_covering([agency_id])
    for agency in directory.with_ancestors(agency_id):
        officers = directory_lookup.officers_of(agency.agency_id, answering_role(agency))
        if officers:
            return officers
    return ()
