"""The matters of public administration and the words people use for them (UU 23/2014, annex; the ministries' tasks)."""

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from chalicelib.finding.words import DATA, Token, stems

DECISIVE = 3
"""What a phrase weighs that names its matter by itself; other words weigh one each."""
CATEGORY = 1.5
WITHIN_TITLE = 1.5
WIDER = 0.5
"""What is left of a wider matter when a narrower one is told by name."""


@dataclass(frozen=True, slots=True)
class Matter:
    """One field: where it is answered, best first, and the words for it with their weights.

    An office is written ``where|what``: ``regency`` and ``province`` are those of the place, anything else is an
    institution's id; ``what`` are words of the unit's name or duties. ``@puskesmas``, ``@district`` and ``@village``
    are the units of that kind at the place itself. A matter that is told by name takes over what speaks for the wider
    ones it stands ``instead_of``: a vocational school is a school, and the province answers for it.
    """

    name: str
    offices: tuple[str, ...]
    categories: tuple[str, ...]
    phrases: tuple[tuple[tuple[str, ...], float], ...]
    instead_of: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Found:
    """A matter that a text is about: how much speaks for it, and the words that do."""

    matter: Matter
    score: float
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    weight: float
    matter: Matter


def matters_of(title: list[Token], body: list[Token], category: str) -> list[Found]:
    """The matters of a report, best first; words in the title weigh more, each word counts once for a matter."""
    scores: dict[str, float] = {}
    words: dict[str, dict[str, None]] = {}
    told: set[str] = set()
    counted: set[tuple[str, tuple[str, ...]]] = set()
    for part, factor in ((title, WITHIN_TITLE), (body, 1.0)):
        for hit in _hits(part):
            phrase = tuple(token.stem for token in part[hit.start : hit.end])
            if (hit.matter.name, phrase) in counted:
                continue
            counted.add((hit.matter.name, phrase))
            if hit.weight >= DECISIVE:
                told.add(hit.matter.name)
            scores[hit.matter.name] = scores.get(hit.matter.name, 0) + hit.weight * factor
            shown = " ".join(dict.fromkeys(token.text for token in part[hit.start : hit.end]))
            words.setdefault(hit.matter.name, {})[shown] = None
    for matter in all_matters():
        if category in matter.categories and matter.name in scores:
            scores[matter.name] += CATEGORY
    _take_over(scores, told)
    found = [Found(one, scores[one.name], tuple(words[one.name])) for one in all_matters() if one.name in scores]
    return sorted(found, key=lambda one: -one.score)


def _take_over(scores: dict[str, float], told: set[str]) -> None:
    for matter in all_matters():
        for wider in matter.instead_of & scores.keys() if matter.name in told else ():
            scores[matter.name] += scores[wider]
            scores[wider] *= WIDER


def _hits(part: list[Token]) -> list[_Hit]:
    """Every phrase of the table in a text; a word that belongs to a longer phrase does not speak for another matter."""
    stemmed = [token.stem for token in part]
    hits = [
        _Hit(start, start + len(phrase), weight, matter)
        for start in range(len(stemmed))
        for phrase, weight, matter in _table().get(stemmed[start], ())
        if tuple(stemmed[start : start + len(phrase)]) == phrase
    ]
    longer = [hit for hit in hits if hit.end - hit.start > 1]
    return [
        hit
        for hit in hits
        if not any(one.start <= hit.start and hit.end <= one.end and _is_longer(one, hit) for one in longer)
    ]


def _is_longer(one: _Hit, other: _Hit) -> bool:
    return one.end - one.start > other.end - other.start


@cache
def all_matters() -> tuple[Matter, ...]:
    """Every matter of the table."""
    rows = json.loads((DATA / "matters.json").read_text(encoding="utf-8"))
    return tuple(
        Matter(
            row["matter"],
            tuple(row["offices"]),
            tuple(row["categories"]),
            _phrases(row),
            frozenset(row.get("instead_of", ())),
        )
        for row in rows
    )


def _phrases(row: dict[str, Any]) -> tuple[tuple[tuple[str, ...], float], ...]:
    weights: dict[tuple[str, ...], float] = {}
    for text in row["words"].split(","):
        if phrase := stems(text):
            weights[phrase] = float(len(phrase))
    for text in row["decisive"].split(","):
        if phrase := stems(text):
            weights[phrase] = DECISIVE + len(phrase) - 1.0
    return tuple(weights.items())


@cache
def _table() -> dict[str, list[tuple[tuple[str, ...], float, Matter]]]:
    table: dict[str, list[tuple[tuple[str, ...], float, Matter]]] = {}
    for matter in all_matters():
        for phrase, weight in matter.phrases:
            table.setdefault(phrase[0], []).append((phrase, weight, matter))
    return table


@cache
def words_of_matters() -> frozenset[str]:
    """The stems of all single words of the table: none of them is the name of a place."""
    return frozenset(phrase[0] for matter in all_matters() for phrase, _ in matter.phrases if len(phrase) == 1)
