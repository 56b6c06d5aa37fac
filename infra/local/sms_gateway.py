"""A gateway for short messages, named by SMS_URL: the local SNS endpoint hands each message to it before it answers.

``https://user:password@host/path`` gets a form by POST: ``to`` (E.164), ``text``, ``from`` (the sender's name, where
there is one), ``id`` (the same for a repeat). 2xx: taken. 400, 404, 410, 422: never (a wrong number). Else: not now.
``file:///…`` is the spool of gammu-smsd (infra.local.sms_spool).
``http://`` is plain, so a password goes over it to this very machine alone (docs/one-machine.md "Short messages").
"""

import base64
import http.client
import time
import traceback
from collections.abc import Callable, Iterator
from typing import Protocol
from urllib.parse import unquote, urlencode, urlsplit

from infra.local.mail_events import undelivered
from infra.local.mailbox import Mail, Mailbox
from infra.local.relay import RefusedByRelay, RelayIsDown, RelayIsSilent
from infra.local.sms_spool import Spool

SECONDS, LOOK_SECONDS = 6, 2
_LOOPBACK = {"127.0.0.1", "localhost", "::1"}
_NEVER = frozenset({400, 404, 410, 422})


class SmsGateway(Protocol):
    """Whoever takes messages further."""

    def hand(self, mail: Mail, message_id: str) -> None:
        """Give one message over. Raises NotRelayed."""

    def greet(self) -> None:
        """Whether it is there. Raises NotRelayed."""

    def given_up(self) -> Iterator[str]:
        """The ids of messages that it took and could not send on, each told until somebody has noted it."""


class HttpGateway:
    """A gateway that takes a form."""

    def __init__(self, url: str) -> None:
        place = urlsplit(url)
        if place.scheme == "http" and place.password and place.hostname not in _LOOPBACK:
            raise RuntimeError("SMS_URL would send its password unencrypted: use https://")
        self._is_encrypted, self._host, self._port = place.scheme == "https", place.hostname or "", place.port
        self._path = (place.path or "/") + (f"?{place.query}" if place.query else "")
        name = f"{unquote(place.username or '')}:{unquote(place.password or '')}"
        self._headers = {"Content-Type": "application/x-www-form-urlencoded"}
        if place.username:
            self._headers["Authorization"] = f"Basic {base64.b64encode(name.encode()).decode()}"

    def hand(self, mail: Mail, message_id: str) -> None:
        """Post the form. Raises NotRelayed."""
        form = urlencode({"to": mail.to, "text": mail.text, "from": mail.sender, "id": message_id})
        line = self._reached()
        try:
            line.request("POST", self._path, form, self._headers)
            status = line.getresponse().status
        except (OSError, http.client.HTTPException) as failure:
            raise RelayIsSilent(type(failure).__name__) from None
        finally:
            line.close()
        if status in _NEVER:
            raise RefusedByRelay(f"the gateway answered {status}")
        if not 200 <= status < 300:
            raise RelayIsDown(f"the gateway answered {status}")

    def greet(self) -> None:
        """Reach it, and no more. Raises NotRelayed."""
        self._reached().close()

    def given_up(self) -> Iterator[str]:
        """Nothing is told of what was taken."""
        return iter(())

    def _reached(self) -> http.client.HTTPConnection:
        kind = http.client.HTTPSConnection if self._is_encrypted else http.client.HTTPConnection
        line = kind(self._host, self._port, timeout=SECONDS)
        try:
            line.connect()
        except OSError as failure:
            raise RelayIsDown(type(failure).__name__) from None
        return line


GATEWAYS: dict[str, Callable[[str], SmsGateway]] = {"http": HttpGateway, "https": HttpGateway, "file": Spool}
"""By the scheme of SMS_URL."""


def gateway_of(url: str) -> SmsGateway:
    """The gateway that SMS_URL names. Raises RuntimeError when it names none."""
    scheme = urlsplit(url).scheme
    if scheme not in GATEWAYS:
        raise RuntimeError(f"SMS_URL must begin with one of: {', '.join(f'{one}://' for one in GATEWAYS)}")
    return GATEWAYS[scheme](url)


def look(mailbox: Mailbox, gateway: SmsGateway) -> None:
    """Put down what is to be told of each message that was given up."""
    for message_id in gateway.given_up():
        mail = mailbox.kept_as(message_id)
        if mail:
            mailbox.put_down(undelivered(mail, message_id))


def look_forever(mailbox: Mailbox, gateway: SmsGateway) -> None:
    """Until the process ends."""
    while True:
        try:
            look(mailbox, gateway)
        except Exception:
            traceback.print_exc()
        time.sleep(LOOK_SECONDS)
