"""The bytes of a mail as the standard library reads them, and its headers, whatever is wrong with them."""

from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr

from chalicelib.domain.signs import cleaned
from chalicelib.intake.addresses import is_one_address
from chalicelib.refusals import Malformed

LARGEST = 25 * 1024 * 1024
MOST_PARTS = 200
"""Nobody writes so many; who nests thousands wants to see us fall."""
_LONGEST_HEADER = 1000


def parsed(raw: bytes) -> EmailMessage:
    """The mail. Raises Malformed for what has no header at all or more parts than anybody writes."""
    try:
        mail = message_from_bytes(raw, policy=policy.default)
        too_many = any(number >= MOST_PARTS for number, _ in enumerate(mail.walk()))
    except RecursionError:
        raise Malformed("mail") from None
    if too_many or not mail.keys():
        raise Malformed("mail")
    return mail


def header(mail: EmailMessage, name: str) -> str:
    """A header in one line, decoded; empty where there is none. One that cannot be decoded is given as it came."""
    try:
        said = str(mail.get(name, ""))
    except Exception:  # the library's own parser fails on some headers of spam
        said = next((str(value) for key, value in mail.raw_items() if key.lower() == name.lower()), "")
    return " ".join(cleaned(said).split())[:_LONGEST_HEADER]


def sender_of(mail: EmailMessage) -> tuple[str, str]:
    """Name and address of who wrote it, by ``From``; an empty address where it names none, or several."""
    said = header(mail, "From")
    name, address = parseaddr(said)
    if said.count("@") > 1 and "," in said.replace(f'"{name}"', ""):
        return "", ""
    return name.strip(), address.strip() if is_one_address(address.strip()) else ""
