"""No sentence in a letter has more than 20 words: it is read on a telephone, by somebody with six years of school."""

import re
from collections.abc import Iterator
from string import Formatter

from chalicelib.language import Said
from chalicelib.notify.rendering import QUOTE_MARK
from tests.notify.test_golden import GOLDEN
from tests.notify.test_letter_texts import ALL_ROWS, everything_said

MOST_WORDS = 20
A_DATE, A_NAME = "Kamis, 17 Desember 2026", "Dinas Pekerjaan Umum Kota"
"""What stands for a value: a usual one."""
NAMES = frozenset({"holder", "institution", "held_before", "proposed", "speaker", "agency", "refer_to"})
OTHERS = frozenset(
    {"days", "level", "count", "into", "report_id", "limit", "moved_limit", "reason", "outcome", "changed"}
)
END = re.compile(r"(?<=[.?!])[”\"]?\s+")


def too_long(text: str) -> list[str]:
    """The sentences of a text with more words than somebody keeps in mind."""
    return [one for one in END.split(text) if len(one.split()) > MOST_WORDS]


def filled(text: str) -> str:
    """The text with usual values in it."""
    names = {name for _, name, _, _ in Formatter().parse(text) if name}
    values = {name: A_NAME if name in NAMES else "satu" if name in OTHERS else A_DATE for name in names}
    return text.format_map(values)


def every_text() -> Iterator[tuple[str, Said]]:
    """Every pair that a letter may say, small print and who speaks too."""
    yield from everything_said()
    for audience, rows in ALL_ROWS.items():
        for name, row in rows.items():
            yield from ((f"{audience} {name}", said) for said in (row.quoted, *row.small))


def test_no_sentence_has_more_than_twenty_words() -> None:
    found = {(where, one) for where, said in every_text() for text in said for one in too_long(filled(text))}
    assert not found


def test_none_in_a_whole_letter_has() -> None:
    """With the longest name of a unit of the sample regency; what an officer wrote is theirs."""
    found = {
        (paper.name, one)
        for paper in GOLDEN.glob("*.txt")
        for line in paper.read_text(encoding="utf-8").partition("\n\n")[2].splitlines()
        if not line.startswith(QUOTE_MARK)
        for one in too_long(line)
    }
    assert not found


def test_a_longer_one_is_found() -> None:
    assert too_long("Satu. " + "kata " * 21) == [("kata " * 21).strip() + " "]
    assert not too_long(("kata " * 20).strip() + ". Satu.")
    assert len(filled("{holder} menjawab paling lambat {by_answer}.").split()) == 11
