"""A promise is kept in sight: its day, who asks about it, and what its reporter says (docs/law.md "Promises").

Answered on Monday 16 November 2026: ``reply`` ends on the 30th.
"""

from datetime import date

import pytest

from chalicelib.domain import lifecycle
from chalicelib.domain.commands import (
    Accept,
    Answer,
    Confirm,
    ConfirmPromise,
    Dispute,
    Erase,
    Forward,
    Progress,
    Reply,
    Withdraw,
)
from chalicelib.domain.deadlines import lapse_of
from chalicelib.domain.events import EventType
from chalicelib.domain.expiry import expires_at
from chalicelib.domain.explanation import explain
from chalicelib.domain.history import replay
from chalicelib.domain.limits import LimitName
from chalicelib.domain.report import ClosedReason, Outcome
from chalicelib.domain.states import State
from tests.domain.dossier import Dossier, answered, in_progress, submitted
from tests.domain.special_dossiers import promised, promised_and_closed
from tests.domain.test_cases import case_of
from tests.domain.world import RULES, WIT, local

DISPUTE, PROGRESS = Dispute("Belum dikerjakan."), Progress("Alat sudah di lokasi.")
DONE = Answer("Sudah dikerjakan.", outcome=Outcome.SOLVED)


def plan(day: str) -> Answer:
    """An answer that promises it by a day."""
    return Answer("Akan diperbaiki.", outcome=Outcome.PLANNED, promised_by=date.fromisoformat(day))


def look(dossier: Dossier, at: str) -> list[tuple[str, object]]:
    """What the clock does at an instant: the types of its events, and which limit they name."""
    now = local(at, dossier.zone)
    decision = lifecycle.tick(dossier.report, now, dossier.rules)
    if decision is None:
        return []
    dossier.take(decision, now)
    return [(event.type.value, event.data.get("kind") or event.data.get("reason")) for event in decision.events]


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (Answer("Akan diperbaiki.", outcome=Outcome.PLANNED), ("promised_by", "promise_needs_a_day")),
        (Answer("Sudah.", outcome=Outcome.SOLVED, promised_by=date(2027, 1, 20)), ("promised_by", "only_planned")),
        (Answer("Sudah.", promised_by=date(2027, 1, 20)), ("promised_by", "only_planned")),
        (plan("2026-11-16"), ("promised_by", "no_day_to_promise")),
        (plan("2026-11-15"), ("promised_by", "no_day_to_promise")),
        (plan("2028-11-16"), ("promised_by", "no_day_to_promise")),
        (plan("2026-11-17"), None),
        (plan("2028-11-15"), None),
        (Answer("Sudah."), None),
    ],
)
def test_a_plan_names_its_day_and_nothing_else_does(answer: Answer, expected: tuple[str, str] | None) -> None:
    assert in_progress().faults("liaison", answer) == ([expected] if expected else [])


def test_after_today_is_after_today_where_the_institution_is() -> None:
    dossier = Dossier(zone=WIT, addressed_to="kota.9171")
    dossier.do("eastern coordinator", Forward("kota.9171")).do("eastern coordinator", Accept())
    # One o'clock of the 17th in Jayapura, when it is still the 16th in Jakarta.
    at = "2026-11-17 01:00"
    assert dossier.faults("eastern coordinator", plan("2026-11-17"), at)
    assert not dossier.faults("eastern coordinator", plan("2026-11-18"), at)
    dossier.do("eastern coordinator", plan("2026-11-18"), at).do("reporter", Confirm(), at)
    assert "confirm-promise" not in dossier.allowed("reporter", "2026-11-17 23:59:59")
    assert "confirm-promise" in dossier.allowed("reporter", "2026-11-18 00:00")


def test_a_promise_is_no_deadline_of_the_report() -> None:
    dossier = promised("2026-11-18")
    assert dossier.report.earliest_limit == dossier.limit("reply")
    assert dossier.day("promise") == "2026-11-18"
    assert dossier.report.answer_by is None
    assert look(dossier, "2026-11-18 09:00") == [("reminded", "promised")]
    assert not look(dossier, "2026-11-19 00:00")
    assert (dossier.report.late, dossier.report.level) == (False, 0)


