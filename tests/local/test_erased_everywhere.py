"""Erased means everywhere (docs/law.md "Privacy"): a canary in every field of a reporter, a whole life, and then every
byte that the machine keeps is searched: databases with their free pages and logs, files, letters, and all answers.
"""

import io
import json
import sqlite3
import time
import uuid
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from chalicelib.routes.row import XLSX
from infra.local.forgetting import DAY, forget
from infra.local.mailbox import Mailbox
from tests.app.people import submission
from tests.app.uploading import fetched, multipart
from tests.canary.erasing import KEPT, LATITUDE, LONGITUDE, NEEDLES, NUMBER, Talker, whole_life
from tests.canary.searching import found_in
from tests.files.made import photo
from tests.local.running_system import HASTY, Reply, RunningSystem, wait_until

DATABASES = {"reports.db", "mail.db"}


@dataclass
class RunningDesk:
    """Citizens and officers of a running system."""

    system: RunningSystem

    def get(self, path: str, headers: dict[str, str] | None = None) -> Reply:
        """What anybody gets."""
        return self.system.ask("GET", f"/api{path}", headers=headers)

    def submit(self, **changes: Any) -> dict[str, Any]:
        """A report, received; its receipt."""
        reply = self.system.ask("POST", "/api/reports", submission(**changes), {"Idempotency-Key": str(uuid.uuid4())})
        assert reply.status == 201, reply.content
        return dict(reply.json)

    def as_reporter(self, receipt: dict[str, Any], command: str, **fields: Any) -> Reply:
        """A reporter's command."""
        code = {"X-Access-Code": receipt["access_code"]}
        return self.system.ask("POST", f"/api/reports/{receipt['report_id']}/{command}", fields, code)

    def act(self, username: str, report_id: str, command: str, **fields: Any) -> Reply:
        """An officer's command on what they have just read."""
        return self.system.act(username, report_id, command, **fields)

    def upload(self, content: bytes, filename: str) -> str:
        """A photo that was sent."""
        told = {"filename": filename, "content_type": "image/jpeg", "size": len(content)}
        form = self.system.ask("POST", "/api/attachments", told).json
        assert fetched(form["url"], *multipart(form["fields"], content)).status == 204
        return str(form["attachment_id"])

    def follow(self, report_id: str, email: str) -> None:
        """Somebody follows a published report, by the letter that asks them."""
        assert self.system.ask("POST", f"/api/reports/{report_id}/follow", {"email": email}).status == 202
        wait_until(lambda: self.system.mails(email), 30)
        (page,) = {word for word in self.system.mails(email)[0]["text"].split() if "/follow/" in word}
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        path = page.partition("/api/")[2].rstrip(".")
        assert self.system.ask("POST", f"/api/{path}/confirm", headers=kind, raw=b"").status == 200


@pytest.fixture(scope="module")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSystem]:
    """A system of its own: its clock is set a day ahead."""
    running = RunningSystem(tmp_path_factory.mktemp("erased") / "data", HASTY.copy()).start()
    yield running
    running.stop()


def places(system: RunningSystem, *needles: str) -> dict[str, list[str]]:
    """The files of the machine in whose bytes a text stands."""
    found = {}
    for path in sorted(system.data_dir.rglob("*")):
        if path.is_file() and (seen := found_in(_read(path), needles)):
            found[path.relative_to(system.data_dir).as_posix()] = seen
    return found


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""  # removed this moment


def answers(system: RunningSystem, talkers: list[Talker]) -> Iterator[tuple[str, bytes]]:
    """What everybody gets by now: reporters, the public, and officers with their queues and exports."""
    for talker in talkers:
        code = {"X-Access-Code": talker.receipt["access_code"]}
        yield "own view", system.ask("GET", f"/api/reports/{talker.report_id}", headers=code).content
        yield "public view", system.ask("GET", f"/api/reports/{talker.report_id}").content
    yield "public list", system.ask("GET", "/api/reports?limit=100").content
    for who in ("kobar", "dpupr", "nasional"):
        officer = system.as_officer(who)
        for path in (f"/api/officer/reports/{talker.report_id}" for talker in talkers):
            yield f"{who}'s view", system.ask("GET", path, headers=officer).content
        for queue in ("all", "verify", "inbox"):
            path = f"/api/officer/reports?queue={queue}&limit=100&agency=kab.6201"
            yield f"{who}'s {queue}", system.ask("GET", path, headers=officer).content
    officer = system.as_officer("kobar")
    yield "csv", system.ask("GET", "/api/officer/reports.csv?queue=all", headers=officer).content
    book = system.ask("GET", "/api/officer/reports.xlsx?queue=all", headers=officer | {"Accept": XLSX}).content
    rows = openpyxl.load_workbook(io.BytesIO(book)).active.iter_rows(values_only=True)
    yield "xlsx", json.dumps(list(rows), default=str).encode()
    yield "letters", json.dumps(system.mails()).encode()


