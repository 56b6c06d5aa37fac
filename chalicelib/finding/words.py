"""A text as stems of plain Indonesian words, so that what people type meets what tables and offices write."""

import json
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from chalicelib.domain.signs import plain

DATA = Path(__file__).parent.parent / "data"
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
# What an active verb begins with, written and spoken, in place of its own first letter.
_NASALS = {"k": ("meng", "ng"), "p": ("mem", "m"), "s": ("meny", "ny"), "t": ("men", "n")}
_ENDINGS = ("", "in", "kan", "i", "nya")
# A doubled word says the same as the word: "lubang-lubang".
_DOUBLED = re.compile(r"\b(\w{3,})-\1(?:nya)?\b")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text as it stands there, and its stem."""

    text: str
    stem: str


def tokens(text: str) -> list[Token]:
    """The words of a text in order, those without meaning of their own left out, however they are spelt."""
    single = _DOUBLED.sub(r"\1", plain(text).casefold())
    return [
        Token(word, stem_of(plain))
        for word in _WORD.findall(_replaced("spelling", single))
        for plain in (_table("spelling")["words"].get(word) or _verbs().get(word, word)).split()
        if not {word, plain} & _stopwords()
    ]


def says_nothing(word: str) -> bool:
    """Whether a lower-case word has no meaning of its own: "di", "yang"."""
    return word in _stopwords()


def stems(text: str) -> tuple[str, ...]:
    """The stems of a text in order."""
    return tuple(token.stem for token in tokens(text))


@lru_cache(maxsize=10_000)
def name_words(name: str) -> tuple[str, ...]:
    """The stems of an agency's name or of one of its duties, in order: the same few thousand texts again and again.

    Never for what a citizen wrote: it would stay in memory.
    """
    return stems(name)


@lru_cache(maxsize=10_000)
def name_stems(name: str) -> frozenset[str]:
    """The same without their order."""
    return frozenset(name_words(name))


def plain_stems(text: str) -> tuple[str, ...]:
    """As ``stems``, with words that say the same in a complaint taken as one."""
    return tuple(word.stem for word in plain_words(text))


def plain_words(text: str) -> list[Token]:
    """The words of a text with the stems by which two reports are compared."""
    return [Token(token.text, _concept(token)) for token in tokens(_replaced("concepts", plain(text).casefold()))]


@lru_cache(maxsize=50_000)
def stem_of(word: str) -> str:
    """The stem of one lower-case word."""
    stemmed: str = _stemmer().stemWord(word)
    return stemmed


def _concept(token: Token) -> str:
    words = _table("concepts")["words"]
    same = words.get(token.text) or words.get(token.stem)
    return stem_of(same) if same else token.stem


def _replaced(table: str, text: str) -> str:
    phrases = _table(table)["phrases"]
    return _phrases(table).sub(lambda found: phrases[found.group()], text)


@cache
def _stemmer() -> Any:
    # The library loads the stemmers of 34 languages with one: only who reads a text's words should wait for that.
    import snowballstemmer

    return snowballstemmer.stemmer("indonesian")


@cache
def _table(name: str) -> dict[str, Any]:
    table: dict[str, Any] = json.loads((DATA / "colloquial.json").read_text(encoding="utf-8"))[name]
    return table


@cache
def _verbs() -> dict[str, str]:
    """Active forms of verbs as they are written and spoken, and the plain word of each.

    The stemmer takes "men" off "menunggu" and leaves "unggu"; which letter the prefix swallowed only a list can tell.
    """
    forms: dict[str, str] = {}
    for first in ("", *_NASALS):
        for verb in _table("verbs")[first].split():
            prefixes = _NASALS.get(first) or ("ng" if verb[0] in "aiueog" else "nge",)
            rest = verb.removeprefix(first)
            forms |= {f"{prefix}{rest}{ending}": verb for prefix in prefixes for ending in _ENDINGS}
            forms[f"{verb}in"] = verb
    return forms


@cache
def _phrases(name: str) -> re.Pattern[str]:
    longest_first = sorted(_table(name)["phrases"], key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b")


@cache
def _stopwords() -> frozenset[str]:
    return frozenset(json.loads((DATA / "stopwords.json").read_text(encoding="utf-8")))