def test_on_the_day_at_nine_it_is_asked_once_whoever_closed_the_report() -> None:
    for dossier in (promised(), promised_and_closed(), promised().do("reporter", Confirm())):
        look(dossier, "2027-01-20 08:59:59")
        assert EventType.REMINDED not in [e.type for e in dossier.events if e.data.get("limit") == LimitName.PROMISE]
        assert dossier.next_look_at == local("2027-01-20 09:00")
        assert look(dossier, "2027-01-20 09:00") == [("reminded", "promised")]
        assert dossier.next_look_at == expires_at(dossier.report)
        assert not look(dossier, "2027-01-20 09:05")


def test_a_day_that_was_missed_is_asked_about_later() -> None:
    dossier = promised_and_closed()
    assert look(dossier, "2027-03-03 11:00") == [("reminded", "promised")]


def test_of_what_is_withdrawn_erased_or_disputed_nobody_asks() -> None:
    for who, command in (("reporter", Withdraw()), ("reporter", Erase()), ("reporter", DISPUTE), ("liaison", PROGRESS)):
        dossier = promised().do(who, command)
        assert not any(kind == "promised" for _, kind in look(dossier, "2027-01-20 09:00")), command.name
    assert promised_and_closed().do("reporter", Erase()).next_look_at is None


def test_dispute_is_open_until_thirty_days_after_the_day() -> None:
    assert promised("2026-11-18").do("reporter", Confirm()).day("dispute") == "2026-12-18"
    assert promised_and_closed().day("dispute") == "2027-02-19"
    # Closed after the day: 30 days from the closing, as ever.
    late = promised("2026-11-17").do("reporter", Confirm(), "2026-11-25 10:00")
    assert late.day("dispute") == "2026-12-25"
    assert answered().do("reporter", Confirm()).day("dispute") == "2026-12-16"


def test_why_the_time_to_dispute_is_so_long_is_told_day_by_day() -> None:
    dossier = promised_and_closed()
    days = explain(dossier.report, dossier.limit("dispute"), RULES.calendar)
    assert (days[0].date, days[-1].date) == (date(2026, 12, 2), date(2027, 2, 19))
    assert {day.kind for day in days} == {"counted"}


def test_a_supplement_puts_the_day_off_but_never_forward() -> None:
    dossier = promised("2027-01-20")
    assert dossier.faults("liaison", plan("2027-01-19")) == [("promised_by", "earlier_than_promised")]
    dossier.do("liaison", plan("2027-01-20")).do("liaison", plan("2027-02-01"))
    assert dossier.day("promise") == "2027-02-01"
    assert dossier.do("reporter", Confirm()).day("dispute") == "2027-03-03"


def test_a_supplement_of_another_outcome_takes_no_promise_back() -> None:
    for supplement in (DONE, Answer("Masih dikerjakan."), Answer("Tidak jadi.", outcome=Outcome.REFUSED)):
        dossier = promised().do("liaison", supplement)
        assert dossier.report.promised_by == date(2027, 1, 20)
        assert ("reminded", "promised") in look(dossier, "2027-01-20 09:00")


def test_what_is_put_off_when_its_day_is_over_was_broken() -> None:
    for command, at, types in (
        (plan("2026-12-20"), "2026-11-18 10:00", ["answered"]),
        (plan("2026-12-20"), "2026-11-19 10:00", ["promise_broken", "answered"]),
        (PROGRESS, "2026-11-18 10:00", ["progressed"]),
        (PROGRESS, "2026-11-19 10:00", ["promise_broken", "progressed"]),
        (DONE, "2026-11-19 10:00", ["answered"]),
    ):
        dossier = promised("2026-11-18").do("liaison", command, at)
        assert [event.type.value for event in dossier.decisions[-1].events] == types
        broken = dossier.decisions[-1].events[0]
        if broken.type is EventType.PROMISE_BROKEN:
            assert (broken.actor.role, broken.data) == ("system", {"promised_by": "2026-11-18"})


def test_from_the_day_on_the_reporter_judges_it() -> None:
    for command, at, types in (
        (Confirm(), "2026-11-17 10:00", ["confirmed", "closed"]),
        (Confirm(), "2026-11-18 10:00", ["confirmed", "promise_kept", "closed"]),
        (ConfirmPromise(rating=5), "2026-11-18 10:00", ["confirmed", "promise_kept", "closed"]),
        (DISPUTE, "2026-11-17 10:00", ["disputed"]),
        (DISPUTE, "2026-11-18 10:00", ["promise_broken", "disputed"]),
    ):
        dossier = promised("2026-11-18").do("reporter", command, at)
        assert [event.type.value for event in dossier.decisions[-1].events] == types


