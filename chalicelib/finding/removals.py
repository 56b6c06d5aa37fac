"""What of a report's text should not stand in its public wording (UU 27/2022: data minimisation). Pure.

Suggestions to the officer who publishes, never done without them. Places are counted in UTF-16 code units, as browsers
count, so that an emoji before a number does not shift the mark.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from chalicelib.finding.announcing import CALLED_AFTER, names_announced, selves_told
from chalicelib.finding.kinds import NAMING_NUMBERS, RemovalKind
from chalicelib.finding.matters import words_of_matters
from chalicelib.finding.names import is_known, name_at
from chalicelib.finding.numbers import PATTERNS
from chalicelib.finding.plain import plain
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


def numbers_in(text: str) -> list[Removal]:
    """The numbers and addresses in a text that name or reach one person, counted as ``removals_in`` counts."""
    return [one for one in removals_in(text) if one.kind in NAMING_NUMBERS]


def _found(text: str, names: Iterable[tuple[int, int]]) -> list[Removal]:
    """What should be taken out, in characters of the text as it was written."""
    looked_at = plain(text)
    known = (looked_at.found(start, end) for start, end in names if end <= len(text))
    found = _found_in_plain(looked_at.text, [span for span in known if span[0] < span[1]])
    return [Removal(*looked_at.original(one.start, one.end), one.kind) for one in found]


def _found_in_plain(text: str, names: Iterable[tuple[int, int]]) -> list[Removal]:
    taken: list[Removal] = []
    for one in (*(Removal(start, end, RemovalKind.NAME) for start, end in names), *_matched(text)):
        _take(one, taken)
    for one in list(_namesakes(text, [one for one in taken if one.kind is RemovalKind.NAME])):
        _take(one, taken)
    return sorted(taken, key=lambda one: one.start)


def _take(one: Removal, taken: list[Removal]) -> None:
    if not any(one.start < other.end and other.start < one.end for other in taken):
        taken.append(one)


def names_in(text: str, name: str | None) -> tuple[tuple[int, int], ...]:
    """Where a text has a person's name, or a word that is nearly one of it; single letters and titles are no name."""
    words = [word.casefold() for word in re.findall(r"[^\W\d_]{3,}", name or "")]
    found = re.finditer(r"[^\W\d_]{3,}", text) if words else ()
    spans = [one.span() for one in found if any(_is_alike(one.group().casefold(), word) for word in words)]
    return tuple(_joined(text, spans))


def _matched(text: str) -> Iterator[Removal]:
    for kind, pattern in PATTERNS:
        for found in pattern.finditer(text):
            yield Removal(*found.span("mark" if "mark" in pattern.groupindex else 0), kind)
    for start, end, is_shouted in names_announced(text):
        if _may_be_somebody(text[start:end], is_shouted=is_shouted):
            yield Removal(start, end, RemovalKind.NAME)
    for start, end in selves_told(text):
        yield Removal(start, end, RemovalKind.NAME)


def _may_be_somebody(name: str, *, is_shouted: bool) -> bool:
    """Whether a name is a person's, and neither an office's short name nor a word that is merely shouted."""
    words = name.casefold().split()
    if not name.isupper() or is_known(words[0]):
        return True
    return (is_shouted or len(words) > 1) and stem_of(words[0]) not in words_of_matters()


def _namesakes(text: str, named: list[Removal]) -> Iterator[Removal]:
    """The same name once more, or one that begins like it: a name that was misspelt is written twice."""
    first = {word for one in named if len(word := text[one.start : one.end].split()[0]) > 2 and word[0].isupper()}
    for word in first:
        for found in re.finditer(rf"\b{re.escape(word)}\b", text):
            span = name_at(text, found.start())
            if span and not CALLED_AFTER.search(text, 0, found.start()):
                yield Removal(*span, RemovalKind.NAME)


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
