"""The SES v2 endpoint of one machine: `POST /v2/email/outbound-emails`, as boto3's `sesv2.send_email` sends it. Under
the same roof it takes short messages, as SNS does (`infra.local.sns`).

The application's SES client is the same as on AWS; only its endpoint differs. A 200 means that the mail is on disk and,
with SMTP_URL, that the relay has it. What the relay refuses for good is a 400, what it does not take now a 5xx.
"""

import json
import os
import re
import sys
import threading
from collections.abc import Mapping
from email.utils import getaddresses
from pathlib import Path
from typing import Any

from infra.local import sns
from infra.local.children import end_with_parent
from infra.local.inner_server import InnerHandler, InnerServer
from infra.local.mail_events import tell_forever
from infra.local.mailbox import Mail, Mailbox
from infra.local.post import Post, Rejected
from infra.local.queue import MessageQueue
from infra.local.relay import NotRelayed, RefusedByRelay, Relay, RelayIsSilent
from infra.local.sms_gateway import gateway_of, look_forever

PATH = "/v2/email/outbound-emails"
_LARGEST = 10 * 1024 * 1024
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_ADDRESS = re.compile(r"[^@\s,;<>\"()]+@[^@\s,;<>\"()]+")


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
    beyond = gateway_of(gateway) if gateway else None
    short_messages = Post(mailbox, beyond, keep_words=keep_words)
    server = serve(sys.argv[1], mailbox, post, short_messages)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    if beyond:
        threading.Thread(target=look_forever, args=(mailbox, beyond), daemon=True).start()
    tell_forever(mailbox)


if __name__ == "__main__":
    main()
