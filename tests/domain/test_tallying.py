"""What a report counts for, counted by hand."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from chalicelib.domain import lifecycle
from chalicelib.domain.actors import Actor, Role
from chalicelib.domain.commands import (
    Accept,
    Answer,
    Archive,
    Command,
    Confirm,
    ConfirmPromise,
    Dispute,
    Erase,
    Forward,
    Progress,
    Submit,
    Verify,
    Withdraw,
)
from chalicelib.domain.directory import Agency, Directory
from chalicelib.domain.events import Event
from chalicelib.domain.history import replay
from chalicelib.domain.report import ArchiveReason, Classification, Outcome, Report
from chalicelib.domain.tallying import contributions, differences, median_of
from tests.domain.world import PEOPLE, RULES

START = datetime(2026, 11, 30, 3, tzinfo=UTC)
TREE = RULES.directory
UNIT, ABOVE, INSPECTORATE = "kab.6201.dinkes.pkm", "kab.6201.dinkes", "kab.6201.inspektorat"
HOUSE, DESK = "nation/kab.6201", "kab.6201/kab.6201"


def life(*steps: tuple[int, str, Command], reported: tuple[str, ...] = (), **fields: Any) -> list[Event]:
    """The events of a report that came in on 30 November 2026 at 10.00 WIB; each step some days later."""
    given: dict[str, Any] = {"addressed_to": "kab.6201", "at": START} | fields
    first = Submit("LP-1", Classification.COMPLAINT, "jalan", "id", given["addressed_to"], False, False, reported)
    decision = lifecycle.submit(first, Actor(Role.REPORTER), given["at"], RULES)
    events, report = list(decision.events), decision.report
    for days, who, command in steps:
        now = given["at"] + timedelta(days=days)
        events, report = clock(events, report, now)
        decided = lifecycle.decide(report, command, PEOPLE[who], now, RULES)
        events, report = [*events, *decided.events], decided.report
    return events


def clock(events: list[Event], report: Report, now: datetime) -> tuple[list[Event], Report]:
    """As the sweep would have left it by then."""
    decided = lifecycle.tick(report, now, RULES)
    return ([*events, *decided.events], decided.report) if decided else (events, report)


def test_a_new_report_is_open_at_the_desk_in_its_house_and_the_nation() -> None:
    counts = contributions(life(), TREE)
    opened = {"state_submitted": 1, "level_0": 1, "day_2026-11-30": 1}
    assert {scope: row for (scope, name), row in counts.items() if name == "open"} == {
        DESK: opened, HOUSE: opened, "all/nation": opened,
    }  # fmt: skip
    assert counts[HOUSE, "2026-11"] == {"received": 1}


def test_an_answer_counts_for_the_unit_and_all_above_it_in_its_month_with_its_days() -> None:
    steps = ((1, "coordinator", Forward(UNIT)), (1, "liaison", Accept()), (3, "liaison", Answer("Sudah ditambal.")))
    counts = contributions(life(*steps), TREE)
    answered = {"answered": 1, "answered_in_time": 1, "answer_days_3": 1}
    assert counts[f"kab.6201/{UNIT}", "2026-12"] == {"received": 1, **answered}
    assert counts[f"kab.6201/{ABOVE}", "2026-12"] == {"received": 1, **answered}
    assert counts[HOUSE, "2026-12"] == counts["all/nation", "2026-12"] == {**answered, "verify_days_1": 1}
    assert counts[DESK, "2026-12"] == {"verify_days_1": 1}
    assert counts[HOUSE, "open"] == {"state_answered": 1, "level_0": 1, "day_2026-11-30": 1}
    assert (DESK, "open") not in counts


def test_what_moves_within_a_unit_came_to_it_once() -> None:
    counts = contributions(life((1, "coordinator", Forward(ABOVE)), (1, "ancestor", Forward(UNIT))), TREE)
    assert counts[f"kab.6201/{ABOVE}", "2026-12"]["received"] == 1
    assert counts[f"kab.6201/{ABOVE}", "open"] == counts[f"kab.6201/{UNIT}", "open"]


@pytest.mark.parametrize(("answer_on", "in_time"), [(21, 1), (22, 0)])
def test_an_answer_is_in_time_up_to_the_last_day_of_its_limit(answer_on: int, in_time: int) -> None:
    # Forwarded on 1 December: 14 working days end on 21 December.
    events = life((1, "coordinator", Forward(UNIT)), (2, "liaison", Accept()), (answer_on, "liaison", Answer("Sudah.")))
    assert contributions(events, TREE)[f"kab.6201/{UNIT}", "2026-12"].get("answered_in_time", 0) == in_time


def test_reopening_and_closing_count_where_they_happen_and_the_first_answer_alone() -> None:
    steps = (
        (1, "coordinator", Forward(UNIT)),
        (1, "liaison", Answer("Sudah.")),
        (2, "reporter", Dispute("Belum.")),
        (3, "liaison", Answer("Sekarang sudah.")),
        (4, "reporter", Confirm(5)),
    )
    counts = contributions(life(*steps), TREE)
    month = counts[f"kab.6201/{UNIT}", "2026-12"]
    assert (month["answered"], month["reopened"], month["closed_confirmed"]) == (1, 1, 1)
    assert "closed_without_confirmation" not in month
    assert not [key for key in counts if key[1] == "open"]


def plan(day: str) -> Answer:
    """An answer that promises it by a day."""
    return Answer("Akan ditambal.", outcome=Outcome.PLANNED, promised_by=date.fromisoformat(day))


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ((), {"2027-01": {"promise_open": 1}}),
        (((51, "reporter", ConfirmPromise()),), {"2027-01": {"promise_kept": 1}}),
        (((51, "reporter", Dispute("Belum.")),), {"2027-01": {"promise_broken": 1}}),
        # Before its day it was not broken, and is no longer promised.
        (((49, "reporter", Dispute("Belum.")),), {}),
        (((3, "liaison", Progress("Aspal dipesan.")),), {}),
        (((3, "liaison", plan("2027-03-20")),), {"2027-03": {"promise_open": 1}}),
        (((3, "reporter", Withdraw()),), {}),
        (((51, "reporter", Erase()),), {}),
        (((51, "reporter", ConfirmPromise()), (52, "reporter", Erase())), {"2027-01": {"promise_kept": 1}}),
        (
            (
                (51, "reporter", Dispute("Belum.")),
                (52, "liaison", plan("2027-02-20")),
                (90, "reporter", ConfirmPromise()),
            ),
            {"2027-01": {"promise_broken": 1}, "2027-02": {"promise_kept": 1}},
        ),
    ],
)
def test_a_promise_counts_in_the_month_of_its_day(
    steps: tuple[tuple[int, str, Command], ...], expected: dict[str, dict[str, int]]
) -> None:
    # 51 days after 30 November is 20 January.
    events = life((1, "coordinator", Forward(UNIT)), (1, "liaison", plan("2027-01-20")), *steps)
    counts = contributions(events, TREE)
    for scope in (f"kab.6201/{UNIT}", f"kab.6201/{ABOVE}", HOUSE, "all/nation"):
        found = {row: _of_promises(measures) for (its, row), measures in counts.items() if its == scope}
        assert {row: measures for row, measures in found.items() if measures} == expected, scope


def _of_promises(measures: dict[str, int]) -> dict[str, int]:
    return {name: number for name, number in measures.items() if name.startswith("promise_")}


def test_silence_closes_without_confirmation() -> None:
    events = life((1, "coordinator", Forward(UNIT)), (1, "liaison", Answer("Sudah.")))
    closed, _ = clock(events, replay(events), START + timedelta(days=40))
    months = contributions(closed, TREE)
    assert sum(row.get("closed_without_confirmation", 0) for key, row in months.items() if key[0] == HOUSE) == 1
    assert not [row for row in months.values() if "closed_confirmed" in row]


def test_verifying_ends_when_the_report_leaves_the_desk_not_when_its_words_are_corrected() -> None:
    corrected = life((2, "coordinator", Verify(category="air")))
    assert (HOUSE, "2026-12") not in contributions(corrected, TREE)
    forwarded = life((2, "coordinator", Verify(category="air", forward_to=UNIT)))
    assert contributions(forwarded, TREE)[HOUSE, "2026-12"] == {"verify_days_2": 1}
    archived = life((2, "coordinator", Archive(ArchiveReason.SPAM, "Bukan laporan.")))
    assert contributions(archived, TREE)[DESK, "2026-12"] == {"verify_days_2": 1}


def test_an_inspectorate_sees_supervisory_reports_wherever_in_the_house_they_lie_and_its_own() -> None:
    scope = f"inspectorate/{INSPECTORATE}"
    assert (scope, "open") not in contributions(life(), TREE)
    verified = (1, "coordinator", Verify(supervisory=True))
    assert contributions(life(verified), TREE)[scope, "open"]["state_submitted"] == 1
    steps = (
        verified,
        (1, "coordinator", Forward(INSPECTORATE)),
        (2, "inspectorate", Accept()),
        (3, "inspectorate", Answer("Sudah diperiksa.")),
    )
    month = contributions(life(*steps), TREE)[scope, "2026-12"]
    assert (month["received"], month["answered"], month["answer_days_3"]) == (1, 1, 1)


def test_whom_a_report_is_about_is_not_counted_for_in_any_month() -> None:
    events = life((1, "coordinator", Verify(supervisory=True)), reported=(INSPECTORATE,))
    assert not [key for key in contributions(events, TREE) if key[0] == f"inspectorate/{INSPECTORATE}"]
    steps = (
        (1, "coordinator", Forward(UNIT)),
        (2, "liaison", Accept()),
        (3, "coordinator", Verify(reported_agencies=(UNIT,))),
    )
    counts = contributions(life(*steps), TREE)
    assert not [key for key in counts if key[0] == f"kab.6201/{UNIT}"]
    assert counts[HOUSE, "open"]["state_returned"] == 1


def test_a_report_about_an_institution_counts_for_the_nation_alone() -> None:
    counts = contributions(life(reported=("kab.6201",)), TREE)
    assert not [key for key in counts if "kab.6201" in key[0]]
    opened = {"state_submitted": 1, "level_0": 1, "day_2026-11-30": 1}
    assert counts["all/watch", "open"] == opened
    assert counts["nation/ri", "open"] == opened


def test_the_nation_does_not_watch_what_its_own_inspectorate_sealed() -> None:
    institution = Agency("ri.inspektorat", "ri.inspektorat", "INSPEKTORAT", "ri", "Asia/Jakarta")
    rules = replace(RULES, directory=Directory({**TREE.agencies, institution.agency_id: institution}))
    nation, inspectorate = PEOPLE["nation"], Actor(Role.INSPECTORATE, institution.agency_id)
    submit = Submit("LP-1", Classification.COMPLAINT, "jalan", "id", None, False, False)
    decision = lifecycle.submit(submit, Actor(Role.REPORTER), START, rules)
    events = list(decision.events)
    steps = ((nation, Verify(supervisory=True)), (nation, Forward(institution.agency_id)), (inspectorate, Accept()))
    for actor, command in steps:
        assert contributions(events, rules.directory)["all/watch", "open"]["level_0"] == 1
        decision = lifecycle.decide(decision.report, command, actor, START, rules)
        events += decision.events
    assert decision.report.sealed
    counts = contributions(events, rules.directory)
    assert ("all/watch", "open") not in counts
    assert counts["all/nation", "open"] == counts["inspectorate/ri.inspektorat", "open"]


def test_what_climbs_is_watched_by_the_province_and_the_nation() -> None:
    events = life()
    climbed, report = clock(events, replay(events), START + timedelta(days=25))
    assert report.level >= 3
    counts = contributions(climbed, TREE)
    assert counts["all/watch", "open"] == counts["province/prov.62", "open"] == counts[HOUSE, "open"]
    assert counts[HOUSE, "open"]["late"] == 1


def test_erasing_takes_nothing_out_of_the_months_but_what_is_open() -> None:
    steps = ((1, "coordinator", Forward(UNIT)), (1, "liaison", Answer("Sudah.")))
    before = contributions(life(*steps), TREE)
    after = contributions(life(*steps, (2, "reporter", Erase())), TREE)
    assert after == {key: row for key, row in before.items() if key[1] != "open"}
    withdrawn = contributions(life(*steps, (2, "reporter", Withdraw())), TREE)
    assert withdrawn == after


def test_days_and_months_are_those_of_the_institution() -> None:
    # 30 November 23.30 in Jayapura is 14.30 UTC; in Jakarta it would still be 21.30.
    late_evening = datetime(2026, 11, 30, 15, 30, tzinfo=UTC)
    counts = contributions(life(addressed_to="kota.9171", at=late_evening), TREE)
    assert counts["nation/kota.9171", "2026-12"] == {"received": 1}
    assert counts["nation/kota.9171", "open"]["day_2026-12-01"] == 1
    assert contributions(life(at=late_evening), TREE)[HOUSE, "2026-11"] == {"received": 1}


def test_the_median_is_the_lower_of_two_middle_values() -> None:
    assert median_of({}) is None
    assert median_of({3: 1}) == 3
    assert median_of({1: 1, 9: 1}) == 1
    assert median_of({0: 2, 5: 3}) == 5
    assert median_of({0: 0, 7: 1}) == 7


def test_differences_are_what_must_be_added() -> None:
    before = {("nation/a", "open"): {"state_submitted": 1, "level_0": 1}}
    after = {("nation/a", "open"): {"state_forwarded": 1, "level_0": 1}, ("nation/b", "open"): {"late": 1}}
    assert differences(before, after) == {
        ("nation/a", "open"): {"state_submitted": -1, "state_forwarded": 1},
        ("nation/b", "open"): {"late": 1},
    }
    assert differences(after, after) == {}
