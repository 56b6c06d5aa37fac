"""Messages that come to this machine by themselves: mail by SMTP (INBOUND_SMTP), short messages in gammu-smsd's inbox.

One loop in one thread takes one after the other, as every other process of this machine does. A sender hears 250 once
what became of the mail is on disk; 451 while the database cannot take it, and sends it again; 5xx for what is no mail,
is too large, or is for somebody else: nothing is ever passed on from here.
"""

import asyncio
import os
import signal
import traceback
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP, Envelope, Session

from chalicelib import clock
from chalicelib.domain.refusals import Invalid
from chalicelib.intake.channels import email
from chalicelib.intake.mail.messages import LARGEST
from chalicelib.refusals import Malformed
from chalicelib.service import receiving
from chalicelib.settings import settings
from infra.local import pulse
from infra.local.children import end_with_parent
from infra.local.message_inbox import take_short_messages

POLL_SECONDS = 1.0
AGAIN = "451 4.3.0 Not now, please try again later"
NO_MAIL = "554 5.6.0 This cannot be read as a mail"
NOBODY = "550 5.1.1 Nobody here has that address"
TAKEN = "250 2.0.0 Taken"


class Door:
    """What is said to who brings a mail (the names are aiosmtpd's)."""

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Any
    ) -> str:
        """Ours is the address that answers go to, and the one that letters come from."""
        ours = {one.lower() for one in (settings().reply_address, settings().sender_address) if one}
        if address.lower() not in ours:
            return NOBODY
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """The mail itself."""
        content = envelope.content if isinstance(envelope.content, bytes) else b""
        pulse.beat()
        return taken(content, envelope.mail_from or "")


def taken(content: bytes, mail_from: str) -> str:
    """What is answered to a mail that came from there; no sender at all tells of a bounce."""
    raw = f"Return-Path: <{mail_from}>\r\n".encode("ascii", "replace") + content
    try:
        message = email.read(raw, email.RAW, clock.now())
        receiving.receive(message, "email", email.RECORDED_AS, clock.now())
    except (Malformed, Invalid):
        return NO_MAIL
    except Exception:
        traceback.print_exc(limit=-3)  # of our own code; nothing in it is the sender's
        return AGAIN
    return TAKEN


async def _serve(smtp: str, inbox: Path | None) -> None:
    stopping = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopping.set)
    if smtp:
        host, _, port = smtp.rpartition(":")
        await asyncio.get_running_loop().create_server(
            lambda: SMTP(Door(), data_size_limit=LARGEST, enable_SMTPUTF8=True, ident="LAPOR"),
            host.strip("[]"),
            int(port),
        )
    while not stopping.is_set():
        pulse.beat()
        if inbox:
            take_short_messages(inbox)
        try:
            await asyncio.wait_for(stopping.wait(), POLL_SECONDS)
        except TimeoutError:
            continue


def main() -> None:
    """Take messages until SIGTERM."""
    end_with_parent()
    inbox = os.environ.get("SMS_INBOX", "")
    asyncio.run(_serve(os.environ.get("INBOUND_SMTP", ""), Path(inbox) if inbox else None))


if __name__ == "__main__":
    main()
