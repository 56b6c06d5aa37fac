"""What the mail service tells of a letter after it took it: delivered, delayed, rejected, bounced, complained of.

The events come from EventBridge in the shape of "Monitoring SES events using Amazon EventBridge" (Amazon SES Developer
Guide); ``mail.tags`` are the tags each letter was sent with. They come late, twice, in any order and before our own
"sent": each writes its own fact, and together they make the same end. An address is suppressed before anything else.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from chalicelib import access_codes
from chalicelib.store import deliveries, followers, suppression
from chalicelib.store.deliveries import FOLLOWER, DeliveryKey
from chalicelib.store.suppression import Suppression

# The part of an event's detail that is about its type: SES names it as the type, but begins with a small letter.
PARTS = {
    "Delivery": "delivery",
    "DeliveryDelay": "deliveryDelay",
    "Reject": "reject",
    "Bounce": "bounce",
    "Complaint": "complaint",
}
BOUNCED, REJECTED = "bounced", "rejected"


def record(event: Mapping[str, Any]) -> None:
    """Write down what one event tells. Raises StoreFailure: the event then comes again."""
    detail = event["detail"]
    kind = str(detail.get("eventType"))
    if kind not in PARTS:
        return
    part = detail.get(PARTS[kind]) or {}
    at = datetime.fromisoformat(part.get("timestamp") or detail["mail"]["timestamp"])
    is_lasting = kind == "Bounce" and part.get("bounceType") == "Permanent"
    if is_lasting or kind == "Complaint":
        _suppress(detail["mail"], Suppression.COMPLAINT if kind == "Complaint" else Suppression.BOUNCE, at)
    letter = _letter(detail["mail"])
    if letter is None:
        return
    if letter.recipient.startswith(FOLLOWER) and (is_lasting or kind == "Complaint"):
        for address in detail["mail"].get("destination", ()):
            followers.stop(letter.report_id, followers.follower_id_of(letter.report_id, address))
    _write(kind, letter, at)


def _write(kind: str, letter: DeliveryKey, at: datetime) -> None:
    match kind:
        case "Delivery":
            deliveries.mark_delivered(letter, at)
        case "DeliveryDelay":
            deliveries.mark_delayed(letter, at)
        case "Complaint":
            deliveries.mark_complained(letter, at)
        case "Bounce":
            # A passing bounce too: SES has tried for hours and tries no more.
            deliveries.mark_returned(letter, BOUNCED, at)
        case "Reject":
            deliveries.mark_returned(letter, REJECTED, at)


def _suppress(mail: Mapping[str, Any], why: Suppression, at: datetime) -> None:
    # Each letter has one recipient, and this is the address as we wrote it.
    for address in mail.get("destination", ()):
        suppression.suppress(access_codes.address_hash(address), why, at)


def _letter(mail: Mapping[str, Any]) -> DeliveryKey | None:
    """Which letter it was; None for a mail that did not come from here."""
    tags = mail.get("tags") or {}
    try:
        report_id, seq, recipient = (str(tags[name][0]) for name in ("report", "seq", "recipient"))
        return DeliveryKey(report_id, int(seq), recipient)
    except (KeyError, IndexError, ValueError):
        return None
