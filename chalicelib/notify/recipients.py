"""Who is told of an event: one table (docs/law.md "Events and who is told", "Ladder"), and who fills each part of it.

Nobody is told of a report that they may not read: neither whom it is about, nor the nation once it is sealed. Where a
part has nobody to tell, the next one up is told, so that nothing waits unseen.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from chalicelib.domain.actors import Actor, Role
from chalicelib.domain.directory import NATION_ID, Directory
from chalicelib.domain.directory.appointing import Officer, answering_role
from chalicelib.domain.events import Event, EventType
from chalicelib.domain.limits import LIMITS, Bound, LimitName
from chalicelib.domain.permissions import OMBUDSMAN_ID, may_read
from chalicelib.domain.reminders import UNTOLD
from chalicelib.domain.report import ClosedReason, Report
from chalicelib.domain.states import State
from chalicelib.intake.addresses import is_one_address
from chalicelib.notify.letter_context import LetterContext

OfficersOf = Callable[[str, str], Iterable[Officer]]
"""The active officers of an agency in a role."""


class Audience(StrEnum):
    """What somebody is to a report, as the table names them."""

    REPORTER = "reporter"
    HOLDER = "liaison and deputy of the holder, or whoever answers for it"
    COORDINATOR = "coordinator of the holder's institution"
    UNIT_HEAD = "head of the holder"
    INSTITUTION_HEAD = "head of the holder's institution"
    NATION = "nation"
    PROVINCE = "coordinator of the province above a regency or city"
    OMBUDSMAN = "observer of the Ombudsman"


_R, _H, _C, _U, _N = Audience.REPORTER, Audience.HOLDER, Audience.COORDINATOR, Audience.UNIT_HEAD, Audience.NATION
E = EventType

TOLD: dict[EventType, tuple[Audience, ...]] = {
    E.SUBMITTED: (_R, _C),
    E.FORWARDED: (_R, _H),
    E.DATA_REQUESTED: (_R,),
    E.COMPLETED: (_H,),  # in submitted the holder is the institution, and its coordinator answers for it
    E.REPLIED: (_H,),
    E.PROGRESSED: (_R,),
    E.ANSWERED: (_R,),
    E.RETURNED: (_H,),  # it is held by whoever decides
    E.DECIDED: (_R, _H),
    E.EXTENDED: (_R, _C),
    E.REMINDED: (_H,),
    E.DISPUTED: (_R, _H, _U),
    E.CONFIRMED: (_H,),
    E.PROMISE_KEPT: (_H,),
    E.CLOSED: (_R, _H),
    E.ARCHIVED: (_R,),
    E.DEEMED_WITHDRAWN: (_R,),
    E.OBJECTED: (_R, _N),
    E.MERGED: (_R,),
    E.SPLIT: (_R,),
    E.JOINED: (_R,),
    E.LINKED: (_R,),
    E.LEFT: (_R,),
    E.MAIN_CHANGED: (_R,),
    E.TOOK_OVER: (_R, _H),
    E.WITHDRAWN: (_R, _H),
    E.ERASED: (_R, _H),
    E.EXPIRED: (),  # nobody: it stays in the outbox until what expires is gone (notify.delivery)
    E.OMBUDSMAN_ASKED: (_R, _C, _N),
    E.OMBUDSMAN_REFERRED: (_R, _C, _N, Audience.OMBUDSMAN),
    E.OMBUDSMAN_CONSENT_WITHDRAWN: (_R, Audience.OMBUDSMAN),
    E.PUBLISHED: (_R,),
    E.UNPUBLISHED: (_R,),
    E.DEADLINE_MOVED: (_R, _H),
    E.PUBLICITY_CHANGED: (_C,),
    E.CONTACT_CHANGED: (_R,),
}
LADDER: dict[int, tuple[Audience, ...]] = {
    1: (_C, _R),
    2: (Audience.INSTITUTION_HEAD, _U),
    3: (_N, Audience.PROVINCE),
    4: (),  # told by ombudsman_asked or ombudsman_referred, which the same command records
}
# Those who follow a published report, and those whose report was merged into this one before there were cases or is
# another institution's about the same, hear these in public wording.
FOLLOWED = frozenset({E.FORWARDED, E.DECIDED, E.PROGRESSED, E.ANSWERED, E.CLOSED, E.ARCHIVED})
HEARD_BY_MERGED = FOLLOWED | {
    E.EXTENDED, E.ESCALATED, E.DISPUTED, E.DEEMED_WITHDRAWN, E.OBJECTED, E.WITHDRAWN, E.ERASED, E.OMBUDSMAN_ASKED,
    E.OMBUDSMAN_REFERRED, E.PUBLISHED, E.DEADLINE_MOVED,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Recipient:
    """An officer to be told; ``stands_in_for`` is the agency that has nobody of its own."""

    officer: Officer
    stands_in_for: str | None = None


def parts_told(report: Report, event: Event) -> tuple[Audience, ...]:
    """Who hears of an event; ``report`` as the event's command left it."""
    match event.type:
        case EventType.ESCALATED:
            parts = LADDER.get(event.data["level"], ())
            return tuple(part for part in parts if part is not _R or report.state is not State.SUBMITTED)
        case EventType.REMINDED if event.data["kind"] == UNTOLD:
            return (_H,)  # whoever asked has to find another way to the reporter
        case EventType.REMINDED if LIMITS[event.data["limit"]].binds is Bound.REPORTER:
            return (_R,)
        case EventType.REMINDED if event.data["limit"] == LimitName.PROMISE:
            # Of a case of many the holder is reminded once, for the main report.
            return (_R,) if report.case_main else (_R, _H)
        case EventType.PUBLISHED if _is_forwarded_with(report, event):
            return ()  # told by forwarded, which the same command records
        case EventType.PROMISE_KEPT if report.ended_at == event.at:
            return ()  # told by confirmed, which the same command records
        case EventType.CLOSED if event.data["reason"] == ClosedReason.CONFIRMED:
            return ()  # told by confirmed, which the same command records
        case EventType.WITHDRAWN if report.erased_at:
            return ()  # told by erased
        case _:
            return TOLD.get(event.type, ())


