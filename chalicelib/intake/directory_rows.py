"""Rows of the directory as administrators send them: agencies, officers, stricter limits, categories, canned replies.

One way to write: the whole row, or of a known one only what shall change. So hardly a field is required here; what a
new row needs besides is said beside its shape. A field that is given empty is emptied; one not given stays.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from chalicelib.domain.calendar.time_zones import TIME_ZONES
from chalicelib.domain.directory.agency_changes import PARENT_KINDS
from chalicelib.domain.directory.appointing import OFFICERS_ROLES
from chalicelib.domain.refusals import FieldError, Invalid
from chalicelib.domain.report import Classification
from chalicelib.domain.standards import SHORTENED
from chalicelib.intake.addresses import EMAIL
from chalicelib.intake.kinds import Flag, Number
from chalicelib.intake.shapes import Field, Shape
from chalicelib.intake.text_kinds import Choice, Code, DayText, Text, Texts

TIMEZONES = tuple(zone.name for zone in TIME_ZONES)
CLASSES = (*Classification, "supervisory")
AGENCY_ID = Code(r"(?=.{1,100}$)[a-z0-9][a-z0-9-]*(?:\.[a-z0-9][a-z0-9-]*)*", "bad_agency_id", example="kab.6201.dpupr")
# An id that may be there or not: whether it is, the tree says.
NAMED_AGENCY = Code(r"[a-z0-9][a-z0-9._-]{0,99}", "unknown_agency", example="kab.6201.dpupr")
CATEGORY_ID = Code(r"[a-z0-9][a-z0-9-]{0,99}", "bad_category_id", example="pekerjaan-umum")
USERNAME = Code(r"[a-z0-9](?:[a-z0-9._-]{1,58})[a-z0-9]", "bad_username", example="dpupr")
WORDING_ID = Code(r"[0-9a-f]{16}", "unknown_wording", example="0f3a9c5d7e1b2846")
_NAME = Text(2, 150, lines=False)
_VERSION = Field("version", Number(0, 10**9))

AGENCY_ROW = Shape(
    (
        Field("id", AGENCY_ID, required=True),
        Field("name", _NAME),
        Field("kind", Choice(tuple(PARENT_KINDS))),
        Field("parent", NAMED_AGENCY),
        Field("timezone", Choice(TIMEZONES)),
        Field("duties", Texts(Text(2, 100, lines=False)), default=()),
        Field("short_name", Text(most=60, lines=False)),
        Field("accepts_reports", Flag()),
        _VERSION,
    )
)
OFFICER_ROW = Shape(
    (
        Field("username", USERNAME, required=True),
        Field("email", EMAIL),
        Field("role", Choice(OFFICERS_ROLES)),
        Field("agency_id", NAMED_AGENCY),
        Field("deputy_of", Code(USERNAME.pattern, "not_a_colleague", example="dpupr")),
        Field("disabled", Flag()),
        Field("invite", Flag()),
        _VERSION,
    )
)
SUCCESSOR = Shape((Field("username", USERNAME, required=True), Field("email", EMAIL, required=True), _VERSION))
STANDARD_ROW = Shape(
    (
        Field("agency_id", NAMED_AGENCY, required=True),
        Field("limit", Choice(SHORTENED), required=True),
        Field("class", Choice(CLASSES)),
        Field("days", Number(1, 365), required=True),
        Field("from", DayText(), required=True),
        _VERSION,
    )
)
CATEGORY_ROW = Shape(
    (
        Field("id", CATEGORY_ID, required=True),
        Field("name_id", _NAME),
        Field("name_en", _NAME),
        Field("confidential_by_default", Flag()),
        _VERSION,
    )
)
CANNED_REPLY_ROW = Shape(
    (
        Field("wording_id", WORDING_ID),
        Field("agency_id", NAMED_AGENCY, required=True),
        Field("title", Text(2, 150, lines=False), required=True),
        Field("text", Text(10), required=True),
        _VERSION,
    )
)
REMOVAL = Shape((_VERSION,))
SHAPES = {
    "agency": AGENCY_ROW,
    "officer_row": OFFICER_ROW,
    "successor": SUCCESSOR,
    "standard": STANDARD_ROW,
    "category": CATEGORY_ROW,
    "canned_reply": CANNED_REPLY_ROW,
    "remove_canned_reply": REMOVAL,
}
NO_COLUMNS = frozenset({"version", "invite"})
NEEDED: dict[str, tuple[str, ...]] = {
    "agency": ("name", "kind", "parent"),
    "officer_row": ("email", "role", "agency_id"),
    "category": ("name_id", "name_en"),
}
"""What a new row needs, and what no row can lose."""


def read_given(name: str, fields: Mapping[str, object]) -> tuple[dict[str, Any], list[FieldError]]:
    """What a row says: only the fields that were given and could be read; and every fault."""
    values, faults = SHAPES[name].gather(fields)
    wrong = {fault.field for fault in faults}
    return {field: value for field, value in values.items() if field in fields and field not in wrong}, faults


def missing(name: str, given: Mapping[str, Any], faults: Sequence[FieldError], *, is_new: bool) -> list[FieldError]:
    """Faults for what a new row needs and does not say, and for what a known one would lose."""
    told = {fault.field for fault in faults}
    absent = [one for one in NEEDED.get(name, ()) if given.get(one) is None and (is_new or one in given)]
    return [FieldError(one, "required") for one in absent if one not in told]


def parse_row(name: str, fields: Mapping[str, object]) -> dict[str, Any]:
    """A row whose fields are all required, or have a default. Raises Invalid."""
    values, faults = SHAPES[name].gather(fields)
    if faults:
        raise Invalid(*faults)
    return values


def columns_of(shape: Shape) -> dict[str, Field]:
    """The columns that a file of such rows may have."""
    return {field.name: field for field in shape.fields if field.name not in NO_COLUMNS}


def file_columns(shape: Shape) -> str:
    """How a file of such rows is written."""
    return f"UTF-8, separated by , or ;, with a header that names some of: {', '.join(columns_of(shape))}."