def settled(system: RunningSystem) -> None:
    """Wait until every letter is told: nothing is written any more."""
    path, last = system.data_dir / "mail.db", [-1, 0.0]

    def quiet() -> bool:
        count = len(Mailbox(path).mails())
        if count != last[0]:
            last[:] = [count, time.monotonic()]
        return time.monotonic() - last[1] > 4

    wait_until(quiet, 60)


def a_day_later(system: RunningSystem, than: float) -> None:
    """The hourly job, as it is before a day is over since that (epoch seconds)."""
    known = json.loads((system.data_dir / "host.json").read_text())["tables"]
    forget(system.data_dir, than + DAY - 3600, known | {"REPORTS_DB": str(system.data_dir / "reports.db")})


def claims_left(system: RunningSystem) -> int:
    """The used submission keys that are still there; DynamoDB deletes them after their week."""
    with closing(sqlite3.connect(f"file:{system.data_dir / 'reports.db'}?mode=ro", uri=True)) as rows:
        query = """SELECT count(*) FROM "lapor-reports" WHERE item_json LIKE '%"CLAIM"%'"""
        return int(rows.execute(query).fetchone()[0])


def test_nothing_of_an_erased_reporter_is_left_anywhere(system: RunningSystem) -> None:
    desk = RunningDesk(system)
    alive = desk.submit(
        title=f"Lampu {KEPT} padam",
        body=f"Lampu {KEPT} padam sejak Senin malam.",
        reporter={"email": f"{KEPT}@warga.example"},
    )
    talkers = whole_life(desk, photo())
    assert system.ask(
        "GET", f"/api/officer/reports/{talkers[1].report_id}/identity", headers=system.as_officer("dpupr")
    ).json["name"]
    wait_until(lambda: all(state == "checked" for one in talkers for state in _states(system, one)), 30)
    settled(system)
    before = places(system, *NEEDLES)
    assert set(before) >= DATABASES, "else the search finds nothing anyway"
    assert set(before["reports.db"]) | set(before.get("reports.db-wal", [])) >= set(NEEDLES) - {NEEDLES[-1]}
    shown = {name for name, content in answers(system, talkers) if found_in(content, NEEDLES)}
    assert shown >= {"own view", "public view", "csv", "xlsx", "letters"}

    for one in talkers:
        assert desk.as_reporter(one.receipt, "erase").status == 200
    settled(system)
    shown = {name for name, content in answers(system, talkers) if found_in(content, NEEDLES)}
    assert shown == {"letters"}, "those go within a day"
    a_day_later(system, time.time())

    assert places(system, *NEEDLES) == {}
    assert [name for name, content in answers(system, talkers) if found_in(content, NEEDLES)] == []
    assert list((system.data_dir / "files").iterdir()) == []
    assert set(places(system, KEPT)) >= DATABASES, "and what nobody erased is there"
    assert system.own_view(alive).json["title"] == f"Lampu {KEPT} padam"
    assert len(system.mails(f"{KEPT}@warga.example")) == 1
    assert system.submit(90_001).status == 201, "the system goes on"


def _states(system: RunningSystem, talker: Talker) -> list[str]:
    return [one["state"] for one in system.own_view(talker.receipt).json["attachments"]]


def test_two_years_after_the_end_the_machine_has_nobody_left(system: RunningSystem) -> None:
    desk, who = RunningDesk(system), "kenariusai"
    place = {"regency": "Kotawaringin Barat", "detail": who, "lat": LATITUDE, "lon": LONGITUDE}
    receipt = desk.submit(reporter={"name": who, "email": f"{who}@warga.example", "phone": NUMBER}, location=place)
    for command, fields in (("forward", {"to": "kab.6201.dpupr"}), ("note", {"text": "Cek ke desa."})):
        assert desk.act("kobar", receipt["report_id"], command, **fields).status == 200
    assert desk.as_reporter(receipt, "withdraw").status == 200
    settled(system)
    assert claims_left(system) > 0
    needles = (who, NUMBER, str(LATITUDE), str(LONGITUDE))
    ended = datetime.fromisoformat(system.own_view(receipt).json["events"][-1]["at"])
    for later, kept in ((timedelta(0), True), (timedelta(seconds=1), False)):
        now = ended.replace(year=ended.year + 2) + later
        assert system.ask("POST", "/_local/sweep", {"now": now.isoformat()}).status == 200
        settled(system)
        a_day_later(system, now.timestamp())
        assert bool(places(system, *needles)) is kept
        assert claims_left(system) == 0
    own = system.own_view(receipt).json
    assert own["events"][-1]["type"] == "expired"
    assert own["location"] == {"regency": "Kotawaringin Barat"}
    assert own["title"] == submission()["title"]
