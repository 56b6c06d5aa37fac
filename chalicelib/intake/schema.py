"""Every field the API takes, declared once: the parsers read by it and the published document is made from it."""

from chalicelib.domain.calendar.declaring import KINDS
from chalicelib.domain.channels import RECORDED, ConsentWay
from chalicelib.domain.commands import ContactWay
from chalicelib.domain.report import MULTIPLE_CHOICES, SYSTEM_ARCHIVE_REASONS, ArchiveReason, Classification, Outcome
from chalicelib.intake.addresses import EMAIL, PHONE, ReportNumber
from chalicelib.intake.kinds import Consent, Flag, Number
from chalicelib.intake.shapes import Field, Shape
from chalicelib.intake.text_kinds import Choice, Code, Codes, DayText, NumberedTexts, Text
from chalicelib.language import LANGUAGES

LONGEST_CODE = 100
AGENCY = Code(r"[a-z0-9][a-z0-9._-]{0,99}", "unknown_agency", example="kab.6201.dpupr")
CATEGORY = Code(r"[a-z0-9][a-z0-9._-]{0,99}", "unknown_category", example="pekerjaan-umum")
REPORTED = Codes(AGENCY)
ATTACHMENT = Code(r"[A-Za-z0-9_-]{1,100}", "unknown_attachment", example="kJ8cZ0q1nJt2b3vYx4mPQw")
KEY = Code(r"[ -~]{8,100}", "bad_key", example="5b0c2f5e-4a53-4c55")

TEXT = Field("text", Text(), required=True)
WORD = Field("text", Text())
ANSWER = Field("text", Text(20), required=True)
PUBLIC_TEXT = Field("public_text", Text())
PUBLIC_TEXTS = Field("public_texts", NumberedTexts(Text()), default={})
TITLE = Text(10, 150, lines=False)
# Whole names of one letter there are, and of one word.
PERSON = Text(1, 100, lines=False)
LINE = Text(most=100, lines=False, speaks=False)

LOCATION = Shape(
    (
        Field("province", LINE),
        Field("regency", LINE),
        Field("district", LINE),
        Field("village", LINE),
        Field("detail", Text(most=500, speaks=False)),
        Field("lat", Number(-90, 90, whole=False)),
        Field("lon", Number(-180, 180, whole=False)),
    ),
    together=("lat", "lon"),
)
# For whom the report is made, when its reporter makes it for somebody else, and what the reporter is to them.
PROXY = Shape(
    (Field("name", PERSON), Field("relation", Text(2, 100, lines=False))),
    together=("name", "relation"),
)
REPORTER = Shape((Field("name", PERSON), Field("email", EMAIL), Field("phone", PHONE)))

# Whoever is not anonymous can be reached.
_CONTACT = {"anyOf": [{"required": ["email"]}, {"required": ["phone"]}]}
_REACHABLE = {
    "if": {"not": {"properties": {"anonymous": {"const": True}}, "required": ["anonymous"]}},
    "then": {"required": ["reporter"], "properties": {"reporter": _CONTACT}},
}
SUBMISSION = Shape(
    (
        Field("classification", Choice(tuple(Classification)), required=True),
        Field("title", TITLE, required=True),
        Field("body", Text(20), required=True),
        Field("category", CATEGORY, required=True),
        Field("agency_id", AGENCY),
        Field("event_date", DayText()),
        Field("location", LOCATION),
        Field("reporter", REPORTER),
        Field("proxy", PROXY),
        Field("anonymous", Flag(), default=False),
        Field("confidential", Flag(), default=False),
        Field("language", Choice(LANGUAGES), default="id"),
        Field("reported_agencies", REPORTED, default=()),
        Field("attachments", Codes(ATTACHMENT), default=()),
        *(Field(name, Codes(Choice(options)), default=()) for name, options in MULTIPLE_CHOICES.items()),
        Field("consent", Consent(), required=True, absent="consent_required"),
        Field("submission_key", KEY),
    ),
    rule=_REACHABLE,
)
# Where somebody is recorded who came, wrote or called, their name is enough: the receipt is printed.
_KNOWN = {"anyOf": [*_CONTACT["anyOf"], {"required": ["name"]}]}
_KNOWN_REPORTER = _REACHABLE | {"then": {"required": ["reporter"], "properties": {"reporter": _KNOWN}}}
CONSENT_GIVEN = Shape(
    (Field("how", Choice(tuple(ConsentWay)), required=True), Field("on", DayText(), required=True)),
)
RECORDING = Shape(
    (
        *(one for one in SUBMISSION.fields if one.name != "consent"),
        Field("consent", Consent(), default=True),
        Field("channel", Choice(RECORDED), required=True),
        Field("received_on", DayText()),
        Field("external_number", Text(most=60, lines=False)),
        Field("consent_given", CONSENT_GIVEN, required=True),
    ),
    rule=_KNOWN_REPORTER,
)
TRACKING = Shape((Field("report_id", LINE, required=True), Field("access_code", LINE, required=True)))
# The code of a page to print: in the body or in a header, never in an address.
PRINTING = Shape((Field("access_code", LINE, undocumented=True), Field("language", Choice(LANGUAGES))))

