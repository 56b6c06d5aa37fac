"""How to reach somebody or something: mail addresses, telephone numbers, tracking numbers."""

import re
from dataclasses import dataclass
from typing import ClassVar

from chalicelib.domain.refusals import FieldError, Invalid
from chalicelib.domain.tracking import parse_report_id
from chalicelib.intake.kinds import FormShape
from chalicelib.intake.text_kinds import Code
from chalicelib.intake.texts import one_line

_ATOM = r"[A-Za-z0-9!#$&'*+/=?^_{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
# One address of plain ASCII: no list, no display name, no quoting, and a domain with a dot. 64 and 254 are RFC 5321's.
EMAIL = Code(
    rf"(?=.{{3,254}}$)(?=[^@]{{1,64}}@){_ATOM}(?:\.{_ATOM})*@{_LABEL}(?:\.{_LABEL})+",
    "not_an_email",
    "email",
    "siti@warga.example",
)
# Six digits make a number; twenty signs are enough for one with its country and brackets.
PHONE = Code(r"(?=(?:[^0-9]*[0-9]){6})[0-9+() -]{6,20}", "not_a_phone", example="+62 812 0000 0000")


@dataclass(frozen=True, slots=True)
class ReportNumber:
    """A tracking number as somebody wrote it, read into its one right form."""

    form: ClassVar[FormShape] = FormShape.TEXT

    def read(self, value: object, at: str) -> str | None:
        """The tracking number; None when empty. Raises Invalid."""
        text = one_line(value, at)
        if not text:
            return None
        number = parse_report_id(text)
        if number is None:
            raise Invalid(FieldError(at, "unknown_report"))
        return number

    def schema(self) -> dict[str, object]:
        """A string like LP-0000-0000-000."""
        return {"type": "string", "examples": ["LP-0000-0000-000"]}


def is_one_address(text: str) -> bool:
    """Whether a mail could be sent to this, and to this alone."""
    return re.fullmatch(EMAIL.pattern, text) is not None
