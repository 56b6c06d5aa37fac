"""What of a report's text should not stand in its public wording (UU 27/2022: data minimisation). Pure.

Suggestions to the officer who publishes, never done without them. Places are counted in UTF-16 code units, as browsers
count, so that an emoji before a number does not shift the mark.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from chalicelib.finding.matters import words_of_matters
from chalicelib.finding.patterns import CALLED_AFTER, CAPITALS, NO_NAME, PATTERNS, RemovalKind
from chalicelib.finding.words import stem_of

ALIKE = 0.85


@dataclass(frozen=True, slots=True)
class Removal:
    """A stretch of a text, from ``start`` up to but not including ``end``."""

    start: int
    end: int
    kind: RemovalKind


def removals_in(text: str, names: Iterable[tuple[int, int]] = ()) -> list[Removal]:
    """What should be taken out of a text, in order, none over another; ``names`` are stretches known to be a name.

    Stretches come in and are found in characters; what is answered counts UTF-16 code units, as browsers do.
    """
    return [_in_code_units(text, one) for one in _found(text, names)]


def without_who_it_is(text: str, name: str | None) -> str:
    """A text without what names or reaches somebody; addresses stay, they tell where it is."""
    found = [one for one in _found(text, names_in(text, name)) if one.kind is not RemovalKind.ADDRESS]
    for one in reversed(found):
        text = f"{text[: one.start]} {text[one.end :]}"
    return text


def _found(text: str, names: Iterable[tuple[int, int]]) -> list[Removal]:
    taken: list[Removal] = []
    known = [Removal(start, end, RemovalKind.NAME) for start, end in names if end <= len(text)]
    for one in (*known, *_matched(text)):
        if not any(one.start < other.end and other.start < one.end for other in taken):
            taken.append(one)
    for one in _namesakes(text, [one for one in taken if one.kind is RemovalKind.NAME]):
        if not any(one.start < other.end and other.start < one.end for other in taken):
            taken.append(one)
    return sorted(taken, key=lambda one: one.start)


def names_in(text: str, name: str | None) -> tuple[tuple[int, int], ...]:
    """Where a text has a person's name, or a word that is nearly one of it; single letters and titles are no name."""
    words = [word.casefold() for word in re.findall(r"[^\W\d_]{3,}", name or "")]
    found = re.finditer(r"[^\W\d_]{3,}", text) if words else ()
    spans = [one.span() for one in found if any(_is_alike(one.group().casefold(), word) for word in words)]
    return tuple(_joined(text, spans))


def _matched(text: str) -> Iterator[Removal]:
    for kind, pattern in PATTERNS:
        for found in pattern.finditer(text):
            start, end = found.span("mark" if "mark" in pattern.groupindex else 0)
            if kind is not RemovalKind.NAME or _may_be_somebody(text, found, text[start:end]):
                yield Removal(start, end, kind)


def _may_be_somebody(text: str, found: re.Match[str], name: str) -> bool:
    """Whether a name is a person's: no word of an office, no street called after somebody, nothing merely shouted."""
    words = name.casefold().split()
    if words[0] in NO_NAME or CALLED_AFTER.search(text, 0, found.start()):
        return False
    if not name.isupper():
        return True
    is_short_for_an_office = len(words) == 1 and not found.group().isupper()
    return not is_short_for_an_office and stem_of(words[0]) not in words_of_matters()


def _namesakes(text: str, named: list[Removal]) -> Iterator[Removal]:
    """The same name once more, or one that begins like it: a name that was misspelt is written twice."""
    first = {text[one.start : one.end].split()[0] for one in named if text[one.start].isupper()}
    for found in CAPITALS.finditer(text):
        if found.group().split()[0] in first:
            yield Removal(*found.span(), RemovalKind.NAME)


def _joined(text: str, spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for index, (start, end) in enumerate(spans):
        if index and text[spans[index - 1][1] : start].isspace():
            continue
        last = index
        while last + 1 < len(spans) and text[spans[last][1] : spans[last + 1][0]].isspace():
            last += 1
        yield start, max(end, spans[last][1])


def _is_alike(one: str, other: str) -> bool:
    return one == other or (len(other) > 4 and SequenceMatcher(None, one, other).ratio() >= ALIKE)


def _in_code_units(text: str, one: Removal) -> Removal:
    start = _code_units(text[: one.start])
    return Removal(start, start + _code_units(text[one.start : one.end]), one.kind)


def _code_units(text: str) -> int:
    return len(text) + sum(character > "\uffff" for character in text)
