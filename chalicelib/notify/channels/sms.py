"""Short messages: Amazon SNS, everywhere the same, only its endpoint differs.

What is told is less than by mail, and shorter (``notify.short_texts``). SNS says that it took a message, and no more:
whether a telephone got it is unknown (docs/adr/0050-short-messages.md).
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from chalicelib import aws
from chalicelib.domain.contacts import mobile_number
from chalicelib.notify import short_texts
from chalicelib.notify.answer_text import AnswerText
from chalicelib.notify.channels import Ceiling, ChannelIsDown, MessageRefused, NotSent, Throttled
from chalicelib.notify.handing_over import handing_over
from chalicelib.notify.letter_context import LetterContext
from chalicelib.notify.letters import FORMER, REPORTER
from chalicelib.notify.recovery_letter import FoundReport
from chalicelib.notify.short_texts import ShortMessage
from chalicelib.settings import settings
from chalicelib.store.contact_index import Reachable

REJECTED = "rejected"
_REFUSALS = frozenset({"InvalidParameter", "InvalidParameterValue", "ParameterValueInvalid", "OptedOut"})
_THROTTLES = frozenset({"Throttling", "ThrottledException", "ThrottlingException", "TooManyRequestsException"})
_TRANSACTIONAL = "Transactional"
"""Of SNS's two kinds the one that is sent for certain; the other may be left out to save money."""


def is_ready() -> bool:
    """Whether this installation pays for short messages."""
    return settings().sends_short_messages


def address_in(contact: Reachable) -> str | None:
    """The telephone number in E.164, where it is no fixed line."""
    return mobile_number(contact.phone) if contact.phone else None


def to_reporter(context: LetterContext, to: str, access_code: str, recipient: str = REPORTER) -> ShortMessage | None:
    """Word of what needs the reporter or ends the report; None of all else (docs/law.md "Channels")."""
    text = short_texts.to_reporter(context, access_code)
    return ShortMessage(recipient, to, text) if text else None


def to_former(context: LetterContext, to: str) -> ShortMessage:
    """The number of the report, and that this telephone is told no more of it."""
    return ShortMessage(FORMER, to, short_texts.to_former(context))


def to_sender(recipient: str, to: str, answer: AnswerText) -> ShortMessage:
    """The answer, in Indonesian: in both languages it would be two messages."""
    said = [sentence for sentence, _ in answer.sentences]
    return ShortMessage(
        recipient, to, short_texts.fullest([" ".join([*said, answer.page]), f"{said[0]} {answer.page}"])
    )


def to_recover(recipient: str, to: str, found: Sequence[FoundReport], *, is_cut: bool) -> ShortMessage:
    """The newest of them, as many as a few messages hold."""
    links = [short_texts.page_of(settings().site_url, one.report.report_id, one.access_code) for one in found]
    return ShortMessage(recipient, to, short_texts.recovered(links, found[0].report.language, is_cut=is_cut))


def ceilings(message: ShortMessage, report_id: str) -> tuple[Ceiling, ...]:
    """Of one report, and to one number: each message costs money."""
    return (
        Ceiling("report", report_id, settings().short_messages_per_report),
        Ceiling("contact", message.to, settings().short_messages_per_contact),
    )


def send(message: ShortMessage, report_id: str, seq: int) -> str:
    """Hand one message over; the service's id for it. Raises NotSent.

    One attempt, as with mail: SNS knows no idempotency token for a telephone. The tags are for whoever stands in for
    SNS, and so can tell a repeat.
    """
    tags = {"report": report_id, "seq": str(seq), "recipient": message.recipient}
    with handing_over(_as_answered):
        answer = _client().publish(
            PhoneNumber=message.to, Message=message.text, MessageAttributes=_attributes({**_how(), **tags})
        )
    return str(answer["MessageId"])


def _how() -> dict[str, str]:
    sender_id = settings().sms_sender_id
    kind = {"AWS.SNS.SMS.SMSType": _TRANSACTIONAL}
    return kind | ({"AWS.SNS.SMS.SenderID": sender_id} if sender_id else {})


def _attributes(values: Mapping[str, str]) -> dict[str, Any]:
    return {name: {"DataType": "String", "StringValue": value} for name, value in values.items()}


def _as_answered(response: Mapping[str, Any]) -> NotSent:
    code = str(response.get("Error", {}).get("Code"))
    if code in _THROTTLES:
        return Throttled(code)
    return MessageRefused(REJECTED) if code in _REFUSALS else ChannelIsDown(code)


@cache
def _client() -> Any:
    once = {"total_max_attempts": 1}
    return aws.client("sns", settings().sms_endpoint, retries=once, connect_timeout=2, read_timeout=8)
