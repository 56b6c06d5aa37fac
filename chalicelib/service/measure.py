"""How much of a list one answer takes: none grows beyond a megabyte, however long a report lives."""

from collections.abc import Iterable
from itertools import islice
from typing import TypeVar

import msgspec

MOST_BYTES = 400_000
"""Of a list in an answer. One item alone may have as much, for that is what the database keeps of one."""
View = TypeVar("View")


def bytes_as_json(value: object) -> int:
    """How many bytes a part of an answer takes."""
    return len(msgspec.json.encode(value))


def what_fits(views: Iterable[View], most: int, most_bytes: int = MOST_BYTES) -> list[View]:
    """The first of them that an answer takes: at least one, where there is one."""
    shown: list[View] = []
    size = 0
    for view in islice(views, most):
        size += bytes_as_json(view)
        if shown and size > most_bytes:
            break
        shown.append(view)
    return shown
