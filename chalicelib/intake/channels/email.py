"""Mail: as it is (``message/rfc822``), or its sender and words alone as JSON."""

import hashlib
from datetime import datetime

from chalicelib.domain.channels import Channel
from chalicelib.domain.refusals import FieldError, Invalid
from chalicelib.intake.addresses import EMAIL
from chalicelib.intake.channels import ContactKind, InboundMessage, Sender
from chalicelib.intake.inbound_fields import message_in
from chalicelib.intake.mail import automatic, bodies, files, quotes
from chalicelib.intake.mail.messages import header, parsed, sender_of

RECORDED_AS = Channel.EMAIL
RAW = "message/rfc822"
TAKES = ("application/json", RAW)


def read(raw: bytes, media_type: str, now: datetime) -> InboundMessage:
    """The mail. Raises Malformed, or Invalid where it does not say one sender."""
    if media_type != RAW:
        return message_in(raw, EMAIL, ContactKind.EMAIL, now)
    mail = parsed(raw)
    is_automatic, is_locked = automatic.is_automatic(mail), bodies.is_locked(mail)
    name, address = sender_of(mail)
    if not address and not is_automatic:
        raise Invalid(FieldError("from", "not_an_email"))
    whole = bodies.text_of(mail)
    return InboundMessage(
        sender=Sender(ContactKind.EMAIL, address, name or None),
        text=quotes.own_words(whole),
        message_id=header(mail, "Message-ID") or hashlib.sha256(raw).hexdigest(),
        received_at=now,
        subject=header(mail, "Subject"),
        named_in=whole,
        files=() if is_automatic or is_locked else tuple(files.files_of(mail)),
        is_automatic=is_automatic,
        is_locked=is_locked,
        is_doubtful=automatic.is_forged(mail),
        takes_no_answer=automatic.takes_no_answer(mail),
    )
