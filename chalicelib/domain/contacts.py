"""One normal form for each way to reach somebody: however they write it, a contact is known again."""

import re

INDONESIA = "62"


def normal_email(email: str) -> str:
    """A mail address without blanks around it; capitals make no difference to any mail service that matters."""
    return email.strip().lower()


def normal_phone(phone: str) -> str:
    """A telephone number as digits alone, its country first: 0812…, 812…, +62 812…, 0062 812… and +62 (0)812… are one.

    A mobile number of ours is often written without its 0; one of another country has its + or 00.
    """
    digits = re.sub(r"[^0-9]", "", phone)
    names_country = phone.strip().startswith("+") or digits.startswith("00")
    digits = digits.removeprefix("00")
    if digits.startswith(INDONESIA):
        return INDONESIA + digits[len(INDONESIA) :].lstrip("0")
    if names_country:
        return digits
    return INDONESIA + digits.lstrip("0") if digits.startswith(("0", "8")) else digits
