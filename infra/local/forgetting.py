"""What one machine still has of an erased or expired report when its tables have none of it, and how that goes too.

On AWS nobody keeps a letter that was sent, items with ``expires_at`` are deleted by DynamoDB, and what a table no
longer holds is nowhere. Here letters lie in the mail box, the engine (dynoxide 1.2.1) deletes nothing by itself, and
SQLite leaves deleted rows in free pages until other rows need the place. So the stream tells which reports were erased
or expired, and before a day is over the hourly job takes their letters out and the words out of the bytes.
The note of a report stays, for a letter about it that comes later.

Our own files (mails, the reader's place, files) overwrite what they delete, give free pages back a few at a time, and
empty their logs each hour. The engine overwrites nothing: after an erasure ``reports.db`` is written anew (VACUUM),
which holds writers up for about 30 ms for each MB; so it is done in the night, or before a day is over whatever the
hour. A letter that reached nobody's erasure goes after LETTERS_KEPT_DAYS: telling needs it no longer.
"""

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import boto3

from infra.local import dynoxide
from infra.local.durable import connection
from infra.local.free_pages import give_back, write_anew
from infra.local.options import LETTERS_KEPT_DAYS

DAY = 24 * 3600
REASONS = ("erased", "expired")
OWN_FILES = ("mail.db", "stream.db", "files.db")
READERS = ("dispatch", "tally", "forget")
"""Who must have read a record of the stream before it goes."""
STREAM_SECONDS = 3600
"""How long a record stays that all have read."""
NIGHT_HOUR_UTC = 19
"""2 o'clock in Jakarta, 4 in Jayapura: when nobody minds that writing waits."""
NIGHT_MARGIN, MARGIN = DAY - 2 * STREAM_SECONDS, 2 * STREAM_SECONDS
"""How long before a day is over an erased report is due: at night at once, but for what the stream still has."""
NOTES_MADE = 1
"""The version of a mail box that has notes of all that was erased before."""
TIMED_TABLES = ("REPORTS_TABLE", "IDENTITIES_TABLE")
"""Settings that name the tables whose items DynamoDB deletes at their ``expires_at``."""
KEYS = "substr(pk, 3), substr(sk, 3)"
"""An item's keys: the engine writes its type and a colon before each."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS forgotten (report_id TEXT PRIMARY KEY, due_at REAL NOT NULL, done INTEGER NOT NULL DEFAULT 0)
"""
# Letters to officers too: the title in them is the reporter's. One about another report may be to this one's, and one
# to somebody who lost a number or a code is about no report, and names several.
_LETTERS = """
DELETE FROM mails WHERE report_id = :id
    OR instr(json_extract(tag, '$[2]'), :id) > 0
    OR (json_extract(tag, '$[2]') LIKE 'recovery%' AND (text = '' OR instr(text, :id) > 0))
"""


class ForgottenReports:
    """Notes of the reports that were erased or expired, in the mail box's own file."""

    def __init__(self, data_dir: Path) -> None:
        self._path = data_dir / "mail.db"
        with connection(self._path) as db:
            db.execute(_SCHEMA)

    def note(self, *events: tuple[str, str]) -> None:
        """From a day after the event on nothing stays here of a report: partition key, and time of the event."""
        add = "INSERT INTO forgotten (report_id, due_at) VALUES (?, ?) ON CONFLICT DO NOTHING"
        with connection(self._path) as db:
            for key, at in events:
                db.execute(add, (key.removeprefix("REPORT#"), datetime.fromisoformat(at).timestamp() + DAY))

    def note_older(self, database: Path, table: str) -> None:
        """Once: what was erased under a version that made no notes."""
        with connection(self._path) as db:
            if db.execute("PRAGMA user_version").fetchone()[0] >= NOTES_MADE:
                return
        self.note(*((pk, at) for pk, at, kind in _events_in(database, table) if kind in REASONS))
        with connection(self._path) as db:
            db.execute(f"PRAGMA user_version = {NOTES_MADE}")

    def take_old_letters(self, before: float) -> None:
        """Take letters out that were sent before an instant: whoever reads them has read them by then."""
        sent = datetime.fromtimestamp(before, UTC).isoformat(timespec="milliseconds")
        with connection(self._path) as db:
            db.execute("DELETE FROM handings WHERE tag IN (SELECT tag FROM mails WHERE sent_at < ?)", (sent,))
            db.execute("DELETE FROM mails WHERE sent_at < ?", (sent,))

    def take_letters(self, now: float) -> bool:
        """Take the letters of every report that is due out; whether the database is to be written anew for any."""
        with connection(self._path) as db:
            due = [row[0] for row in db.execute("SELECT report_id FROM forgotten WHERE due_at <= ?", (now,))]
            for report_id in due:
                db.execute(_LETTERS, {"id": report_id})
            undone = "SELECT count(*) FROM forgotten WHERE due_at <= ? AND NOT done"
            return bool(db.execute(undone, (now,)).fetchone()[0])

    def finish(self, now: float) -> None:
        """The databases were written anew since."""
        with connection(self._path) as db:
            db.execute("UPDATE forgotten SET done = 1 WHERE due_at <= ?", (now,))


