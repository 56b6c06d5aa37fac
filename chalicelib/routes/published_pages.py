"""The public list and a published report as pages, for who comes without script; their addresses can be shared."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from chalicelib.domain.refusals import Refusal
from chalicelib.domain.states import State
from chalicelib.intake.query import PUBLISHED
from chalicelib.intake.schema import PRINTING
from chalicelib.intake.shapes import Shape
from chalicelib.language.dates import month_in_words
from chalicelib.routes.http import page, refused
from chalicelib.routes.reporting import today
from chalicelib.routes.row import PAGE, Request, Response, Route
from chalicelib.service import lists, reading

MONTHS = 24
_LANGUAGE = next(field for field in PRINTING.fields if field.name == "language")
LISTED = Shape((*PUBLISHED.fields, _LANGUAGE))
READ = Shape((_LANGUAGE,))


def published_list(request: Request) -> Response:
    """A page of the public list, with its filters."""
    return _page_or_refusal(request, _listed)


def published_report(request: Request) -> Response:
    """One published report."""
    return _page_or_refusal(request, _read)


def _listed(request: Request, wanted: dict[str, Any], language: str) -> Response:
    from chalicelib.pages import published
    from chalicelib.routes.forms import choices_of

    state = State(wanted["state"]) if wanted["state"] else None
    asked = (wanted["agency"], wanted["category"], state, wanted["month"], wanted["limit"], wanted["cursor"])
    months = [(month, month_in_words(month, language)) for month in _months(request, wanted["month"])]
    return page(published.list_page(language, lists.public_list(*asked), wanted, choices_of({}, language), months))


def _read(request: Request, wanted: dict[str, Any], language: str) -> Response:
    from chalicelib.pages import published

    view = reading.public_view(request.parameters["report_id"], language)
    return page(published.report_page(language, view))


def _months(request: Request, wanted: str | None) -> list[str]:
    """The last two years' months, the latest first, and an older one that is asked for."""
    day, months = today(request).replace(day=1), list[str]()
    while len(months) < MONTHS:
        months.append(f"{day:%Y-%m}")
        day = (day - timedelta(days=1)).replace(day=1)
    return months if not wanted or wanted in months else [*months, wanted]


def _page_or_refusal(request: Request, view: Callable[[Request, dict[str, Any], str], Response]) -> Response:
    """Whoever comes without script reads a refusal as a page, too."""
    language = request.language
    try:
        wanted = request.query_values()
        language = wanted["language"] or language
        return view(request, wanted, language)
    except Refusal as refusal:
        from chalicelib import pages

        status, body, headers = refused(request, refusal, language)
        return page(pages.refusal_page(body["error"], language), status, headers)


ROUTES = (
    Route("GET", "/pages/reports", published_list, {200: PAGE}, query=LISTED),
    Route("GET", "/pages/reports/{report_id}", published_report, {200: PAGE}, query=READ),
)