def test_of_a_closed_report_it_is_judged_once() -> None:
    dossier = promised_and_closed().do("reporter", ConfirmPromise(rating=4), "2027-01-20 00:00")
    assert dossier.event_types()[-1] == "promise_kept"
    assert (dossier.events[-1].data, dossier.report.rating) == ({"promised_by": "2027-01-20", "rating": 4}, 4)
    assert (dossier.report.state, dossier.report.closed_reason) == (State.CLOSED, ClosedReason.NO_REPLY)
    assert dossier.next_look_at == expires_at(dossier.report)
    assert "confirm-promise" not in dossier.allowed("reporter")
    # It may turn out otherwise: the right to dispute stays, the count too.
    dossier.do("reporter", DISPUTE)
    assert dossier.event_types()[-1] == "disputed"
    assert "promise_broken" not in dossier.event_types()


def test_a_dispute_of_a_closed_report_breaks_it_and_another_answer_promises_anew() -> None:
    dossier = promised_and_closed().do("reporter", DISPUTE, "2027-01-21 10:00")
    assert dossier.event_types()[-2:] == ["promise_broken", "disputed"]
    assert (dossier.report.promised_by, dossier.report.outcome) == (None, None)
    dossier.do("liaison", plan("2027-02-10"))
    assert dossier.day("promise") == "2027-02-10"
    assert replay(dossier.events) == dossier.report


def test_a_reply_of_the_reporter_changes_nothing_of_it() -> None:
    dossier = promised().do("reporter", Reply("Terima kasih."))
    assert dossier.day("promise") == "2027-01-20"
    assert dossier.report.open_promise


def test_each_member_of_a_case_has_the_promise() -> None:
    main, (first, second) = in_progress(report_id="LP-MAIN"), [submitted(report_id=f"LP-{one}") for one in (1, 2)]
    cases = case_of(main, first, second)
    main.do("liaison", plan("2027-01-20"))
    cases.settle()
    for member in (first, second):
        assert (member.report.outcome, member.report.promised_by) == (Outcome.PLANNED, date(2027, 1, 20))
        assert member.day("promise") == "2027-01-20"
    cases.do(first, "reporter", Confirm())
    assert first.day("dispute") == "2027-02-19"
    assert ("reminded", "promised") in look(first, "2027-01-20 09:00")
    # The main one goes on working when the day is over: it was broken to each of them, and is no longer open.
    main.do("liaison", PROGRESS, "2027-01-21 10:00")
    second.now = main.now
    cases.settle()
    assert second.event_types()[-2:] == ["promise_broken", "progressed"]
    assert (second.report.promised_by, second.report.outcome) == (None, None)
    assert first.report.promised_by == date(2027, 1, 20)


def test_who_joins_later_is_promised_what_the_main_report_was() -> None:
    main = promised("2026-11-18", report_id="LP-MAIN").do("liaison", plan("2026-12-20"), "2026-11-19 10:00")
    member = submitted(at="2026-11-19 11:00", report_id="LP-1")
    case_of(main, member).settle()
    # It was never told of the first day: nothing was broken to it.
    assert member.report.promised_by == date(2026, 12, 20)
    assert "promise_broken" not in member.event_types()


def test_the_promise_lapses_into_nothing() -> None:
    dossier = promised_and_closed()
    look(dossier, "2027-01-20 09:00")
    after = lapse_of(dossier.limit("promise"))
    assert lifecycle.tick(dossier.report, after, dossier.rules) is None
    assert dossier.report.open_promise


def test_who_reported_is_known_as_long_as_they_may_dispute() -> None:
    dossier = in_progress().do("liaison", plan("2028-11-10"), "2026-11-16 10:00")
    look(dossier, "2026-12-01 00:00")
    (dispute,) = (limit for limit in dossier.report.running_limits if limit.name is LimitName.DISPUTE)
    assert expires_at(dossier.report) == lapse_of(dispute) == local("2028-12-11 00:00")
