"""How letters are worded: rows of sentences in both languages, chosen by what happened, filled with what is known."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from string import Formatter

from chalicelib.domain.events import EventType
from chalicelib.language import Said, say
from chalicelib.notify.letter_texts.fixed_sentences import MESSAGE_FROM


@dataclass(frozen=True, slots=True)
class LetterText:
    """What one kind of letter says.

    ``{names}`` in a sentence are values of the letter's context. ``title`` names nothing: it is the subject too,
    before the number. ``happened`` comes before an officer's words, ``quoted`` over them: who speaks; ``next`` after
    them. A reporter's letter says in its first two sentences what happened and what to do. ``steps`` are the commands
    offered to the reporter, each a link above the one to the report, unless nothing is left that ``opens``. ``small``
    stands at the end: by which law. ``number_alone`` is for who may no longer read the report: they are told its
    number.
    """

    title: Said
    happened: tuple[Said, ...]
    next: tuple[Said, ...] = ()
    steps: tuple[str, ...] = ()
    quoted: Said = MESSAGE_FROM
    small: tuple[Said, ...] = ()
    opens: bool = True
    number_alone: bool = False


Rows = Mapping[str, LetterText]


def choose(rows: Rows, event_type: EventType, details: Iterable[str]) -> LetterText:
    """The row of an event: the first named after one of its details ("reminded.lapsed"), or else after its type.

    Raises KeyError when there is none: then nobody of this audience is told of such an event.
    """
    named = (rows.get(f"{event_type.value}.{detail}") for detail in details)
    return next((row for row in named if row), None) or rows[event_type.value]


def sentences(
    said: Iterable[Said], language: str, values: Mapping[str, str], several: Sequence[Mapping[str, str]] = ()
) -> tuple[str, ...]:
    """The sentences with their values. One that names what is not known is left out: no deadline, no sentence on it.
    One that names what there are ``several`` of is said of each.
    """
    return tuple(_filled((say(one, language) for one in said), values, several))


def names_in(sentence: str) -> set[str]:
    """The values a sentence names."""
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def _filled(spoken: Iterable[str], values: Mapping[str, str], several: Sequence[Mapping[str, str]]) -> Iterator[str]:
    for sentence in spoken:
        if names_in(sentence) <= values.keys():
            yield sentence.format_map(values)
            continue
        whole = ({**values, **one} for one in several)
        yield from (sentence.format_map(each) for each in whole if names_in(sentence) <= each.keys())
