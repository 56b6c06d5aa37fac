"""What becomes of a message that came in, whatever way it came (docs/law.md "Channels", C3). Pure.

Its sender may do what their own contact may do, and of that only what adds words: reply, and give what was asked for.
No code, no identity, no erasure by message. Whoever is not on file with the report that they name hears how the code
is used, in the same words whether that report is there or not.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

from chalicelib.domain.commands import Complete, Reply
from chalicelib.domain.signs import plain
from chalicelib.domain.tracking import parse_report_id

LEAST_OF_A_REPORT = 20
"""Characters: what a report's text has at least (docs/contract.md "Citizens")."""
MOST_NUMBERS = 5
_SIGN = "[0-9A-Za-z]"
_BETWEEN = "[ -]{0,2}"
_NUMBER = re.compile(
    rf"(?<!{_SIGN})LP{_BETWEEN}({_SIGN}{{4}}{_BETWEEN}{_SIGN}{{4}}{_BETWEEN}{_SIGN}{{3}})(?!{_SIGN})", re.I
)
_CODE = re.compile(rf"(?<!{_SIGN}){_SIGN}{{5}}(?:-{_SIGN}{{5}}){{3}}(?!{_SIGN})|(?<={_SIGN}\.){_SIGN}{{20}}(?!{_SIGN})")
LEFT_OUT = "[…]"


class Result(StrEnum):
    """What became of a message."""

    NEW = "new"
    REPLY = "reply"
    COMPLETE = "complete"
    ASKED = "asked"
    IGNORED = "ignored"


class SenderAnswerKind(StrEnum):
    """What its sender is answered, where anything."""

    HOW_TO_USE_THE_CODE = "how_to_use_the_code"
    SAY_MORE = "say_more"
    CANNOT_BE_READ = "cannot_be_read"


@dataclass(frozen=True, slots=True)
class Said:
    """What of a message decides: whether a machine sent it, whether it can be read, whether it names a report at all,
    whether anything is said beside that, and how many characters it has.
    """

    is_automatic: bool
    is_locked: bool
    names_a_report: bool
    says_something: bool
    length: int


@dataclass(frozen=True, slots=True)
class Decided:
    """What becomes of it, and what its sender is answered."""

    result: Result
    answer: SenderAnswerKind | None = None


def decide(said: Said, allowed: Collection[str] | None) -> Decided:
    """What becomes of a message; ``allowed`` are the commands its sender may give on the report that it names, None
    where that report is not theirs or not there.
    """
    if said.is_automatic:
        return Decided(Result.IGNORED)
    if said.is_locked and not said.says_something:
        return Decided(Result.ASKED, SenderAnswerKind.CANNOT_BE_READ)
    if said.names_a_report:
        return _to_a_report(said, allowed)
    if said.length < LEAST_OF_A_REPORT:
        return Decided(Result.ASKED, SenderAnswerKind.SAY_MORE)
    return Decided(Result.NEW)


def _to_a_report(said: Said, allowed: Collection[str] | None) -> Decided:
    if allowed is not None and said.says_something:
        for command, result in ((Complete.name, Result.COMPLETE), (Reply.name, Result.REPLY)):
            if command in allowed:
                return Decided(result)
    return Decided(Result.ASKED, SenderAnswerKind.HOW_TO_USE_THE_CODE)


def numbers_in(text: str) -> tuple[str, ...]:
    """The tracking numbers that a text names, in their one form, each once, the first few."""
    found = (parse_report_id(one) for one in _numbers(text))
    return tuple(dict.fromkeys(one for one in found if one))[:MOST_NUMBERS]


def names_a_report(text: str) -> bool:
    """Whether a text means some report by its number, be that mistyped."""
    return any(True for _ in _numbers(text))


def _numbers(text: str) -> Iterator[str]:
    """What is written as a number; three words behind "LP" are none, for nearly every number has a digit."""
    for match in _NUMBER.finditer(plain(text)):
        if " " not in match[0] or any(sign.isdigit() for sign in match[0]):
            yield match[0]


def says_something(text: str) -> bool:
    """Whether a text says anything beside the numbers it names."""
    return any(sign.isalnum() for sign in _NUMBER.sub("", plain(text)))


def without_codes(text: str) -> str:
    """A text without access codes: who answers our letter above its quotation sends the code along, and officers read
    what is kept.
    """
    return _CODE.sub(LEFT_OUT, text)
