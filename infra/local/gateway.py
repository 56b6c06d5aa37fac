"""Chalice's local gateway, answering as the API's gateway does on AWS: its own refusals in the contract's shape.

What the application itself answers passes through untouched.
"""

import base64
import uuid
from dataclasses import dataclass, field
from typing import Any

from chalice.app import Chalice
from chalice.config import Config
from chalice.local import ForbiddenError, LocalGateway, NotAuthorizedError

from chalicelib.language.preferred import language_of
from chalicelib.observability import log_failure
from chalicelib.routes.http import json_text
from chalicelib.routes.refusals import error_body

_REFUSED_BY_CHALICE = {
    400: "malformed",
    405: "method_not_allowed",
    415: "unsupported_media_type",
    500: "internal",
}
_STATUS = {"unauthenticated": 401, "forbidden": 403, "not_found": 404, "internal": 500}


@dataclass(frozen=True, slots=True)
class GatewayRequest:
    """One request, its path without the stage and still percent-encoded."""

    method: str
    path: str
    query: str
    headers: dict[str, str]
    body: bytes
    source: str

    @property
    def language(self) -> str:
        """The language its refusals are worded in."""
        return language_of(self.headers.get("accept-language"))

    @property
    def is_for_officers(self) -> bool:
        """Whether the path wants a bearer."""
        return self.path == "/officer" or self.path.startswith("/officer/")


@dataclass(frozen=True, slots=True)
class GatewayAnswer:
    """One answer, before the host adds its own headers."""

    status: int
    headers: list[tuple[str, str]] = field(default_factory=list)
    body: bytes = b""


class Gateway(LocalGateway):
    """One application behind its gateway, one request at a time: a worker process holds one of these."""

    def __init__(self, app: Chalice) -> None:
        super().__init__(app, Config.create(lambda_timeout=25, lambda_memory_size=512))
        self._asked_from = ""

    def answer(self, request: GatewayRequest) -> GatewayAnswer:
        """The application's answer, or the gateway's refusal."""
        authorization = request.headers.get("authorization", "")
        if request.is_for_officers and not (authorization and authorization.isascii()):
            return refusal("unauthenticated", request)
        headers = request.headers
        if not authorization.isascii():  # LocalGateway cannot encode it, and nobody but officers needs it
            headers = {name: value for name, value in headers.items() if name != "authorization"}
        method = "GET" if request.method == "HEAD" else request.method
        address = f"{request.path}?{request.query}" if request.query else request.path
        self._asked_from = request.source
        try:
            return _answered(self.handle_request(method, address, headers, request.body or None), request)
        except NotAuthorizedError:
            return refusal("unauthenticated", request)
        except ForbiddenError as refused:
            authorized = refused.headers.get("x-amzn-ErrorType") == "AccessDeniedException"
            return refusal("forbidden" if authorized else "not_found", request)
        except Exception as raised:
            if str(raised) == "Unauthorized":  # the one way a Lambda authorizer says 401
                return refusal("unauthenticated", request)
            log_failure("", "gateway", raised)
            return refusal("internal", request)

    def _has_user_defined_options_method(self, lambda_event: dict[str, Any]) -> bool:
        """Yes, always: site and API share one origin, so there is no preflight to answer; OPTIONS is a 405."""
        return True

    def _generate_lambda_event(
        self, method: str, path: str, headers: dict[str, str], body: bytes | None
    ) -> dict[str, Any]:
        event: dict[str, Any] = super()._generate_lambda_event(method, path, headers, body)
        event["requestContext"]["identity"]["sourceIp"] = self._asked_from
        event["requestContext"]["requestId"] = str(uuid.uuid4())
        return event


def refusal(
    code: str, request: GatewayRequest, status: int | None = None, headers: list[tuple[str, str]] | None = None
) -> GatewayAnswer:
    """An error in the contract's shape, in the very bytes the application would send."""
    body = json_text(error_body(code, request.language))
    return GatewayAnswer(
        status or _STATUS[code], [("Content-Type", "application/json"), *(headers or [])], body.encode()
    )


def _answered(response: dict[str, Any], request: GatewayRequest) -> GatewayAnswer:
    status, body = response["statusCode"], response.get("body") or ""
    headers = list(response.get("headers", {}).items())
    headers += [(name, value) for name, values in response.get("multiValueHeaders", {}).items() for value in values]
    if status in _REFUSED_BY_CHALICE and _is_chalices_own(body):
        allow = [(name, value) for name, value in headers if name == "Allow"]
        return refusal(_REFUSED_BY_CHALICE[status], request, status, allow)
    return GatewayAnswer(status, headers, base64.b64decode(body) if response.get("isBase64Encoded") else body.encode())


def _is_chalices_own(body: str) -> bool:
    return body.startswith('{"Code"')
