"""Whether two reports tell of the same thing: near in place and time, and alike in words however they are put. Pure.

A fingerprint is small enough to stand in an index: it is made once, when a report comes in, from its words.
"""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

from chalicelib.finding.matters import matters_of, words_of_matters
from chalicelib.finding.named_places import are_elsewhere, looks_like_verb, named_places, share_one
from chalicelib.finding.places import settlement
from chalicelib.finding.words import Token, plain_stems, stem_of, tokens

WITHIN = timedelta(days=30)
NEAR_METRES = 300.0
FAR_METRES = 1500.0
MOST_STEMS = 40
MOST_MATTERS = 3
DUPLICATE_FROM = 0.9
"""From this likeness on a report is offered as a duplicate; see ``likeness`` for what it is made of."""
UNKNOWN_PLACE = 0.0
LEAST_SHARED = 0.25
"""Without so much in common in words nothing is a duplicate, however near it is."""
FEWEST_WORDS = 2
"""One word in common says little, unless both tell of the same matter on the same spot or in the same street."""
# Words before the name of a place; the name is the next word. Those of the first kind name one place only, so two
# names that differ are two places; of the second ("near", "in front of") a place has many.
NAMING = frozenset(
    "jalan jln jl gang gg simpang perempatan pertigaan bundaran jembatan blok perumahan komplek lapangan masjid musala "
    "mushola gereja terminal pasar sd sdn smp smpn sma sman smk smkn tk rt km taman".split()
)
NEARBY = frozenset(
    "depan dpn dekat deket dkt sebelah samping belakang seberang spbu toko bank kantor tps puskesmas pelabuhan dermaga "
    "sungai rw desa kelurahan dusun kampung kecamatan".split()
)
_STREET = "jalan"
_PIECE = re.compile(r"\w+|[.,;:!?()]")


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What a report is recognised by: stems of plain words, its matters, names of places, and where it is.

    ``further`` are words right behind a name, which may be the rest of it: "Jalan HM Rafii"; ``named`` are places by
    kind, number and name (an earlier version kept none).
    """

    stems: tuple[str, ...]
    matters: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    nearby: tuple[str, ...] = ()
    village: tuple[str, ...] = ()
    district: tuple[str, ...] = ()
    lat: float | None = None
    lon: float | None = None
    further: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two reports are, and what they share: distance in metres if both are on the map, names, words."""

    score: float
    metres: float | None
    names: tuple[str, ...]
    words: tuple[str, ...]


def fingerprint(title: str, body: str, category: str, location: Mapping[str, object]) -> Fingerprint:
    """What a report is recognised by. No reporter's name or contact is among its words' sources but the text."""
    text = f"{title} . {body}"
    placed = f"{text} . {location.get('detail') or ''}"
    village, district = _name_of(location.get("village")), _name_of(location.get("district"))
    same_place = {*village, *district}
    names = tuple(name for name in _names(placed, NAMING) if name not in same_place)
    nearby = tuple(name for name in _names(placed, NEARBY) if name not in same_place)
    apart = {*same_place, *names, *nearby, *(stem_of(word) for word in NAMING | NEARBY)}
    found = matters_of(_unnamed(title, names), _unnamed(body, names), category)[:MOST_MATTERS]
    lat, lon = location.get("lat"), location.get("lon")
    return Fingerprint(
        stems=tuple(dict.fromkeys(stem for stem in plain_stems(text) if stem not in apart))[:MOST_STEMS],
        matters=tuple(one.matter.name for one in found),
        names=names,
        nearby=nearby,
        village=village,
        district=district,
        lat=float(lat) if isinstance(lat, int | float) else None,
        lon=float(lon) if isinstance(lon, int | float) else None,
        further=_further(placed),
        named=named_places(placed),
    )


