"""Messages come in: from a gateway with the key of this installation, by whichever way there is a module for."""

import hashlib
import hmac

from chalicelib.intake.channels import channel_named
from chalicelib.intake.inbound_fields import INBOUND
from chalicelib.refusals import NotFound, Unauthenticated, UnsupportedMediaType
from chalicelib.routes.row import JSON, MAIL, OpenedBy, Request, Response, Route
from chalicelib.service import receiving
from chalicelib.settings import settings


def take_message(request: Request) -> Response:
    """A message that somebody sent by mail, as a short message or by a chat: a new report, or words to a known one."""
    _require_key(request)
    name = request.parameters["channel"]
    channel = channel_named(name)
    if channel is None:
        raise NotFound
    if request.media_type not in channel.TAKES:
        raise UnsupportedMediaType
    message = channel.read(request.whole(), request.media_type, request.now)
    return Response(receiving.receive(message, name, channel.RECORDED_AS, request.now), 202)


def _require_key(request: Request) -> None:
    """Raises NotFound where nothing comes in, Unauthenticated for whoever does not have the key."""
    expected = settings().inbound_key_sha256
    if expected is None:
        raise NotFound
    given = hashlib.sha256(request.headers.get("x-api-key", "").encode("utf-8", "surrogatepass")).hexdigest()
    if not hmac.compare_digest(given, expected):
        raise Unauthenticated


ROUTES = (
    Route(
        "POST",
        "/inbound/{channel}",
        take_message,
        {202: "TakenMessage"},
        OpenedBy.GATEWAY,
        body=INBOUND,
        takes=(JSON, MAIL),
    ),
)
