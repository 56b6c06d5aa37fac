"""Citizens and officers of a running system, each command over HTTP, as the story of a fixture tells them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from tests.app.uploading import fetched, multipart
from tests.local.running_system import Reply, RunningSystem, wait_until

SITE_URL = "https://lapor.example"
"""What letters lead to, whatever port the system listens on."""
MOST_DAYS = 80


@dataclass
class Town:
    """Reports are known by a name of the story; a refused command ends the story with what was answered."""

    system: RunningSystem
    reports: dict[str, dict[str, Any]] = field(default_factory=dict)
    sent: dict[str, dict[str, Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.bearer = cache(self.system.as_officer)

    def send(self, name: str, /, **changes: Any) -> str:
        """A citizen sends a report; a value of None leaves a field out."""
        fields = _submission(name, len(self.reports) + 1) | changes
        fields = {key: value for key, value in fields.items() if value is not None}
        key = f"rilis-{name}"
        reply = self.system.ask("POST", "/api/reports", fields, {"Idempotency-Key": key})
        self.reports[name] = _good(reply, f"{name}: submit")
        self.sent[name] = {"key": key, "fields": fields}
        return name

    def at(self, name: str, unit: str, **changes: Any) -> str:
        """A report that the coordinator of kab.6201 has forwarded to one of its units."""
        self.send(name, **changes)
        self.officer("kobar", name, "verify", forward_to=f"kab.6201.{unit}")
        return name

    def reporter(self, name: str, command: str, **fields: Any) -> None:
        """A reporter's command."""
        path = f"/api/reports/{self.number(name)}/{command}"
        _good(self.system.ask("POST", path, fields, self.code(name)), f"{name}: {command}")

    def officer(self, username: str, name: str, command: str, /, **fields: Any) -> None:
        """An officer's command on what they have just read."""
        path = f"/api/officer/reports/{self.number(name)}"
        read = _good(self.system.ask("GET", path, headers=self.bearer(username)), f"{name}: read by {username}")
        reply = self.system.ask(
            "POST", f"{path}/{command}", fields | {"version": read["version"]}, self.bearer(username)
        )
        _good(reply, f"{name}: {command} by {username}")

    def identity(self, username: str, name: str) -> None:
        """An officer reads who the reporter is."""
        path = f"/api/officer/reports/{self.number(name)}/identity"
        _good(self.system.ask("GET", path, headers=self.bearer(username)), f"{name}: identity")

    def keep(self, username: str, rows: str, /, **fields: Any) -> dict[str, Any]:
        """An officer writes a row of the directory or the calendar."""
        reply = self.system.ask("POST", f"/api/officer/{rows}", fields, self.bearer(username))
        return _good(reply, f"{rows} by {username}")

    def file(self, content: bytes, kind: str = "image/jpeg", filename: str = "foto.jpg", *, comes: bool = True) -> str:
        """The number of a file that was announced and, if it comes, uploaded."""
        announced = {"filename": filename, "content_type": kind, "size": len(content)}
        form = _good(self.system.ask("POST", "/api/attachments", announced), filename)
        if comes:
            url = form["url"].replace(SITE_URL, f"http://127.0.0.1:{self.system.port}")
            reply = fetched(url, *multipart(form["fields"], content))
            assert reply.status == 204, reply.content
        return str(form["attachment_id"])

    def look_at_files(self, name: str, checked: int, refused: int) -> None:
        """Wait until so many of a report's files were looked at."""
        wait_until(lambda: _fates(self.own(name)) == (checked, refused), 60)

    def follow(self, name: str, email: str) -> str:
        """Ask to follow a report; the address of the follower's page, from the letter, without the site's own."""
        path = f"/api/reports/{self.number(name)}/follow"
        _good(self.system.ask("POST", path, {"email": email, "language": "id"}), f"{name}: follow")
        wait_until(lambda: self.system.mails(email), 30)
        lines = self.system.mails(email)[-1]["text"].split()
        page: str = next(word for word in lines if word.startswith(f"{SITE_URL}{path}/"))
        return page.removeprefix(SITE_URL).rstrip(".")

    def press(self, page: str, button: str) -> None:
        """Press a button of a follower's page."""
        reply = self.system.ask("POST", f"{page}/{button}", raw=b"", headers=_FORM)
        assert reply.status == 200, reply.content

    def sweep(self, now: datetime) -> None:
        """Run the sweep as if it were that time."""
        _good(self.system.ask("POST", "/_local/sweep", {"now": now.isoformat()}), "sweep")

    def climb(self, name: str, level: int) -> None:
        """Sweep day after day, at ten in the morning in Jakarta, until a report has reached a level."""
        morning = datetime.now(UTC).replace(hour=3, minute=0, second=0, microsecond=0)
        for days in range(1, MOST_DAYS):
            self.sweep(morning + timedelta(days=days))
            if self.own(name)["level"] >= level:
                return
        raise AssertionError(f"{name} never reached level {level}")

    def own(self, name: str) -> Any:
        """The reporter's own view."""
        path = f"/api/reports/{self.number(name)}"
        return _good(self.system.ask("GET", path, headers=self.code(name)), f"{name}: own view")

    def number(self, name: str) -> str:
        """A report's tracking number."""
        return str(self.reports[name]["report_id"])

    def code(self, name: str) -> dict[str, str]:
        """The header that opens a report to its reporter."""
        return {"X-Access-Code": self.reports[name]["access_code"]}


_FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def _submission(name: str, number: int) -> dict[str, Any]:
    """A report in invented words that no other has."""
    return {
        "classification": "complaint",
        "title": f"Laporan contoh {name.replace('-', ' ')}",
        "body": f"Contoh nomor {number}: {name.replace('-', ' ')} di Jalan Rekaan nomor {number}, sudah dua minggu.",
        "category": "pekerjaan-umum",
        "agency_id": "kab.6201",
        "reporter": {"name": f"Warga Rekaan {number}", "email": f"{name}@warga.example"},
        "consent": True,
    }


def _good(reply: Reply, what: str) -> dict[str, Any]:
    assert reply.status < 300, f"{what}: {reply.status} {reply.content.decode()}"
    answered: dict[str, Any] = json.loads(reply.content)
    return answered


def _fates(own: Mapping[str, Any]) -> tuple[int, int]:
    states = [one["state"] for one in own["attachments"]]
    return states.count("checked"), states.count("refused")
