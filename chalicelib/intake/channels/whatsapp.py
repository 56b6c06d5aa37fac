"""WhatsApp, as a gateway posts it: the fields of a short message. Without a gateway nothing comes in here."""

from datetime import datetime

from chalicelib.domain.channels import Channel
from chalicelib.intake.channels import InboundMessage, sms

RECORDED_AS = Channel.WHATSAPP
TAKES = sms.TAKES


def read(raw: bytes, media_type: str, now: datetime) -> InboundMessage:
    """The message. Raises Malformed, or Invalid with every fault."""
    return sms.read(raw, media_type, now)
