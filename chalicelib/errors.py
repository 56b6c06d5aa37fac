"""Every refusal of the API, and the one shape in which all of them are answered (contract.md "HTTP").

Refusal (chalicelib.domain.refusals)
├── Forbidden 403 · Invalid 422 · StaleVersion 409 · NotAllowedNow 409
├── Malformed 400 (chalicelib.intake.json_body)
├── Unauthenticated 401
├── NotFound 404         absent, malformed or not yours: one and the same answer
├── TooLarge 413 · UnsupportedMediaType 415
├── KeyReused 409        a submission key that stood for something else
├── Erased 410
└── RateLimited 429
StoreFailure (chalicelib.store.failures)
├── Full 413             the report itself has no room for more
└── Unavailable 503
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from chalicelib.domain.refusals import Forbidden, Invalid, NotAllowedNow, Refusal, StaleVersion
from chalicelib.domain.time_zones import CAPITAL
from chalicelib.domain.workdays import local_date
from chalicelib.intake.dates import day_in_words
from chalicelib.intake.json_body import Malformed
from chalicelib.intake.sentences import field_messages, language_of, sentence
from chalicelib.store.failures import Full

__all__ = ["error_body", "language_of", "refusal_answer"]

ERASED_UNDER = "UU 27/2022 pasal 8"
RETRY_AFTER_SECONDS = "5"


class Unauthenticated(Refusal):
    """No officer's token, or none that holds."""


class NotFound(Refusal):
    """Absent, malformed or not for this reader."""


class TooLarge(Refusal):
    """The body is over 256 KB."""


class UnsupportedMediaType(Refusal):
    """Neither JSON nor a form."""


class KeyReused(Refusal):
    """The submission key was used for another report."""


class Erased(Refusal):
    """The report was erased at its reporter's wish."""

    def __init__(self, on: datetime) -> None:
        super().__init__("erased")
        self.on = on


class RateLimited(Refusal):
    """Too many tries in a window of ``seconds``."""

    def __init__(self, seconds: int) -> None:
        super().__init__("rate limited")
        self.seconds = seconds


class Stale(Refusal):
    """StaleVersion, with the last event that the actor has not seen."""

    def __init__(self, version: int, last_event: Mapping[str, Any] | None) -> None:
        super().__init__(f"version {version}")
        self.version = version
        self.last_event = last_event


_CODES: dict[type[Exception], tuple[int, str]] = {
    Unauthenticated: (401, "unauthenticated"),
    NotFound: (404, "not_found"),
    Malformed: (400, "malformed"),
    TooLarge: (413, "too_large"),
    Full: (413, "too_large"),
    UnsupportedMediaType: (415, "unsupported_media_type"),
    Forbidden: (403, "forbidden"),
    Invalid: (422, "invalid"),
    Stale: (409, "stale_version"),
    StaleVersion: (409, "stale_version"),
    NotAllowedNow: (409, "not_allowed_now"),
    KeyReused: (409, "key_reused"),
    Erased: (410, "erased"),
    RateLimited: (429, "rate_limited"),
}


def error_body(code: str, language: str, **more: Any) -> dict[str, Any]:
    """An error in the contract's shape; ``more`` are the fields some codes add, and what their sentences tell."""
    said = {**more, "on": day_in_words(date.fromisoformat(more["on"]), language)} if "on" in more else more
    return {"error": {"code": code, "message": sentence(code, language, said), "fields": [], **more}}


def refusal_answer(refusal: Exception, language: str) -> tuple[int, dict[str, Any], dict[str, str]]:
    """Status, body and headers that answer a refusal; anything unknown is ``unavailable``, to be tried again."""
    status, code = _CODES.get(type(refusal), (503, "unavailable"))
    headers = {"Retry-After": RETRY_AFTER_SECONDS} if status == 503 else {}
    if isinstance(refusal, RateLimited):
        headers = {"Retry-After": str(refusal.seconds)}
    return status, error_body(code, language, **_more(refusal, language)), headers


def _more(refusal: Exception, language: str) -> dict[str, Any]:
    match refusal:
        case Invalid():
            return {"fields": field_messages(refusal.errors, language)}
        case Forbidden() if refusal.state:
            return {"state": refusal.state.value, "allowed": list(refusal.allowed)}
        case NotAllowedNow():
            return {"state": refusal.state.value, "allowed": list(refusal.allowed)}
        case Stale():
            return {"version": refusal.version, "last_event": refusal.last_event}
        case Erased():
            return {"rule": ERASED_UNDER, "on": local_date(refusal.on, CAPITAL).isoformat()}
        case _:
            return {}
