"""The one door where every refusal and every failure becomes an answer of one shape (docs/contract.md "Errors").

400 Malformed · 401 Unauthenticated · 403 Forbidden · 404 NotFound · 409 Stale, NotAllowedNow, KeyReused · 410 Erased ·
413 TooLarge, Full · 415 UnsupportedMediaType · 422 Invalid · 429 RateLimited · 503 whatever else was not written
"""

from datetime import date
from typing import Any

from chalicelib.domain.calendar.time_zones import CAPITAL
from chalicelib.domain.calendar.workdays import local_date
from chalicelib.domain.refusals import Forbidden, Invalid, NotAllowedNow, StaleVersion
from chalicelib.failures import Full, NoSpace
from chalicelib.language.dates import day_in_words
from chalicelib.language.sentences import field_messages, sentence
from chalicelib.refusals import (
    Erased,
    KeyReused,
    Malformed,
    NotFound,
    RateLimited,
    Stale,
    TooLarge,
    Unauthenticated,
    UnsupportedMediaType,
)
from chalicelib.routes.row import XLSX
from chalicelib.service.limiting import DAY, HOUR

ERASED_UNDER = "UU 27/2022 pasal 8"
RETRY_AFTER_SECONDS = "5"
UNACCEPTED_WORKBOOK = "accept"
"""Why a workbook is not given to who does not ask for its type."""

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
    spoken = f"{code}_{more['reason']}" if "reason" in more else code
    said = {**more, "on": day_in_words(date.fromisoformat(more["on"]), language)} if "on" in more else more
    return {"error": {"code": code, "message": sentence(spoken, language, said), "fields": [], **more}}


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
        case Malformed() if refusal.reason == UNACCEPTED_WORKBOOK:
            return {"message": sentence(f"malformed_{UNACCEPTED_WORKBOOK}", language, {"type": XLSX})}
        case NoSpace():
            return {"reason": str(refusal)}
        case RateLimited() if refusal.seconds >= HOUR:
            when = "today" if refusal.seconds >= DAY else "this_hour"
            return {"message": sentence(f"rate_limited_{refusal.what or when}", language)}
        case Erased():
            return {"rule": ERASED_UNDER, "on": local_date(refusal.on, CAPITAL).isoformat()}
        case _:
            return {}
