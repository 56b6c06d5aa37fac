"""What a report's writer is offered before it is sent."""

from chalicelib.intake.query import SIMILAR
from chalicelib.routes.row import Request, Response, Route
from chalicelib.service.proposing import proposals


def similar_reports(request: Request) -> Response:
    """What may be joined, read or called instead, and which category and agency the words speak for."""
    return _proposed(request, request.query_values())


def proposals_for(request: Request) -> Response:
    """The same, asked in a body: what somebody writes stands in no address and in no log of addresses."""
    return _proposed(request, request.values())


def _proposed(request: Request, wanted: dict[str, str | None]) -> Response:
    return Response(proposals(wanted["text"] or "", wanted["category"], wanted["place"], request.language))


_PATH = "/reports/similar"
ROUTES = (
    Route("GET", _PATH, similar_reports, {200: "Proposals"}, query=SIMILAR),
    Route("POST", _PATH, proposals_for, {200: "Proposals"}, body=SIMILAR, reads=True),
)
