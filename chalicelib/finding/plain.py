"""A text as numbers and names are looked for in it, and the way back to the places in the text as it was written. Pure.

The plain form is the house's own (``domain.signs``), sign by sign: compatible forms are one, every dash is a hyphen,
every blank a space, every apostrophe the plain one, every digit one of ten; what nobody sees is left out.
"""

from dataclasses import dataclass

from chalicelib.domain.signs import plain_sign


@dataclass(frozen=True, slots=True)
class PlainText:
    """The plain text; ``places`` has for each of its characters where in the original it comes from."""

    text: str
    places: tuple[int, ...]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the original that a stretch of the plain text, not an empty one, comes from."""
        return self.places[start], self.places[end - 1] + 1

    def found(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the plain text that comes from a stretch of the original; empty when nothing of it is left."""
        first = next((index for index, place in enumerate(self.places) if place >= start), len(self.places))
        last = next((index for index, place in enumerate(self.places) if place >= end), len(self.places))
        return first, last


def plain(text: str) -> PlainText:
    """A text in its plain form."""
    signs, places = [], []
    for place, sign in enumerate(text):
        for one in plain_sign(sign):
            signs.append(one)
            places.append(place)
    return PlainText("".join(signs), tuple(places))