FOLLOW = Shape((Field("email", EMAIL, required=True), Field("language", Choice(LANGUAGES), default="id")))
MARKED = Shape((TEXT,))


def _by_reporter(*fields: Field) -> Shape:
    return Shape((*fields, Field("version", _VERSION), Field("access_code", LINE, undocumented=True)))


def _by_officer(*fields: Field) -> Shape:
    return Shape((*fields, Field("version", _VERSION, required=True)))


_VERSION = Number(0, 10**9)
_RATING = Field("rating", Number(1, 5))
_ATTACHMENTS = Field("attachments", Codes(ATTACHMENT), default=())
_INTO = Field("into", ReportNumber(), required=True)
_DESTINATION = Field("to", AGENCY, required=True)
_WORDING = (Field("public_title", Text(most=150, lines=False)), Field("public_body", Text()))
_REASONS = tuple(reason for reason in ArchiveReason if reason not in SYSTEM_ARCHIVE_REASONS)

REPORTER_COMMANDS = {
    "complete": _by_reporter(Field("body", Text()), Field("location", LOCATION), _ATTACHMENTS),
    "reply": _by_reporter(TEXT, _ATTACHMENTS),
    "confirm": _by_reporter(_RATING),
    "confirm-promise": _by_reporter(_RATING),
    "dispute": _by_reporter(TEXT, _RATING, _ATTACHMENTS),
    "survey": _by_reporter(*(Field(name, Number(1, 4), required=True) for name in ("easy", "quick", "useful"))),
    "withdraw": _by_reporter(),
    "object": _by_reporter(TEXT, _ATTACHMENTS),
    "ombudsman": _by_reporter(Field("consent", Flag(), required=True, absent="consent_required")),
    "publicity": _by_reporter(Field("allowed", Flag(), required=True)),
    "contact": _by_reporter(*REPORTER.fields),
    "erase": _by_reporter(),
    "leave": _by_reporter(),
}

OFFICER_COMMANDS = {
    "verify": _by_officer(
        Field("classification", Choice(tuple(Classification))),
        Field("category", CATEGORY),
        Field("supervisory", Flag()),
        Field("confidential", Flag()),
        Field("reported_agencies", REPORTED),
        *_WORDING,
        Field("publish", Flag(), default=False),
        Field("forward_to", AGENCY),
        PUBLIC_TEXTS,
    ),
    "forward": _by_officer(_DESTINATION, WORD),
    "request-data": _by_officer(TEXT),
    "archive": _by_officer(
        Field("reason", Choice(_REASONS), required=True),
        TEXT,
        Field("refer_to", Text(most=200, lines=False)),
        PUBLIC_TEXT,
    ),
    "join": _by_officer(_INTO),
    "merge": _by_officer(_INTO),
    "leave": _by_officer(),
    "split": _by_officer(),
    "accept": _by_officer(),
    "return": _by_officer(Field("proposed", AGENCY, required=True), TEXT, PUBLIC_TEXT),
    "decide": _by_officer(_DESTINATION, WORD),
    "note": _by_officer(TEXT),
    "contact-log": _by_officer(
        Field("how", Choice(tuple(ContactWay)), required=True), Field("reached", Flag(), required=True), TEXT
    ),
    "progress": _by_officer(TEXT, PUBLIC_TEXT),
    "answer": _by_officer(
        ANSWER,
        Field("outcome", Choice(tuple(Outcome))),
        Field("promised_by", DayText()),
        Field("action_date", DayText()),
        _ATTACHMENTS,
        PUBLIC_TEXT,
    ),
    "extend": _by_officer(
        Field("days", Number(1, 365), required=True), Field("reason", Text(most=200), required=True), TEXT, PUBLIC_TEXT
    ),
    "publish": _by_officer(*_WORDING, PUBLIC_TEXTS),
    "unpublish": _by_officer(TEXT),
}
HOLIDAY = Shape(
    (
        Field("date", DayText(), required=True),
        Field("kind", Choice(KINDS), required=True),
        Field("name_id", LINE, required=True),
        Field("name_en", LINE),
        Field("decree", Text(most=200, lines=False), required=True),
    )
)
REVOCATION = Shape(
    (
        Field("date", DayText(), required=True),
        Field("decree", Text(most=200, lines=False), required=True),
    )
)
