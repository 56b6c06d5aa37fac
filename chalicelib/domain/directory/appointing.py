"""Appointing officers: which role fits which agency, who appoints whom, who may be whose deputy."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from chalicelib.domain.actors import Role
from chalicelib.domain.directory.agencies import INSPECTORATE_KIND, NATION_ID, Agency
from chalicelib.domain.refusals import FieldError

OFFICERS_ROLES = (Role.LIAISON, Role.HEAD, Role.COORDINATOR, Role.INSPECTORATE, Role.NATION, Role.OBSERVER)
# Observers watch the whole nation's figures, so only the nation lets somebody watch.
APPOINTED_BY_THE_NATION = frozenset({Role.NATION, Role.OBSERVER})
OBSERVING_KINDS = frozenset({"KEMENTERIAN", "LEMBAGA"})
# Whose last holder cannot leave by their own hand: nobody would be left to appoint another.
NEVER_LEFT_EMPTY = frozenset({Role.COORDINATOR, Role.NATION})


@dataclass(frozen=True, slots=True)
class Officer:
    """An officer's profile: the source of the sign-in pool, and of what a token must agree with.

    ``deputy_of`` is the user name of whom they stand in for; ``invited_at`` (ISO 8601, UTC) when last invited.
    """

    username: str
    email: str
    role: str
    agency_id: str
    disabled: bool = False
    deputy_of: str | None = None
    invited_at: str | None = None

    @property
    def office(self) -> tuple[str, str]:
        """The agency and the role in it."""
        return self.agency_id, self.role


def answering_role(agency: Agency) -> Role:
    """The role of those who answer for an agency."""
    if agency.agency_id == NATION_ID:
        return Role.NATION
    if agency.is_institution:
        return Role.COORDINATOR
    return Role.INSPECTORATE if agency.kind == INSPECTORATE_KIND else Role.LIAISON


def fits(role: str, agency: Agency) -> bool:
    """Whether an agency can have an officer of a role: who answers for it, its head, an observer where one belongs."""
    match role:
        case Role.HEAD:
            return agency.agency_id != NATION_ID
        case Role.OBSERVER:
            return agency.kind in OBSERVING_KINDS
        case _:
            return role == answering_role(agency)


def faults_of_office(officer: Officer, agency: Agency, appointed_by: Role) -> Iterator[FieldError]:
    """What is wrong with the office somebody is given."""
    if officer.role in APPOINTED_BY_THE_NATION and appointed_by is not Role.NATION:
        yield FieldError("role", "the_nations_alone")
    elif not fits(officer.role, agency):
        yield FieldError("role", "role_misfit", {"role": officer.role, "kind": agency.kind})


def faults_of_deputy(officer: Officer, principal: Officer | None) -> Iterator[FieldError]:
    """What is wrong with whom somebody stands in for; ``principal`` is that officer as they will be, if there is one.

    Who stands in holds the same office; a deputy has no deputy. One whose principal has left goes on standing in.
    """
    if officer.deputy_of is None:
        return
    if officer.deputy_of == officer.username:
        yield FieldError("deputy_of", "own_deputy")
    elif principal is None or principal.office != officer.office:
        yield FieldError("deputy_of", "not_a_colleague")
    elif principal.deputy_of is not None:
        yield FieldError("deputy_of", "deputy_of_a_deputy")


def leaves_empty(before: Officer, after: Officer, colleagues: Iterable[Officer]) -> bool:
    """Whether an officer who changes so leaves an office empty that nobody else could then fill; ``colleagues`` are
    the others of that office.
    """
    leaves = not before.disabled and (after.disabled or after.office != before.office)
    return leaves and before.role in NEVER_LEFT_EMPTY and all(other.disabled for other in colleagues)


def vacant(agencies: Iterable[Agency], officers: Iterable[Officer]) -> list[Agency]:
    """Those of these agencies that accept reports and have nobody active who answers."""
    filled = {one.office for one in officers if not one.disabled}
    return [one for one in agencies if one.accepts_reports and (one.agency_id, answering_role(one)) not in filled]


def is_covered(agency: Agency, officers: Iterable[Officer]) -> bool:
    """Whether somebody active answers for an agency; a deputy does, also one whose principal has left."""
    role = answering_role(agency)
    return any(one.office == (agency.agency_id, role) and not one.disabled for one in officers)
