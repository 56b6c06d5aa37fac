"""Each child of a running system and its host, killed and stopped while citizens submit: nothing is lost or told twice.

``OPS`` is how many are hit (each child and the host once each way by default), ``SEED`` gives the same order again.
"""

import os
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from http.client import HTTPException
from itertools import count, islice
from pathlib import Path
from random import Random
from typing import Any

from tests.chaos.victims import HOST, Hit, Pace, hit, hits
from tests.local.running_system import HASTY, Reply, RunningSystem, wait_until

OPS = int(os.environ.get("OPS") or 26)
SEED = int(os.environ.get("SEED") or 13)
ROUNDS = max(10, OPS // 3)
CITIZENS = 4
PAUSE_SECONDS = 0.1
LONGEST = 120
BUSY = HASTY | {"DELIVERY_GRACE_SECONDS": "8"}


class Citizen:
    """Submits one report after the other, and each again with its key until there is an answer."""

    def __init__(self, system: RunningSystem, first: int, over: threading.Event) -> None:
        self.receipts: dict[int, dict[str, Any]] = {}
        self._system, self._first, self._over = system, first, over
        self._thread = threading.Thread(target=self._submit, daemon=True)

    def begin(self) -> None:
        self._thread.start()

    def end(self) -> None:
        """The report at hand is answered first."""
        self._thread.join(LONGEST)
        assert not self._thread.is_alive(), "it waits for an answer still"

    def _submit(self) -> None:
        for number in count(self._first):
            while number not in self.receipts:
                with suppress(OSError, HTTPException):
                    reply = self._system.submit(number)
                    if reply.status in (200, 201):
                        self.receipts[number] = reply.json
                time.sleep(PAUSE_SECONDS)
            if self._over.is_set():
                return


def test_killed_and_stopped_one_by_one_and_together_nothing_is_lost_or_told_twice(tmp_path: Path) -> None:
    system, chance, over = RunningSystem(tmp_path / "data", BUSY).start(), Random(SEED), threading.Event()
    citizens = [Citizen(system, 600_000 + 10_000 * number, over) for number in range(CITIZENS)]
    try:
        for citizen in citizens:
            citizen.begin()
        dealt, pace = list(islice(hits(chance), OPS)), Pace()
        for number in range(ROUNDS):
            _round(system, dealt[number::ROUNDS], chance, pace, citizens)
        over.set()
        for citizen in citizens:
            citizen.end()
        receipts = {number: one for citizen in citizens for number, one in citizen.receipts.items()}
        _check(system, receipts)
    except BaseException as failure:
        failure.add_note("\n".join([*system.console[-40:], *system.logs()]))
        raise
    finally:
        over.set()
        system.stop()


def _round(system: RunningSystem, dealt: list[Hit], chance: Random, pace: Pace, citizens: list[Citizen]) -> None:
    """The hits of a round, the host last, within a second or so; then somebody gets an answer again."""
    for name, number in sorted(dealt, key=lambda one: one[0] == HOST):
        pace.keep(name)
        hit(system, name, number)
        time.sleep(chance.uniform(0, 0.6))
    for citizen in citizens:
        so_far = len(citizen.receipts)
        wait_until(lambda one=citizen, before=so_far: len(one.receipts) > before + 1, LONGEST)
    assert system.process
    assert system.process.poll() is None, "the host has given up"


def _wait_for_letters(system: RunningSystem, reports: int) -> None:
    """Every reporter has one. A letter that failed six times waits for a minute, and a long run has many to send: it is
    stuck when none goes for longer than that."""
    told, since = 0, time.monotonic()
    while (by_now := system.citizens_told()) < reports:
        if by_now > told:
            told, since = by_now, time.monotonic()
        assert time.monotonic() - since < LONGEST, f"{told} of {reports} are told, and no more"
        time.sleep(0.5)


def _patiently(ask: Callable[[], Reply]) -> Reply:
    """Asked again while what was hit last is being replaced."""
    until = time.monotonic() + 30
    while True:
        with suppress(OSError, HTTPException):
            reply = ask()
            if reply.status < 500 or time.monotonic() > until:
                return reply
        assert time.monotonic() < until, "nobody answers"
        time.sleep(0.5)


def _check(system: RunningSystem, receipts: dict[int, dict[str, Any]]) -> None:
    assert len({one["report_id"] for one in receipts.values()}) == len(receipts)
    for number, receipt in receipts.items():
        view = _patiently(partial(system.own_view, receipt))
        assert view.status == 200, number
        assert [(event["seq"], event["type"]) for event in view.json["events"]] == [(1, "submitted")]
        again = _patiently(partial(system.submit, number))
        assert (again.status, again.json) == (200, receipt)
    expected = Counter(f"warga{number}@warga.example" for number in receipts)
    _wait_for_letters(system, len(expected))
    time.sleep(5)  # longer than a lease: what would be told twice is told by then
    assert Counter(mail["to"] for mail in system.mails() if mail["to"].endswith("@warga.example")) == expected
