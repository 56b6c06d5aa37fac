"""Between Chalice and our routes: the one door where requests come in, and where refusals become answers."""

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from http import HTTPStatus
from typing import Any
from urllib.parse import unquote

from chalice.app import Request as ChaliceRequest
from chalice.app import Response as ChaliceResponse

from chalicelib import clock, free_space
from chalicelib.brand import named
from chalicelib.domain.refusals import Refusal
from chalicelib.failures import NoSpace, StoreFailure, Unavailable
from chalicelib.observability import log_answer, log_failure, log_unavailable
from chalicelib.routes.refusals import error_body, refusal_answer
from chalicelib.routes.row import PAGE, Request, Response, Route
from chalicelib.service.home import NoHome, named_in_head
from chalicelib.settings import settings

HTML = f"{PAGE}; charset=utf-8"
# The page's own stylesheet and forms, nothing else: no script at all, no frame, no other origin.
PAGE_POLICY = "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

# Whatever stands in front: no copy of a report is kept anywhere, no answer is taken for another type, no address leaks.
EVERY_ANSWER = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}


def json_text(body: object) -> str:
    """An answer's JSON, the same bytes wherever it is made."""
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"))


def page(text: str, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """An HTML page, under the installation's name and its home's."""
    # Imported here: who answers with a page has loaded what makes them, and nobody else needs it.
    from chalicelib.pages.frame import under_home

    said = under_home(named(text, settings().brand), _home())
    return Response(said, status, {"Content-Security-Policy": PAGE_POLICY, **(headers or {})}, HTML)


def _home() -> str | None:
    # A page that tells of a failure is told all the same, with the head as it is built.
    with suppress(StoreFailure, NoHome):
        return named_in_head()
    return None


def chalice_view(route: Route, current_request: Callable[[], ChaliceRequest | None]) -> Callable[..., ChaliceResponse]:
    """The function Chalice calls for a route: every exception, ours or not, ends here in the contract's shape."""

    def view(**parameters: str) -> ChaliceResponse:
        chalice_request = current_request()
        assert chalice_request, "Chalice calls a view with a request at hand"
        request = _request_from(route, chalice_request, parameters)
        answer, code = _response_to(route, request)
        log_answer(request.request_id, route.method, route.path, answer.status, code)
        headers: dict[str, str | list[str]] = {
            **EVERY_ANSWER,
            "Content-Type": answer.media_type,
            "X-Request-Id": request.request_id,
            **(_kept(route) if answer.status == HTTPStatus.OK else {}),
            **answer.headers,
        }
        body = answer.body if isinstance(answer.body, str | bytes) else json_text(answer.body)
        return ChaliceResponse(body, headers=headers, status_code=answer.status)

    view.__name__ = f"{route.method.lower()}_{route.view.__name__}"
    return view


def _kept(route: Route) -> dict[str, str]:
    """What tells everybody on the way that they may keep a copy, where they may."""
    if not route.kept_seconds:
        return {}
    return {"Cache-Control": f"public, max-age={route.kept_seconds}", "Vary": "Accept-Language"}


def _response_to(route: Route, request: Request) -> tuple[Response, str | None]:
    try:
        if route.needs_space:
            free_space.demand()
        return route.view(request), None
    except (Refusal, StoreFailure) as refusal:
        status, body, headers = refused(request, refusal, request.language)
    except Exception as failure:
        log_failure(request.request_id, route.path, failure)
        status, body, headers = 500, error_body("internal", request.language, request_id=request.request_id), {}
    code = str(body["error"]["code"])
    if request.is_form and not route.for_officers:
        return _refusal_page(request, status, body["error"], headers), code
    return Response(body, status, headers), code


def refused(request: Request, refusal: Exception, language: str) -> tuple[int, dict[str, Any], dict[str, str]]:
    """Status, body and headers that answer a refusal; what went wrong with the database is logged."""
    if isinstance(refusal, Unavailable) and free_space.is_short():
        refusal = NoSpace(free_space.DISK_FULL)  # the engine only said that it failed
    if isinstance(refusal, StoreFailure):
        log_unavailable(request.request_id, request.route.path, refusal)
    return refusal_answer(refusal, language)


def _refusal_page(request: Request, status: int, error: Mapping[str, Any], headers: Mapping[str, str]) -> Response:
    # Imported here: templates cost 40 ms, and only who comes without script needs them.
    from chalicelib import pages

    return page(pages.refusal_page(error, request.language), status, headers)


def _request_from(route: Route, request: ChaliceRequest, parameters: dict[str, str]) -> Request:
    context = request.context
    authorizer = context.get("authorizer") or {}
    headers = {name.lower(): value for name, value in request.headers.items()}
    return Request(
        route=route,
        method=request.method,
        parameters={name: unquote(value) for name, value in parameters.items()},
        query=dict(request.query_params or {}),
        headers=headers,
        raw_body=_bytes(request.raw_body),
        source=_source(context, headers),
        request_id=str(context.get("requestId") or ""),
        officer_claims={name: str(authorizer.get(name) or "") for name in ("username", "role", "agency_id")},
        now=clock.now(),
    )


def _source(context: Mapping[str, Any], headers: Mapping[str, str]) -> str:
    """Where a request came from: behind CloudFront the gateway itself sees only CloudFront."""
    named = settings().viewer_address_header
    told = headers.get(named.lower()) if named else None
    return told or str((context.get("identity") or {}).get("sourceIp") or "")


def _bytes(body: bytes | str | None) -> bytes:
    return body.encode("utf-8", "surrogatepass") if isinstance(body, str) else (body or b"")
