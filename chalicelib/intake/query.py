"""What may stand behind the question mark: declared like the bodies, read with all its faults at once."""

from collections.abc import Mapping
from typing import Any

from chalicelib.domain.queues import FIRST_OPENED, QUEUES
from chalicelib.domain.report import Classification
from chalicelib.domain.states import State
from chalicelib.intake.form_body import value_in
from chalicelib.intake.kinds import Flag, Number
from chalicelib.intake.schema import AGENCY, CATEGORY
from chalicelib.intake.shapes import Field, Shape, read_values
from chalicelib.intake.text_kinds import Choice, Code, CursorText, DayText, Text

# Most urgent first, or least.
URGENT, CALM = ORDERS = ("urgent", "calm")
_PAGE = (Field("limit", Number(1, 100), default=25), Field("cursor", CursorText()))
_STATE = Field("state", Choice(tuple(State)))
_AGENCY = Field("agency", AGENCY)
MONTH = Code(r"20[0-9]{2}-(?:0[1-9]|1[0-2])", "not_a_month")
_MONTH = Field("month", MONTH)

NOTHING = Shape()
HEALTH = Shape((Field("deep", Choice(("1",))),))
"""Asked on the one machine that serves; everywhere else it is as if it were not there."""
AGENCIES = Shape((Field("q", Text(most=100, lines=False)), Field("parent", AGENCY), *_PAGE))
OFFICERS = Shape((_AGENCY, Field("q", Text(most=100, lines=False)), *_PAGE))
OF_AN_AGENCY = Shape((_AGENCY,))
IMPORT = Shape((Field("dry_run", Choice(("true", "false")), default="false"),))
PUBLISHED = Shape(
    (
        _AGENCY,
        Field("category", CATEGORY),
        _STATE,
        _MONTH,
        *_PAGE,
    )
)
SIMILAR = Shape(
    (
        Field("text", Text(lines=True, speaks=False), required=True),
        Field("category", CATEGORY),
        Field("place", Text(most=600, lines=False, speaks=False)),
    )
)
"""Asked behind the question mark, or, so that no address holds what somebody writes, in a body."""
EVENTS = Shape(_PAGE)
MEMBERS = Shape((Field("limit", Number(1, 50), default=20), Field("cursor", CursorText())))
SUMMARY = Shape((_AGENCY, _MONTH))
FIRST_LIMITS = Shape(
    (
        _AGENCY,
        Field("classification", Choice(tuple(Classification)), default=Classification.COMPLAINT),
        Field("received_on", DayText()),
    )
)
FILE = Shape((Field("size", Choice(("large", "small")), default="large"),))
_QUEUE = (
    Field("queue", Choice(tuple(QUEUES)), default=FIRST_OPENED),
    _STATE,
    _AGENCY,
    Field("category", CATEGORY),
    Field("late", Flag(), default=False),
    Field("order", Choice(ORDERS), default=URGENT),
)
QUEUE = Shape((*_QUEUE, *_PAGE))
QUEUE_FILE = Shape((*_QUEUE, Field("limit", Number(1, 1000), default=1000), Field("cursor", CursorText())))
WHOLE_QUEUE = Shape(_QUEUE)


def read_query(shape: Shape, query: Mapping[str, str]) -> dict[str, Any]:
    """Every value asked with, defaults for the rest. Raises Invalid, unknown names too, or Malformed for a cursor."""
    forms = {field.name: field.kind.form for field in shape.fields}
    given: dict[str, object] = {
        name: value_in(text, forms[name]) if name in forms else text for name, text in query.items() if text.strip()
    }
    return read_values(shape, given)
