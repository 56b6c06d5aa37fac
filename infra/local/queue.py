"""The dead-letter queue of one machine: SendMessage, ReceiveMessage and DeleteMessage of SQS, as boto3 speaks them.

It lies in the mails' SQLite file, and whoever looks after the machine reads it with ``python -m infra.local.queue``.
"""

import hashlib
import os
import sys
import time
import uuid
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from infra.local.durable import connection, not_yet

NAME = "lapor-dead-letters"
VISIBILITY_SECONDS = 30
LONGEST_HIDDEN_SECONDS = 12 * 3600
MOST_AT_ONCE = 10

_SCHEMA = """
CREATE TABLE IF NOT EXISTS messages (
    number INTEGER PRIMARY KEY, message_id TEXT NOT NULL, body TEXT NOT NULL, sent_at REAL NOT NULL,
    visible_at REAL NOT NULL, receipt TEXT
)
"""


def queue_url(endpoint: str) -> str:
    """The queue's address at an endpoint; its path is an account's and the queue's name, as on AWS."""
    return f"{endpoint}/000000000000/{NAME}"


class MessageQueue:
    """One queue in one SQLite file. Each call opens its own connection."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with connection(self.path) as db:
            db.execute(_SCHEMA)

    def answer(self, target: str, asked: dict[str, Any]) -> dict[str, Any]:
        """What SQS answers to an action, named as in X-Amz-Target. Raises ValueError for one it does not know here."""
        match target.removeprefix("AmazonSQS."):
            case "SendMessage":
                return self._send(str(asked["MessageBody"]))
            case "ReceiveMessage":
                most = min(int(asked.get("MaxNumberOfMessages", 1)), MOST_AT_ONCE)
                return self._receive(most, float(asked.get("VisibilityTimeout", VISIBILITY_SECONDS)))
            case "DeleteMessage":
                return self._delete(str(asked["ReceiptHandle"]))
            case other:
                raise ValueError(f"unknown action {other}")

    def bodies(self) -> list[tuple[float, str]]:
        """Every message, the oldest first: when it was sent (seconds since 1970) and what it says."""
        with connection(self.path) as db:
            return list(db.execute("SELECT sent_at, body FROM messages ORDER BY number"))

    def _send(self, body: str) -> dict[str, Any]:
        message_id, now = str(uuid.uuid4()), time.time()
        with connection(self.path) as db:
            row = (message_id, body, now, now)
            db.execute("INSERT INTO messages (message_id, body, sent_at, visible_at) VALUES (?, ?, ?, ?)", row)
        return {"MessageId": message_id, "MD5OfMessageBody": _md5(body)}

    def _receive(self, most: int, hidden_seconds: float) -> dict[str, Any]:
        now = time.time()
        found = []
        with connection(self.path) as db:
            seen = "SELECT number, message_id, body FROM messages WHERE NOT visible_at BETWEEN ? AND ?"
            query = f"{seen} ORDER BY number LIMIT ?"
            for number, message_id, body in db.execute(query, (*not_yet(now, LONGEST_HIDDEN_SECONDS), most)).fetchall():
                receipt = str(uuid.uuid4())
                change = "UPDATE messages SET visible_at = ?, receipt = ? WHERE number = ?"
                db.execute(change, (now + hidden_seconds, receipt, number))
                found.append({"MessageId": message_id, "ReceiptHandle": receipt, "Body": body, "MD5OfBody": _md5(body)})
        return {"Messages": found} if found else {}

    def _delete(self, receipt: str) -> dict[str, Any]:
        with connection(self.path) as db:
            db.execute("DELETE FROM messages WHERE receipt = ?", (receipt,))
        return {}


def _md5(body: str) -> str:
    # SQS answers with it; it guards against nothing.
    return hashlib.md5(body.encode(), usedforsecurity=False).hexdigest()


def main() -> None:
    """Print every message with the moment it was sent."""
    path = Path(os.environ.get("DATA_DIR", ".data")) / "mail.db"
    if not path.exists():
        sys.exit(f"There is no system in {path.parent}.")
    for sent_at, body in MessageQueue(path).bodies():
        print(datetime.fromtimestamp(sent_at, UTC).isoformat(timespec="seconds"), body)


if __name__ == "__main__":
    main()
