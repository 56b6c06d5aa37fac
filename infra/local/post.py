"""What takes mails and short messages on one machine: each once, to disk and to whoever hands it on."""

import sqlite3
import threading
import time
import uuid
from contextlib import suppress
from dataclasses import replace

from infra.local.mail_events import is_simulated, outcome
from infra.local.mailbox import Mail, Mailbox
from infra.local.relay import NotRelayed, Relay, RelayIsSilent
from infra.local.sms_gateway import SmsGateway

MOST_HANDINGS = 2
GREETING_SECONDS = 60


class Rejected(Exception):
    """What SES would answer with BadRequestException."""


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


def _is_reached(relay: Relay | SmsGateway) -> bool:
    try:
        relay.greet()
    except NotRelayed:
        return False
    return True
