"""Guesses wait ever longer, by name and by source, and nobody learns by them who is an officer."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from infra.local import guesses
from infra.local.guesses import LONGEST_WAIT_SECONDS, Guesses, TooManyGuesses, neighbourhood, wait_after

HERE = "203.0.113.7"


class Clock:
    """Epoch seconds that somebody sets."""

    now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def counted(tmp_path: Path, clock: Clock) -> Guesses:
    return Guesses(tmp_path / "guesses.db", b"key", clock)


def tries(counted: Guesses, clock: Clock, seconds: int, source: Callable[[int], str] = lambda _: HERE) -> int:
    """How many guesses at one name somebody gets who tries as soon as they may."""
    end, made = clock.now + seconds, 0
    while clock.now < end:
        try:
            counted.begin("kobar", source(made))
            made += 1
        except TooManyGuesses as wait:
            clock.now += wait.seconds
    return made


def test_waits_double_up_to_15_minutes() -> None:
    waits = [wait_after(failures, 5) for failures in range(1, 20)]
    assert waits[:4] == [0, 0, 0, 0]
    assert waits[4:14] == [2, 4, 8, 16, 32, 64, 128, 256, 512, 900]
    assert set(waits[13:]) == {LONGEST_WAIT_SECONDS}
    assert wait_after(10**9, 5) == LONGEST_WAIT_SECONDS


def test_a_day_gives_little_more_than_a_hundred_guesses_at_a_name_from_wherever(counted: Guesses, clock: Clock) -> None:
    assert tries(counted, clock, 86_400, lambda number: f"198.51.{number // 250}.{number % 250}") < 120


def test_one_source_guesses_at_many_names_no_faster(counted: Guesses, clock: Clock) -> None:
    for number in range(guesses.FREE_FOR_A_SOURCE):
        counted.begin(f"nama-{number}", HERE)
    with pytest.raises(TooManyGuesses):
        counted.begin("nama-lain", HERE)
    counted.begin("nama-lain", "203.0.113.8")


def test_trying_while_one_waits_makes_it_no_longer(counted: Guesses, clock: Clock) -> None:
    tries(counted, clock, 10)
    counted.begin("kobar", HERE)
    waits = []
    for _ in range(50):
        with pytest.raises(TooManyGuesses) as wait:
            counted.begin("kobar", HERE)
        waits.append(wait.value.seconds)
    assert len(set(waits)) == 1


def test_many_at_once_are_no_more_than_one_after_the_other(counted: Guesses) -> None:
    for _ in range(guesses.FREE_FOR_A_NAME):
        counted.begin("kobar", HERE)  # none of them is answered yet
    with pytest.raises(TooManyGuesses):
        counted.begin("kobar", HERE)


def test_the_right_password_lets_the_name_begin_anew(counted: Guesses) -> None:
    for turn in range(10):
        for number in range(guesses.FREE_FOR_A_NAME - 1):
            counted.begin("kobar", f"198.51.{turn}.{number}")
        counted.succeeded(counted.begin("kobar", HERE))


def test_ones_own_right_password_buys_no_guesses_at_others(counted: Guesses, clock: Clock) -> None:
    made = 0
    for number in range(500):
        try:
            counted.begin(f"nama-{number}", HERE)
            made += 1
            counted.succeeded(counted.begin("milik-sendiri", HERE))
        except TooManyGuesses:
            clock.now += 1
    assert made < guesses.FREE_FOR_A_SOURCE + 10


def test_a_guess_that_nobody_looked_at_counts_for_nothing(counted: Guesses) -> None:
    for _ in range(100):
        counted.not_looked_at(counted.begin("kobar", HERE))


def test_a_name_is_one_however_it_is_written(counted: Guesses) -> None:
    for written in ("kobar", "KOBAR", " kobar", "Kobar ", "koBar"):
        counted.begin(written, HERE)
    with pytest.raises(TooManyGuesses):
        counted.begin("kobar", HERE)


@pytest.mark.parametrize(
    ("source", "counted_as"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("", ""),
        ("bukan alamat", "bukan alamat"),
    ],
)
def test_one_customer_is_one_source(source: str, counted_as: str) -> None:
    assert neighbourhood(source) == counted_as


def test_starting_again_buys_no_guesses(tmp_path: Path, clock: Clock, counted: Guesses) -> None:
    tries(counted, clock, 600)
    again = Guesses(tmp_path / "guesses.db", b"key", clock)
    assert tries(again, clock, 3600) < 8


def test_a_day_later_and_after_a_leap_of_the_clock_nobody_waits(counted: Guesses, clock: Clock) -> None:
    tries(counted, clock, 3600)
    clock.now -= 10 * 86_400
    counted.begin("kobar", HERE)
    clock.now += 20 * 86_400
    for _ in range(guesses.FREE_FOR_A_NAME):
        counted.begin("kobar", HERE)


def test_nothing_on_the_disk_names_anybody(tmp_path: Path, counted: Guesses) -> None:
    counted.begin("kobar", HERE)
    content = (tmp_path / "guesses.db").read_bytes()
    assert b"kobar" not in content
    assert HERE.encode() not in content


def test_who_failed_most_is_not_pushed_out(counted: Guesses, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guesses, "MOST_COUNTS", 100)
    tries(counted, clock, 120)
    counted.begin("kobar", "203.0.113.8")
    for number in range(200):
        counted.begin(f"nama-{number}", f"198.51.100.{number}")
    assert len(counted._counts) <= 102
    with pytest.raises(TooManyGuesses):
        counted.begin("kobar", "203.0.113.9")


def test_a_disk_that_takes_nothing_keeps_no_officer_out(tmp_path: Path, clock: Clock) -> None:
    folder = tmp_path / "tidak-ada"
    counted = Guesses(folder / "guesses.db", b"key", clock)
    assert tries(counted, clock, 60) < 12
    damaged = tmp_path / "rusak.db"
    damaged.write_bytes(b"x" * 5000)
    with pytest.raises(sqlite3.DatabaseError):
        sqlite3.connect(damaged).execute("SELECT 1 FROM sqlite_master")
    assert tries(Guesses(damaged, b"key", clock), clock, 60) < 12
