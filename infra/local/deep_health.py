"""`GET /api/health?deep=1`, asked on this very machine: each part that must work, and what is wrong with any.

Everybody else is told no more than `GET /api/health` tells. Numbers and instants alone are in it, never a report's.
Cost: 1 write of a small row; 1 query, or 1 for each 100 entries that wait, 10 at most; two reads of SQLite files.
"""

import json
import os
import sqlite3
import time
import urllib.request
from collections.abc import Mapping
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from chalicelib import __version__
from chalicelib.failures import StoreFailure
from chalicelib.free_space import DISK_FULL
from chalicelib.settings import settings
from chalicelib.store import job_rows, outbox
from infra.local import hosted_pages, inner, windows
from infra.local.condition import free_megabytes
from infra.local.forgetting import read_by_all
from infra.local.gateway import GatewayAnswer
from infra.local.last_runs import LastRuns, Run
from infra.local.schedules import PERIODS

PATH = "/api/health"
LAG_SECONDS = 60
"""How old the oldest record of the stream may be that a reader has not read."""
OVERDUE_SECONDS = 900
"""How long a letter may wait beyond the instant from which the sweeper takes it."""
LATE_SECONDS = 120
"""How late a schedule may be beyond a second period."""
MOST_COUNTED = 1000
_MAIL_SECONDS = 10
Part = Mapping[str, Any]


def is_asked(environ: Mapping[str, Any], path: str, query: str) -> bool:
    """Whether a request is for this, and from where it is answered."""
    if path != PATH or "deep" not in query or environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
        return False
    is_deep = parse_qs(query).get("deep") == ["1"]
    return is_deep and windows.is_local(environ) and not windows.is_from_another_site(environ)


def answer(data_dir: Path) -> GatewayAnswer:
    """The answer, always with status 200: `status` says whether all is well."""
    body = json.dumps(condition(data_dir, time.time()), ensure_ascii=False).encode()
    return GatewayAnswer(200, [("Content-Type", "application/json")], body)


def condition(data_dir: Path, now: float) -> dict[str, Any]:
    """All parts as they are at an instant (epoch seconds)."""
    parts: dict[str, Part] = {
        "database": _database(now),
        "stream": _stream(data_dir, now),
        "letters": _letters(now),
        "schedules": schedules(LastRuns(data_dir).read(), now),
        "mail": _mail(os.environ.get("SES_ENDPOINT", "")),
        "sign_in": {"answers": inner.is_answering(door) if (door := hosted_pages.known(os.environ)) else None},
        "space": {
            "free_megabytes": free_megabytes(data_dir),
            "least_free_megabytes": settings().least_free_megabytes,
        },
    }
    found = faults(parts)
    short = {"reason": DISK_FULL} if DISK_FULL in found else {}
    return {"status": "degraded" if found else "ok", "version": __version__, **short, "faults": found, **parts}


def faults(parts: Mapping[str, Part]) -> list[str]:
    """What is wrong, by its code; the gravest first."""
    space, runs = parts["space"], parts["schedules"].values()
    rules: tuple[tuple[str, bool], ...] = (
        ("database_not_writable", not parts["database"]["writable"]),
        (DISK_FULL, space["free_megabytes"] < space["least_free_megabytes"]),
        ("stream_behind", (parts["stream"]["lag_seconds"] or 0) > LAG_SECONDS),
        ("letters_overdue", (parts["letters"]["overdue_seconds"] or 0) > OVERDUE_SECONDS),
        ("schedule_failed", any(run["went_well"] is False for run in runs)),
        ("schedule_late", any(run["is_late"] for run in runs)),
        ("mail_silent", parts["mail"]["relay"] is None),
        ("relay_unreachable", parts["mail"]["relay"] == "unreachable"),
        ("sign_in_away", parts["sign_in"]["answers"] is False),
    )
    return [code for code, is_so in rules if is_so]


def schedules(runs: Mapping[str, Run], now: float) -> dict[str, dict[str, Any]]:
    """Each schedule; one that has not run yet is not late, for it runs when the system starts."""
    return {name: _schedule(runs.get(name), period, now) for name, period in PERIODS.items()}


def _schedule(run: Run | None, period: int, now: float) -> dict[str, Any]:
    if run is None:
        return {"ended_at": None, "went_well": None, "went_well_at": None, "is_late": False}
    return {
        "ended_at": _moment(run.ended_at),
        "went_well": run.went_well,
        "went_well_at": _moment(run.went_well_at) if run.went_well_at else None,
        "is_late": now - run.ended_at > 2 * period + LATE_SECONDS,
    }


def _database(now: float) -> Part:
    began = time.monotonic()
    try:
        job_rows.keep("DEEP_HEALTH", json.dumps(now))
    except StoreFailure:
        return {"writable": False, "milliseconds": None}
    return {"writable": True, "milliseconds": round(1000 * (time.monotonic() - began))}


def _stream(data_dir: Path, now: float) -> Part:
    """How far the slowest reader is behind; unknown of a database that is not the included one."""
    database = data_dir / "reports.db"
    if os.environ.get("REPORTS_DB") != str(database):
        return {"lag_seconds": None, "unread": None}
    query = (
        "SELECT count(*), min(created_at) FROM _stream_records"
        " WHERE table_name = ? AND CAST(sequence_number AS INTEGER) > ?"
    )
    read = read_by_all(data_dir / "stream.db")
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=20)) as rows:
        unread, oldest = rows.execute(query, (settings().reports_table, read)).fetchone()
    return {"lag_seconds": max(0, round(now - oldest)) if unread else 0, "unread": unread}


def _letters(now: float) -> Part:
    """What waits to be told, counted up to a thousand; for how long the sweeper should have taken the first."""
    at = datetime.fromtimestamp(now, UTC)
    try:
        waiting = list(islice(outbox.due(at + outbox.LONGEST_WAIT + timedelta(hours=1)), MOST_COUNTED))
    except StoreFailure:
        return {"waiting": None, "overdue_seconds": None}
    due = datetime.fromisoformat(waiting[0].sort_key.partition("#")[0]) + outbox.grace() if waiting else at
    return {"waiting": len(waiting), "overdue_seconds": max(0, round((at - due).total_seconds()))}


def _mail(endpoint: str) -> Part:
    """Whether the mail endpoint answers, and its relay; when a letter was last taken."""
    try:
        with urllib.request.urlopen(f"{endpoint}/health", timeout=_MAIL_SECONDS) as told:
            known: dict[str, Any] = json.load(told)
    except (OSError, ValueError):
        return {"relay": None, "sent_at": None}
    return known


def _moment(at: float) -> str:
    return datetime.fromtimestamp(at, UTC).isoformat(timespec="seconds")
