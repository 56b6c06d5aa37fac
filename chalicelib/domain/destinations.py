"""Where a report may be sent, by whom (docs/law.md "Commands", rows forward and decide)."""

from collections.abc import Iterator

from chalicelib.domain.actors import Actor, Role
from chalicelib.domain.directory import NATION_ID, Agency, Directory
from chalicelib.domain.permissions import is_sender
from chalicelib.domain.refusals import FieldError
from chalicelib.domain.report import Report
from chalicelib.domain.states import State

_FREE_STATES = frozenset({State.SUBMITTED, State.REOPENED})


def destination_fault(
    field: str,
    to: str,
    report: Report,
    actor: Actor,
    directory: Directory,
    *,
    deciding: bool = False,
    supervisory: bool | None = None,
    reported_agencies: tuple[str, ...] | None = None,
) -> Iterator[FieldError]:
    """The fault in a destination, at most one; ``supervisory`` and ``reported_agencies`` as they will be by then."""
    agency = directory.get(to)
    if agency is None:
        yield FieldError(field, "unknown_agency")
        return
    reported = report.reported_agencies if reported_agencies is None else reported_agencies
    if not agency.accepts_reports:
        yield FieldError(field, "takes_no_reports")
    elif directory.is_about(to, reported):
        yield FieldError(field, "is_reported")
    elif _is_reported(actor, reported, directory) or not _may_send(agency, report, actor, directory, deciding=deciding):
        yield FieldError(field, "out_of_reach")
    elif to == report.holder and not deciding and report.state is not State.SUBMITTED:
        yield FieldError(field, "is_the_holder")
    elif (report.supervisory if supervisory is None else supervisory) and not _may_supervise(
        agency, reported, actor, directory
    ):
        yield FieldError(field, "supervisory_to_inspectorate")


def _is_reported(actor: Actor, reported: tuple[str, ...], directory: Directory) -> bool:
    """Whether the actor's own agency is named by the same command: then the nation says where it goes."""
    return directory.is_about(actor.agency_id or "", reported)


def _may_send(agency: Agency, report: Report, actor: Actor, directory: Directory, *, deciding: bool) -> bool:
    own = actor.agency_id or ""
    match actor.role:
        case Role.NATION:
            return True
        case Role.COORDINATOR if not deciding and not _leaves_freely(report, own) and not is_sender(actor, report):
            return directory.in_scope(agency.agency_id, own)
        case Role.COORDINATOR:
            return directory.in_scope(agency.agency_id, own) or agency.is_institution
        case Role.LIAISON | Role.HEAD:
            return directory.in_scope(agency.agency_id, own)
        case Role.INSPECTORATE:
            holds = report.holder is not None and directory.in_scope(report.holder, own)
            return agency.agency_id == own or (holds and directory.in_scope(agency.agency_id, own))
        case _:
            return False


def _leaves_freely(report: Report, institution_id: str) -> bool:
    """Whether a coordinator may send it to another institution: a recall stays inside."""
    own = report.state is State.FORWARDED and report.holder == institution_id
    return own or report.state in _FREE_STATES


def _may_supervise(agency: Agency, reported: tuple[str, ...], actor: Actor, directory: Directory) -> bool:
    """Supervisory reports go to the inspectorate; to the coordinator where there is none; to the nation where the
    inspectorate itself is reported; another institution than the actor's gets them as a whole."""
    institution = directory.institution_of(agency.agency_id)
    inspectorate = directory.inspectorate_of(institution.agency_id)
    if agency.agency_id == NATION_ID:
        return True
    if inspectorate is None:
        return agency.is_institution
    if directory.is_about(inspectorate.agency_id, reported):
        return False
    another = agency.is_institution and agency.agency_id != actor.agency_id
    return another or directory.is_within(agency.agency_id, inspectorate.agency_id)
