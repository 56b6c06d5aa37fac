"""Why a request is refused, beside what the domain itself refuses. None of them knows how it is answered: codes and
sentences are the door's (``chalicelib.routes.refusals``).

Refusal (chalicelib.domain.refusals)
├── Forbidden · Invalid · StaleVersion · NotAllowedNow
├── Unauthenticated
├── NotFound                  absent, malformed or not yours: one and the same
├── Malformed · TooLarge · UnsupportedMediaType
├── Stale                     StaleVersion, told with what happened meanwhile
├── KeyReused                 a submission key that stood for something else
├── Erased
└── RateLimited

No refusal carries a reporter's words: exceptions end in logs.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from chalicelib.domain.refusals import Refusal


class Unauthenticated(Refusal):
    """No officer's token, or none that holds."""


class Malformed(Refusal):
    """The body or a part of the request cannot be read at all; ``reason`` says why, without a word of the body."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


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
    """Too many tries in a window of ``seconds``, or too much of ``what`` in it, which has a sentence of its own."""

    def __init__(self, seconds: int, what: str | None = None) -> None:
        super().__init__("rate limited")
        self.seconds = seconds
        self.what = what


class Stale(Refusal):
    """StaleVersion, with the last event that the actor has not seen."""

    def __init__(self, version: int, last_event: Mapping[str, Any] | None) -> None:
        super().__init__(f"version {version}")
        self.version = version
        self.last_event = last_event
