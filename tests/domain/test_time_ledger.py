"""Whose time it was, counted by hand; and that every second has an owner, whatever happens."""

from datetime import timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.domain.commands import (
    Accept,
    Answer,
    Archive,
    Complete,
    Decide,
    Dispute,
    Forward,
    Object,
    RequestData,
    Return,
)
from chalicelib.domain.events import Event
from chalicelib.domain.refusals import Refusal
from chalicelib.domain.report import ArchiveReason
from chalicelib.domain.time_ledger import Owner, Party, time_ledger
from tests.domain.dossier import Dossier
from tests.domain.test_history import let_time_pass, next_step
from tests.domain.test_tallying import START, UNIT, life
from tests.domain.world import RULES

DESK, REPORTER, NOBODY = Owner(Party.COORDINATOR, "kab.6201"), Owner(Party.REPORTER), Owner(Party.PAUSED)
AT_UNIT, NEXT_DOOR = Owner(Party.HOLDER, UNIT), Owner(Party.HOLDER, "kab.6201.dpupr")
DAY = 86_400


def owned(events: list[Event], days: float) -> dict[Owner, tuple[float, int]]:
    """Each owner's days, and working days, so many days after receipt (Monday, 30 November 2026, 10.00 WIB)."""
    ledger = time_ledger(events, RULES.directory, RULES.calendar, START + timedelta(days=days))
    return {one.owner: (one.seconds / DAY, one.working_days) for one in ledger}


def test_a_new_report_is_its_coordinators() -> None:
    assert owned(life(), 2) == {DESK: (2, 2)}


def test_what_a_unit_has_from_the_forward_on_is_the_units() -> None:
    assert owned(life((1, "coordinator", Forward(UNIT))), 3) == {DESK: (1, 1), AT_UNIT: (2, 2)}


def test_days_without_work_are_nobodys() -> None:
    """From Friday, 4 December, 10.00 to Monday, 10.00: 14 hours, the week-end, 10 hours."""
    ledger = owned(life((4, "coordinator", Forward(UNIT))), 7)
    assert ledger == {DESK: (4, 4), AT_UNIT: (1, 1), NOBODY: (2, 0)}


def test_data_asked_for_and_an_answer_wait_for_the_reporter_even_on_sundays() -> None:
    steps = (
        (1, "coordinator", Forward(UNIT)),
        (2, "liaison", RequestData("Di kilometer berapa, dan sejak kapan?")),
        (7, "reporter", Complete("Di kilometer tiga, sejak Mei.")),
        (8, "liaison", Accept()),
        (8, "liaison", Answer("Sudah ditambal kemarin sore.")),
    )
    assert owned(life(*steps), 10) == {DESK: (1, 1), AT_UNIT: (2, 2), REPORTER: (7, 5)}


def test_deciding_about_a_right_return_is_the_coordinators() -> None:
    steps = (
        (1, "coordinator", Forward(UNIT)),
        (2, "liaison", Return("kab.6201.dpupr", "Ini urusan jalan.")),
        (3, "coordinator", Decide("kab.6201.dpupr")),
    )
    assert owned(life(*steps), 4) == {DESK: (2, 2), AT_UNIT: (1, 1), NEXT_DOOR: (1, 1)}


def test_deciding_about_a_wrong_return_is_charged_to_who_returned() -> None:
    steps = (
        (1, "coordinator", Forward(UNIT)),
        (2, "liaison", Return("kab.6201.dpupr", "Ini bukan urusan kami.")),
        (3, "coordinator", Decide(UNIT)),
    )
    assert owned(life(*steps), 4) == {DESK: (1, 1), AT_UNIT: (3, 3)}


def test_an_ended_report_ages_no_more_and_its_objection_takes_the_reporters_time() -> None:
    archived = ((2, "coordinator", Archive(ArchiveReason.TOO_GENERAL, "Mohon sebutkan tempatnya dengan jelas.")),)
    assert owned(life(*archived), 30) == {DESK: (2, 2)}
    objected = (*archived, (3, "reporter", Object("Tempatnya sudah saya tulis.")))
    assert owned(life(*objected), 4) == {DESK: (2, 2), REPORTER: (1, 1), Owner(Party.NATION, "ri"): (1, 1)}


def test_a_dispute_gives_the_time_back_to_the_unit() -> None:
    steps = (
        (0, "coordinator", Forward(UNIT)),
        (0, "liaison", Accept()),
        (1, "liaison", Answer("Sudah ditambal kemarin sore.")),
        (2, "reporter", Dispute("Lubangnya masih ada di sana.")),
    )
    assert owned(life(*steps), 3) == {AT_UNIT: (2, 2), REPORTER: (1, 1)}


@settings(max_examples=60, deadline=None)
@given(st.integers(min_value=0))
def test_every_second_has_one_owner(seed: int) -> None:
    """Whatever people and the clock do: the seconds make up the age, the working days are those that passed."""
    chance = Random(seed)
    dossier = Dossier(addressed_to=chance.choice(["kab.6201", UNIT, "kota.9171", None]))
    for _ in range(25):
        let_time_pass(dossier, chance.choice([0, 7, 600, 1440, 9000, 50_000]) + 1, asleep=chance.random() < 0.3)
        who, command = next_step(dossier, chance)
        try:
            dossier.do(who, command)
        except Refusal:
            continue
        report, now = dossier.report, dossier.now + timedelta(seconds=chance.randrange(100_000))
        ledger = time_ledger(dossier.events, RULES.directory, RULES.calendar, now)
        until = (report.ended_at or now).replace(microsecond=0)
        age = until - report.received_at.replace(microsecond=0)
        assert sum(one.seconds for one in ledger) == age.total_seconds()
        assert all(one.seconds > 0 for one in ledger)
        assert sum(one.working_days for one in ledger) <= age.days + 1
        assert [one.working_days for one in ledger if one.owner.party is Party.PAUSED] in ([], [0])
