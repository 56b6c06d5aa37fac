"""Finding an agency by what people type: its name, a nickname, its town, what it sees to. Pure.

Each word speaks for an agency by its own name most, by the matter that it answers for, then by its institution and the
places there: "dinas pu kobar", "ktp", "puskesmas kumai". Where no agency is meant by every word, those meant by most
are found: people type whole sentences too.
"""

import re
from collections import defaultdict
from collections.abc import Iterable

from chalicelib.domain.directory import PROVINCE_KIND, REGENCY_KINDS, Agency, Directory
from chalicelib.domain.signs import plain
from chalicelib.finding.matters import matters_of
from chalicelib.finding.words import name_stems, stem_of, stems, tokens

NAMED, INITIALS, BEGUN, WITHIN, DUTY, INSTITUTION, PLACE = 3.0, 2.5, 2.0, 1.0, 2.0, 1.0, 0.5
MATTER, LATER_OFFICE = 4.0, 0.5
SHORTEST_BEGINNING = 3
LEAST_SHARE = 0.5
MATTERS_LOOKED_AT = 3
# Who heads a government is said for the government: "bupati kobar".
_HEADS = {"KABUPATEN": ("bupati",), "KOTA": ("walikota",), "PROVINSI": ("gubernur",)}
_GOVERNMENT = frozenset("pemerintah kabupaten kota provinsi".split())
_WORD = re.compile(r"[^\W_]+")
_SAYS_NOTHING = frozenset("dan di untuk the of in for kantor".split())


Scores = dict[str, list[float]]
"""How much each word of a search speaks for an agency, by its id."""


