"""The SES v2 endpoint of one machine: `POST /v2/email/outbound-emails`, as boto3's `sesv2.send_email` sends it. Under
the same roof it takes short messages, as SNS does (`infra.local.sns`).

The application's SES client is the same as on AWS; only its endpoint differs. A 200 means that the mail is on disk and,
with SMTP_URL, that the relay has it. What the relay refuses for good is a 400, what it does not take now a 5xx.
"""

import json
import os
import re
import sqlite3
import sys
import threading
import time
import uuid
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from email.utils import getaddresses
from pathlib import Path
from typing import Any

from infra.local import sns
from infra.local.children import end_with_parent
from infra.local.inner_server import InnerHandler, InnerServer
from infra.local.mail_events import is_simulated, outcome, tell_forever
from infra.local.mailbox import Mail, Mailbox
from infra.local.queue import MessageQueue
from infra.local.relay import NotRelayed, RefusedByRelay, Relay, RelayIsSilent
from infra.local.sms_gateway import SmsGateway, gateway_of

PATH = "/v2/email/outbound-emails"
MOST_HANDINGS = 2
GREETING_SECONDS = 60
_LARGEST = 10 * 1024 * 1024
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_ADDRESS = re.compile(r"[^@\s,;<>\"()]+@[^@\s,;<>\"()]+")


class Rejected(Exception):
    """What SES would answer with BadRequestException."""


def read_mail(request: dict[str, Any]) -> Mail:
    """The one letter in a SendEmail request; Rejected when SES would not take it, or when it has not one recipient."""
    try:
        simple = request["Content"]["Simple"]
        destination = request["Destination"]
        recipients = [
            address for key in ("ToAddresses", "CcAddresses", "BccAddresses") for address in destination.get(key, [])
        ]
        subject, body = simple["Subject"]["Data"], simple["Body"]
        headers = {header["Name"]: header["Value"] for header in simple.get("Headers", [])}
        tags = {tag["Name"]: tag["Value"] for tag in request.get("EmailTags", [])}
        sender = request["FromEmailAddress"]
    except (KeyError, TypeError, AttributeError) as missing:
        raise Rejected(f"Missing or malformed: {missing}") from missing
    if len(recipients) != 1:
        raise Rejected("A letter has exactly one recipient")
    if any(_CONTROL.search(str(line)) for line in (sender, subject, *recipients, *headers, *headers.values())):
        raise Rejected("Control characters in an address, the subject or a header")
    addresses = [address for _, address in getaddresses(recipients)]
    if len(addresses) != 1 or not _ADDRESS.fullmatch(addresses[0]):
        raise Rejected("Illegal address")
    text, html = (str(body.get(part, {}).get("Data", "")) for part in ("Text", "Html"))
    return Mail(sender, addresses[0], subject, text, html, headers, tags)


class Post:
    """Takes mails: each once, to disk and, where there is a relay, to the relay, before anybody is told so.

    ``keep_words``: without a window to read them in, words that a relay has taken are not kept here as well; they hold
    access codes.
    """

    def __init__(self, mailbox: Mailbox, relay: Relay | SmsGateway | None = None, *, keep_words: bool = True) -> None:
        self.mailbox, self._relay, self._keep_words = mailbox, relay, keep_words
        self._one_at_a_time = threading.Lock()
        self._greeting = threading.Lock()
        self._greeted_at, self._is_reached = float("-inf"), False

    def take(self, mail: Mail) -> str:
        """The message id once the mail is taken, for a repeat the first one. Raises Rejected or NotRelayed."""
        if self._relay is None or is_simulated(mail.to):
            message_id = str(uuid.uuid4())
            return self.mailbox.keep(mail, message_id, outcome(mail, message_id))
        with self._one_at_a_time:
            return self.mailbox.kept(mail.tag) or self._relayed(mail, self._relay)

    def health(self) -> dict[str, str | None]:
        """Whether the relay is reached, asked once a minute at most; when a mail was last taken."""
        sent_at = None
        with suppress(sqlite3.Error):  # a full disk, which is told as such
            sent_at = self.mailbox.last_sent_at()
        return {"relay": self._relay_health(), "sent_at": sent_at}

    def _relay_health(self) -> str:
        if self._relay is None:
            return "none"
        with self._greeting:
            if time.monotonic() - self._greeted_at > GREETING_SECONDS:
                self._is_reached = _is_reached(self._relay)
                self._greeted_at = time.monotonic()
            return "reachable" if self._is_reached else "unreachable"

    def _relayed(self, mail: Mail, relay: Relay | SmsGateway) -> str:
        """Through the relay. A crash, or a silent relay, leaves the handing on record: then it is done once more, with
        the same Message-ID, and shown as in doubt; a second silence is the end of it."""
        tag = mail.tag or f"untagged {uuid.uuid4()}"
        message_id, times = self.mailbox.begin_handing(tag)
        if times > MOST_HANDINGS:
            raise Rejected("The relay never said what became of it")
        try:
            relay.hand(mail, message_id)
        except RelayIsSilent:
            raise
        except NotRelayed:
            self.mailbox.undo_handing(tag)
            raise
        return self.mailbox.keep(mail if self._keep_words else replace(mail, text="", html="", headers={}), message_id)


