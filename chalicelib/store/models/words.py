"""The reporter's words and the item they are kept as: a new field of them is written here once, and once in intake.

The title stands on the HEAD, where lists find it (keys: ``chalicelib.store.models``).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pynamodb.attributes import UnicodeAttribute

from chalicelib.store.codec import decode_data, encode_values
from chalicelib.store.models.report_item import ReportItem


@dataclass(frozen=True, slots=True)
class Words:
    """What the reporter wrote; ``location`` as it came in.

    ``names`` are the stretches, in characters, where title and body have the reporter's own name: found when the name
    was at hand, so that nobody has to ask for it again before the text is shown to all. ``external_number`` is the
    number that a letter has in the books of whoever recorded it: it leads to the letter, and goes with these words.
    """

    title: str
    body: str
    event_date: date | None = None
    location: dict[str, Any] | None = None
    names: Mapping[str, tuple[tuple[int, int], ...]] = field(default_factory=dict)
    assistance: tuple[str, ...] = ()
    external_number: str | None = None


class BodyItem(ReportItem, discriminator="BODY"):
    """The reporter's words; ``names`` are stretches of them, not names."""

    body = UnicodeAttribute()
    event_date = UnicodeAttribute(null=True)
    location = UnicodeAttribute(null=True)
    names = UnicodeAttribute(null=True)
    assistance = UnicodeAttribute(null=True)
    external_number = UnicodeAttribute(null=True)


def body_item(key: str, words: Words) -> BodyItem:
    """The BODY of the report whose partition key this is."""
    return BodyItem(
        pk=key,
        sk="BODY",
        body=words.body,
        event_date=words.event_date.isoformat() if words.event_date else None,
        location=encode_values(words.location) if words.location else None,
        names=encode_values(words.names) if words.names else None,
        assistance=" ".join(words.assistance) or None,
        external_number=words.external_number,
    )


def words_from(item: BodyItem, title: str) -> Words:
    """What a BODY holds."""
    return Words(
        title=title,
        body=item.body,
        event_date=date.fromisoformat(item.event_date) if item.event_date else None,
        location=decode_data(item.location) if item.location else None,
        names=decode_data(item.names) if item.names else {},
        assistance=tuple((item.assistance or "").split()),
        external_number=item.external_number,
    )
