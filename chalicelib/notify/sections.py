"""Lists in letters to officers: the first of many, and how many more there are."""

from collections.abc import Sequence

from chalicelib.language import Said, say
from chalicelib.notify.letter_texts.fixed_sentences import AND_MORE
from chalicelib.notify.rendering import Section


def section(title: Said, rows: Sequence[tuple[str, str, str]], count: int, language: str) -> Section:
    """Rows under a title, of ``count`` in all."""
    left = count - len(rows)
    return Section(say(title, language), tuple(rows), say(AND_MORE, language).format(count=left) if left else None)
