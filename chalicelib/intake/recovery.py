"""By which contact somebody wants to have their lost numbers and codes back."""

from collections.abc import Mapping

from chalicelib.domain.refusals import FieldError, Invalid
from chalicelib.intake.addresses import EMAIL, PHONE
from chalicelib.intake.shapes import Field, Shape

RECOVERY = Shape(
    (Field("email", EMAIL), Field("phone", PHONE)),
    rule={
        "oneOf": [{"required": ["email"]}, {"required": ["phone"]}],
        "examples": [{"email": "siti@warga.example"}],
    },
)


def parse_recovery(fields: Mapping[str, object]) -> tuple[str | None, str | None]:
    """The mail address or the telephone number, one of the two. Raises Invalid with every fault."""
    values, faults = RECOVERY.gather(fields)
    given = [name for name in ("email", "phone") if values[name] or any(fault.field == name for fault in faults)]
    if not given:
        faults.append(FieldError("email", "one_contact_required"))
    elif len(given) > 1:
        faults.append(FieldError("phone", "one_contact_only"))
    if faults:
        raise Invalid(*faults)
    return values["email"], values["phone"]
