"""Mail: SES v2, everywhere the same, only its endpoint differs."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from chalicelib import aws
from chalicelib.intake.addresses import is_one_address
from chalicelib.intake.mail.automatic import OWN_MARK
from chalicelib.notify import letters
from chalicelib.notify.answer_text import AnswerText
from chalicelib.notify.channels import Ceiling, ChannelIsDown, MessageRefused, NotSent, Throttled
from chalicelib.notify.handing_over import handing_over
from chalicelib.notify.letter_context import LetterContext
from chalicelib.notify.letter_texts import fixed_sentences
from chalicelib.notify.letters import REPORTER, Letter
from chalicelib.notify.recovery_letter import FoundReport, recovery
from chalicelib.notify.rendering import Content, Link
from chalicelib.settings import settings
from chalicelib.store.contact_index import Reachable

REJECTED, INVALID_ADDRESS = "rejected", "invalid_address"
_REFUSALS = frozenset({"MessageRejected", "BadRequestException", "InvalidParameterValue"})
_THROTTLES = frozenset({"TooManyRequestsException", "ThrottlingException", "Throttling", "LimitExceededException"})
# SES says MessageRejected too when our own sender is not verified: the letter is good, and goes out once it is.
_OUR_FAULT = "not verified"


def is_ready() -> bool:
    """Always: mail is the way on which everything is told."""
    return True


def address_in(contact: Reachable) -> str | None:
    """The mail address, where it is one."""
    return contact.email if contact.email and is_one_address(contact.email) else None


def to_reporter(context: LetterContext, to: str, access_code: str, recipient: str = REPORTER) -> Letter:
    """A letter: by mail everything is told. Raises KeyError if nobody is told of such an event."""
    return replace(letters.to_reporter(context, to, access_code), recipient=recipient)


def to_former(context: LetterContext, to: str) -> Letter:
    """A letter that says so."""
    return letters.to_former_address(context, to)


def to_sender(recipient: str, to: str, answer: AnswerText) -> Letter:
    """The answer in both languages, as an answer to their mail."""
    indonesian, english = answer.subject
    content = Content(
        language="id",
        subject=f"LAPOR!: {indonesian} / {english}",
        title=f"{indonesian} / {english}",
        site_url=settings().site_url,
        happened=tuple(said for said, _ in answer.sentences),
        next=tuple(said for _, said in answer.sentences),
        links=(Link(" / ".join(fixed_sentences.OPEN_PAGE), answer.page),),
    )
    return letters.letter(recipient, to, content, answer.headers)


def to_recover(recipient: str, to: str, found: Sequence[FoundReport], *, is_cut: bool) -> Letter:
    """A letter with all of them."""
    return recovery(recipient, to, found, is_cut=is_cut)


def ceilings(letter: Letter, report_id: str) -> tuple[Ceiling, ...]:
    """None: only receipts have a measure, whichever way they go."""
    return ()


def send(letter: Letter, report_id: str, seq: int) -> str:
    """Hand one letter over; the mail service's id for it. Raises NotSent.

    One attempt: SES knows no idempotency token, so a repeat is for whoever holds the letter's lease.
    """
    if not is_one_address(letter.to):
        raise MessageRefused(INVALID_ADDRESS)
    tags = {"report": report_id, "seq": str(seq), "recipient": letter.recipient}
    configuration_set = settings().ses_configuration_set
    with handing_over(_as_answered):
        answer = _client().send_email(
            FromEmailAddress=settings().sender_address,
            Destination={"ToAddresses": [letter.to]},
            Content={"Simple": _content(letter)},
            **({"ReplyToAddresses": [settings().reply_address]} if settings().reply_address else {}),
            EmailTags=[{"Name": name, "Value": value} for name, value in tags.items()],
            **({"ConfigurationSetName": configuration_set} if configuration_set else {}),
        )
    return str(answer["MessageId"])


def _as_answered(response: Mapping[str, Any]) -> NotSent:
    error = response.get("Error", {})
    code = str(error.get("Code"))
    if code in _THROTTLES:
        return Throttled(code)
    if code in _REFUSALS and _OUR_FAULT not in str(error.get("Message")):
        return MessageRefused(REJECTED)
    return ChannelIsDown(code)


def _content(letter: Letter) -> dict[str, Any]:
    # Whatever a relay takes off on the way, no installation like this one takes our letter for a person's.
    headers = [{"Name": name, "Value": value} for name, value in {**letter.headers, OWN_MARK: "1"}.items()]
    return {
        "Subject": _utf8(letter.subject),
        "Body": {"Text": _utf8(letter.text), "Html": _utf8(letter.html)},
        "Headers": headers,
    }


def _utf8(text: str) -> dict[str, str]:
    return {"Data": text, "Charset": "UTF-8"}


@cache
def _client() -> Any:
    once = {"total_max_attempts": 1}
    return aws.client("sesv2", settings().ses_endpoint, retries=once, connect_timeout=2, read_timeout=8)
