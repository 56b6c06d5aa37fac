"""One row of the API says all of a route; a request and an answer as our routes see them.

From the rows come the doors of app.py, what is read of a request, /openapi.json and the types of the site.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from chalicelib.intake.form_body import read_form
from chalicelib.intake.json_body import read_json
from chalicelib.intake.query import NOTHING, read_query
from chalicelib.intake.shapes import Shape, read_values
from chalicelib.language import LANGUAGES
from chalicelib.language.preferred import language_of
from chalicelib.refusals import Malformed, TooLarge, UnsupportedMediaType

BODY_LIMIT = 256 * 1024
# A thousand agencies with long names and many duties are about 400 KB.
FILE_LIMIT = 1024 * 1024
CSV = "text/csv"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
JSON = "application/json"
MAIL = "message/rfc822"
FORM = "application/x-www-form-urlencoded"
PAGE = "text/html"
STYLE = "text/css"
PAGE_LANGUAGE = "page_language"
"""A form's word on the language of its page: no field of what it sends."""
JSON_OR_FORM = (JSON, FORM)


class OpenedBy(StrEnum):
    """Who may ask: what opens the door, not yet whether this report, or this agency, is theirs."""

    ANYBODY = "anybody"
    REPORTER = "reporter"
    REPORTER_OR_PUBLIC = "reporter or public"
    OFFICER = "officer"
    GATEWAY = "gateway"


@dataclass(frozen=True, slots=True)
class Request:
    """A request as our routes read it; ``now`` is the one instant at which all of it happens (UTC)."""

    route: "Route"
    method: str
    parameters: Mapping[str, str]
    query: Mapping[str, str]
    headers: Mapping[str, str]
    raw_body: bytes
    source: str
    request_id: str
    officer_claims: Mapping[str, str]
    now: datetime

    @property
    def language(self) -> str:
        """That of the page whose form was sent; else Indonesian unless English is preferred."""
        return self.page_language or language_of(self.headers.get("accept-language"))

    @property
    def page_language(self) -> str | None:
        """What a plain form says of its page's language; None where it says nothing."""
        if not self.is_form or len(self.raw_body) > BODY_LIMIT:
            return None
        with suppress(Malformed):
            said = read_form(self.raw_body).get(PAGE_LANGUAGE)
            return said if isinstance(said, str) and said in LANGUAGES else None
        return None

    @property
    def media_type(self) -> str:
        """The body's media type without parameters; JSON when none is said."""
        return self.headers.get("content-type", JSON).split(";")[0].strip().lower()

    @property
    def is_form(self) -> bool:
        """Whether a plain HTML form sent it, which wants a page for an answer."""
        return self.method == "POST" and self.media_type == FORM

    def query_values(self) -> dict[str, Any]:
        """What was asked for behind the question mark, by the row's ``query``. Raises Invalid or Malformed."""
        return read_query(self.route.query, self.query)

    def fields(self) -> dict[str, object]:
        """The body's fields as they were sent. Raises TooLarge, UnsupportedMediaType or Malformed."""
        if len(self.raw_body) > BODY_LIMIT:
            raise TooLarge
        if self.media_type not in self.route.takes:
            raise UnsupportedMediaType
        if not self.is_form:
            return read_json(self.raw_body)
        return {name: value for name, value in read_form(self.raw_body).items() if name != PAGE_LANGUAGE}

    def values(self) -> dict[str, Any]:
        """The body's fields, each read by the row's ``body``. Raises Invalid, and as ``fields`` does."""
        return read_values(self.route.body or NOTHING, self.fields())

    def csv(self) -> bytes:
        """The body as a file of rows. Raises TooLarge or UnsupportedMediaType."""
        return self.whole()

    def whole(self) -> bytes:
        """The body as it came. Raises TooLarge or UnsupportedMediaType."""
        if len(self.raw_body) > FILE_LIMIT:
            raise TooLarge
        if self.media_type not in self.route.takes:
            raise UnsupportedMediaType
        return self.raw_body


@dataclass(frozen=True, slots=True)
class Response:
    """What a route answers: an object that becomes JSON, a text as it is, or the bytes of a binary type of app.py."""

    body: object
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    media_type: str = JSON


View = Callable[[Request], Response]


@dataclass(frozen=True, slots=True)
class Route:
    """One row of the API.

    ``answers`` has for each good status the class of chalicelib.answers that it holds, by name (``"OwnView |
    PublicView"`` is one of two), or the media type of what is not JSON. ``query`` and ``body`` are the fields it knows,
    ``takes`` the media types of a body; of a file, ``body`` is one row. A form that is not an officer's is answered
    with a page. ``reads``: a form that only carries a code to a page, and stores nothing. ``kept_seconds``: how long
    anybody on the way may keep a copy of a good answer, which is the same for all who ask in one language.
    """

    method: str
    path: str
    view: View
    answers: Mapping[int, str]
    opened_by: OpenedBy = OpenedBy.ANYBODY
    query: Shape = NOTHING
    body: Shape | None = None
    takes: tuple[str, ...] = (JSON,)
    reads: bool = False
    kept_seconds: int = 0

    @property
    def needs_space(self) -> bool:
        """Whether it writes what somebody sent; a form that only carries a code to a page does not."""
        return self.method != "GET" and not self.reads

    @property
    def for_officers(self) -> bool:
        """Whether only an officer's token opens it."""
        return self.opened_by is OpenedBy.OFFICER

    @property
    def answers_pages(self) -> bool:
        """Whether a good answer can be a page for people without script."""
        return PAGE in self.answers.values() or (FORM in self.takes and not self.for_officers)

    @property
    def refuses_with_pages(self) -> bool:
        """Whether a refusal can be such a page: whatever form was sent, it came from a browser."""
        return self.answers_pages or (self.method == "POST" and not self.for_officers)
