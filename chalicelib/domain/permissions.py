"""Who may see a report, and in which capacity somebody acts on it (docs/law.md "Who may do what"). Default: no."""

from enum import StrEnum

from chalicelib.domain.actors import Actor, Role
from chalicelib.domain.directory import INSPECTORATE_KIND, NATION_ID, Directory
from chalicelib.domain.report import Report
from chalicelib.domain.states import State

OMBUDSMAN_ID = "lb.ombudsman"


class Capacity(StrEnum):
    """What an actor is to one report: the first column of the table of moves."""

    REPORTER = "reporter"
    COORDINATOR = "coordinator"
    NATION = "nation"
    HOLDER = "holder"
    UNIT = "unit"
    HEAD = "head"
    INSPECTORATE = "inspectorate"
    SENDER = "sender"
    SYSTEM = "system"


def is_barred(actor: Actor, report: Report, directory: Directory) -> bool:
    """Whether the report is about the actor's agency or one above it: then it does not exist for them."""
    return actor.agency_id is not None and directory.is_about(actor.agency_id, report.reported_agencies)


def may_read(actor: Actor, report: Report, directory: Directory) -> bool:
    """Whether an officer may read the whole report. The reporter is admitted by the access code, not here."""
    agency_id = actor.agency_id
    if agency_id is None or directory.get(agency_id) is None or is_barred(actor, report, directory):
        return False
    match actor.role:
        case Role.NATION:
            return not report.sealed or report.last_holder == NATION_ID
        case Role.OBSERVER:
            return agency_id == OMBUDSMAN_ID and report.referred_to_ombudsman
        case Role.LIAISON | Role.HEAD:
            return _held_within(report, agency_id, directory)
        case Role.COORDINATOR:
            return _held_within(report, agency_id, directory) or _province_reads(report, agency_id, directory)
        case Role.INSPECTORATE:
            institution = directory.institution_of(agency_id).agency_id
            in_house = report.supervisory and _held_within(report, institution, directory)
            return in_house or _held_within(report, agency_id, directory)
        case _:
            return False


def capacities(actor: Actor, report: Report, directory: Directory) -> frozenset[Capacity]:
    """Everything the actor is to this report now; nothing for an officer whose agency only held it once."""
    if actor.role is Role.REPORTER:
        return frozenset({Capacity.REPORTER})
    if actor.role is Role.SYSTEM:
        return frozenset({Capacity.SYSTEM})
    if not may_read(actor, report, directory) or actor.agency_id is None:
        return frozenset()
    found = {
        Role.NATION: _of_the_nation,
        Role.COORDINATOR: _of_a_coordinator,
        Role.LIAISON: _of_a_unit,
        Role.HEAD: _of_a_unit,
        Role.INSPECTORATE: _of_an_inspectorate,
    }.get(actor.role)
    sent = {Capacity.SENDER} if is_sender(actor, report) else set()
    return frozenset(found(actor, report, directory) | sent) if found else frozenset()


def is_sender(actor: Actor, report: Report) -> bool:
    """Whether the report lies, not yet accepted, where this office sent it.

    Whoever sends it down inside their own agency acts for what is below them anyway.
    """
    by = report.forwarded_by if report.state is State.FORWARDED else None
    if actor.role not in (Role.COORDINATOR, Role.NATION):
        return False
    return by is not None and (by.role, by.agency_id) == (actor.role, actor.agency_id)


def is_inspectorate(agency_id: str, directory: Directory) -> bool:
    """Whether an agency is an inspectorate or part of one."""
    return any(agency.kind == INSPECTORATE_KIND for agency in directory.with_ancestors(agency_id))


def _held_within(report: Report, root_id: str, directory: Directory) -> bool:
    return any(directory.in_scope(held, root_id) for held in report.held_by)


def _province_reads(report: Report, agency_id: str, directory: Directory) -> bool:
    provinces = (directory.province_watching(held) for held in report.held_at_level_three)
    return not report.sealed and any(one and one.agency_id == agency_id for one in provinces)


def _of_the_nation(actor: Actor, report: Report, directory: Directory) -> set[Capacity]:
    found = {Capacity.NATION}
    if report.last_holder == NATION_ID:
        found |= {Capacity.HOLDER}
    if directory.institution_of(report.last_holder).agency_id == NATION_ID:
        found |= {Capacity.COORDINATOR}
    return found


def _of_a_coordinator(actor: Actor, report: Report, directory: Directory) -> set[Capacity]:
    if actor.agency_id is None or not directory.in_scope(report.last_holder, actor.agency_id):
        return set()
    return {Capacity.COORDINATOR} | ({Capacity.HOLDER} if report.last_holder == actor.agency_id else set())


def _of_a_unit(actor: Actor, report: Report, directory: Directory) -> set[Capacity]:
    if actor.agency_id is None or not directory.in_scope(report.last_holder, actor.agency_id):
        return set()
    return {Capacity.HOLDER, Capacity.UNIT} | ({Capacity.HEAD} if actor.role is Role.HEAD else set())


def _of_an_inspectorate(actor: Actor, report: Report, directory: Directory) -> set[Capacity]:
    if actor.agency_id is None:
        return set()
    own = directory.institution_of(actor.agency_id)
    found: set[Capacity] = set()
    if directory.institution_of(report.last_holder) == own:
        found.add(Capacity.INSPECTORATE)
    if directory.in_scope(report.last_holder, actor.agency_id):
        found |= {Capacity.HOLDER, Capacity.UNIT}
    return found
