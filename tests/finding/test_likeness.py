"""Which reports are offered as the same one: pairs in everyday words, half of them only look alike."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from chalicelib.finding.likeness import DUPLICATE_FROM, Fingerprint, fingerprint, likeness
from chalicelib.finding.words import plain_stems
from tests.texts import ROWS

SAID = "Kejadiannya sejak kemarin, mohon ditangani."
PAIRS = json.loads((Path(__file__).parent / "pairs.json").read_text(encoding="utf-8"))


def made(pair: dict[str, Any], which: str) -> Fingerprint:
    """The fingerprint of one report of a pair."""
    told = pair[which]
    return fingerprint(told["title"], told["body"], pair["category"], told["location"])


def is_offered(pair: dict[str, Any]) -> bool:
    """Whether the second report is offered beside the first."""
    found = likeness(made(pair, "one"), made(pair, "other"), timedelta(days=pair["days_apart"]))
    return found is not None and found.score >= DUPLICATE_FROM


@pytest.mark.parametrize("half", ["seen", "held_out", "second_seen", "second_held_out", "third", "fourth", "fifth"])
def test_repeats_are_offered_and_look_alikes_are_not(half: str) -> None:
    pairs = [pair for pair in PAIRS if pair["half"] == half]
    offered = [pair for pair in pairs if is_offered(pair)]
    repeats = [pair for pair in pairs if pair["is_duplicate"]]
    right = [pair for pair in offered if pair["is_duplicate"]]
    assert len(pairs) >= 12
    assert len(repeats) == len(pairs) / 2
    assert len(right) >= 0.8 * len(repeats)
    assert len(right) >= 0.8 * len(offered)


def test_a_report_is_its_own_repeat_for_a_month_and_no_longer() -> None:
    one = made(PAIRS[0], "one")
    within = likeness(one, one, timedelta(days=30))
    assert within
    assert within.score >= DUPLICATE_FROM
    assert likeness(one, one, timedelta(days=31)) is None


def test_the_same_words_two_kilometres_away_are_another_report() -> None:
    pair = PAIRS[0]
    away = {**pair["one"]["location"], "lat": pair["one"]["location"]["lat"] + 0.02}
    there = fingerprint(pair["one"]["title"], pair["one"]["body"], pair["category"], away)
    assert likeness(made(pair, "one"), there, timedelta(0)) is None


def test_without_a_place_only_the_same_words_are_a_repeat() -> None:
    hole = fingerprint("Lubang besar di jalan", "Ada lubang besar, kemarin motor jatuh.", "pekerjaan-umum", {})
    again = fingerprint("Lubang besar di jalan", "Ada lubang besar, kemarin motor jatuh lagi.", "pekerjaan-umum", {})
    other = fingerprint("Lubang besar depan pasar", "Lubang besar, tolong ditambal.", "pekerjaan-umum", {})
    found = [likeness(hole, one, timedelta(0)) for one in (again, other)]
    assert [one is not None and one.score >= DUPLICATE_FROM for one in found] == [True, False]


def test_a_second_word_of_a_names_place_tells_only_of_the_place_again() -> None:
    there = {"district": "Arut Selatan", "village": "Kelurahan Sidorejo"}
    race = fingerprint("Balap liar di Jalan HM Rafii", "Tiap malam di Jalan HM Rafii ada balapan.", "ketertiban", there)
    theft = fingerprint("Motor dicuri", "Semalam motor saya dicuri di Jalan HM Rafii.", "ketertiban", there)
    found = likeness(race, theft, timedelta(0))
    assert found is None or found.score < DUPLICATE_FROM


@pytest.mark.parametrize(
    "said", ["menunggu nunggu ditunggu nungguin", "menambal nambal ditambal tambalin", "membuang ngebuang dibuang"]
)
def test_a_verb_is_the_same_word_written_and_spoken(said: str) -> None:
    assert len({plain_stems(word) for word in said.split()} - {()}) == 1


def test_the_same_street_with_another_matter_is_another_report() -> None:
    there = {"district": "Arut Selatan", "village": "Kelurahan Madurejo", "lat": -2.68, "lon": 111.63}
    road, drain = "Aspal Jalan Malijo rusak dan berlubang", "Selokan Jalan Malijo rusak dan tersumbat"
    hole = fingerprint(road, f"{road} depan toko bangunan, tolong diperbaiki.", "pekerjaan-umum", there)
    ditch = fingerprint(drain, f"{drain} depan toko bangunan, tolong diperbaiki.", "pekerjaan-umum", there)
    lit = fingerprint("Lampu jalan mati", "Lampu jalan mati di depan rumah, gelap sekali.", "pekerjaan-umum", there)
    scores = [found.score if (found := likeness(hole, one, timedelta(0))) else 0.0 for one in (hole, ditch, lit)]
    assert scores[0] >= DUPLICATE_FROM
    assert scores[1] < scores[0] - 0.5, "another matter speaks against it"
    assert scores[2] < DUPLICATE_FROM


def are_offered(titles: tuple[str, str], location: dict[str, object]) -> bool:
    """Whether two reports with these titles and the same words beside are offered as one."""
    one, other = (fingerprint(title, SAID, "pekerjaan-umum", location) for title in titles)
    found = likeness(one, other, timedelta(days=1))
    return found is not None and found.score >= DUPLICATE_FROM


@pytest.mark.parametrize("titles", ROWS["not_the_same"])
@pytest.mark.parametrize("location", [{}, {"district": "Kumai"}, {"regency": "6201", "lat": -2.7, "lon": 111.7}])
def test_a_number_a_service_or_a_word_of_a_place_in_common_makes_no_repeat(
    titles: tuple[str, str], location: dict[str, object]
) -> None:
    assert not are_offered(titles, location)


@pytest.mark.parametrize("titles", ROWS["the_same"])
def test_a_place_is_the_same_however_it_is_written(titles: tuple[str, str]) -> None:
    assert are_offered(titles, {"district": "Kumai"})
