"""Whatever people and the clock do, in whatever order and at whatever times: the law holds (generated histories)."""

from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.domain import lifecycle
from chalicelib.domain.calendar.workdays import local_date
from chalicelib.domain.case_commands import Join
from chalicelib.domain.commands import Answer, Command, Decide, Forward, Return, Verify
from chalicelib.domain.decisions.draft import Decision
from chalicelib.domain.events import EventType
from chalicelib.domain.history import replay
from chalicelib.domain.limits import Limit, LimitName
from chalicelib.domain.refusals import Refusal
from chalicelib.domain.report import Classification, Outcome, Report
from chalicelib.domain.states import State
from chalicelib.domain.tallying import NATION, contributions
from tests.domain.commands_table import commands_of
from tests.domain.dossier import UNIT, Dossier, submitted
from tests.domain.lawful_moves import RUNS_IN, is_lawful
from tests.domain.world import PEOPLE, RULES

AGENCIES = sorted(RULES.directory.agencies)
ACTORS = [who for who in PEOPLE if who != "system"]
ENDED = {State.CLOSED, State.ARCHIVED, State.WITHDRAWN}
MAY_MOVE_A_LIMIT = {EventType.DATA_REQUESTED, EventType.COMPLETED, EventType.EXTENDED, EventType.RECLASSIFIED}
BEGINS_ANEW = {
    "verify": {EventType.OBJECTED, EventType.SPLIT, EventType.LEFT, EventType.COMPLETED},
    "accept": {EventType.FORWARDED, EventType.DECIDED},
    "respond": set(),
    "finish": set(),
    "decide": {EventType.RETURNED, EventType.COMPLETED},
    "redo": {EventType.DISPUTED, EventType.PROGRESSED},
    "cap": {EventType.COMPLETED},
    "complete": {EventType.DATA_REQUESTED, EventType.CONTACT_LOGGED},
    "reply": {EventType.ANSWERED, EventType.REPLIED},
    "dispute": {EventType.CLOSED},
    "object": {EventType.ARCHIVED},
    "revive": {EventType.DEEMED_WITHDRAWN},
    "acknowledge": set(),
    "dispose": {EventType.FORWARDED, EventType.DECIDED},
    "promise": {EventType.ANSWERED},
}

JUDGED = {EventType.PROMISE_KEPT, EventType.PROMISE_BROKEN}
# With the first of these respond and finish begin: at a unit, taken by an institution, or when its time is over.
AT_WORK = {EventType.FORWARDED, EventType.DECIDED, EventType.ACCEPTED, EventType.ESCALATED, EventType.REMINDED}


# How likely a step is: what leads on is likely, what says little or ends it all is not.
LIKELY: dict[str, float] = dict.fromkeys(
    ("contact-log", "join", "merge", "note", "publicity", "publish", "unpublish", "verify", "reply"), 0.15
)
LIKELY |= {"forward": 3, "accept": 8, "answer": 5, "return": 4, "decide": 6, "dispute": 20, "complete": 20, "split": 9}
LIKELY |= {
    "confirm-promise": 20,
    "object": 20,
    "confirm": 4,
    "request-data": 2,
    "extend": 3,
    "progress": 2,
    "erase": 0.02,
    "withdraw": 0.02,
}


def next_step(dossier: Dossier, chance: Random) -> tuple[str, Command]:
    """Somebody and what they try: mostly what they may, sometimes anything at all."""
    may = [(who, name) for who in ACTORS for name in sorted(dossier.allowed(who))]
    if not may or chance.random() < 0.15:
        may = [(who, name) for who in ACTORS for name in commands_of(who)]
    weights = [LIKELY.get(name, 0.5) for _, name in may]
    ((who, name),) = chance.choices(may, weights)
    return who, anything_said(commands_of(who)[name], chance, dossier.now)


def anything_said(command: Command, chance: Random, now: datetime) -> Command:
    """The command, to anywhere, about anybody."""
    agency = chance.choice(AGENCIES)
    match command:
        case Forward() | Decide() if chance.random() < 0.3:
            return replace(command, to=agency)
        case Return():
            return replace(command, proposed=agency)
        case Join():
            secret = submitted(report_id="LP-MAIN", confidential=chance.random() < 0.5)
            return replace(command, main=secret.report)
        case Answer() if chance.random() < 0.5:
            # Also days that are past, or further ahead than anybody may promise.
            day = now.date() + timedelta(days=chance.choice([0, 1, 2, 3, 9, 25, 60, 400, 900]))
            return replace(command, outcome=chance.choice([*[Outcome.PLANNED] * 9, None]), promised_by=day)
        case Verify():
            return Verify(
                category=chance.choice([None, "jalan"]),
                supervisory=chance.choice([None, None, None, True, False]),
                confidential=chance.choice([None, None, True, False]),
                reported_agencies=chance.choice([None, None, None, (), (agency,)]),
                public_title="Judul",
                public_body="Isi.",
                publish=chance.random() < 0.3,
                forward_to=chance.choice([None, None, agency]),
            )
        case _:
            return command


