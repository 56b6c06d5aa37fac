"""Every mail the system sent on this machine, on disk before the sender hears that it was accepted.

SES knows no idempotency token and its clients repeat a send whose answer was lost, so a mail is kept once for each
(report, seq, recipient): the tags every letter carries. A repeat answers the first message id and keeps nothing.
"""

import json
import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from infra.local.durable import connection, not_yet

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
-- A mail on its way to the relay. One that is still here after a crash may have arrived: it goes once more, and stays.
CREATE TABLE IF NOT EXISTS handings (tag TEXT PRIMARY KEY, message_id TEXT NOT NULL, times INTEGER NOT NULL);
-- What the mail service has to tell the application about its mails, until it has been told.
CREATE TABLE IF NOT EXISTS events (
    number INTEGER PRIMARY KEY, event TEXT NOT NULL, tries INTEGER NOT NULL DEFAULT 0, due_at REAL NOT NULL DEFAULT 0
);
"""
_KEEP = """
INSERT INTO mails (message_id, tag, sender, recipient, subject, text, html, headers, report_id, sent_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (tag) DO NOTHING
"""

TAGS = ("report", "seq", "recipient")
LONGEST_WAIT = 60
"""Seconds until an event that was not taken is told again, at most."""


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
    in_doubt: bool = False

    @property
    def report_id(self) -> str | None:
        """The report the letter is about."""
        return self.tags.get("report")

    @property
    def tag(self) -> str | None:
        """What makes a repeat recognisable; None when the letter is not tagged in full."""
        named = [self.tags.get(name) for name in TAGS]
        return json.dumps(named) if all(named) else None


class Mailbox:
    """The mails in one SQLite file. Each call opens its own connection: processes and threads may share the object."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with connection(self.path) as db:
            db.execute("PRAGMA journal_mode = WAL")
            db.executescript(_SCHEMA)

    def keep(self, mail: Mail, message_id: str = "", event: dict[str, Any] | None = None) -> str:
        """Write the mail durably, with what is to be told of it; its message id, for a repeat that of the first."""
        message_id = message_id or str(uuid.uuid4())
        now = datetime.now(UTC).isoformat(timespec="milliseconds")
        row = (message_id, mail.tag, mail.sender, mail.to, mail.subject, mail.text, mail.html)
        with connection(self.path) as db:
            is_new = db.execute(_KEEP, (*row, json.dumps(mail.headers), mail.report_id, now)).rowcount == 1
            db.execute("DELETE FROM handings WHERE tag = ? AND times = 1", (mail.tag,))
            if event and is_new:
                db.execute("INSERT INTO events (event) VALUES (?)", (json.dumps(event),))
        return message_id if is_new else self.kept(mail.tag) or message_id

    def kept(self, tag: str | None) -> str | None:
        """The message id of the mail with that tag, if it was taken already."""
        with connection(self.path) as db:
            row = db.execute("SELECT message_id FROM mails WHERE tag = ?", (tag,)).fetchone()
        return row[0] if row else None

    def begin_handing(self, tag: str) -> tuple[str, int]:
        """Put on record that a mail is about to go to the relay; its message id, and how often that was begun."""
        with connection(self.path) as db:
            row = (tag, str(uuid.uuid4()))
            db.execute("INSERT INTO handings VALUES (?, ?, 1) ON CONFLICT (tag) DO UPDATE SET times = times + 1", row)
            begun: tuple[str, int] = db.execute(
                "SELECT message_id, times FROM handings WHERE tag = ?", (tag,)
            ).fetchone()
        return begun

    def undo_handing(self, tag: str) -> None:
        """The relay said that it did not take the mail."""
        with connection(self.path) as db:
            db.execute("UPDATE handings SET times = times - 1 WHERE tag = ?", (tag,))
            db.execute("DELETE FROM handings WHERE times = 0")

    def events_due(self, now: float) -> list[tuple[int, dict[str, Any], int]]:
        """What is to be told now, the oldest first: number, event, tries so far."""
        query = "SELECT number, event, tries FROM events WHERE NOT due_at BETWEEN ? AND ? ORDER BY number LIMIT 100"
        with connection(self.path) as db:
            due = db.execute(query, not_yet(now, LONGEST_WAIT))
            return [(number, json.loads(event), tries) for number, event, tries in due]

    def event_told(self, number: int) -> None:
        """The application took the event."""
        with connection(self.path) as db:
            db.execute("DELETE FROM events WHERE number = ?", (number,))

    def postpone_event(self, number: int, due_at: float) -> None:
        """The application did not take the event; it is told again."""
        with connection(self.path) as db:
            db.execute("UPDATE events SET tries = tries + 1, due_at = ? WHERE number = ?", (due_at, number))

    def last_sent_at(self) -> str | None:
        """When the last mail was taken, with its zone; None before the first."""
        with connection(self.path) as db:
            row = db.execute("SELECT sent_at FROM mails ORDER BY number DESC LIMIT 1").fetchone()
        return row[0] if row else None

    def kept_as(self, message_id: str) -> Mail | None:
        """What was kept under an id, with its tags and without its words; None for what was not, or had no tags."""
        query = "SELECT sender, recipient, tag FROM mails WHERE message_id = ? AND tag IS NOT NULL"
        with connection(self.path) as db:
            row = db.execute(query, (message_id,)).fetchone()
        return Mail(row[0], row[1], "", "", tags=dict(zip(TAGS, json.loads(row[2]), strict=True))) if row else None

    def put_down(self, event: dict[str, Any]) -> None:
        """Keep what is to be told of a mail until the application was told."""
        with connection(self.path) as db:
            db.execute("INSERT INTO events (event) VALUES (?)", (json.dumps(event),))

    def short_messages(self, to: str | None = None) -> list[Mail]:
        """All short messages in the order they were sent, or those to one number."""
        return [one for one in self._sent(to) if "@" not in one.to]

    def mails(self, to: str | None = None) -> list[Mail]:
        """All mails in the order they were sent, or those to one address."""
        return [one for one in self._sent(to) if "@" in one.to]

    def _sent(self, to: str | None) -> list[Mail]:
        query = (
            "SELECT sender, recipient, subject, text, html, headers, report_id, sent_at, coalesce(times, 1) > 1 "
            "FROM mails LEFT JOIN handings USING (tag)"
        )
        with connection(self.path) as db:
            if to:
                rows = db.execute(f"{query} WHERE recipient = ? COLLATE NOCASE ORDER BY number", (to,)).fetchall()
            else:
                rows = db.execute(f"{query} ORDER BY number").fetchall()
        return [_mail(row) for row in rows]


def _mail(row: tuple[Any, ...]) -> Mail:
    sender, to, subject, text, html, headers, report_id, sent_at, in_doubt = row
    tags = {"report": report_id} if report_id else {}
    return Mail(sender, to, subject, text, html, json.loads(headers), tags, sent_at, bool(in_doubt))
