"""The directory as everybody may read it: categories and agencies; and whether the system is well."""

from chalicelib.intake.query import AGENCIES, NOTHING, read_query
from chalicelib.routes.http import Answer, Asked
from chalicelib.service.agencies import find_agencies, public_view
from chalicelib.store import directory
from chalicelib.store.failures import Unavailable


def health(asked: Asked) -> Answer:
    """Whether the system can read its directory at this moment."""
    if not directory.is_filled():
        raise Unavailable("directory")
    return Answer({"status": "ok"})


def categories(asked: Asked) -> Answer:
    """All categories, by name in the reader's language."""
    read_query(NOTHING, asked.query)
    name = "name_en" if asked.language == "en" else "name_id"
    items = [
        {
            "id": one.category_id,
            "name": getattr(one, name),
            "name_id": one.name_id,
            "name_en": one.name_en,
            "confidential_by_default": one.confidential_by_default,
        }
        for one in directory.categories().values()
    ]
    return Answer({"items": sorted(items, key=lambda item: str(item["name"])), "next": None})


def agencies(asked: Asked) -> Answer:
    """Agencies in the order of the tree, all or those right below ``parent``; ``q`` finds words of their names."""
    wanted = read_query(AGENCIES, asked.query)
    found = find_agencies(wanted["q"], wanted["parent"], wanted["limit"], wanted["cursor"])
    return Answer({"items": [public_view(one, institution) for one, institution in found.agencies], "next": found.next})