class SesHandler(InnerHandler):
    """SendEmail; and, under the same roof, the dead-letter queue (``infra.local.queue``)."""

    post: Post
    short_messages: Post
    queue: MessageQueue

    def do_GET(self) -> None:
        """How mail is, for the deep health."""
        if self.path != "/health":
            return self._answer(404, {"message": "Not found"}, "NotFoundException")
        return self._answer(200, self.post.health())

    def do_POST(self) -> None:
        """Take the mail, then answer its message id."""
        length = int(self.headers.get("Content-Length") or 0)
        target = self.headers.get("X-Amz-Target", "")
        if self.headers.get_content_type() == sns.FORM and length <= _LARGEST:
            return self._publish(self.rfile.read(length))
        if length > _LARGEST or (self.path != PATH and not target.startswith("AmazonSQS.")):
            self.close_connection = True
            return self._answer(404, {"message": "Not found"}, "NotFoundException")
        try:
            asked = json.loads(self.rfile.read(length))
            if target:
                return self._answer(200, self.queue.answer(target, asked))
            return self._answer(200, {"MessageId": self.post.take(read_mail(asked))})
        except RefusedByRelay as refusal:
            return self._answer(400, {"message": str(refusal)}, "MessageRejected")
        except RelayIsSilent as refusal:
            return self._answer(500, {"message": str(refusal)}, "InternalServiceErrorException")
        except NotRelayed as refusal:
            return self._answer(503, {"message": str(refusal)}, "ServiceUnavailableException")
        except (Rejected, ValueError, KeyError) as refusal:
            return self._answer(400, {"message": str(refusal)}, "BadRequestException")

    def _publish(self, body: bytes) -> None:
        try:
            status, said = 200, sns.taken(self.short_messages.take(sns.read_short_message(body)))
        except (NotRelayed, Rejected, ValueError) as refusal:
            status, said = sns.refused(refusal)
        self._say(status, "text/xml", said)

    def _answer(self, status: int, body: Mapping[str, Any], error: str | None = None) -> None:
        self._say(status, "application/json", json.dumps(body).encode(), error)

    def _say(self, status: int, media_type: str, payload: bytes, error: str | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(payload)))
        if error:
            self.send_header("x-amzn-ErrorType", error)
        self.end_headers()
        self.wfile.write(payload)


def _is_reached(relay: Relay | SmsGateway) -> bool:
    try:
        relay.greet()
    except NotRelayed:
        return False
    return True


def serve(url: str, mailbox: Mailbox, post: Post | None = None, short_messages: Post | None = None) -> InnerServer:
    """The endpoint at that address; the caller runs `serve_forever`."""
    posts = {"post": post or Post(mailbox), "short_messages": short_messages or Post(mailbox)}
    bound = {**posts, "queue": MessageQueue(mailbox.path)}
    return InnerServer(url, type("BoundSesHandler", (SesHandler,), bound))


def main() -> None:
    """`infra.local.ses URL`, with DATA_DIR set: the endpoint, and the events it has to tell."""
    end_with_parent()
    mailbox = Mailbox(Path(os.environ["DATA_DIR"]) / "mail.db")
    relay, gateway = os.environ.get("SMTP_URL"), os.environ.get("SMS_URL")
    keep_words = os.environ.get("DEMO") == "1"
    post = Post(mailbox, Relay(relay) if relay else None, keep_words=keep_words)
    short_messages = Post(mailbox, gateway_of(gateway) if gateway else None, keep_words=keep_words)
    server = serve(sys.argv[1], mailbox, post, short_messages)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    tell_forever(mailbox)


if __name__ == "__main__":
    main()
