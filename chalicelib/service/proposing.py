"""What somebody who writes a report is offered before it is sent, from its words and its place.

Costs one Query of the institution's public list; the directory is in memory. Nothing of the text is kept.
"""

from typing import TYPE_CHECKING

from chalicelib.domain.directory import Directory
from chalicelib.domain.states import State
from chalicelib.finding.places import Place, institution_of_place
from chalicelib.finding.proposing import categories_meant, common_words, emergencies_in
from chalicelib.finding.reasons import shown_words, words_reason
from chalicelib.finding.suggesting import Described
from chalicelib.finding.words import plain_stems
from chalicelib.language import say
from chalicelib.service.suggestions import suggestions
from chalicelib.store import queues
from chalicelib.store.directory_lookup import categories, institutions
from chalicelib.store.entries import Entry

if TYPE_CHECKING:
    from chalicelib.answers.offers import Addressee, Proposals, SimilarReport

MOST_AGENCIES = 3
MOST_REPORTS = 5
LATEST_READ = 100
"""Of an institution's published reports so many are compared, the newest."""
LEVELS = ("province", "regency", "district", "village")
ENDED = frozenset({State.ANSWERED, State.CLOSED})


def proposals(text: str, category: str | None, place: str | None, language: str) -> "Proposals":
    """Categories, agencies, numbers to call, and published reports of the place that tell the same."""
    location = location_in(place or "", Directory(institutions()))
    addressee = institution_of_place(location, Directory(institutions()))
    told = Described("", text, category or "", Place(location, addressee))
    reports, answered = _alike(f"{text} {place or ''}", category, addressee, language)
    known = categories()
    return {
        "reports": reports,
        "answered": answered,
        "emergencies": [
            {"number": one.number, "name": say(one.name, language), "reason": words_reason(one.words, language)}
            for one in emergencies_in(text)
        ],
        "categories": [
            {
                "id": one.category_id,
                "name": say((known[one.category_id].name_id, known[one.category_id].name_en), language),
                "reason": words_reason(one.words, language),
            }
            for one in categories_meant(text)
            if one.category_id in known
        ],
        "agencies": suggestions(told, language)[:MOST_AGENCIES],
        "addressee": _named(addressee),
    }


def location_in(place: str, directory: Directory) -> dict[str, str]:
    """A place in words as the parts of a location; commas stand between its parts, and the nearest stands first."""
    parts = [part.strip() for part in place.split(",") if part.strip()]
    for level in ("regency", "province"):
        for number, part in enumerate(parts):
            if institution_of_place({level: part}, directory):
                return dict(zip(LEVELS[LEVELS.index(level) :], reversed(parts[: number + 1]), strict=False))
    return dict(zip(reversed(LEVELS), parts, strict=False))


def _named(agency_id: str | None) -> "Addressee | None":
    return {"agency_id": agency_id, "name": institutions()[agency_id].name} if agency_id else None


def _alike(
    text: str, category: str | None, institution_id: str | None, language: str
) -> "tuple[list[SimilarReport], list[SimilarReport]]":
    """Published reports of an institution that tell the same: those that still run, and those that were answered."""
    if institution_id is None:
        return [], []

    def of_category(entry: Entry) -> bool:
        return category in (None, entry.category)

    page = queues.published_page(institution_id, None, of_category, LATEST_READ)
    mine = plain_stems(text)
    found = [(entry, common) for entry in page.entries if (common := common_words(mine, entry.public_title or ""))]
    found.sort(key=lambda each: -len(each[1]))
    shown: tuple[list[SimilarReport], list[SimilarReport]] = ([], [])
    for entry, common in found:
        shown[entry.state in ENDED].append(
            {
                "report_id": entry.report_id,
                "title": entry.public_title or "",
                "state": entry.state,
                "reason": words_reason(shown_words(text, common), language),
            }
        )
    return shown[0][:MOST_REPORTS], shown[1][:MOST_REPORTS]