def _is_forwarded_with(report: Report, event: Event) -> bool:
    """Whether a report was first published and forwarded in one breath."""
    return report.state is State.FORWARDED and report.published_at == event.at == report.holder_since


def is_heard_by_merged(report: Report, event: Event) -> bool:
    """Whether those whose report was merged into this one hear of an event: what its reporter hears, and its end."""
    if event.type is EventType.ESCALATED:
        return Audience.REPORTER in parts_told(report, event)
    if event.type is EventType.WITHDRAWN and report.erased_at:
        return False  # heard by erased
    if event.type is EventType.PUBLISHED and _is_forwarded_with(report, event):
        return False  # heard by forwarded, with the way to the public page
    return event.type in HEARD_BY_MERGED


def officers_told(context: LetterContext, officers_of: OfficersOf) -> tuple[Recipient, ...]:
    """The officers who hear of an event, each once."""
    found: dict[str, Recipient] = {}
    for part in parts_told(context.report, context.event):
        posts = list(_posts(part, context.report, context.directory))
        for post in posts:
            officers = [one for one in officers_of(*post) if _may_be_told(one, context)]
            if officers:
                missing = None if post == posts[0] else posts[0][0]
                found |= {one.username: Recipient(one, missing) for one in officers if one.username not in found}
                break
    return tuple(found.values())


def _may_be_told(officer: Officer, context: LetterContext) -> bool:
    """Whether there is one address, and the officer may read the report as it is now.

    Whose reading the reporter has just ended is told of that all the same: what they copied is no longer theirs to use.
    """
    actor, report = Actor(Role(officer.role), officer.agency_id), context.present
    if context.event.type is EventType.OMBUDSMAN_CONSENT_WITHDRAWN:
        report = replace(report, referred_to_ombudsman=True)
    return is_one_address(officer.email) and may_read(actor, report, context.directory)


Post = tuple[str, str]
"""An agency and a role in it."""


def _posts(part: Audience, report: Report, directory: Directory) -> Iterator[Post]:
    """Where to look for somebody, nearest first: who is told is the first post that is filled."""
    institution = directory.institution_of(report.last_holder)
    match part:
        case Audience.HOLDER:
            yield from _upwards(report.last_holder, directory)
        case Audience.COORDINATOR:
            yield from _upwards(institution.agency_id, directory)
        case Audience.UNIT_HEAD:
            yield from _heads_upwards(report.last_holder, directory)
        case Audience.INSTITUTION_HEAD:
            yield from _heads_upwards(institution.agency_id, directory)
        case Audience.NATION:
            yield NATION_ID, Role.NATION
            # A sealed report is hidden from the nation: the head of the institution is told in its place.
            yield institution.agency_id, Role.HEAD
        case Audience.PROVINCE:
            if province := directory.province_watching(institution.agency_id):
                yield province.agency_id, Role.COORDINATOR
        case Audience.OMBUDSMAN:
            yield OMBUDSMAN_ID, Role.OBSERVER


def _upwards(agency_id: str, directory: Directory) -> Iterator[Post]:
    """Those who answer for an agency, its head, those who answer for the one above, and so on."""
    for agency in directory.with_ancestors(agency_id):
        yield agency.agency_id, answering_role(agency)
        if agency.agency_id != NATION_ID:
            yield agency.agency_id, Role.HEAD


def _heads_upwards(agency_id: str, directory: Directory) -> Iterator[Post]:
    """The head of an agency, of the one above, and so on; above all heads stands the nation."""
    for agency in directory.with_ancestors(agency_id):
        yield agency.agency_id, Role.NATION if agency.agency_id == NATION_ID else Role.HEAD