class AgencyIndex:
    """The words of a whole directory, read once: a search looks at those agencies alone that bear one of its words."""

    def __init__(self, directory: Directory) -> None:
        self.directory = directory
        self._institution = {one: directory.institution_of(one).agency_id for one in directory.agencies}
        self._named: dict[str, list[str]] = defaultdict(list)
        self._initials: dict[str, list[str]] = defaultdict(list)
        self._duties: dict[str, list[str]] = defaultdict(list)
        self._stems: dict[str, set[str]] = defaultdict(set)
        self._places: dict[str, set[str]] = defaultdict(set)
        self._towns: dict[str, list[str]] = defaultdict(list)
        for agency in directory.agencies.values():
            self._read(agency)
        self._read_towns()

    def _read(self, agency: Agency) -> None:
        own, spelt = agency.agency_id, _words(agency.name)
        for word in {*spelt, *_words(agency.short_name or ""), *_words(own), *_HEADS.get(agency.kind, ())}:
            self._named[word].append(own)
        area = [word for word in spelt if word not in _GOVERNMENT] if agency.kind in _HEADS else []
        for initials in _initials_of(spelt) | _run_together(area):
            self._initials[initials].append(own)
        for word in set(_words(" ".join(agency.duties))):
            self._duties[word].append(own)
        for word in spelt:
            self._places[word].add(self._institution[own])
        for stem in name_stems(agency.name):
            self._stems[stem].add(own)

    def _read_towns(self) -> None:
        """A ministry's unit that bears a regency's name is looked for by the towns there: "bpn pangkalan bun"."""
        towns: dict[str, list[str]] = defaultdict(list)
        for word, institutions in self._places.items():
            for one in institutions:
                towns[one].append(word)
        for regency in (one for one in self.directory.agencies.values() if one.kind in REGENCY_KINDS):
            named = set(_words(regency.name)) - _GOVERNMENT
            bearers = set.intersection(*(set(self._named[word]) for word in named)) if named else set()
            for own in (one for one in bearers if self._institution[one] != regency.agency_id):
                for word in towns[regency.agency_id]:
                    self._towns[word].append(own)

    def meant(self, query: str) -> list[str]:
        """The ids of the agencies that a search means, the best first; of equal ones the higher in the tree first."""
        words = [word for word in _words(query) if word not in _SAYS_NOTHING]
        own = self._own(words)
        around = {self._institution[one]: self._around(self._institution[one], words, own) for one in own}
        found = {
            one: [max(pair) for pair in zip(said, around[self._institution[one]], strict=True)]
            for one, said in own.items()
        }
        shares = {one: sum(1 for score in said if score) / len(words) for one, said in found.items()}
        most = max(shares.values(), default=0.0)
        wanted = {one: sum(found[one]) for one, share in shares.items() if share == most >= LEAST_SHARE}
        return sorted(wanted, key=lambda one: (-wanted[one], one.count("."), one))

    def _own(self, words: list[str]) -> Scores:
        """What the words say of agencies by name, initials, duties and the matters that they answer for."""
        own: Scores = {}

        def speak(agency_ids: Iterable[str], number: int, score: float) -> None:
            for one in agency_ids:
                said = own.setdefault(one, [0.0] * len(words))
                said[number] = max(said[number], score)

        for number, word in enumerate(words):
            for other, agency_ids in self._named.items():
                if like := _alike(word, other):
                    speak(agency_ids, number, like)
            speak(self._initials.get(word, ()), number, INITIALS)
            speak(self._towns.get(word, ()), number, PLACE)
            speak(self._duties.get(word, ()), number, DUTY)
        for office, meant, weight in _offices_for(words):
            for number, word in enumerate(words):
                if word in meant:
                    speak(self._offices(office), number, weight)
        return own

    def _around(self, institution_id: str, words: list[str], own: Scores) -> list[float]:
        """What an institution's own name, and the places in the names of its units, say of each word."""
        named = own.get(institution_id, [0.0] * len(words))
        return [
            INSTITUTION if score else PLACE * (institution_id in self._places.get(word, ()))
            for word, score in zip(words, named, strict=True)
        ]

    def _offices(self, office: str) -> list[str]:
        """Every agency that an office of the table may be: one in each regency or province, or of one institution."""
        where, _, what = office.partition("|")
        kinds = {"regency": REGENCY_KINDS, "province": frozenset({PROVINCE_KIND})}.get(where)
        agencies = self.directory.agencies
        if not what:
            return [
                one
                for one in set(self._institution.values())
                if (agencies[one].kind in kinds if kinds else one == where)
            ]
        named = set.intersection(*(self._stems.get(stem, set()) for stem in name_stems(what)))
        institutions = {one: agencies[self._institution[one]] for one in named}
        return [one for one, at in institutions.items() if (at.kind in kinds if kinds else at.agency_id == where)]


def _words(text: str) -> list[str]:
    return _WORD.findall(plain(text).casefold())


def _alike(word: str, other: str) -> float:
    if word == other:
        return NAMED
    if len(word) < SHORTEST_BEGINNING or word not in other:
        return 0.0
    return BEGUN if other.startswith(word) else WITHIN


def _initials_of(spelt: list[str]) -> set[str]:
    """The initials of every run of two words or more: "pu" of "Dinas Pekerjaan Umum"."""
    letters = "".join(word[0] for word in spelt if word not in _SAYS_NOTHING)
    return {letters[start:end] for start in range(len(letters)) for end in range(start + 2, len(letters) + 1)}


def _run_together(area: list[str]) -> set[str]:
    """What an area of two words is called in one: "kalteng" and "kobar", "jatim", "sulut"."""
    match area:
        case [first, second]:
            return {first[:some] + second[:more] for some in (2, 3) for more in (2, 3, 4)}
        case _:
            return set()


def _offices_for(words: list[str]) -> Iterable[tuple[str, set[str], float]]:
    """The offices that answer for the matters in a search, the words that say so, and how much they speak."""
    for found in matters_of([], tokens(" ".join(words)), "")[:MATTERS_LOOKED_AT]:
        told = {stem for text in found.words for stem in stems(text)}
        meant = {word for word in words if stem_of(word) in told or told & set(stems(word))}
        weight = MATTER
        for office in found.matter.offices:
            yield office, meant, weight
            weight *= LATER_OFFICE
