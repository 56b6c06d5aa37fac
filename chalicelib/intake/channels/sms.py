"""Short messages, as a gateway posts them: {from, text, received_at?, message_id}.

What a network, a bank or a short number sends ("TELKOMSEL", 3636) comes from no telephone that could be answered.
"""

import re
from dataclasses import replace
from datetime import datetime

from chalicelib.domain.channels import Channel
from chalicelib.domain.contacts import PHONE_DIGITS, PHONE_WRITTEN, normal_phone
from chalicelib.intake.channels import ContactKind, InboundMessage
from chalicelib.intake.inbound_fields import ANYBODY, message_in
from chalicelib.intake.texts import code_of

RECORDED_AS = Channel.SMS
TAKES = ("application/json",)


def read(raw: bytes, media_type: str, now: datetime) -> InboundMessage:
    """The short message. Raises Malformed, or Invalid with every fault."""
    return from_telephone(message_in(raw, ANYBODY, ContactKind.PHONE, now))


def from_telephone(message: InboundMessage) -> InboundMessage:
    """The message; an automatic one, where its sender is no telephone."""
    return message if _is_telephone(message.sender.address) else replace(message, is_automatic=True)


def _is_telephone(written: str) -> bool:
    found = re.fullmatch(PHONE_WRITTEN, code_of(written, "from").lower())
    return found is not None and re.fullmatch(PHONE_DIGITS, normal_phone(found[1])) is not None
