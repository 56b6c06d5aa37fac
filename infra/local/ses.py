"""The SES v2 endpoint of one machine: `POST /v2/email/outbound-emails`, as boto3's `sesv2.send_email` sends it.

The application's SES client is the same as on AWS; only its endpoint differs. A 200 means the mail is on disk.
"""

import json
import os
import re
import sys
from email.utils import getaddresses
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from infra.local.children import end_with_parent
from infra.local.mailbox import Mail, Mailbox

PATH = "/v2/email/outbound-emails"
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


class SesHandler(BaseHTTPRequestHandler):
    """SendEmail and nothing else."""

    protocol_version = "HTTP/1.1"
    mailbox: Mailbox

    def do_POST(self) -> None:
        """Keep the mail, then answer its message id."""
        length = int(self.headers.get("Content-Length") or 0)
        if self.path != PATH or length > _LARGEST:
            self.close_connection = True
            return self._answer(404, {"message": "Not found"}, "NotFoundException")
        try:
            message_id = self.mailbox.keep(read_mail(json.loads(self.rfile.read(length))))
        except (Rejected, ValueError) as refusal:
            return self._answer(400, {"message": str(refusal)}, "BadRequestException")
        return self._answer(200, {"MessageId": message_id})

    def _answer(self, status: int, body: dict[str, str], error: str | None = None) -> None:
        payload = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(payload)))
        if error:
            self.send_header("x-amzn-ErrorType", error)
        self.end_headers()
        self.wfile.write(payload)

    def log_message(self, format: str, *args: object) -> None:
        """Silence: addresses belong in no log, and a failure answers its sender."""


def serve(port: int, mailbox: Mailbox) -> ThreadingHTTPServer:
    """The endpoint on a loopback port; the caller runs `serve_forever`."""
    handler = type("BoundSesHandler", (SesHandler,), {"mailbox": mailbox})
    return ThreadingHTTPServer(("127.0.0.1", port), handler)


def main() -> None:
    """`python -m infra.local.ses PORT`, with DATA_DIR set."""
    end_with_parent()
    serve(int(sys.argv[1]), Mailbox(Path(os.environ["DATA_DIR"]) / "mail.db")).serve_forever()


if __name__ == "__main__":
    main()
