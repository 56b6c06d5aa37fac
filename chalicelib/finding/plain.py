"""A text as numbers and names are looked for in it, and the way back to the places in the text as it was written. Pure.

Compatible forms are made one (NFKC: full-width digits, letters of a mathematician's alphabet), every dash is a hyphen,
every blank a space, every apostrophe the plain one; what nobody sees is left out.
"""

import unicodedata
from dataclasses import dataclass

_ALIKE = {
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\ufe58\ufe63\uff0d", "-"),
    **dict.fromkeys("`\u00b4\u02b9\u02bb\u02bc\u02bd\u2018\u2019\u201b\u2032\uff07", "'"),
}
_UNSEEN = frozenset(("Cf", "Cc", "Co", "Cs"))


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
        for one in _plain_sign(sign):
            signs.append(one)
            places.append(place)
    return PlainText("".join(signs), tuple(places))


def _plain_sign(sign: str) -> str:
    if sign.isascii():
        return "'" if sign == "`" else sign
    if sign in _ALIKE:
        return _ALIKE[sign]
    if sign.isspace():
        return " "
    if unicodedata.category(sign) in _UNSEEN:
        return ""
    return "".join(_ALIKE.get(one, one) for one in unicodedata.normalize("NFKC", sign))
