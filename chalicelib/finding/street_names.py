"""Names of streets and places in a text, which tell nothing of its matter: "Jalan Pasir Panjang", "Gang Listrik"."""

import re
from functools import cache

from chalicelib.finding.matters import all_matters, words_of_matters
from chalicelib.finding.named_places import looks_like_verb
from chalicelib.finding.words import says_nothing, stem_of, stems

_MOST_WORDS = 3
_WITHIN = " '’-"
_WORD = re.compile(r"[^\W\d_]+")
_KINDS = frozenset(
    "jalan jln jl gang gg desa kelurahan kel dusun kampung kecamatan kec perumahan komplek kompleks kabupaten kab kota "
    "provinsi prov".split()
)
_SHORT = frozenset("jln jl gg kel kec kab prov".split())
# Behind these a name stands in small letters, too: nobody writes of a district without saying which.
_NEVER_ALONE = frozenset({"kelurahan", "kecamatan"})
# What is wrong with a place stands right behind it in a title, with a capital like a name.
_STATES = frozenset(
    "rusak mati putus bocor macet becek gelap tutup ambles amblas longsor banjir licin sempit kotor bau penuh hilang "
    "roboh runtuh tumbang padam parah buruk jelek hancur retak lubang rawan sepi baru lama "
    "kebanjiran kekeringan".split()
)


def without_names(text: str) -> str:
    """The text without the names behind a kind of street or place; the kind itself stays.

    A name is written with capitals. Where every word is, a word of some matter is taken for one right behind the kind
    alone: "Jalan Pelita Sampah Menumpuk".
    """
    words = list(_WORD.finditer(text))
    all_capital = all(one[0][0].isupper() for one in words if len(one[0]) > _MOST_WORDS)
    named = set[int]()
    for place, one in enumerate(words):
        if one[0].casefold() in _KINDS:
            named |= _name_behind(text, words, place, all_capital=all_capital)
    kept, end = [], 0
    for place in sorted(named):
        kept.append(text[end : words[place].start()])
        end = words[place].end()
    return "".join((*kept, text[end:]))


def _name_behind(text: str, words: list[re.Match[str]], kind: int, *, all_capital: bool) -> set[int]:
    """The places of the words that are the name of what stands at ``kind``."""
    name, of = set[int](), words[kind][0].casefold()
    for place in range(kind + 1, min(kind + 1 + _MOST_WORDS, len(words))):
        between = text[words[place - 1].end() : words[place].start()].strip(_WITHIN)
        ends = between != "" and not (between == "." and not name and of in _SHORT)
        if ends or not _is_name(of, words[place][0], is_first=not name, all_capital=all_capital):
            break
        name.add(place)
    return name


def _is_name(of: str, written: str, *, is_first: bool, all_capital: bool) -> bool:
    word = written.casefold()
    # With pe- and ke- nouns begin, and streets are called by them: "Jalan Pelabuhan".
    tells = word in _KINDS | _STATES or says_nothing(word)
    if tells or (looks_like_verb(word) and not word.startswith(("pe", "ke"))):
        return False
    if is_first and (stem_of(of), stem_of(word)) in _beginnings():
        return False
    if not is_first and all_capital and set(stems(word)) & words_of_matters():
        return False
    return written[0].isupper() or (is_first and of in _NEVER_ALONE)


@cache
def _beginnings() -> frozenset[tuple[str, ...]]:
    """How phrases of the table begin: "jalan tol" is no street of that name."""
    return frozenset(phrase[:2] for matter in all_matters() for phrase, _ in matter.phrases if len(phrase) > 1)