def note_of(data_dir: Path) -> Callable[[dict[str, Any], Any], dict[str, Any]]:
    """The handler of the stream that notes what was erased or expired."""
    reports = ForgottenReports(data_dir)

    def note(event: dict[str, Any], context: Any) -> dict[str, Any]:
        images = [record["dynamodb"]["NewImage"] for record in event["Records"]]
        told = [one for one in images if one.get("type", {}).get("S") in REASONS]
        reports.note(*((one["pk"]["S"], one["at"]["S"]) for one in told))
        return {"batchItemFailures": []}

    return note


def forget(data_dir: Path, now: float, settings: Mapping[str, str]) -> None:
    """The hourly job, as it is at an instant (epoch seconds): the stream, items past their time, letters, free pages.

    A crash leaves the rest to the next hour. Of another engine than the included one the tables are its own matter.
    """
    database, reports = data_dir / "reports.db", ForgottenReports(data_dir)
    if settings.get("REPORTS_DB") == str(database):
        reports.note_older(database, settings["REPORTS_TABLE"])
        dynoxide.trim_stream(database, now - STREAM_SECONDS, read_by_all(data_dir / "stream.db"))
        delete_past_their_time(database, now, settings)
    reports.take_old_letters(now - DAY * int(settings.get("LETTERS_KEPT_DAYS") or LETTERS_KEPT_DAYS))
    due = now + (NIGHT_MARGIN if datetime.fromtimestamp(now, UTC).hour == NIGHT_HOUR_UTC else MARGIN)
    if reports.take_letters(due):
        write_anew(database)
        reports.finish(due)
    for name in OWN_FILES:
        give_back(data_dir / name)


def read_by_all(stream: Path) -> int:
    """The last sequence number that every reader is done with; 0 when one of them has read nothing."""
    if not stream.exists() or not _read(stream, "SELECT 1 FROM sqlite_master WHERE name = 'cursors'"):
        return 0
    query = "SELECT handler, max(CAST(sequence AS INTEGER)) FROM cursors GROUP BY handler"
    read: dict[str, int] = dict(_read(stream, query))
    return min(read.get(name, 0) for name in READERS)


def delete_past_their_time(database: Path, now: float, settings: Mapping[str, str]) -> None:
    """Delete what DynamoDB would have deleted by then, through the engine; what was renewed meanwhile stays."""
    client = boto3.client("dynamodb", endpoint_url=settings["DYNAMODB_ENDPOINT"])
    for table in (settings[name] for name in TIMED_TABLES):
        query = f"""SELECT {KEYS} FROM "{table}" WHERE CAST(json_extract(item_json, '$.expires_at.N') AS INTEGER) < ?"""
        for pk, sk in _read(database, query, int(now)):
            with suppress(client.exceptions.ConditionalCheckFailedException):
                client.delete_item(
                    TableName=table,
                    Key={"pk": {"S": pk}, "sk": {"S": sk}},
                    ConditionExpression="expires_at < :now",
                    ExpressionAttributeValues={":now": {"N": str(int(now))}},
                )


def _events_in(database: Path, table: str) -> list[tuple[str, str, str]]:
    fields = "substr(pk, 3), json_extract(item_json, '$.at.S'), json_extract(item_json, '$.type.S')"
    return _read(database, f"""SELECT {fields} FROM "{table}" WHERE sk LIKE 'S:EVENT#%'""")


def _read(database: Path, query: str, *values: Any) -> list[Any]:
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=20)) as rows:
        return rows.execute(query, values).fetchall()
