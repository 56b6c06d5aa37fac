"""One normal form for each way to reach somebody: however they write it, a contact is known again."""

import re

from chalicelib.domain.signs import plain

INDONESIA = "62"
_WORDS = r"\(?(?:tele?p?o?n?|tlpn?|phone|hp|ponsel|no|nomor|wa|whatsapp|sms|call)\)?"
# A number in its plain form and in small letters, and the words that people put before and behind it: "tel:", "(WA)".
PHONE_WRITTEN = rf"(?:{_WORDS}[ .:]*){{0,3}}(?=[0-9+( ])([0-9+()./ -]{{6,40}}?)(?: *{_WORDS}){{0,2}}"
# The normal form of a number that can be called: one of ours has eight digits at least behind its 62 (a small town's
# line: 532 21122), and no number of the world has more than fifteen (ITU-T E.164).
PHONE_DIGITS = "62[1-9][0-9]{7,12}|(?!62)[1-9][0-9]{6,14}"


def normal_email(email: str) -> str:
    """A mail address without blanks around it; capitals make no difference to any mail service that matters."""
    return plain(email).strip().lower()


def normal_phone(phone: str) -> str:
    """A telephone number as digits alone, its country first: 0812…, 812…, +62 812…, 0062 812… and +62 (0)812… are one.

    A mobile number of ours is often written without its 0; one of another country has its + or 00.
    """
    written = plain(phone)
    digits = re.sub(r"[^0-9]", "", written)
    names_country = "+" in written or digits.startswith("00")
    digits = digits.removeprefix("00")
    if digits.startswith(INDONESIA):
        return INDONESIA + digits[len(INDONESIA) :].lstrip("0")
    if names_country:
        return digits
    return INDONESIA + digits.lstrip("0") if digits.startswith(("0", "8")) else digits


def mobile_number(phone: str) -> str | None:
    """A number in the form of E.164 ("+62812…") where a short message can reach it; None for what is no number, and for
    a fixed line of ours: of our numbers the mobile ones begin with 62 8. Of other countries' nothing is known.
    """
    digits = normal_phone(phone)
    is_fixed = digits.startswith(INDONESIA) and not digits.startswith(f"{INDONESIA}8")
    return f"+{digits}" if re.fullmatch(PHONE_DIGITS, digits) and not is_fixed else None
