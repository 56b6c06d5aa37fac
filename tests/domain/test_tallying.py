"""What a report counts for, counted by hand."""

from datetime import UTC, datetime, timedelta

from chalicelib.domain import lifecycle
from chalicelib.domain.commands import Accept, Answer, Command, Confirm, Dispute, Forward, Submit
from chalicelib.domain.events import Actor, Event, Role
from chalicelib.domain.report import Classification, Report
from chalicelib.domain.tallying import contributions, differences, median_of
from tests.domain.world import PEOPLE, RULES

START = datetime(2026, 11, 30, 3, tzinfo=UTC)
TREE = RULES.directory
UNIT = "kab.6201.dinkes.pkm"


def life(*steps: tuple[int, str, Command], reported: tuple[str, ...] = ()) -> list[Event]:
    """The events of a report that came in on 30 November 2026 at 10.00 WIB; each step some days later."""
    first = Submit("LP-1", Classification.COMPLAINT, "jalan", "id", "kab.6201", False, False, reported)
    decision = lifecycle.submit(first, Actor(Role.REPORTER), START, RULES)
    events, report = list(decision.events), decision.report
    for days, who, command in steps:
        now = START + timedelta(days=days)
        events, report = clock(events, report, now)
        decided = lifecycle.decide(report, command, PEOPLE[who], now, RULES)
        events, report = [*events, *decided.events], decided.report
    return events


def clock(events: list[Event], report: Report, now: datetime) -> tuple[list[Event], Report]:
    """As the sweep would have left it by then."""
    decided = lifecycle.tick(report, now, RULES)
    return ([*events, *decided.events], decided.report) if decided else (events, report)


def test_a_new_report_is_open_in_its_house_and_the_nation() -> None:
    counts = contributions(life(), TREE)
    opened = {"state_submitted": 1, "level_0": 1}
    assert counts["agency:kab.6201", "open"] == opened
    assert counts["house:kab.6201", "open"] == opened
    assert counts["nation", "open"] == opened
    assert counts["house:kab.6201", "days"] == {"2026-11-30": 1}
    assert counts["house:kab.6201", "2026-11"] == {"received": 1}
    assert ("watch", "open") not in counts


def test_an_answer_counts_for_the_unit_in_its_month_with_its_days() -> None:
    steps = ((1, "coordinator", Forward(UNIT)), (1, "liaison", Accept()), (3, "liaison", Answer("Sudah ditambal.")))
    counts = contributions(life(*steps), TREE)
    assert counts[f"agency:{UNIT}", "2026-12"] == {
        "received": 1, "answered": 1, "answered_in_time": 1, "answer_days_3": 1,
    }  # fmt: skip
    assert counts["house:kab.6201", "2026-12"] == {
        "answered": 1, "answered_in_time": 1, "answer_days_3": 1, "verify_days_1": 1,
    }  # fmt: skip
    assert counts["house:kab.6201", "2026-12#units"][f"{UNIT}:answered"] == 1
    assert counts["house:kab.6201", "open"] == {"state_answered": 1, "level_0": 1}


def test_an_answer_after_the_limit_lapsed_is_not_in_time() -> None:
    steps = ((1, "coordinator", Forward(UNIT)), (1, "liaison", Accept()), (40, "liaison", Answer("Terlambat.")))
    month = contributions(life(*steps), TREE)[f"agency:{UNIT}", "2027-01"]
    assert month == {"answered": 1, "answer_days_40": 1}


def test_reopening_and_closing_count_where_they_happen_and_the_first_answer_alone() -> None:
    steps = (
        (1, "coordinator", Forward(UNIT)),
        (1, "liaison", Answer("Sudah.")),
        (2, "reporter", Dispute("Belum.")),
        (3, "liaison", Answer("Sekarang sudah.")),
        (4, "reporter", Confirm(5)),
    )
    counts = contributions(life(*steps), TREE)
    month = counts[f"agency:{UNIT}", "2026-12"]
    assert (month["answered"], month["reopened"], month["closed_confirmed"]) == (1, 1, 1)
    assert not [key for key in counts if key[1] == "open"]


def test_a_barred_house_is_not_even_counted_for() -> None:
    counts = contributions(life(reported=("kab.6201",)), TREE)
    assert ("house:kab.6201", "open") not in counts
    assert counts["watch", "open"] == {"state_submitted": 1, "level_0": 1}


def test_the_median_is_the_lower_of_two_middle_values() -> None:
    assert median_of({}) is None
    assert median_of({3: 1}) == 3
    assert median_of({1: 1, 9: 1}) == 1
    assert median_of({0: 2, 5: 3}) == 5
    assert median_of({0: 0, 7: 1}) == 7


def test_differences_are_what_must_be_added() -> None:
    before = {("house:a", "open"): {"state_submitted": 1, "level_0": 1}}
    after = {("house:a", "open"): {"state_forwarded": 1, "level_0": 1}, ("house:b", "open"): {"late": 1}}
    assert differences(before, after) == {
        ("house:a", "open"): {"state_submitted": -1, "state_forwarded": 1},
        ("house:b", "open"): {"late": 1},
    }
    assert differences(after, after) == {}
