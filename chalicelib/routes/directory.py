"""What everybody may read of the system: categories, agencies, the month's figures, and whether it is well."""

from chalicelib import __version__, free_space
from chalicelib.failures import Unavailable
from chalicelib.language import say
from chalicelib.routes.row import Request, Response
from chalicelib.service import public_figures
from chalicelib.service.agencies import find_agencies, public_view
from chalicelib.store import directory_lookup


def health(request: Request) -> Response:
    """Whether the system can read its directory at this moment, and why it writes nothing when it does not."""
    if not directory_lookup.is_filled():
        raise Unavailable("directory")
    if free_space.is_short():
        return Response({"status": "degraded", "reason": free_space.DISK_FULL, "version": __version__})
    return Response({"status": "ok", "version": __version__})


def categories(request: Request) -> Response:
    """All categories, by name in the reader's language."""
    request.query_values()
    items = [
        {
            "id": one.category_id,
            "name": say((one.name_id, one.name_en), request.language),
            "name_id": one.name_id,
            "name_en": one.name_en,
            "confidential_by_default": one.confidential_by_default,
        }
        for one in directory_lookup.categories().values()
    ]
    return Response({"items": sorted(items, key=lambda item: str(item["name"])), "next": None})


def figures(request: Request) -> Response:
    """The present month of all reports together: nobody is named in it."""
    request.query_values()
    return Response(public_figures.public_figures(request.now))


def agencies(request: Request) -> Response:
    """Agencies in the order of the tree, all or those right below ``parent``; ``q`` is a search, best first."""
    wanted = request.query_values()
    found = find_agencies(wanted["q"], wanted["parent"], wanted["limit"], wanted["cursor"])
    return Response(
        {"items": [public_view(one, institution) for one, institution in found.agencies], "next": found.next}
    )
