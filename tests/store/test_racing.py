"""A lost race is run again on what the winner left, and five lost ones are told as what they are."""

from pathlib import Path

import pytest

from chalicelib.failures import Conflict, Full, Unavailable
from chalicelib.store.racing import TRIES_AGAINST_RACES, unless_overtaken


class Racer:
    """Somebody who loses so many races before they win one."""

    def __init__(self, losses: int) -> None:
        self.losses = losses
        self.attempts = 0

    def __call__(self) -> str:
        """Raises Conflict while races are still to be lost."""
        self.attempts += 1
        if self.attempts <= self.losses:
            raise Conflict
        return "written"


@pytest.mark.parametrize("losses", [0, 1, TRIES_AGAINST_RACES - 1])
def test_a_lost_race_is_run_again(losses: int) -> None:
    racer = Racer(losses)
    assert unless_overtaken(racer) == "written"
    assert racer.attempts == losses + 1


def test_who_loses_every_race_is_told_to_come_back() -> None:
    racer = Racer(losses=TRIES_AGAINST_RACES)
    with pytest.raises(Unavailable, match="kept being overtaken"):
        unless_overtaken(racer)
    assert racer.attempts == TRIES_AGAINST_RACES


def test_what_is_no_race_is_not_run_again() -> None:
    attempts = []

    def too_large() -> None:
        attempts.append(1)
        raise Full

    with pytest.raises(Full):
        unless_overtaken(too_large)
    assert len(attempts) == 1


def test_nobody_has_a_loop_of_their_own() -> None:
    """Whoever catches a Conflict to go on with the next try has written the loop again."""
    for path in Path("chalicelib").rglob("*.py"):
        text = path.read_text()
        if path.name != "racing.py":
            assert "kept being overtaken" not in text, path
            assert "AGAINST_RACES" not in text, path