def likeness(one: Fingerprint, other: Fingerprint, apart: timedelta) -> Likeness | None:
    """How alike two reports of one category are; None for what is not near enough in place or time.

    The words' share (Dice, doubled) counts up to 1; the same heaviest matter a quarter, another one minus a half; the
    place adds by how surely it is the same: names, metres, village. Names that differ speak against it.
    """
    metres = _metres(one, other)
    names = _common((*one.names, *one.nearby), (*other.names, *other.nearby))
    place = _place(one, other, metres, names)
    # The same second word of a name tells of the place once more, not of what happened there.
    rest_of_names = {*one.further} & {*other.further}
    shared = tuple(stem for stem in _common(one.stems, other.stems) if stem not in rest_of_names)
    both = len(one.stems) + len(other.stems)
    share = 2 * len(shared) / both if both else 0.0
    # Where nothing tells that it is the same place, only nearly the same words do.
    words = share if place == UNKNOWN_PLACE else min(1.0, 2 * share)
    if place is None or abs(apart) > WITHIN or words < LEAST_SHARED:
        return None
    matter = _matter(one, other)
    same_spot = (metres is not None and metres <= NEAR_METRES) or bool(_common(one.names, other.names))
    if len(shared) < FEWEST_WORDS and not (matter > 0 and same_spot):
        return None
    return Likeness(words + matter + place, metres, names, shared)


def _matter(one: Fingerprint, other: Fingerprint) -> float:
    """What the matters speak: for, when the heaviest of both is one; against, when none of either's heaviest is."""
    if not one.matters or not other.matters:
        return 0.0
    if one.matters[0] == other.matters[0]:
        return 0.25
    touch = one.matters[0] in other.matters[:2] or other.matters[0] in one.matters[:2]
    return 0.0 if touch else -0.5


def _place(one: Fingerprint, other: Fingerprint, metres: float | None, names: tuple[str, ...]) -> float | None:
    """What the place speaks for two reports being one; None when they are too far from each other."""
    on_spot = metres is not None and metres <= NEAR_METRES
    elsewhere = any(
        mine and theirs and mine != theirs
        for mine, theirs in ((one.village, other.village), (one.district, other.district))
    )
    is_far = metres is not None and metres > FAR_METRES
    if is_far or (elsewhere and not on_spot) or are_elsewhere(one.named, other.named):
        return None
    same_place = (one.village and one.village == other.village, one.district and one.district == other.district)
    is_named = bool(names) or share_one(one.named, other.named)
    if not (any(same_place) or on_spot or is_named):
        return UNKNOWN_PLACE
    score = (0.3 if same_place[0] else 0.1) + (0.2 if on_spot else 0.0)
    if is_named:
        return score + 0.3
    return score - 0.75 if one.names and other.names and not on_spot else score


def _names(text: str, before: frozenset[str]) -> tuple[str, ...]:
    """The stems of words that follow one of those words: names of places, as far as one can see."""
    words = _PIECE.findall(text.casefold())
    following = (word for prior, word in pairwise(words) if prior in before)
    names = (word for word in following if word.isalnum() and not looks_like_verb(word))
    said = {stem for word in names if word not in NAMING | NEARBY for stem in plain_stems(word)}
    return tuple(sorted(stem for stem in said if stem.isdigit() or stem not in words_of_matters()))


def _further(text: str) -> tuple[str, ...]:
    """The stems of words that stand second behind one of those words, unless they say of themselves what they are."""
    words = _PIECE.findall(text.casefold())
    second = (
        after
        for before, name, after in zip(words, words[1:], words[2:], strict=False)
        if before in NAMING | NEARBY and name.isalnum() and after.isalpha() and after not in NAMING | NEARBY
    )
    said = {stem for word in second if not looks_like_verb(word) for stem in plain_stems(word)}
    return tuple(sorted(said - words_of_matters()))


def _unnamed(text: str, names: tuple[str, ...]) -> list[Token]:
    """The words of a text without "jalan" before a name: where something is says nothing of whose matter it is."""
    said = tokens(text)
    called = {number for number, (_, name) in enumerate(pairwise(said)) if name.stem in names}
    return [one for number, one in enumerate(said) if not (number in called and one.stem == _STREET)]


def _name_of(value: object) -> tuple[str, ...]:
    words = (stem_of(word) for word in re.findall(r"\w+", str(value or "").casefold()))
    return tuple(stem for stem in words if stem not in settlement())


def _common(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    there = set(other)
    return tuple(stem for stem in one if stem in there)


def _metres(one: Fingerprint, other: Fingerprint) -> float | None:
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    north = (one.lat - other.lat) * 111_320
    east = (one.lon - other.lon) * 111_320 * math.cos(math.radians(one.lat))
    return math.hypot(north, east)
