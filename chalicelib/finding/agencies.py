"""Finding an agency by what people type: its name, a nickname, its town, what it sees to. Pure.

Each word speaks for an agency by its own name most, by the matter that it answers for, then by its institution and the
places there: "dinas pu kobar", "ktp", "puskesmas kumai". Where no agency is meant by every word, those meant by most
are found: people type whole sentences too.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from chalicelib.domain.directory import REGENCY_KINDS, Agency, Directory
from chalicelib.domain.signs import plain
from chalicelib.finding.matters import matters_of
from chalicelib.finding.words import name_stems, stem_of, stems, tokens

NAMED, INITIALS, BEGUN, WITHIN, DUTY, INSTITUTION, PLACE = 3.0, 2.5, 2.0, 1.0, 2.0, 1.0, 0.5
MATTER, LATER_OFFICE = 4.0, 0.5
SHORTEST_BEGINNING = 3
LEAST_SHARE = 0.5
_WORD = re.compile(r"[^\W_]+")
_SAYS_NOTHING = frozenset("dan di untuk the of in for kantor".split())


def agencies_meant(query: str, directory: Directory) -> list[str]:
    """The ids of the agencies that a search means, the best first; of equal ones the higher in the tree first."""
    words = [word for word in _words(query) if word not in _SAYS_NOTHING]
    if not words:
        return []
    search = _Search(words, directory)
    scores = {one: score for one, agency in directory.agencies.items() if (score := search.score_of(agency))}
    most = max((score.share for score in scores.values()), default=0.0)
    wanted = {one: score.sum for one, score in scores.items() if score.share == most >= LEAST_SHARE}
    return sorted(wanted, key=lambda one: (-wanted[one], one.count("."), one))


@dataclass(frozen=True, slots=True)
class _Score:
    sum: float
    share: float


class _Search:
    """The words of a search beside what the whole directory says of them."""

    def __init__(self, words: list[str], directory: Directory) -> None:
        self.words, self.directory = words, directory
        self.answering = _offices_for(words, directory)
        self.places = _places_of(directory)

    def score_of(self, agency: Agency) -> _Score | None:
        """How much speaks for an agency; None when no word does so by itself."""
        answers, institution = self.answering.get(agency.agency_id, {}), self.directory.institution_of(agency.agency_id)
        own = [max(_by_name(word, agency), answers.get(word, 0.0)) for word in self.words]
        if not any(own):
            return None
        around = [self._around(word, agency, institution) for word in self.words]
        found = [max(pair) for pair in zip(own, around, strict=True)]
        return _Score(sum(found), sum(1 for one in found if one) / len(found))

    def _around(self, word: str, agency: Agency, institution: Agency) -> float:
        if institution.agency_id != agency.agency_id and _by_name(word, institution):
            return INSTITUTION
        return PLACE if word in self.places.get(institution.agency_id, frozenset()) else 0.0


def _words(text: str) -> list[str]:
    return _WORD.findall(plain(text).casefold())


def _by_name(word: str, agency: Agency) -> float:
    names = _names_of(agency.name, agency.short_name or "", agency.agency_id)
    if word in names.words:
        return NAMED
    if word in names.initials:
        return INITIALS
    if len(word) >= SHORTEST_BEGINNING and any(one.startswith(word) for one in names.words):
        return BEGUN
    if any(word in _duty_words(duty) for duty in agency.duties):
        return DUTY
    return WITHIN if len(word) >= SHORTEST_BEGINNING and any(word in one for one in names.words) else 0.0


@dataclass(frozen=True, slots=True)
class _Names:
    words: frozenset[str]
    initials: frozenset[str]


@lru_cache(maxsize=50_000)
def _names_of(name: str, short_name: str, agency_id: str) -> _Names:
    spelt = [word for word in _words(name) if word not in _SAYS_NOTHING]
    runs = (spelt[start:end] for start in range(len(spelt)) for end in range(start + 2, len(spelt) + 1))
    said = frozenset(_words(f"{name} {short_name} {agency_id.replace('.', ' ')}"))
    return _Names(said, frozenset("".join(word[0] for word in run) for run in runs))


@lru_cache(maxsize=10_000)
def _duty_words(duty: str) -> frozenset[str]:
    return frozenset(_words(duty))


def _places_of(directory: Directory) -> Mapping[str, set[str]]:
    """The words in the names of each institution's units: its town and villages are among them."""
    places: dict[str, set[str]] = {}
    for agency in directory.agencies.values():
        places.setdefault(directory.institution_of(agency.agency_id).agency_id, set()).update(_words(agency.name))
    return places


def _offices_for(words: list[str], directory: Directory) -> Mapping[str, Mapping[str, float]]:
    """The agencies that answer for the matters in a search, with what each word speaks for them."""
    answering: dict[str, dict[str, float]] = {}
    for found in matters_of([], tokens(" ".join(words)), "")[:3]:
        told = {stem for text in found.words for stem in stems(text)}
        meant = [word for word in words if stem_of(word) in told or told & set(stems(word))]
        weight = MATTER
        for office in found.matter.offices:
            for agency_id in _offices(office, directory):
                ours = answering.setdefault(agency_id, {})
                ours.update({word: max(weight, ours.get(word, 0.0)) for word in meant})
            weight *= LATER_OFFICE
    return answering


def _offices(office: str, directory: Directory) -> Iterable[str]:
    """Every agency that an office of the table may be: one in each regency or province, or of one institution."""
    where, _, what = office.partition("|")
    kinds = {"regency": REGENCY_KINDS, "province": frozenset({"PROVINSI"})}.get(where)
    wanted = name_stems(what) if what else frozenset()
    for agency in directory.agencies.values():
        institution = directory.institution_of(agency.agency_id)
        if institution.kind not in kinds if kinds else institution.agency_id != where:
            continue
        if (wanted and wanted <= name_stems(agency.name)) or (not wanted and agency == institution):
            yield agency.agency_id
