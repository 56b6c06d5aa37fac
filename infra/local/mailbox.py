"""Every mail the system sent on this machine, on disk before the sender hears that it was accepted.

SES knows no idempotency token and its clients repeat a send whose answer was lost, so a mail is kept once for each
(report, seq, recipient): the tags every letter carries. A repeat answers the first message id and keeps nothing.
"""

import json
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

_SCHEMA = """
CREATE TABLE IF NOT EXISTS mails (
    number INTEGER PRIMARY KEY,
    message_id TEXT NOT NULL UNIQUE,
    tag TEXT UNIQUE, -- NULL, and so never a repeat, for a mail without all three tags
    sender TEXT NOT NULL,
    recipient TEXT NOT NULL,
    subject TEXT NOT NULL,
    text TEXT NOT NULL,
    html TEXT NOT NULL,
    headers TEXT NOT NULL,
    report_id TEXT,
    sent_at TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS mails_recipient ON mails (recipient);
"""
_KEEP = """
INSERT INTO mails (message_id, tag, sender, recipient, subject, text, html, headers, report_id, sent_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (tag) DO NOTHING
"""


@dataclass(frozen=True, slots=True)
class Mail:
    """One letter to one recipient, as handed to the SES endpoint."""

    sender: str
    to: str
    subject: str
    text: str
    html: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    tags: dict[str, str] = field(default_factory=dict)
    sent_at: str = ""

    @property
    def report_id(self) -> str | None:
        """The report the letter is about."""
        return self.tags.get("report")

    @property
    def tag(self) -> str | None:
        """What makes a repeat recognisable; None when the letter is not tagged in full."""
        named = [self.tags.get(name) for name in ("report", "seq", "recipient")]
        return json.dumps(named) if all(named) else None


class Mailbox:
    """The mails in one SQLite file. Each call opens its own connection: processes and threads may share the object."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with self._connection() as db:
            db.execute("PRAGMA journal_mode = WAL")
            db.executescript(_SCHEMA)

    def keep(self, mail: Mail) -> str:
        """Write the mail durably and answer its message id; for a repeat the id of the first."""
        message_id = str(uuid.uuid4())
        now = datetime.now(UTC).isoformat(timespec="milliseconds")
        with self._connection() as db:
            row = (message_id, mail.tag, mail.sender, mail.to, mail.subject, mail.text, mail.html)
            db.execute(_KEEP, (*row, json.dumps(mail.headers), mail.report_id, now))
            if mail.tag is None:
                return message_id
            kept: str = db.execute("SELECT message_id FROM mails WHERE tag = ?", (mail.tag,)).fetchone()[0]
            return kept

    def mails(self, to: str | None = None) -> list[Mail]:
        """All mails in the order they were sent, or those to one address."""
        query = "SELECT sender, recipient, subject, text, html, headers, report_id, sent_at FROM mails"
        with self._connection() as db:
            if to:
                rows = db.execute(f"{query} WHERE recipient = ? COLLATE NOCASE ORDER BY number", (to,)).fetchall()
            else:
                rows = db.execute(f"{query} ORDER BY number").fetchall()
        return [_mail(row) for row in rows]

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        db = sqlite3.connect(self.path, timeout=20)
        try:
            db.execute("PRAGMA synchronous = FULL")  # in WAL mode: an fsync at every commit
            with db:
                yield db
        finally:
            db.close()


def _mail(row: tuple[str, str, str, str, str, str, str | None, str]) -> Mail:
    sender, to, subject, text, html, headers, report_id, sent_at = row
    tags = {"report": report_id} if report_id else {}
    return Mail(sender, to, subject, text, html, json.loads(headers), tags, sent_at)
