"""The whole system as `make run` starts it, on free ports and a folder of its own, and the people who use it."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from infra.local import inner
from infra.local.ports import free_port
from infra.local.token import bearer
from tests.documented import hold_to_document
from tests.local import namespaces
from tests.local_cloud import SETTINGS

API = "/api"
ROOT = Path(__file__).resolve().parents[2]
LEASE_SECONDS = 3
SMALL = {"WEB_WORKERS": "2"}
"""Settings of a system that few ask at once."""
HASTY = SMALL | {
    "DELIVERY_LEASE_SECONDS": str(LEASE_SECONDS),
    "DELIVERY_GRACE_SECONDS": "3",
    "DELIVERY_RETRY_SECONDS": "1",
    "SWEEPER_SECONDS": "1",
}
"""Settings for whoever waits for what is tried again: seconds where a machine in use takes minutes."""


@dataclass(frozen=True)
class Reply:
    """One HTTP answer."""

    status: int
    headers: dict[str, str]
    content: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.content)

    @property
    def code(self) -> str:
        """The error's code."""
        return str(self.json["error"]["code"])


@dataclass
class RunningSystem:
    """`start`, use, `stop` or `kill_everything`, and `start` again on the same data."""

    data_dir: Path
    settings: dict[str, str] = field(default_factory=dict)
    port: int = field(default_factory=free_port)
    console: list[str] = field(default_factory=list)
    process: subprocess.Popen[str] | None = None

    def start(self) -> "RunningSystem":
        """Start the host and return once it says that it is ready."""
        place = {"PORT": str(self.port), "HOST": "127.0.0.1", "DATA_DIR": str(self.data_dir), "DEMO": "1"}
        place["INNER_PORTS"] = "none" if namespaces.are_given() else "open"
        bare = {name: value for name, value in os.environ.items() if name not in SETTINGS}
        limits = dict.fromkeys(("SUBMITS_PER_MINUTE", "RECEIPTS_PER_DAY", "OFFICE_LETTERS_AT_ONCE"), "100000")
        environment = {**bare, **limits, **place, **self.settings}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "infra.local.host", "--end-with-parent"],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        assert self.process.stdout
        for line in self.process.stdout:
            self.console.append(line.rstrip())
            if line.startswith("ready: "):
                inner.reach(self.data_dir)
                threading.Thread(target=self._listen, args=(self.process,), daemon=True).start()
                return self
        raise AssertionError("\n".join([*self.console, *self.logs()]))

    def _listen(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout
        for line in process.stdout:
            self.console.append(line.rstrip())

    def logs(self) -> list[str]:
        """The last lines of every log, for a test that failed."""
        files = sorted((self.data_dir / "log").glob("*.log"))
        return [f"{file.name}: {line}" for file in files for line in file.read_text().splitlines()[-15:]]

    def descendants(self) -> list[int]:
        """Every process that the host started, and those that they did."""
        parents: dict[int, int] = {}
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                number, rest = int(stat.parent.name), stat.read_text().rpartition(")")[2].split()
            except (FileNotFoundError, ProcessLookupError):
                continue
            parents[number] = int(rest[1])
        assert self.process
        family = [self.process.pid]
        for elder in family:
            family += [number for number, parent in parents.items() if parent == elder]
        return family[1:]

    def child(self, title: str) -> int:
        """The number of the one process below the host that is shown by that title."""
        (found,) = (number for number in self.descendants() if title_of(number) == title)
        return found

    @property
    def engine(self) -> dict[str, str]:
        """Where the database is and what its tables are called, as other commands learn it."""
        tables: dict[str, str] = json.loads((self.data_dir / "host.json").read_text())["tables"]
        return tables

    def stop(self) -> int:
        """SIGTERM, as a person's Ctrl-C would; the exit code."""
        assert self.process
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(30)

    def kill_everything(self) -> None:
        """kill -9 of every process at once."""
        assert self.process
        every = [self.process.pid, *self.descendants()]
        for number in every:
            try:
                os.kill(number, signal.SIGKILL)
            except ProcessLookupError:
                continue
        self.process.wait()
        wait_until(lambda: not any(is_alive(number) for number in every), 10)

    def ask(
        self, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None, raw: bytes | None = None
    ) -> Reply:
        """One request; any status is an answer."""
        content = raw if raw is not None else json.dumps(body).encode() if body is not None else None
        given = {"Content-Type": "application/json", **(headers or {})}
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", content, given, method=method)
        try:
            answer = urllib.request.urlopen(request, timeout=60)
        except urllib.error.HTTPError as refused:
            answer = refused
        with answer:
            reply = Reply(answer.status, dict(answer.headers), answer.read())
        if path.startswith(API):
            hold_to_document(method, path.removeprefix(API), reply.status, reply.headers, reply.content)
        return reply

    def submit(self, number: int, key: str | None = None) -> Reply:
        """A report whose words nobody else uses."""
        return self.ask(
            "POST", "/api/reports", submission(number), {"Idempotency-Key": key or f"kunci-uji-{number:08}"}
        )

    def own_view(self, receipt: dict[str, Any]) -> Reply:
        """The reporter's view."""
        return self.ask(
            "GET", f"/api/reports/{receipt['report_id']}", headers={"X-Access-Code": receipt["access_code"]}
        )

    def as_officer(self, username: str) -> dict[str, str]:
        """Headers with a fresh bearer."""
        return {"Authorization": f"Bearer {bearer(self.data_dir, username)}"}

    def act(self, username: str, report_id: str, command: str, **fields: Any) -> Reply:
        """An officer's command on a report as it is."""
        path, officer = f"/api/officer/reports/{report_id}", self.as_officer(username)
        version = self.ask("GET", path, headers=officer).json["version"]
        return self.ask("POST", f"{path}/{command}", {"version": version, **fields}, officer)

    def mails(self, to: str = "") -> list[dict[str, Any]]:
        """What /_local/mail lists."""
        items: list[dict[str, Any]] = self.ask("GET", f"/_local/mail?to={to}").json["items"]
        return items

    def citizens_told(self) -> int:
        """How many citizens got a letter so far: read where the letters are kept, which costs the system nothing."""
        kept = sqlite3.connect(f"file:{self.data_dir / 'mail.db'}?mode=ro", uri=True)
        try:
            query = "SELECT count(DISTINCT recipient) FROM mails WHERE recipient LIKE '%@warga.example'"
            return int(kept.execute(query).fetchone()[0])
        finally:
            kept.close()


def submission(number: int) -> dict[str, Any]:
    """A citizen's report about one thing and no other."""
    return {
        "classification": "complaint",
        "title": f"Jalan berlubang nomor {number}",
        "body": f"Di depan rumah nomor {number} ada lubang besar yang membahayakan pengendara motor.",
        "category": "pekerjaan-umum",
        "agency_id": "kab.6201",
        "reporter": {"name": f"Warga {number}", "email": f"warga{number}@warga.example"},
        "consent": True,
    }


def title_of(number: int) -> str:
    """What lists of processes show for one; empty when it is gone."""
    try:
        return Path(f"/proc/{number}/cmdline").read_bytes().replace(b"\0", b" ").decode().strip()
    except (FileNotFoundError, ProcessLookupError):
        return ""


def is_alive(number: int) -> bool:
    """Whether a process runs still; one that only waits to be reaped does not."""
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def wait_until(condition: Any, seconds: float) -> None:
    """Return as soon as the condition holds; AssertionError when it does not within the time."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not come true in time"
        time.sleep(0.1)
