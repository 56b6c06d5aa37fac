"""Why an agency or a report is put forward, in the words of the report and the reader's language. Pure."""

from collections.abc import Iterable

from chalicelib.finding.likeness import Likeness
from chalicelib.finding.suggesting import Suggestion
from chalicelib.finding.words import plain_words
from chalicelib.language import say

SHOWN_WORDS = 6
_REASONS = {
    "duty": ("tugas", "duty"),
    "words": ("kata", "words"),
    "place": ("lokasi", "place"),
    "supervisory": ("berkadar pengawasan", "supervisory"),
    "same_spot": ("titik yang sama", "the same spot"),
    "metres": ("jarak {n} m", "{n} m apart"),
    "names": ("menyebut tempat yang sama", "names the same place"),
}


def reason_of(suggestion: Suggestion, language: str) -> str:
    """What speaks for an agency: its duties that the report names, the words that decided, the place."""
    parts = [
        (_said("duty", language), ", ".join(suggestion.duties)),
        (_said("words", language), ", ".join(suggestion.words)),
        (_said("place", language), suggestion.place or ""),
    ]
    said = "; ".join(f"{name}: {value}" for name, value in parts if value)
    return said or _said("supervisory", language)


def likeness_reason(likeness: Likeness, text: str, language: str) -> str:
    """What two reports have in common, in the words of ``text``."""
    parts: list[str] = []
    if likeness.metres is not None:
        metres = round(likeness.metres, -1)
        parts.append(_said("metres", language).format(n=int(metres)) if metres else _said("same_spot", language))
    if names := _shown(text, likeness.names):
        parts.append(f"{_said('names', language)}: {names}")
    if words := _shown(text, likeness.words):
        parts.append(f"{_said('words', language)}: {words}")
    return "; ".join(parts)


def words_reason(words: Iterable[str], language: str) -> str:
    """That these words speak for something."""
    return f"{_said('words', language)}: {', '.join(words)}"


def shown_words(text: str, wanted: Iterable[str]) -> list[str]:
    """The words of a text behind some stems, in its order, each once."""
    there = set(wanted)
    found = [word for word in plain_words(text) if word.stem in there]
    return list({word.stem: word.text for word in found}.values())[:SHOWN_WORDS]


def _shown(text: str, wanted: Iterable[str]) -> str:
    return ", ".join(shown_words(text, wanted))


def _said(what: str, language: str) -> str:
    return say(_REASONS[what], language)
