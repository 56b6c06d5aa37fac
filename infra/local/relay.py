"""A mail relay, named by SMTP_URL: the local SES endpoint hands each mail to it before it answers.

``smtps://user:password@host`` (port 465) and ``smtp+starttls://…`` (587) are encrypted and the relay's certificate is
checked; ``smtp://…`` (25) is plain, so a password goes over it to this very machine alone.

NotRelayed         the relay did not take the mail, or did not say so; never names an address
├── RefusedByRelay     it never will: it answered 5xx to the recipient or to the mail itself
├── RelayIsDown        it did not now: 4xx, not reached, or it refuses us whatever the mail
└── RelayIsSilent      it had the whole mail and gave no answer: it may have taken it
"""

import smtplib
import ssl
from contextlib import suppress
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import formatdate, parseaddr
from urllib.parse import unquote, urlsplit

from infra.local.mailbox import Mail

PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
SECONDS = 6
_LOOPBACK = {"127.0.0.1", "localhost", "::1"}
_READY_FOR_DATA, _TAKEN = 354, 250


class NotRelayed(Exception):
    """The relay did not say that it took the mail."""


class RefusedByRelay(NotRelayed):
    """It never will take it."""


class RelayIsDown(NotRelayed):
    """It does not take it now."""


class RelayIsSilent(NotRelayed):
    """It may have taken it."""


class _Policy(EmailPolicy):
    """How lines are cut for SMTP; but a List-Unsubscribe address is one long word that must not be cut or encoded."""

    def fold_binary(self, name: str, value: str) -> bytes:
        """One header as it is sent."""
        return f"{name}: {value}\r\n".encode() if name.lower().startswith("list-") else super().fold_binary(name, value)


def mime(mail: Mail, message_id: str) -> bytes:
    """The mail as it goes over the wire: text and HTML side by side, UTF-8, and every header it was given."""
    message = EmailMessage(policy=_Policy(linesep="\r\n"))
    message["From"] = mail.sender
    message["To"] = mail.to
    message["Subject"] = mail.subject
    message["Date"] = formatdate()
    message["Message-ID"] = f"<{message_id}@{parseaddr(mail.sender)[1].rpartition('@')[2] or 'localhost'}>"
    for name, value in mail.headers.items():
        message[name] = value
    message.set_content(mail.text, charset="utf-8")
    if mail.html:
        message.add_alternative(mail.html, subtype="html", charset="utf-8")
    return message.as_bytes()


class Relay:
    """One relay; each mail goes over a connection of its own."""

    def __init__(self, url: str) -> None:
        place = urlsplit(url)
        if place.scheme not in PORTS or not place.hostname:
            raise RuntimeError(f"SMTP_URL must begin with one of: {', '.join(f'{scheme}://' for scheme in PORTS)}")
        if place.scheme == "smtp" and place.password and place.hostname not in _LOOPBACK:
            raise RuntimeError("SMTP_URL would send its password unencrypted: use smtps:// or smtp+starttls://")
        self._scheme, self._host, self._port = place.scheme, place.hostname, place.port or PORTS[place.scheme]
        self._user, self._password = unquote(place.username or ""), unquote(place.password or "")

    def hand(self, mail: Mail, message_id: str) -> None:
        """Give the mail to the relay, every header kept. Raises NotRelayed."""
        content = mime(mail, message_id)
        smtp = None
        try:
            smtp = self._connected()
            _envelope(smtp, parseaddr(mail.sender)[1], mail.to)
            _data(smtp, content)
            with suppress(OSError, smtplib.SMTPException):
                smtp.quit()
        except (OSError, smtplib.SMTPException) as failure:
            raise RelayIsDown(type(failure).__name__) from None
        finally:
            if smtp:
                smtp.close()

    def greet(self) -> None:
        """Reach it, sign in where a user is named, and go: no mail is handed over. Raises RelayIsDown."""
        try:
            with self._connected() as smtp:
                smtp.noop()
        except (OSError, smtplib.SMTPException) as failure:
            raise RelayIsDown(type(failure).__name__) from None

    def _connected(self) -> smtplib.SMTP:
        if self._scheme == "smtps":
            context = ssl.create_default_context()
            smtp: smtplib.SMTP = smtplib.SMTP_SSL(self._host, self._port, timeout=SECONDS, context=context)
        else:
            smtp = smtplib.SMTP(self._host, self._port, timeout=SECONDS)
        if self._scheme == "smtp+starttls":
            smtp.starttls(context=ssl.create_default_context())
        smtp.ehlo_or_helo_if_needed()
        if self._user:
            smtp.login(self._user, self._password)
        return smtp


def _envelope(smtp: smtplib.SMTP, sender: str, to: str) -> None:
    code, _ = smtp.mail(sender)
    if code != _TAKEN:
        raise RelayIsDown(f"sender {code}")
    code, _ = smtp.rcpt(to)
    if not 200 <= code < 300:
        raise RefusedByRelay(f"recipient {code}") if code >= 500 else RelayIsDown(f"recipient {code}")


def _data(smtp: smtplib.SMTP, content: bytes) -> None:
    smtp.putcmd("data")
    code, _ = smtp.getreply()
    if code != _READY_FOR_DATA:
        raise RefusedByRelay(f"data {code}") if code >= 500 else RelayIsDown(f"data {code}")
    try:
        smtp.send(_with_quoted_periods(content) + b".\r\n")
        code, _ = smtp.getreply()
    except (OSError, smtplib.SMTPException) as failure:
        raise RelayIsSilent(type(failure).__name__) from None
    if code != _TAKEN:
        raise RefusedByRelay(f"content {code}") if code >= 500 else RelayIsDown(f"content {code}")


def _with_quoted_periods(content: bytes) -> bytes:
    """RFC 5321, 4.5.2: a line that begins with a period gets another one, or it would end the mail."""
    text = content if content.endswith(b"\r\n") else content + b"\r\n"
    quoted = text.replace(b"\r\n.", b"\r\n..")
    return b"." + quoted if quoted.startswith(b".") else quoted
