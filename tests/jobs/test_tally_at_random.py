"""The tally by the batch: random lives, whose records come twice, cut anew, replayed and through faults, are counted
exactly. ``COMMANDS=5000`` makes it long (docs/faults-and-attacks.md, row 28).
"""

import os
from collections.abc import Callable
from contextlib import suppress
from random import Random
from typing import Any

from chalicelib import clock
from chalicelib.domain import lifecycle
from chalicelib.domain.actors import Actor, Role
from chalicelib.domain.commands import (
    Accept,
    Answer,
    Command,
    Confirm,
    Decide,
    Dispute,
    Forward,
    RequestData,
    Return,
    Verify,
    Withdraw,
)
from chalicelib.domain.refusals import Refusal
from chalicelib.domain.tallying import Counts
from chalicelib.service import commands
from chalicelib.service.commands import Opened
from chalicelib.store import directory_lookup
from tests.app.people import Desk
from tests.jobs.counting import count, counted, records_of, wrong
from tests.store import desk_work
from tests.wire import Crash, crashes_at, disturbed, loses_answers, refuses, watched

COMMANDS = int(os.environ.get("COMMANDS", "250"))
LIVES = COMMANDS // 3
ROUNDS = 10
LARGEST_BATCH = 100
TRANSACTION = "TransactWriteItems"
UNITS = ("kab.6201.dpupr", "kab.6201.dinkes", "kab.6201.dishub")
SAID = "Sudah kami tangani di tempat."
TRIED: dict[str, Callable[[Random], Command]] = {
    "verify": lambda chance: Verify(
        forward_to=chance.choice(UNITS),
        supervisory=chance.choice([None, None, True]),
        confidential=chance.choice([None, True]),
    ),
    "forward": lambda chance: Forward(chance.choice(UNITS)),
    "accept": lambda chance: Accept(),
    "answer": lambda chance: Answer(SAID),
    "return": lambda chance: Return(chance.choice(UNITS), SAID),
    "request-data": lambda chance: RequestData("Di jalan apa tepatnya?"),
    "decide": lambda chance: Decide(chance.choice(UNITS)),
    "dispute": lambda chance: Dispute("Belum selesai, masih berlubang."),
    "confirm": lambda chance: Confirm(chance.randint(1, 5)),
    "withdraw": lambda chance: Withdraw(),
}
RARELY = {"withdraw": 0.05, "confirm": 0.3, "request-data": 0.3}
OFFICERS = ("kobar", "dpupr", "dinkes", "nasional")


def test_random_lives_in_random_batches_equal_a_recount(desk: Desk) -> None:
    before, chance = counted(), Random(15)
    lives: list[str] = []
    done = 0
    for round_ in range(1, ROUNDS + 1):
        while len(lives) < LIVES * round_ // ROUNDS:
            lives.append(desk_work.submit(agency_id=chance.choice(["kab.6201", "kab.6201", "kab.6202"])).report_id)
            done += 1
        while done < COMMANDS * round_ // ROUNDS:
            done += _one_step(chance.choice(lives), chance)
        _deliver(chance.sample(lives, max(1, len(lives) // 2)), chance)
    every = records_of(*lives)
    assert len(every) >= COMMANDS
    for start in range(0, len(every), LARGEST_BATCH):
        assert count(every[start : start + LARGEST_BATCH]) == []
    assert wrong(before, *lives) == {}


def _one_step(report_id: str, chance: Random) -> int:
    """Somebody does something that they may; 1 when it was done, 0 when it was refused or nobody may do anything."""
    stored = desk_work.stored(report_id)
    actors = [Actor(Role.REPORTER), *map(desk_work.officer, OFFICERS)]
    directory = directory_lookup.whole_directory()
    may = [
        (actor, name)
        for actor in actors
        for name in lifecycle.allowed(stored.report, actor, clock.now(), directory)
        if name in TRIED
    ]
    if not may:
        return 0
    ((actor, name),) = chance.choices(may, [RARELY.get(name, 1) for _, name in may])
    try:
        commands.carry_out(Opened(stored, actor), TRIED[name](chance), None, clock.now())
    except Refusal:
        return 0
    return 1


def _deliver(report_ids: list[str], chance: Random) -> None:
    """What the stream may do: out of order, twice, cut anew, and through a database in trouble."""
    every = records_of(*report_ids)
    again = chance.sample(every, len(every) // 3)
    records = [*every, *again]
    chance.shuffle(records)
    while records:
        size = chance.randint(1, LARGEST_BATCH)
        batch, records = records[:size], records[size:]
        fault = chance.choice(
            [
                None,
                None,
                crashes_at(chance.randint(0, 9)),
                loses_answers(TRANSACTION, times=1),
                refuses(TRANSACTION, "ThrottlingException", times=chance.randint(1, 3)),
            ]
        )
        if fault is None:
            assert count(batch) == []
        else:
            with disturbed(fault), suppress(Crash):
                count(batch)


def test_a_flood_to_one_institution_is_a_transaction_for_eighty(desk: Desk) -> None:
    before: Counts = counted()
    report_ids = [desk_work.submit(agency_id="kab.6201").report_id for _ in range(80)]
    batch = records_of(*report_ids)
    with watched() as wire:
        assert count(batch) == []
    assert wire.operations == [TRANSACTION]
    assert wire.read_units == 0
    assert wire.write_units <= 2.5 * len(report_ids)
    assert wrong(before, *report_ids) == {}


def test_later_events_are_read_together(desk: Desk) -> None:
    before: Counts = counted()
    report_ids = [desk_work.forwarded() for _ in range(10)]
    count([one for one in records_of(*report_ids) if one["dynamodb"]["Keys"]["sk"]["S"].endswith("#000001")])
    later: list[dict[str, Any]] = records_of(*report_ids)
    with watched() as wire:
        assert count(later) == []
    assert wire.operations[:12] == ["BatchGetItem", *["Query"] * 10, TRANSACTION]
    assert set(wire.operations[12:]) <= {"UpdateItem"}  # days that left their row
    assert wire.read_units <= 1.5 * len(report_ids)
    assert wrong(before, *report_ids) == {}
