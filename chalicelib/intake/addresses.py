"""How to reach somebody or something: mail addresses, telephone numbers, tracking numbers."""

import re
from dataclasses import dataclass
from typing import ClassVar

from chalicelib.domain.contacts import PHONE_DIGITS, PHONE_WRITTEN, normal_phone
from chalicelib.domain.refusals import FieldError, Invalid
from chalicelib.domain.tracking import parse_report_id
from chalicelib.intake.kinds import FormShape
from chalicelib.intake.text_kinds import Code
from chalicelib.intake.texts import code_of

_ATOM = r"[A-Za-z0-9!#$&'*+/=?^_{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
# No domain ends in digits (RFC 3696, 2): 1.2.3.4 is none, and gmail.com123 a slip of the finger.
_LAST_LABEL = r"(?:[A-Za-z]{2,63}|[Xx][Nn]--[A-Za-z0-9-]{0,58}[A-Za-z0-9])"
# One address of plain ASCII: no list, no display name, no quoting, and a domain with a dot. 64 and 254 are RFC 5321's.
EMAIL = Code(
    rf"(?=.{{3,254}}$)(?=[^@]{{1,64}}@){_ATOM}(?:\.{_ATOM})*@(?:{_LABEL}\.)+{_LAST_LABEL}",
    "not_an_email",
    "email",
    "siti@warga.example",
    around=r"^[Mm][Aa][Ii][Ll][Tt][Oo]:|[.,;]$",
)


@dataclass(frozen=True, slots=True)
class Telephone:
    """A number that somebody can be called at, as it was written, without the words around it ("WA", "tel:")."""

    form: ClassVar[FormShape] = FormShape.TEXT

    def read(self, value: object, at: str) -> str | None:
        """The number; None when empty. Raises Invalid for one that has too few digits, or too many."""
        text = code_of(value, at)
        if not text:
            return None
        written = re.fullmatch(PHONE_WRITTEN, text.lower())
        if not written or not re.fullmatch(PHONE_DIGITS, normal_phone(written[1])):
            raise Invalid(FieldError(at, "not_a_phone"))
        return written[1].strip()

    def schema(self) -> dict[str, object]:
        """A string like +62 812 0000 0000."""
        return {"type": "string", "examples": ["+62 812 0000 0000"]}


PHONE = Telephone()


@dataclass(frozen=True, slots=True)
class ReportNumber:
    """A tracking number as somebody wrote it, read into its one right form."""

    form: ClassVar[FormShape] = FormShape.TEXT

    def read(self, value: object, at: str) -> str | None:
        """The tracking number; None when empty. Raises Invalid."""
        text = code_of(value, at)
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
