"""Cases of many: nobody's limit, right or letter ends with a stranger's (docs/law.md "A case of many")."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.domain.case_commands import Join, Leave
from chalicelib.domain.cases import before_the_end
from chalicelib.domain.commands import (
    Accept,
    Answer,
    Archive,
    Command,
    Confirm,
    Decide,
    Dispute,
    Erase,
    Forward,
    Lapse,
    Progress,
    Publicity,
    Reply,
    RequestData,
    Return,
    Verify,
    Withdraw,
)
from chalicelib.domain.history import replay
from chalicelib.domain.refusals import Refusal
from chalicelib.domain.report import ArchiveReason
from chalicelib.domain.states import IN_A_CASE, OPEN_STATES, State
from tests.domain.casework import Cases
from tests.domain.dossier import UNIT, Dossier, answered, forwarded, in_progress, submitted
from tests.domain.lawful_moves import RUNS_IN

ANSWER = Answer("Gardu sudah diperbaiki, listrik menyala kembali.")
PROGRESS = Progress("Petugas sedang memperbaiki gardu.")
DISPUTE = Dispute("Di kampung kami masih padam.")


def case_of(main: Dossier, *members: Dossier) -> Cases:
    """A main report with members that have joined it."""
    cases = Cases()
    cases.add(main)
    for member in members:
        cases.join(cases.add(member), main)
    return cases


def reports(number: int, *, at_day: int = 17) -> list[Dossier]:
    """Reports like the first one, each a minute younger than the one before."""
    return [submitted(at=f"2026-11-{at_day} 09:{minute:02d}", report_id=f"LP-{minute:02d}") for minute in range(number)]


def main_report() -> Dossier:
    """The one that the unit works on."""
    return in_progress(report_id="LP-MAIN")


def test_who_joins_keeps_the_cap_and_is_held_with_the_main_report() -> None:
    main, member = main_report(), submitted()
    cap = member.limit("cap")
    case_of(main, member)
    assert (member.report.state, member.report.case_main) == (State.JOINED, "LP-MAIN")
    assert member.report.holder == main.report.holder == UNIT
    assert member.limit("cap") == cap
    assert [limit.name for limit in member.report.running_limits] == ["acknowledge", "cap"]


def test_what_is_done_on_the_main_report_is_done_on_each_member_once() -> None:
    main, (first, second) = main_report(), reports(2)
    cases = case_of(main, first, second)
    main.do("liaison", PROGRESS).do("liaison", ANSWER)
    cases.settle()
    for member in (first, second):
        assert member.event_types()[-2:] == ["progressed", "answered"]
        assert [event.text for event in member.events[-2:]] == [PROGRESS.text, ANSWER.text]
        assert {event.actor.role for event in member.events[-2:]} == {"system"}
        assert member.report.state is State.ANSWERED
        assert member.allowed("reporter") >= {"confirm", "dispute", "reply"}
        assert member.limit("cap").met_at
        assert member.day("reply")
    before = [len(one.events) for one in (main, first, second)]
    cases.settle()
    assert [len(one.events) for one in (main, first, second)] == before


def test_what_was_written_to_the_reporter_of_a_confidential_report_is_not_told_to_others() -> None:
    main = in_progress(report_id="LP-MAIN", confidential=True)
    member = submitted()
    cases = case_of(main, member)
    main.do("liaison", ANSWER)
    cases.settle()
    assert (member.event_types()[-1], member.events[-1].text) == ("answered", None)


def test_more_to_do_after_the_answer_brings_members_back_with_a_limit_of_their_own() -> None:
    main, member = main_report(), submitted()
    cases = case_of(main, member)
    main.do("liaison", ANSWER)
    cases.settle()
    main.do("liaison", PROGRESS)
    cases.settle()
    assert (member.report.state, member.event_types()[-1]) == (State.JOINED, "progressed")
    assert member.report.due_at == member.limit("redo").due_at
    main.do("liaison", ANSWER)
    cases.settle()
    assert (member.report.state, member.limit("redo").met_at is None) == (State.ANSWERED, False)


def test_who_joins_an_answered_report_gets_its_answer() -> None:
    main, member = answered(report_id="LP-MAIN"), submitted()
    main.do("liaison", Answer("Tambahan: gardu kedua juga sudah diperbaiki."))
    cases = case_of(main, member)
    cases.settle()
    assert member.event_types()[-3:] == ["joined", "answered", "answered"]


def test_a_dispute_reopens_that_member_alone_with_a_limit_of_its_own() -> None:
    main, members = main_report(), reports(12)
    cases = case_of(main, *members)
    main.do("liaison", ANSWER)
    cases.settle()
    cases.do(members[0], "reporter", DISPUTE)
    cases.settle()
    assert (members[0].report.state, members[0].report.case_main) == (State.REOPENED, None)
    assert members[0].report.holder == UNIT
    assert members[0].report.due_at == members[0].limit("redo").due_at
    assert {one.report.state for one in (main, *members[1:])} == {State.ANSWERED}


@pytest.mark.parametrize(("number", "needed"), [(1, 1), (5, 1), (6, 2), (10, 2), (11, 3), (40, 3)])
def test_from_the_third_dispute_or_a_fifth_of_the_members_the_main_report_is_reopened(number: int, needed: int) -> None:
    main, members = main_report(), reports(number)
    cases = case_of(main, *members)
    main.do("liaison", ANSWER)
    cases.settle()
    for count, member in enumerate(members[:needed], 1):
        assert main.report.state is State.ANSWERED, count
        cases.do(member, "reporter", DISPUTE)
        cases.settle()
    assert main.report.state is State.REOPENED
    assert main.day("redo")
    assert main.events[-1].data == {"kind": "case", "members": needed}
    # Another dispute of the same answer reopens nothing once more.
    if number > needed:
        cases.do(members[needed], "reporter", DISPUTE)
        cases.settle()
        assert main.report.reopenings == 1


def test_disputes_of_an_earlier_answer_do_not_count_against_the_next_one() -> None:
    main, members = main_report(), reports(12)
    cases = case_of(main, *members)
    main.do("liaison", ANSWER)
    cases.settle()
    cases.do(members[0], "reporter", DISPUTE)
    main.do("liaison", PROGRESS).do("liaison", ANSWER)
    cases.settle()
    assert main.report.case_disputes == ()


@pytest.mark.parametrize("who_ends", ["withdraw", "erase", "archive", "lapse"])
def test_the_oldest_member_takes_the_place_of_a_main_report_that_ended(who_ends: str) -> None:
    main, members = main_report(), reports(3)
    if who_ends == "archive":
        main = submitted(report_id="LP-MAIN")
    cases = case_of(main, *reversed(members))
    state = main.report.state
    if who_ends == "archive":
        main.do("coordinator", Archive(ArchiveReason.SPAM, "Bukan laporan."))
    elif who_ends == "lapse":
        main.do("liaison", RequestData("Di mana?"))
        main.now += (main.limit("complete").due_at - main.now) * 2
        main.do("system", Lapse())
    else:
        main.do("reporter", Withdraw() if who_ends == "withdraw" else Erase())
    cases.settle()
    limits = before_the_end(main.events).limits
    first, *others = members
    assert (first.report.state, first.report.case_main, first.report.holder) == (state, None, first.report.holder)
    ends = {limit.name: limit.due_at for limit in limits}
    for limit in first.report.limits:
        # Its own acknowledge runs on; the main report's was met.
        assert limit.due_at <= ends[limit.name] or limit.name == "acknowledge"
    assert {limit.name for limit in limits if limit.met_at is None} - {"respond", "complete"} <= {
        limit.name for limit in first.report.limits if limit.met_at is None
    }
    for other in others:
        assert (other.report.state, other.report.case_main) == (State.JOINED, "LP-00")
        assert other.event_types()[-1] == "main_changed"
    who = "coordinator" if who_ends == "archive" else "liaison"
    first.do(who, Forward(UNIT) if who_ends == "archive" else ANSWER)
    cases.settle()
    expected = State.JOINED if who_ends == "archive" else State.ANSWERED
    assert {other.report.state for other in others} == {expected}
    assert {other.report.holder for other in others} == {UNIT}


def test_a_successor_that_ends_too_is_succeeded_while_others_are_still_to_be_told() -> None:
    main, members = main_report(), reports(4)
    cases = case_of(main, *members)
    main.do("reporter", Withdraw())
    cases.carry(main, most=1)
    assert members[0].event_types()[-1] == "took_over"
    members[0].do("reporter", Withdraw())
    cases.settle()
    assert members[1].report.state is State.IN_PROGRESS
    assert {one.report.case_main for one in members[2:]} == {"LP-01"}


def test_a_case_may_join_another_one() -> None:
    main, other, (first, second) = main_report(), forwarded(report_id="LP-OTHER"), reports(2)
    cases = case_of(other, first, second)
    cases.add(main)
    cases.join(other, main)
    main.do("liaison", ANSWER)
    cases.settle()
    for member in (other, first, second):
        assert (member.report.state, member.report.case_main) == (State.ANSWERED, "LP-MAIN")
        assert member.event_types().count("answered") == 1


def test_who_leaves_is_verified_anew_with_the_cap_unchanged() -> None:
    for who in ("coordinator", "nation", "reporter"):
        main, member = main_report(), submitted()
        cap = member.limit("cap")
        case_of(main, member)
        member.do(who, Leave(), "2026-12-01 10:00")
        assert (member.report.state, member.report.holder, member.report.case_main) == ("submitted", "kab.6201", None)
        assert (member.limit("cap"), member.day("verify")) == (cap, "2026-12-04")


def test_members_follow_the_main_report_but_not_to_whom_they_are_about() -> None:
    main, plain = forwarded(report_id="LP-MAIN"), submitted()
    about = submitted(report_id="LP-ABOUT", reported_agencies=("kab.6201.dpupr",))
    cases = case_of(main, plain, about)
    main.do("liaison", Return("kab.6201.dpupr", "Jalan.")).do("coordinator", Decide("kab.6201.dpupr"))
    cases.settle()
    assert (plain.report.state, plain.report.holder) == (State.JOINED, "kab.6201.dpupr")
    assert plain.event_types()[-1] == "followed"
    assert (about.report.state, about.report.holder) == (State.SUBMITTED, "kab.6201")


def test_a_report_of_another_institution_stays_there_and_only_hears() -> None:
    main, member = in_progress(report_id="LP-MAIN"), submitted(addressed_to="kota.5171")
    due = member.report.due_at
    cases = case_of(main)
    cases.join(cases.add(member), main, "nation")
    assert (member.report.state, member.report.holder, member.report.due_at) == ("submitted", "kota.5171", due)
    assert (member.report.hears_of, member.report.case_main) == ("LP-MAIN", None)
    main.do("liaison", ANSWER)
    cases.settle()
    assert member.report.state is State.SUBMITTED
    assert member.do("reporter", Leave()).report.hears_of is None
    assert (member.report.state, member.report.due_at) == ("submitted", due)


def test_what_the_nation_holds_goes_along() -> None:
    main, member = main_report(), submitted(addressed_to=None)
    case_of(main)
    member.do("nation", Join("LP-MAIN", main.report))
    assert (member.report.state, member.report.holder) == (State.JOINED, UNIT)


# Who does what to a report in the middle of things: everything that leads out of a case or on in it.
DEEDS: tuple[tuple[str, Command], ...] = (
    ("liaison", Accept()), ("liaison", PROGRESS), ("liaison", PROGRESS), ("liaison", ANSWER), ("liaison", ANSWER),
    ("liaison", ANSWER), ("reporter", DISPUTE), ("reporter", DISPUTE), ("reporter", Confirm()),
    ("reporter", Withdraw()),
    ("reporter", Erase()), ("reporter", Leave()), ("reporter", Reply("Masih padam.")), ("coordinator", Leave()),
    ("coordinator", Forward(UNIT)), ("coordinator", Forward("kab.6201.dpupr")), ("liaison", RequestData("Di mana?")),
    ("liaison", Return("kl.pu", "Bukan kami.")), ("coordinator", Decide(UNIT)), ("nation", Decide("kab.6202.dinkes")),
    ("coordinator", Archive(ArchiveReason.SPAM, "Iklan.")), ("coordinator", Verify(supervisory=True)),
    ("coordinator", Verify(reported_agencies=(UNIT,))), ("reporter", Publicity(allowed=False)),
)  # fmt: skip


def check(cases: Cases) -> None:
    """What is true of every report in every case, whatever was done to whom."""
    for dossier in cases.dossiers.values():
        report = dossier.report
        assert replay(dossier.events) == report
        running = [one for one in report.limits if one.met_at is None and report.state in RUNS_IN[one.name]]
        if report.state in OPEN_STATES:
            assert running
            assert report.due_at
        assert report.case_main is None or report.state in IN_A_CASE
        assert report.state is not State.JOINED or report.case_main
        cap = report.limit(next(one.name for one in report.limits if one.name == "cap"))
        assert cap
        if cap.met_at is None and not report.pauses:
            assert cap.due_at <= max(one.due_at for one in dossier.decisions[0].report.limits)
        if report.state is State.ANSWERED:
            assert dossier.allowed("reporter") >= {"confirm", "dispute", "withdraw"}
        if report.state is State.JOINED:
            assert dossier.allowed("reporter") >= {"leave", "withdraw", "reply"}


def check_settled(cases: Cases) -> None:
    """Once everything was carried on: who waits, waits with a report that somebody works on."""
    for dossier in cases.dossiers.values():
        report = dossier.report
        if report.state is State.JOINED:
            main = cases.dossiers[report.case_main or ""].report
            assert main.is_open
            assert main.case_main is None
            assert main.state is not State.ANSWERED
            assert report.holder == main.holder


@settings(max_examples=150, deadline=None)
@given(st.integers(min_value=0))
def test_nobody_loses_a_limit_or_a_right_whatever_happens_to_others(seed: int) -> None:
    chance = Random(seed)
    cases = Cases()
    for dossier in (main_report(), *reports(6)):
        cases.add(dossier)
    everybody = list(cases.dossiers.values())
    for _ in range(60):
        one, other = chance.choice(everybody), chance.choice(everybody)
        one.now = other.now = max(dossier.now for dossier in everybody)
        before = one.report
        try:
            if chance.random() < 0.25:
                cases.join(one, other)
            else:
                cases.do(one, *chance.choice(DEEDS))
        except Refusal:
            assert one.report is before
        if chance.random() < 0.5:
            cases.carry(chance.choice(everybody), most=chance.randint(1, 4))
        if chance.random() < 0.3:
            cases.hear_disputes()
        check(cases)
        if chance.random() < 0.2:
            cases.settle()
            check(cases)
            check_settled(cases)
    cases.settle()
    check(cases)
    check_settled(cases)
