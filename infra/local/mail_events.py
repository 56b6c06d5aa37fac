"""What the mail service of one machine has to tell of its mails, in the shape SES tells it through EventBridge.

A mail without a relay is delivered as soon as it is kept. Addresses as those of SES's mailbox simulator behave as they
do there: ``bounce@simulator.amazonses.com``, ``complaint@…`` and, with a label, ``bounce+dinas@…``; any domain that
begins with ``simulator.`` will do. With a relay nothing is known of delivery, and nothing is said of it.
"""

import importlib
import re
import time
import traceback
import uuid
from datetime import UTC, datetime
from typing import Any

from infra.local.functions import Handler, context_of
from infra.local.mailbox import Mail, Mailbox

POLL_SECONDS = 0.5
BACKOFF = (1, 5, 20, 60)


_SIMULATED = re.compile(r"(success|bounce|complaint)(\+[^@]*)?@simulator\.[^@]+", re.IGNORECASE)
_DETAIL_TYPES = {"Delivery": "Email Delivered", "Bounce": "Email Bounced", "Complaint": "Email Complaint Received"}
_PARTS: dict[str, dict[str, Any]] = {
    "Delivery": {"processingTimeMillis": 1},
    "Bounce": {"bounceType": "Permanent", "bounceSubType": "General"},
    "Complaint": {"complaintFeedbackType": "abuse"},
}


def is_simulated(to: str) -> bool:
    """Whether an address plays a part instead of receiving mail."""
    return _SIMULATED.fullmatch(to) is not None


def outcome(mail: Mail, message_id: str) -> dict[str, Any]:
    """The event that tells what became of a mail."""
    played = _SIMULATED.fullmatch(mail.to)
    kind = {"bounce": "Bounce", "complaint": "Complaint"}.get(played[1].lower() if played else "", "Delivery")
    return _event(mail, message_id, kind, _PARTS[kind])


def undelivered(mail: Mail, message_id: str) -> dict[str, Any]:
    """The event that tells of a short message that its gateway took and gave up. The number may be good: no lasting
    bounce, after which nothing would go to it any more.
    """
    return _event(mail, message_id, "Bounce", {"bounceType": "Transient", "bounceSubType": "General"})


def _event(mail: Mail, message_id: str, kind: str, details: dict[str, Any]) -> dict[str, Any]:
    now = datetime.now(UTC)
    stamp = now.strftime("%Y-%m-%dT%H:%M:%S.") + f"{now.microsecond // 1000:03d}Z"
    told = {
        "timestamp": stamp,
        "source": mail.sender,
        "messageId": message_id,
        "destination": [mail.to],
        "tags": {name: [value] for name, value in mail.tags.items()},
    }
    return {
        "version": "0",
        "id": str(uuid.uuid4()),
        "detail-type": _DETAIL_TYPES[kind],
        "source": "aws.ses",
        "account": "000000000000",
        "time": now.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "region": "ap-southeast-3",
        "resources": [],
        "detail": {"eventType": kind, "mail": told, kind.lower(): {"timestamp": stamp, **details}},
    }


def tell(mailbox: Mailbox, handler: Handler, now: float) -> int:
    """Hand every event that is due to the application; how many it took. What it raises is told again later."""
    told = 0
    for number, event, tries in mailbox.events_due(now):
        try:
            handler(event, context_of("mail_events"))
        except Exception:
            traceback.print_exc()
            mailbox.postpone_event(number, now + BACKOFF[min(tries, len(BACKOFF) - 1)])
        else:
            mailbox.event_told(number)
            told += 1
    return told


def tell_forever(mailbox: Mailbox) -> None:
    """Until the process ends."""
    handler: Handler = importlib.import_module("app").mail_events
    while True:
        if not tell(mailbox, handler, time.time()):
            time.sleep(POLL_SECONDS)
