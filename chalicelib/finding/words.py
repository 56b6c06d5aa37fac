"""A text as stems of plain Indonesian words, so that what people type meets what tables and offices write."""

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import snowballstemmer

DATA = Path(__file__).parent.parent / "data"
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
# A doubled word says the same as the word: "lubang-lubang".
_DOUBLED = re.compile(r"\b(\w{3,})[-–]\1(?:nya)?\b")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text as it stands there, and its stem."""

    text: str
    stem: str


def tokens(text: str) -> list[Token]:
    """The words of a text in order, those without meaning of their own left out."""
    single = _DOUBLED.sub(r"\1", text.casefold())
    return [Token(word, stem_of(word)) for word in _WORD.findall(single) if word not in _stopwords()]


def stems(text: str) -> tuple[str, ...]:
    """The stems of a text in order."""
    return tuple(token.stem for token in tokens(text))


def plain_stems(text: str) -> tuple[str, ...]:
    """As ``stems``, with everyday and abbreviated words read as the plain ones they stand for."""
    return tuple(word.stem for word in plain_words(text))


def plain_words(text: str) -> list[Token]:
    """The words of a text with the stems of the plain words they stand for."""
    plain = _phrases().sub(lambda found: _colloquial()["phrases"][found.group()], text.casefold())
    return [Token(token.text, _plain(token)) for token in tokens(plain)]


@cache
def stem_of(word: str) -> str:
    """The stem of one lower-case word."""
    stemmed: str = _stemmer().stemWord(word)
    return stemmed


def _plain(token: Token) -> str:
    words = _colloquial()["words"]
    plain = words.get(token.text) or words.get(token.stem)
    return stem_of(plain) if plain else token.stem


@cache
def _stemmer() -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer("indonesian")


@cache
def _colloquial() -> dict[str, dict[str, str]]:
    table: dict[str, dict[str, str]] = json.loads((DATA / "colloquial.json").read_text(encoding="utf-8"))
    return table


@cache
def _phrases() -> re.Pattern[str]:
    longest_first = sorted(_colloquial()["phrases"], key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b")


@cache
def _stopwords() -> frozenset[str]:
    return frozenset(json.loads((DATA / "stopwords.json").read_text(encoding="utf-8")))
