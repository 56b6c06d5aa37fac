"""HTTP to command, answer to HTTP: the doors of the system, all of them in ``ROUTES``."""

from chalicelib.routes import administration, attachments, calendar, citizen, exports, follow, officer
from chalicelib.routes.documents import document_route
from chalicelib.routes.http import Request, Response, Route


def page_style(request: Request) -> Response:
    """How the pages without script look."""
    from chalicelib.routes import forms

    return forms.stylesheet(request)


_DESCRIBED = (
    *citizen.ROUTES,
    *follow.ROUTES,
    *officer.ROUTES,
    *exports.ROUTES,
    *calendar.ROUTES,
    *administration.ROUTES,
    *attachments.ROUTES,
    Route("GET", "/pages/style.css", page_style),
)
ROUTES = (*_DESCRIBED, document_route(_DESCRIBED))
