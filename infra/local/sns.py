"""The SNS endpoint of one machine: Publish to a telephone, as boto3's `sns.publish` sends it (SNS's query protocol).

A short message is kept as a mail is, once for each (report, seq, recipient), and handed to the gateway of SMS_URL
before anybody is told so (`infra.local.ses`). Its attributes are the tags; SNS takes them too, and sends them nowhere.
"""

import re
from collections.abc import Mapping
from urllib.parse import parse_qs
from xml.sax.saxutils import escape

from infra.local.mailbox import Mail
from infra.local.relay import NotRelayed, RefusedByRelay

FORM = "application/x-www-form-urlencoded"
_NUMBER = re.compile(r"\+[1-9][0-9]{6,14}")
_LONGEST = 1600
_SENDER = "AWS.SNS.SMS.SenderID"


def read_short_message(body: bytes) -> Mail:
    """The short message in a Publish request: a mail to a number, without a subject. Raises ValueError."""
    fields = {name: values[0] for name, values in parse_qs(body.decode(), keep_blank_values=True).items()}
    to, text = fields.get("PhoneNumber", ""), fields.get("Message", "")
    if fields.get("Action") != "Publish":
        raise ValueError("Only Publish")
    if not _NUMBER.fullmatch(to) or not 0 < len(text) <= _LONGEST:
        raise ValueError("Not a number in E.164, or no text")
    attributes = dict(_attributes(fields))
    return Mail(attributes.pop(_SENDER, ""), to, "", text, tags=attributes)


def _attributes(fields: Mapping[str, str]) -> list[tuple[str, str]]:
    names = (name for name in fields if re.fullmatch(r"MessageAttributes\.entry\.\d+\.Name", name))
    return [(fields[name], fields.get(f"{name.removesuffix('Name')}Value.StringValue", "")) for name in names]


def taken(message_id: str) -> bytes:
    """The answer to a message that was taken."""
    told = f"<PublishResult><MessageId>{message_id}</MessageId></PublishResult>"
    return f"<PublishResponse>{told}</PublishResponse>".encode()


def refused(failure: Exception) -> tuple[int, bytes]:
    """Status and answer for a message that was not taken."""
    for_good = isinstance(failure, (RefusedByRelay, ValueError)) or not isinstance(failure, NotRelayed)
    status, code = (400, "InvalidParameter") if for_good else (500, "InternalError")
    return status, error(code, str(failure))


def error(code: str, message: str) -> bytes:
    """An error as SNS words it."""
    told = f"<Error><Code>{code}</Code><Message>{escape(message)}</Message></Error>"
    return f"<ErrorResponse>{told}</ErrorResponse>".encode()
