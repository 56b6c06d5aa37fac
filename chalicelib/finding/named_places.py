"""Places that a report calls by kind, number and name: "SMP 1 Kumai", "Kecamatan Arut Selatan", "RT 5 Sidorejo". Pure.

A number, a service or one word of a name says little of which place is meant: many have a first school, a health
centre, a "Pangkalan". Two reports that name the same kind of place, and never the same one, tell of two places.
"""

import re
from collections.abc import Iterator
from itertools import product

from chalicelib.finding.matters import words_of_matters
from chalicelib.finding.words import plain_stems, stem_of

MOST = 12
_MOST_WORDS = 3
_PIECE = re.compile(r"\w+|[.,;:!?()]")
_SCHOOLS = frozenset("tk sd smp sma smk".split())
# How a kind is written, and its one name; of schools the kind itself tells two apart.
_KINDS = {
    **{kind: kind for kind in _SCHOOLS},
    **{f"{kind}n": kind for kind in _SCHOOLS - {"tk"}},
    **{kind: kind for kind in "rt rw puskesmas kecamatan pasar terminal pelabuhan jembatan gang".split()},
    **dict.fromkeys(("jalan", "jln", "jl"), "jalan"),
    **dict.fromkeys(("desa", "kelurahan"), "desa"),
}
_VERB = re.compile(r"(?:me|di|ber|ter|pe|ke)\w{4,}")
# Places are called so although the words look like verbs.
_LOOK_LIKE_VERBS = frozenset(
    "melati melur mekar melawi meranti merpati merdeka merapi mentari mendawai diponegoro dipati berlian beringin "
    "bersama bersaudara teratai terantang terusan pelita pelangi pemuda pelajar pertiwi perintis perjuangan permata "
    "pendidikan pembangunan persada pesantren kenanga kenari kemuning ketapang kelapa kelabu kecubung keramat "
    "kencana".split()
)
_NEVER_ALONE = frozenset({"puskesmas", "kecamatan", "desa"})
# Said or left out, the place is the same: "SMP Negeri 1", "Jembatan Sungai Kapitan".
_NO_PART = frozenset({"negeri", "sungai"})


def named_places(text: str) -> tuple[str, ...]:
    """Each place that a text names, as kind, number and the stems of its name: "smp 1 kuma"."""
    pieces = [piece for piece in _PIECE.findall(text) if piece.casefold() not in _NO_PART]
    found = (
        " ".join((kind, *_called(kind, pieces[place + 1 : place + 2 + _MOST_WORDS])))
        for place, piece in enumerate(pieces)
        if (kind := _KINDS.get(piece.casefold()))
    )
    return tuple(dict.fromkeys(one for one in found if " " in one))[:MOST]


def are_elsewhere(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two reports name places of one kind, and no place of the one may be one of the other."""
    return any(
        not any(_may_be_one(mine, theirs) for mine, theirs in product(ours, others))
        for family, ours in _by_family(one).items()
        if (others := _by_family(other).get(family))
    )


def share_one(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two reports name one place: the same kind, and behind it the same number or word."""
    kinds = [{tuple(named.split()[:2]) for named in names} for names in (one, other)]
    return bool(kinds[0] & kinds[1])


def looks_like_verb(word: str) -> bool:
    """Whether a word behind a kind of place tells what happens there and is no name."""
    return word not in _LOOK_LIKE_VERBS and _VERB.fullmatch(word) is not None


def _called(kind: str, following: list[str]) -> Iterator[str]:
    """The number and the words of a name, as far as they stand right behind the kind.

    A word is part of a name with a capital; the first one in small letters too, behind a kind that never stands alone.
    """
    words = 0
    for place, piece in enumerate(following):
        if piece.isdigit() and place == 0:
            yield str(int(piece))
        elif _is_name(piece, is_first=words == 0, is_near=place == 0 and kind in _NEVER_ALONE):
            words += 1
            yield stem_of(piece.casefold())
        else:
            return


def _is_name(piece: str, *, is_first: bool, is_near: bool) -> bool:
    word, has_capital = piece.casefold(), piece[0].isupper()
    if not piece.isalpha() or word in _KINDS or not (has_capital or is_near) or looks_like_verb(word):
        return False
    # "Pangkalan" may be a word of a matter; in a title of capitals "Bocor" is one.
    said = plain_stems(word)
    return bool(said) and ((is_first and has_capital) or not set(said) & words_of_matters())


def _by_family(named: tuple[str, ...]) -> dict[str, list[list[str]]]:
    families: dict[str, list[list[str]]] = {}
    for one in named:
        kind, *called = one.split()
        families.setdefault("school" if kind in _SCHOOLS else kind, []).append([kind, *called])
    return families


def _may_be_one(mine: list[str], theirs: list[str]) -> bool:
    """Whether two may name one place: the same kind, no other number, and as far as both go the same words."""
    if mine[0] != theirs[0]:
        return False
    numbers = [{word for word in one if word.isdigit()} for one in (mine, theirs)]
    names = [[word for word in one[1:] if not word.isdigit()] for one in (mine, theirs)]
    return (not all(numbers) or numbers[0] == numbers[1]) and all(map(_begins, *names))


def _begins(one: str, other: str) -> bool:
    """Whether two words are one, perhaps shortened: "Ahmad" and "A"."""
    return one.startswith(other) or other.startswith(one)
