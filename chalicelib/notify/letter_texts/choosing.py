"""How letters are worded: rows of sentences in both languages, chosen by what happened, filled with what is known."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from string import Formatter

from chalicelib.domain.events import EventType
from chalicelib.language import Said, say


@dataclass(frozen=True, slots=True)
class LetterText:
    """What one kind of letter says.

    ``{names}`` in a sentence are values of the letter's context. ``title`` names nothing: it is the subject too,
    behind the number. ``happened`` comes before an officer's words, ``next`` after them. ``steps`` are the commands
    offered to the reporter, each a link; without any there is one link to the report, unless nothing is left that
    ``opens``; ``number_alone`` is for who may no longer read it: of the report they are told its number.
    """

    title: Said
    happened: tuple[Said, ...]
    next: tuple[Said, ...] = ()
    steps: tuple[str, ...] = ()
    opens: bool = True
    number_alone: bool = False


Rows = Mapping[str, LetterText]


def choose(rows: Rows, event_type: EventType, details: Iterable[str]) -> LetterText:
    """The row of an event: the first named after one of its details ("reminded.lapsed"), or else after its type.

    Raises KeyError when there is none: then nobody of this audience is told of such an event.
    """
    named = (rows.get(f"{event_type.value}.{detail}") for detail in details)
    return next((row for row in named if row), None) or rows[event_type.value]


def sentences(said: Iterable[Said], language: str, values: Mapping[str, str]) -> tuple[str, ...]:
    """The sentences with their values. One that names what is not known is left out: no deadline, no sentence on it."""
    return tuple(_filled((say(one, language) for one in said), values))


def names_in(sentence: str) -> set[str]:
    """The values a sentence names."""
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def _filled(spoken: Iterable[str], values: Mapping[str, str]) -> Iterator[str]:
    for sentence in spoken:
        if names_in(sentence) <= values.keys():
            yield sentence.format_map(values)
