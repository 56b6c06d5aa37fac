"""Messages that come to this machine by themselves: mail by SMTP (INBOUND_SMTP), short messages in gammu-smsd's inbox.

One loop in one thread takes one after the other, as every other process of this machine does. A sender hears 250 once
what became of the mail is on disk; 451 while the database cannot take it, and sends it again; 5xx for what is no mail,
is too large, or is for somebody else: nothing is ever passed on from here.
"""

import asyncio
import os
import re
import signal
import traceback
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from aiosmtpd.smtp import SMTP, Envelope, Session

from chalicelib import clock
from chalicelib.domain.refusals import Invalid
from chalicelib.intake.channels import ContactKind, InboundMessage, Sender, email, sms
from chalicelib.intake.mail.messages import LARGEST
from chalicelib.refusals import Malformed
from chalicelib.service import receiving
from chalicelib.settings import settings
from infra.local import pulse
from infra.local.children import end_with_parent

POLL_SECONDS = 1.0
AGAIN = "451 4.3.0 Not now, please try again later"
NO_MAIL = "554 5.6.0 This cannot be read as a mail"
NOBODY = "550 5.1.1 Nobody here has that address"
TAKEN = "250 2.0.0 Taken"
_FROM_GAMMU = re.compile(r"IN(?P<at>\d{8}_\d{6})_(?P<serial>\d+)_(?P<sender>[^_]+)_(?P<part>\d+)\.(?:txt|smsbackup)")


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


def take_short_messages(inbox: Path) -> int:
    """Take what gammu-smsd has put into its inbox; how many messages. One that cannot be taken now stays."""
    count = 0
    for files in _messages_in(inbox):
        try:
            receiving.receive(_short_message(files), "sms", sms.RECORDED_AS, clock.now())
        except Exception:
            traceback.print_exc(limit=-3)
            continue
        for file in files:
            file.unlink(missing_ok=True)
        count += 1
    return count


def _messages_in(inbox: Path) -> Iterator[list[Path]]:
    """The files of each message in the order of its parts."""
    parts: dict[tuple[str, ...], list[Path]] = defaultdict(list)
    for file in sorted(inbox.glob("IN*")):
        if found := _FROM_GAMMU.fullmatch(file.name):
            parts[found["at"], found["serial"], found["sender"]].append(file)
    yield from parts.values()


def _short_message(files: list[Path]) -> InboundMessage:
    found = _FROM_GAMMU.fullmatch(files[0].name)
    assert found, "these names alone are looked at"
    text = "".join(_text(file.read_bytes()) for file in files)
    # gammu writes the machine's own time.
    at = datetime.strptime(found["at"], "%Y%m%d_%H%M%S").astimezone().astimezone(UTC)
    sender = Sender(ContactKind.PHONE, found["sender"])
    return sms.from_telephone(InboundMessage(sender, text.strip(), files[0].name, min(at, clock.now())))


def _text(content: bytes) -> str:
    """As gammu was told to write it: ``unicode`` is UTF-16 with its mark, ``standard`` what the machine has."""
    return content.decode("utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", "replace")


def inbox_of(url: str) -> Path | None:
    """The inbox of the spool that SMS_URL names, or None where it names a gateway or nothing."""
    where = urlsplit(url)
    return Path(unquote(where.path)) / "inbox" if where.scheme == "file" else None


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
    asyncio.run(_serve(os.environ.get("INBOUND_SMTP", ""), inbox_of(os.environ.get("SMS_URL", ""))))


if __name__ == "__main__":
    main()
