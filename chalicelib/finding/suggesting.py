"""Which agencies would answer a report, best first, and the words that say so. Pure.

The matter of the report tells the kind of office, the place tells which one: the regency's, the province's, or the
unit of a ministry, an agency or a state company that works there.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from chalicelib.domain.directory import Agency, Directory
from chalicelib.finding.matters import Found, matters_of
from chalicelib.finding.places import Place, own_name, settlement, units_of, works_at
from chalicelib.finding.street_names import without_names
from chalicelib.finding.words import name_stems, name_words, stems, tokens

MOST = 5
HEAVIEST_MATTERS = 6
SHOWN_WORDS = 4
LATER_OFFICE = 0.85
"""What each further office of a matter weighs beside the one before it."""
FURTHER_INSTITUTION = 0.6
"""What an institution as a whole weighs that only comes after an office at the place."""
UNITS_AT_PLACE = {"@puskesmas": ("puskesmas",), "@district": ("kecamatan",), "@village": ("desa", "kelurahan")}


@dataclass(frozen=True)
class Described:
    """What is known of a report when an agency is looked for."""

    title: str
    body: str
    category: str
    place: Place
    supervisory: bool = False
    reported_agencies: tuple[str, ...] = ()

    @cached_property
    def text(self) -> str:
        """The stems of title and body, a space around each."""
        return f" {' '.join(stems(f'{self.title} {self.body}'))} "

    @cached_property
    def words(self) -> frozenset[str]:
        """The stems of title and body."""
        return frozenset(self.text.split())

    @cached_property
    def matters(self) -> list[Found]:
        """What it is about, the heaviest first."""
        title, body = without_names(self.title), without_names(self.body)
        return matters_of(tokens(title), tokens(body), self.category)[:HEAVIEST_MATTERS]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An agency that would answer: the words of the report, its duties and the place that speak for it."""

    agency: Agency
    institution: Agency
    words: tuple[str, ...]
    duties: tuple[str, ...]
    place: str | None


def institutions_wanted(told: Described, institutions: Directory) -> list[str]:
    """The institutions whose units a suggestion looks at, the likeliest first; ``institutions`` needs no units."""
    regency = told.place.regency(institutions)
    offices = (office for found in told.matters for office in found.matter.offices)
    wanted = [_institution(office.partition("|")[0], told, institutions) for office in offices]
    return list(dict.fromkeys(one for one in (regency, *wanted) if one))


def suggest(told: Described, directory: Directory) -> list[Suggestion]:
    """The agencies that would answer, best first, none that is reported, takes no reports or may not get such a one."""
    scores: dict[str, float] = {}
    words: dict[str, dict[str, None]] = {}
    for agency_id, score, said in _candidates(told, directory):
        scores[agency_id] = scores.get(agency_id, 0) + score
        words.setdefault(agency_id, {}).update(dict.fromkeys(said))
    duties = {one: _duties_in(told.text, directory.agencies[one]) for one in scores}
    for agency_id, found in duties.items():
        scores[agency_id] += len(found)
    if told.supervisory and (inspectorate := directory.inspectorate_of(told.place.regency(directory) or "")):
        scores[inspectorate.agency_id] = max(scores.values(), default=0) + 1
    ranked = sorted(scores, key=lambda one: (-scores[one], one))
    return [
        Suggestion(
            directory.agencies[one],
            directory.institution_of(one),
            tuple(words.get(one, ()))[:SHOWN_WORDS],
            duties.get(one, ()),
            _place_in_name(directory.agencies[one], told.place),
        )
        for one in ranked
        if _may_answer(directory.agencies[one], told, directory)
    ][:MOST]


def _candidates(told: Described, directory: Directory) -> Iterator[tuple[str, float, tuple[str, ...]]]:
    for found in told.matters:
        weight = 1.0
        for office in found.matter.offices:
            agency = _office(office, told, directory)
            if agency:
                is_further = weight < 1 and agency.is_institution
                yield agency.agency_id, found.score * (FURTHER_INSTITUTION if is_further else weight), found.words
                weight *= LATER_OFFICE


def _institution(where: str, told: Described, directory: Directory) -> str | None:
    match where:
        case "regency":
            return told.place.regency(directory)
        case "province":
            return told.place.province(directory)
        case _:
            return where if where in directory.agencies else None


def _office(office: str, told: Described, directory: Directory) -> Agency | None:
    """The agency that an office of the table is at this place; None where there is none."""
    where, _, what = office.partition("|")
    if where in UNITS_AT_PLACE:
        return _unit_at_place(UNITS_AT_PLACE[where], told, directory)
    institution = directory.get(_institution(where, told, directory))
    if institution is None or not what:
        return institution
    named = _named(institution.agency_id, what, directory)
    if where in ("regency", "province"):
        return named[0] if named else None
    sought = name_stems(what)
    by_name = (one for one in named if (own := own_name(one, institution) - sought) and own <= told.words)
    at_place = (one for one in named if works_at(one, told.place, directory, told.words | sought))
    return next(by_name, None) or next(at_place, institution)


def _named(institution_id: str, what: str, directory: Directory) -> list[Agency]:
    """An institution's units whose name has those words, then those whose duties have them."""
    wanted, units = name_stems(what), units_of(institution_id, directory)
    by_name = [one for one in units if wanted <= name_stems(one.name)]
    return by_name + [one for one in units if any(wanted <= name_stems(duty) for duty in one.duties)]


def _unit_at_place(kinds: tuple[str, ...], told: Described, directory: Directory) -> Agency | None:
    """The unit of a kind that the text names itself ("Puskesmas Madurejo"), else the one that bears the name of the
    village or the district, or of a place in the text.
    """
    own = settlement().union(*(name_stems(kind) for kind in kinds))
    units = [
        (one, name_stems(one.name) - own)
        for one in units_of(told.place.regency(directory) or "-", directory)
        if set(kinds) & set(one.name.casefold().split())
    ]
    for unit, _ in units:
        if f" {' '.join(name_words(unit.name))} " in told.text:
            return unit
    for place in (*(name for _, name in told.place.names()), told.words):
        refuse_oversized = [(unit, name) for unit, name in units if name and name <= place]
        if refuse_oversized:
            return max(refuse_oversized, key=lambda one: len(one[1]))[0]
    return None


def _duties_in(text: str, agency: Agency) -> tuple[str, ...]:
    return tuple(duty for duty in agency.duties if (words := stems(duty)) and f" {' '.join(words)} " in text)


def _place_in_name(agency: Agency, place: Place) -> str | None:
    own = name_stems(agency.name)
    return next((text for text, name in place.names() if name <= own), None)


def _may_answer(agency: Agency, told: Described, directory: Directory) -> bool:
    is_reported = directory.is_about(agency.agency_id, told.reported_agencies)
    if is_reported or not agency.accepts_reports:
        return False
    return not told.supervisory or agency.is_institution or _inspects(agency, directory)


def _inspects(agency: Agency, directory: Directory) -> bool:
    """Whether it is its institution's inspectorate: of its units no other gets a supervisory report."""
    inspectorate = directory.inspectorate_of(directory.institution_of(agency.agency_id).agency_id)
    return inspectorate is not None and directory.is_within(agency.agency_id, inspectorate.agency_id)
