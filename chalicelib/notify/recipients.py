"""Who is told of an event (domain.md "Events and who is told"). Nobody whom the report is about."""

from collections.abc import Callable, Iterable

from chalicelib.domain.directory import INSPECTORATE_KIND, NATION_ID, Agency, Directory
from chalicelib.domain.events import Actor, Event, EventType, Role
from chalicelib.domain.permissions import is_barred
from chalicelib.domain.report import Report
from chalicelib.store.directory import Officer

OfficersOf = Callable[[str, str], Iterable[Officer]]
RECEIVED = frozenset({EventType.SUBMITTED})
HANDED_OVER = frozenset({EventType.FORWARDED, EventType.DECIDED})


def officers_told(report: Report, event: Event, directory: Directory, officers_of: OfficersOf) -> tuple[Officer, ...]:
    """The officers who must hear of an event: those of the agency it brought the report to, deputies included.

    Where that agency has nobody, the next one up is told, so that no report waits unseen.
    """
    if event.type not in RECEIVED | HANDED_OVER:
        return ()
    for agency in directory.with_ancestors(new_holder(report, event)):
        found = tuple(
            officer
            for officer in officers_of(agency.agency_id, office_of(agency))
            if not is_barred(Actor(Role(officer.role), officer.agency_id), report, directory)
        )
        if found:
            return found
    return ()


def new_holder(report: Report, event: Event) -> str:
    """The agency that an event brought the report to, whoever holds it by now."""
    return str(event.data.get("to") or event.changes.get("holder") or report.held_by[0])


def office_of(agency: Agency) -> str:
    """The role of those who answer for an agency."""
    if agency.agency_id == NATION_ID:
        return Role.NATION.value
    if agency.is_institution:
        return Role.COORDINATOR.value
    return Role.INSPECTORATE.value if agency.kind == INSPECTORATE_KIND else Role.LIAISON.value
