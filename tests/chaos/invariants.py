"""The invariants I1 to I6, counted in the files of a DATA_DIR whose queues have drained; each breach is a sentence.

I4, the counters, is asked of the running system: `make recount` finds nothing to count anew.
"""

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

from chalicelib.store.packing import values_in
from tests.canary.searching import found_in

REPORTS, STATISTICS = "lapor-reports", "lapor-statistics"
SWEEPS = timedelta(minutes=10)
Item = dict[str, Any]
Reports = Mapping[str, Mapping[str, Item]]


def broken(data_dir: Path, acknowledged: Collection[str], private: Collection[str]) -> list[str]:
    """What does not hold of a folder: ``acknowledged`` are the numbers of reports whose submit was answered 2xx,
    ``private`` words that are for reporters and officers alone."""
    reports = _reports(data_dir / "reports.db")
    return [
        *_lost(reports, acknowledged),
        *_untold(reports, data_dir),
        *_twice(reports, data_dir),
        *_stuck(reports, data_dir),
        *_forbidden(reports),
        *_leaked(data_dir, private),
    ]


def _lost(reports: Reports, acknowledged: Collection[str]) -> Iterator[str]:
    for number in acknowledged:
        items = reports.get(f"REPORT#{number}", {})
        for key in ("HEAD", "BODY", "EVENT#000001", "TELL#000001#reporter"):
            if key not in items:
                yield f"I1 {number} has no {key}"
    for key, items in reports.items():
        if key.startswith("REPORT#LP-") and not {"HEAD", "BODY", "EVENT#000001"} <= items.keys():
            yield f"I1 {key} is there in part: {sorted(items)}"


def _untold(reports: Reports, data_dir: Path) -> Iterator[str]:
    with closing(_opened(data_dir / "mail.db")) as rows:
        taken = {message_id for (message_id,) in rows.execute("SELECT message_id FROM mails")}
    for key, items in reports.items():
        for name, item in items.items():
            if name.startswith("TELL#") and "message_id" in item and item["message_id"] not in taken:
                yield f"I1 {key} {name} is taken for told, and no such mail is there"


def _twice(reports: Reports, data_dir: Path) -> Iterator[str]:
    claims = [items["CLAIM"]["report_id"] for key, items in reports.items() if key.startswith("SUBMIT#")]
    yield from (f"I2 {number} has {times} claims" for number, times in Counter(claims).items() if times > 1)
    for key, items in _lives(reports):
        numbers = [int(event["seq"]) for event in _events(items)]
        if numbers != list(range(1, len(numbers) + 1)) or numbers[-1] != _facts(items)["seq"]:
            yield f"I2 {key} has the events {numbers}"
    with closing(_opened(data_dir / "mail.db")) as rows:
        sent = rows.execute("SELECT report_id, recipient, json_extract(tag, '$[1]') FROM mails").fetchall()
    yield from (f"I2 {mail} went {times} times" for mail, times in Counter(sent).items() if times > 1)


def _stuck(reports: Reports, data_dir: Path) -> Iterator[str]:
    for key, items in reports.items():
        yield from (f"I3 {key} {name} is still to be told" for name, item in items.items() if "outbox_pk" in item)
        for name, item in items.items():
            if name.startswith("TELL#") and not {"delivered_at", "failed"} & item.keys():
                yield f"I3 {key} {name} was not delivered"
    late = (datetime.now(UTC) - SWEEPS).isoformat()
    with closing(_opened(data_dir / "reports.db")) as rows:
        query = f"""SELECT substr(gsi_sk, 3) FROM "{REPORTS}::gsi::due" WHERE substr(gsi_sk, 3) < ?"""
        yield from (f"I3 {one} is due since" for (one,) in rows.execute(query, (late,)))
    with closing(_opened(data_dir / "mail.db")) as rows:
        yield from (f"I3 dead letter {body}" for (body,) in rows.execute("SELECT body FROM messages"))
        yield from (f"I3 {tag} is on its way" for (tag,) in rows.execute("SELECT tag FROM handings"))


def _forbidden(reports: Reports) -> Iterator[str]:
    """The events, one after the other, make the facts that stand; their versions are those of the commands."""
    for key, items in _lives(reports):
        facts: dict[str, Any] = {}
        versions = [0]
        for event in _events(items):
            facts |= values_in(event["changes"]) | {"seq": int(event["seq"]), "version": int(event["version"])}
            versions.append(int(event["version"]))
        if any(after - before not in (0, 1) for before, after in pairwise(versions)):
            yield f"I5 {key} has the versions {versions}"
        standing = _facts(items)
        differing = [name for name, value in facts.items() if standing.get(name) != value]
        if differing or int(items["HEAD"]["version"]) != versions[-1]:
            yield f"I5 {key} stands otherwise than its events say: {differing}"


def _leaked(data_dir: Path, private: Collection[str]) -> Iterator[str]:
    for log in sorted((data_dir / "log").iterdir()):
        yield from (f"I6 {one!r} is in {log.name}" for one in found_in(log.read_bytes(), private))
    with closing(_opened(data_dir / "reports.db")) as rows:
        counted = "\n".join(text for (text,) in rows.execute(f'SELECT item_json FROM "{STATISTICS}"'))
        yield from (f"I6 {one!r} is in the statistics" for one in found_in(counted.encode(), private))
    with closing(_opened(data_dir / "mail.db")) as rows:
        query = (
            "SELECT subject || char(10) || text || html || headers FROM mails WHERE recipient LIKE '%@petugas.example'"
        )
        mailed = "\n".join(text for (text,) in rows.execute(query))
        yield from (f"I6 {one!r} was mailed to an officer" for one in found_in(mailed.encode(), private))


def _lives(reports: Reports) -> Iterator[tuple[str, Mapping[str, Item]]]:
    return ((key, items) for key, items in reports.items() if "HEAD" in items)


def _events(items: Mapping[str, Item]) -> list[Item]:
    return [items[name] for name in sorted(items) if name.startswith("EVENT#")]


def _facts(items: Mapping[str, Item]) -> dict[str, Any]:
    return values_in(items["HEAD"]["facts"])


def _reports(database: Path) -> Reports:
    found: defaultdict[str, dict[str, Item]] = defaultdict(dict)
    with closing(_opened(database)) as rows:
        for pk, sk, text in rows.execute(f'SELECT substr(pk, 3), substr(sk, 3), item_json FROM "{REPORTS}"'):
            typed = json.loads(text)
            found[pk][sk] = {name: next(iter(value.values())) for name, value in typed.items()}
    return found


def _opened(database: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=20)
