"""HTTP to command, answer to HTTP: the doors of the system, all of them in ``ROUTES``."""

from chalicelib.routes import (
    administration,
    attachments,
    calendar,
    citizen,
    exports,
    follow,
    inbound,
    officer,
    published_pages,
    recording,
    recovery,
    similar,
)
from chalicelib.routes.row import JSON, STYLE, Request, Response, Route
from chalicelib.settings import settings


def page_style(request: Request) -> Response:
    """How the pages without script look."""
    from chalicelib.routes import forms

    return forms.stylesheet(request)


def openapi_document(request: Request) -> Response:
    """This document."""
    # Imported here: only its readers need the schemas of all answers.
    from chalicelib.routes.documents import openapi

    return Response(openapi(ROUTES, settings().site_url))


ROUTES = (
    *citizen.ROUTES,
    *similar.ROUTES,
    *follow.ROUTES,
    *recovery.ROUTES,
    *inbound.ROUTES,
    *published_pages.ROUTES,
    *officer.ROUTES,
    *recording.ROUTES,
    *exports.ROUTES,
    *calendar.ROUTES,
    *administration.ROUTES,
    *attachments.ROUTES,
    Route("GET", "/pages/style.css", page_style, {200: STYLE}),
    Route("GET", "/openapi.json", openapi_document, {200: JSON}),
)