def check(before: Report | None, decision: Decision) -> None:
    """Everything that is true of every report after every accepted command."""
    report = decision.report
    assert [event.seq for event in decision.events] == list(range((before.seq if before else 0) + 1, report.seq + 1))
    assert {event.version for event in decision.events} == {report.version} == {(before.version if before else 0) + 1}
    ended = report.state in ENDED
    assert (report.holder is None) == (report.due_at is None) == ended
    assert (decision.next_look_at is None) == bool(report.erased_at or report.expired_at)
    assert ended or not report.expired_at, "what has expired lives no more"
    running = {one.name: one for one in report.limits if one.met_at is None and report.state in RUNS_IN[one.name]}
    promise = running.pop(LimitName.PROMISE, None)
    assert report.due_at == (None if ended else min(limit.due_at for limit in running.values()))
    if promise:
        check_promise(report, promise)
    assert report.sealed <= report.supervisory <= report.confidential <= (not report.published)
    assert report.returns <= 3
    assert report.level <= (0 if ended else 4)
    assert not any(RULES.directory.is_within(report.holder or "", one) for one in report.reported_agencies)
    assert report.received_at <= min(limit.due_at for limit in report.limits)
    if before:
        check_change(before, decision)


def check_promise(report: Report, promise: Limit) -> None:
    """A promise has its day, and its reporter thirty days more to dispute."""
    assert report.promised_by == local_date(promise.due_at, promise.timezone)
    dispute = report.limit(LimitName.DISPUTE)
    if report.state is State.CLOSED:
        assert dispute
        assert dispute.due_at >= promise.due_at + timedelta(days=30)


def check_change(before: Report, decision: Decision) -> None:
    """What never changes, or only for a reason."""
    report, types = decision.report, {event.type for event in decision.events}
    assert report.report_id == before.report_id
    assert report.received_at == before.received_at
    assert set(before.held_by) <= set(report.held_by)
    if before.confidential and not report.confidential:
        assert before.publicity_allowed
        assert not report.supervisory
    if before.first_forwarded_at:
        assert before.supervisory <= report.supervisory
        assert before.classification is report.classification
    if report.level > before.level:
        assert EventType.ESCALATED in types
    old = {limit.name: limit for limit in before.limits}
    for limit in report.limits:
        check_limit(old.get(limit.name), limit, types)


def check_limit(before: Limit | None, after: Limit, types: set[EventType]) -> None:
    """A limit ends later only by pause, extension and class, and begins again only where the law says."""
    if before is None:
        assert types & (BEGINS_ANEW[after.name] or AT_WORK), after.name
    elif before.met_at and not after.met_at:
        undone = {EventType.OBJECTED, EventType.SPLIT} if after.name == "cap" else set()
        assert types & (undone | BEGINS_ANEW[after.name]), after.name
    elif (before.started_on, before.due_at) != (after.started_on, after.due_at):
        assert types & (BEGINS_ANEW[after.name] if before.met_at else MAY_MOVE_A_LIMIT | BEGINS_ANEW[after.name])


def check_counted(dossier: Dossier) -> None:
    """No promise is judged that was not made, none twice; and it is counted in the month of its day."""
    made = [event.data["promised_by"] for event in dossier.events if event.data.get("promised_by")]
    judged = [event for event in dossier.events if event.type in JUDGED]
    assert len(judged) <= len(made) - len(judged)
    counts = contributions(dossier.events, RULES.directory)
    for scope, row in counts:
        if scope == NATION and not dossier.report.reported_agencies:
            expected = Counter(one.type.value for one in judged if one.data["promised_by"].startswith(row))
            assert {name: number for name, number in counts[scope, row].items() if name in JUDGED} == expected


def let_time_pass(dossier: Dossier, minutes: int, *, asleep: bool) -> None:
    """The clock looks whenever there is something to see, or once at the end when it was asleep."""
    until = dossier.now + timedelta(minutes=minutes)
    while dossier.next_look_at and dossier.next_look_at <= until:
        before, looked_at = dossier.report, until if asleep else dossier.next_look_at
        decision = lifecycle.tick(before, looked_at, dossier.rules)
        if decision is None:
            # Only what was missed, a reminder of a limit that has lapsed since, may be owed no more.
            assert asleep
            break
        check(before, decision)
        assert decision.next_look_at is None or decision.next_look_at > looked_at
        assert is_lawful("system", "tick", before.state, decision.report.state)
        dossier.take(decision, looked_at)
        assert lifecycle.tick(dossier.report, looked_at, dossier.rules) is None
    dossier.now = until


@settings(max_examples=80, deadline=None)
@given(st.integers(min_value=0))
def test_no_history_breaks_the_law(seed: int) -> None:
    chance = Random(seed)
    dossier = Dossier(
        addressed_to=chance.choice(["kab.6201", "kab.6201", UNIT, "kota.9171", None]),
        reported_agencies=chance.choice([(), (), (), (UNIT,), ("kab.6201",), ("kab.6201.inspektorat",)]),
        confidential=chance.random() < 0.3,
        classification=chance.choice(list(Classification)),
    )
    check(None, dossier.decisions[0])
    for _ in range(40):
        days = chance.choice([0, 0, 0, 0, 0, 0.1, 0.5, 1, 2, 5, 12, 35])
        let_time_pass(dossier, int(days * 1440) + 1, asleep=chance.random() < 0.3)
        who, command = next_step(dossier, chance)
        before = dossier.report
        try:
            dossier.do(who, command)
        except Refusal:
            assert dossier.report is before
            continue
        assert is_lawful(PEOPLE[who].role, command.name, before.state, dossier.report.state)
        check(before, dossier.decisions[-1])
        assert before.erased_at is None
    assert replay(dossier.events) == dossier.report
    check_counted(dossier)
    assert dossier.report.version == len(dossier.decisions)
