"""What a report's words propose before it is sent: a category, faster help, published reports that tell the same.

Pure. Published reports are compared by their public titles alone: what somebody asks for must tell nothing of words,
names or a spot that only officers read.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from chalicelib.finding.matters import Found, matters_of
from chalicelib.finding.street_names import without_names
from chalicelib.finding.words import DATA, plain_stems, stems, tokens

MOST_CATEGORIES = 3
SHOWN_WORDS = 4
LATER_CATEGORY = 0.5
"""What each further category of a matter weighs beside the one before it."""
LEAST_OF_BEST = 0.34
"""What speaks so little for a category beside the best one is a word by chance: "tangga" of a pier."""
FEWEST_COMMON, LEAST_SHARE = 2, 0.4


@dataclass(frozen=True, slots=True)
class MeantCategory:
    """A category that a text may be about, and the words of the text that say so."""

    category_id: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Emergency:
    """Whom to call at once, and the words that say so."""

    number: str
    name: tuple[str, str]
    words: tuple[str, ...]


def matters_meant(text: str) -> list[Found]:
    """The matters of a text that has no title and no category yet, the best first."""
    return matters_of([], tokens(without_names(text)), "")


def categories_meant(text: str) -> list[MeantCategory]:
    """At most three categories that the words speak for, the best first."""
    scores: dict[str, float] = {}
    words: dict[str, dict[str, None]] = {}
    for found in matters_meant(text):
        for place, category_id in enumerate(found.matter.categories):
            scores[category_id] = scores.get(category_id, 0.0) + found.score * LATER_CATEGORY**place
            words.setdefault(category_id, {}).update(dict.fromkeys(found.words))
    best = sorted(scores, key=lambda one: (-scores[one], one))[:MOST_CATEGORIES]
    return [
        MeantCategory(one, tuple(words[one])[:SHOWN_WORDS])
        for one in best
        if scores[one] >= LEAST_OF_BEST * scores[best[0]]
    ]


def emergencies_in(text: str) -> list[Emergency]:
    """Whom to call for what a text tells, each with the phrases of the table that stand in it."""
    told = f" {' '.join(stems(text))} "
    found = []
    for row in _emergencies():
        words = tuple(phrase for phrase, key in row.phrases if key in told)
        if words:
            found.append(Emergency(row.number, row.name, words[:SHOWN_WORDS]))
    return found


def common_words(text_stems: Iterable[str], title: str) -> tuple[str, ...] | None:
    """The stems that a text shares with a published title; None where they are too few to tell of the same."""
    wanted = dict.fromkeys(plain_stems(title))
    there = frozenset(text_stems)
    common = tuple(stem for stem in wanted if stem in there)
    return common if len(common) >= FEWEST_COMMON and len(common) / len(wanted) >= LEAST_SHARE else None


@dataclass(frozen=True, slots=True)
class _Row:
    number: str
    name: tuple[str, str]
    phrases: tuple[tuple[str, str], ...]


@cache
def _emergencies() -> tuple[_Row, ...]:
    rows = json.loads((DATA / "emergencies.json").read_text(encoding="utf-8"))
    return tuple(
        _Row(
            row["number"],
            (row["name_id"], row["name_en"]),
            tuple((text.strip(), f" {' '.join(stems(text))} ") for text in row["words"].split(",")),
        )
        for row in rows
    )
