"""What may happen next to a report: ONE table, and the decision that walks it (docs/law.md "Commands").

``MOVES`` says who may give which command in which states. ``decide`` is a function of (report, command, actor, now)
and the rules; it returns the events and the report they make, or raises a Refusal and changes nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain import faults
from chalicelib.domain.actors import SYSTEM, Actor
from chalicelib.domain.clockwork import next_look_at
from chalicelib.domain.commands import Command, Submit
from chalicelib.domain.deadlines import is_over
from chalicelib.domain.decisions import cases, clock, officer, reporter
from chalicelib.domain.decisions.draft import Decision, DecisionDraft
from chalicelib.domain.directory import NATION_ID, Directory
from chalicelib.domain.expiry import expires_at
from chalicelib.domain.limits import LIMITS, LimitName
from chalicelib.domain.permissions import Capacity, capacities
from chalicelib.domain.promises import has_come
from chalicelib.domain.refusals import FieldError, Forbidden, Invalid, NotAllowedNow, StaleVersion
from chalicelib.domain.report import SYSTEM_ARCHIVE_REASONS, ArchiveReason, Report
from chalicelib.domain.rules import Rules
from chalicelib.domain.states import OPEN_STATES, State

BINDING_RETURNS = 3
S = State


@dataclass(frozen=True, slots=True)
class Situation:
    """What a condition of the table may look at."""

    report: Report
    actor: Actor
    now: datetime
    directory: Directory


Condition = Callable[[Situation], bool]


@dataclass(frozen=True, slots=True)
class Move:
    """One row: in this capacity this command may be given in these states, if the condition holds."""

    command: str
    capacity: Capacity
    states: frozenset[State]
    condition: Condition | None = None


def _within(name: LimitName) -> Condition:
    def holds(situation: Situation) -> bool:
        limit, expired = situation.report.limit(name), situation.report.expired_at
        # What has expired lives no more, whatever limit a clock that goes wrong would find open.
        return limit is not None and limit.met_at is None and not is_over(limit, situation.now) and not expired

    return holds


def _may_revive(situation: Situation) -> bool:
    return situation.report.archived_reason is ArchiveReason.DEEMED_WITHDRAWN and _within(LimitName.REVIVE)(situation)


def _may_object(situation: Situation) -> bool:
    report = situation.report
    return (
        report.archived_reason not in SYSTEM_ARCHIVE_REASONS
        and not report.objected
        and _within(LimitName.OBJECT)(situation)
    )


def _ombudsman_open(situation: Situation) -> bool:
    report = situation.report
    return not report.referred_to_ombudsman and (report.level >= 1 or report.reopenings >= 2)


def _not_referred(situation: Situation) -> bool:
    return not situation.report.referred_to_ombudsman


def _ombudsman_reads(situation: Situation) -> bool:
    return situation.report.referred_to_ombudsman


def _institution_holds(situation: Situation) -> bool:
    agency = situation.directory.get(situation.report.last_holder)
    return agency is not None and agency.is_institution


def _escalated(situation: Situation) -> bool:
    return situation.report.level >= 1


def _not_held_by_actor(situation: Situation) -> bool:
    return situation.report.supervisory and situation.report.holder != situation.actor.agency_id


def _may_give_back(situation: Situation) -> bool:
    report, actor = situation.report, situation.actor
    return report.supervisory and situation.directory.in_scope(report.last_holder, actor.agency_id or "")


def _may_return(situation: Situation) -> bool:
    # Above the nation nobody could decide; after the third return the decision binds.
    return situation.report.returns < BINDING_RETURNS and situation.report.holder != NATION_ID


def _may_extend(situation: Situation) -> bool:
    limit = situation.report.limit(LimitName.FINISH)
    return limit is not None and limit.extra_days == 0 and _within(LimitName.FINISH)(situation)


def _has_a_promise(situation: Situation) -> bool:
    return situation.report.open_promise is not None


def _promise_has_come(situation: Situation) -> bool:
    return has_come(situation.report, situation.now)


def _not_surveyed(situation: Situation) -> bool:
    return not situation.report.surveyed


def _merged(situation: Situation) -> bool:
    report = situation.report
    return report.archived_reason is ArchiveReason.DUPLICATE and not report.expired_at


def _hears(situation: Situation) -> bool:
    return situation.report.hears_of is not None


def _something_runs_on(situation: Situation) -> bool:
    # An open report is never without a limit: what had its answer, and begins anew, is answered by itself.
    return any(limit.met_at is None and S.JOINED in LIMITS[limit.name].runs_in for limit in situation.report.limits)


def _has_a_case(situation: Situation) -> bool:
    return situation.report.case_main is not None


def _not_confidential(situation: Situation) -> bool:
    return not situation.report.confidential


def _not_expired(situation: Situation) -> bool:
    return situation.report.expired_at is None


def _expires(situation: Situation) -> bool:
    at = expires_at(situation.report)
    return at is not None and at <= situation.now


def _published(situation: Situation) -> bool:
    return situation.report.published


EVERY = frozenset(State)
_WITH_HOLDER = frozenset({S.FORWARDED, S.IN_PROGRESS})
_C, _N, _H, _R = Capacity.COORDINATOR, Capacity.NATION, Capacity.HOLDER, Capacity.REPORTER

MOVES: tuple[Move, ...] = (
    Move("complete", _R, frozenset({S.NEEDS_INFO})),
    Move("complete", _R, frozenset({S.ARCHIVED}), _may_revive),
    Move("reply", _R, OPEN_STATES),
    Move("confirm", _R, frozenset({S.ANSWERED})),
    Move("confirm-promise", _R, frozenset({S.ANSWERED, S.CLOSED}), _promise_has_come),
    Move("dispute", _R, frozenset({S.ANSWERED})),
    Move("dispute", _R, frozenset({S.CLOSED}), _within(LimitName.DISPUTE)),
    Move("survey", _R, frozenset({S.CLOSED}), _not_surveyed),
    Move("withdraw", _R, OPEN_STATES),
    Move("object", _R, frozenset({S.ARCHIVED}), _may_object),
    Move("ombudsman", _R, OPEN_STATES, _ombudsman_open),
    Move("ombudsman", _R, frozenset({S.CLOSED, S.ARCHIVED}), _not_referred),
    Move("ombudsman", _R, EVERY, _ombudsman_reads),  # to take the consent back
    Move("publicity", _R, EVERY),
    Move("contact", _R, EVERY, _not_expired),
    Move("erase", _R, EVERY),
    Move("verify", _C, OPEN_STATES),
    Move("verify", _N, OPEN_STATES),
    Move("verify", Capacity.INSPECTORATE, frozenset({S.FORWARDED}), _may_give_back),
    Move("forward", _C, frozenset({S.SUBMITTED, S.REOPENED})),
    Move("forward", _C, frozenset({S.FORWARDED}), _institution_holds),
    Move("forward", _C, _WITH_HOLDER, _escalated),
    Move("forward", _N, frozenset({S.SUBMITTED})),
    Move("forward", Capacity.SENDER, frozenset({S.FORWARDED})),
    Move("forward", Capacity.UNIT, frozenset({S.FORWARDED, S.REOPENED})),
    Move("forward", Capacity.INSPECTORATE, _WITH_HOLDER | {S.SUBMITTED, S.RETURNED}, _not_held_by_actor),
    Move("request-data", _C, frozenset({S.SUBMITTED})),
    Move("request-data", _H, _WITH_HOLDER | {S.SUBMITTED}),
    Move("accept", _H, frozenset({S.FORWARDED, S.REOPENED})),
    Move("progress", _H, frozenset({S.IN_PROGRESS, S.REOPENED, S.ANSWERED})),
    Move("answer", _H, _WITH_HOLDER | {S.REOPENED, S.ANSWERED}),
    Move("return", _H, _WITH_HOLDER, _may_return),
    Move("decide", _C, frozenset({S.RETURNED})),
    Move("decide", _N, frozenset({S.RETURNED})),
    Move("extend", Capacity.HEAD, frozenset({S.IN_PROGRESS}), _may_extend),
    Move("note", _C, EVERY),
    Move("note", _N, EVERY),
    Move("note", _H, EVERY),
    Move("note", Capacity.INSPECTORATE, EVERY),
    Move("contact-log", _C, EVERY),
    Move("contact-log", _N, EVERY),
    Move("contact-log", _H, EVERY),
    Move("contact-log", Capacity.INSPECTORATE, EVERY),
    Move("archive", _C, frozenset({S.SUBMITTED})),
    Move("archive", _N, frozenset({S.SUBMITTED, S.RETURNED})),
    *(
        Move(name, capacity, frozenset({S.SUBMITTED, S.FORWARDED}), _something_runs_on)
        for name in ("join", "merge")
        for capacity in (_C, _N)
    ),
    *(
        Move(name, capacity, states, condition)
        for name, capacities_of_it in (("leave", (_C, _N, _R)), ("split", (_C, _N)))
        for capacity in capacities_of_it
        for states, condition in (
            (frozenset({S.JOINED}), None),
            (frozenset({S.ARCHIVED}), _merged),
            (OPEN_STATES - {S.JOINED}, _hears),
        )
    ),
    Move("publish", _C, EVERY - {S.WITHDRAWN}, _not_confidential),
    Move("publish", _N, EVERY - {S.WITHDRAWN}, _not_confidential),
    Move("unpublish", _C, EVERY - {S.WITHDRAWN}, _published),
    Move("unpublish", _N, EVERY - {S.WITHDRAWN}, _published),
    Move("remind", Capacity.SYSTEM, OPEN_STATES),
    Move("remind", Capacity.SYSTEM, frozenset({S.CLOSED}), _has_a_promise),
    Move("escalate", Capacity.SYSTEM, OPEN_STATES),
    Move("close", Capacity.SYSTEM, frozenset({S.ANSWERED})),
    Move("lapse", Capacity.SYSTEM, frozenset({S.NEEDS_INFO})),
    Move("expire", Capacity.SYSTEM, EVERY - OPEN_STATES, _expires),
    Move("carry", Capacity.SYSTEM, frozenset({S.JOINED, S.ANSWERED}), _has_a_case),
    Move("repoint", Capacity.SYSTEM, frozenset({S.JOINED, S.ANSWERED}), _has_a_case),
    Move("succeed", Capacity.SYSTEM, frozenset({S.JOINED})),
    Move("count-dispute", Capacity.SYSTEM, frozenset({S.ANSWERED})),
    Move("count-dispute", Capacity.SYSTEM, frozenset({S.CLOSED}), _within(LimitName.DISPUTE)),
)


def allowed(report: Report, actor: Actor, now: datetime, directory: Directory) -> tuple[str, ...]:
    """The commands this actor may give on this report now, in the order of the table, each once."""
    if report.erased_at:
        return ()
    mine = capacities(actor, report, directory)
    situation = Situation(report, actor, now, directory)
    names = [
        move.command
        for move in MOVES
        if move.capacity in mine
        and report.state in move.states
        and (move.condition is None or move.condition(situation))
    ]
    return tuple(dict.fromkeys(names))


def submit(command: Submit, actor: Actor, now: datetime, rules: Rules) -> Decision:
    """A new report. Raises Invalid when an agency named in it does not exist or takes no reports, or its day of receipt
    cannot be.
    """
    _refuse(*faults.of_submit(command, now, rules))
    draft = DecisionDraft(None, actor, now, rules)
    reporter.submit(draft, command)
    return _decided(draft)


def decide(
    report: Report, command: Command, actor: Actor, now: datetime, rules: Rules, *, seen_version: int | None = None
) -> Decision:
    """What comes of a command; ``seen_version`` is the version the actor read, None when they did not say.

    Raises Forbidden, Invalid, StaleVersion or NotAllowedNow, looked for in this order (docs/contract.md "Errors").
    """
    require_office(report, command.name, actor, now, rules.directory)
    may = allowed(report, actor, now, rules.directory)
    found = faults.of(report, command, actor, now, rules)
    if seen_version is not None and seen_version != report.version:
        # What somebody else has just done is no fault of the actor's: they are told of the version instead.
        _refuse(*(fault for fault in found if fault.code in faults.WHATEVER_THE_REPORT))
        raise StaleVersion(report.version)
    _refuse(*found)
    if command.name not in may or not faults.fits_state(report, command, actor):
        raise NotAllowedNow(report.state, may)
    draft = DecisionDraft(report, actor, now, rules)
    (reporter.DECIDERS | officer.DECIDERS | clock.DECIDERS | cases.DECIDERS)[type(command)](draft, command)
    if report.level and not draft.report.level:
        clock.take_over(draft)
    return _decided(draft)


def tick(report: Report, now: datetime, rules: Rules, *, told: bool = True) -> Decision | None:
    """Everything the clock owes a report by ``now``, as one command of the system; None when that is nothing.

    ``told`` says whether a letter that asks the reporter for data arrived: without one nobody is deemed withdrawn.
    """
    draft = DecisionDraft(report, SYSTEM, now, rules)
    clock.tick(draft, told=told)
    return _decided(draft) if draft.events else None


def require_office(report: Report, command_name: str, actor: Actor, now: datetime, directory: Directory) -> None:
    """Raises Forbidden when no capacity that the actor has for this report may give that command, in any state."""
    mine = capacities(actor, report, directory)
    if not any(move.command == command_name and move.capacity in mine for move in MOVES):
        raise Forbidden(report.state, allowed(report, actor, now, directory))


def _decided(draft: DecisionDraft) -> Decision:
    looked_at = next_look_at(draft.report, draft.now, draft.rules.calendar)
    return Decision(draft.report, tuple(draft.events), looked_at)


def _refuse(*errors: FieldError) -> None:
    if errors:
        raise Invalid(*errors)
