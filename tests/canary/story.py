"""One report with a canary in every text that an officer or a reporter can write, and where everybody can look for it.

The walk is the same before the application alone, before the running system and before the built stack: each gives it
a desk of its own.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol

from chalicelib.routes import ROUTES
from chalicelib.routes.row import OpenedBy

WORDING = {"public_title": "Terang: jalan rusak", "public_body": "Terang: jalan rusak di sebuah kampung."}


class AnyReply(Protocol):
    """What a desk gets for a request."""

    @property
    def status(self) -> int:
        """Its status."""

    @property
    def content(self) -> bytes:
        """Its body."""

    @property
    def json(self) -> Any:
        """Its body, read."""


class AnyDesk(Protocol):
    """Citizens and officers, wherever the system is."""

    def submit(self, **changes: Any) -> dict[str, Any]:
        """A report, received; its receipt."""

    def as_reporter(self, receipt: dict[str, Any], command: str, **fields: Any) -> AnyReply:
        """A reporter's command."""

    def act(self, username: str, report_id: str, command: str, **fields: Any) -> AnyReply:
        """An officer's command on what they have just read."""

    def get(self, path: str, headers: dict[str, str] | None = None) -> AnyReply:
        """What anybody gets."""


@dataclass
class Story:
    """One report, whose every text is a canary."""

    desk: AnyDesk
    receipt: dict[str, Any] = field(default_factory=dict)
    written: set[tuple[str, str]] = field(default_factory=set)

    @property
    def report_id(self) -> str:
        """Its number."""
        return str(self.receipt["report_id"])

    def canary(self, command: str, name: str) -> str:
        """A text for that field, unlike any other."""
        self.written.add((command, name))
        return f"kenari {command} {name} jangan terbit"

    def act(self, who: str, command: str, *names: str, **fields: Any) -> None:
        """An officer's command, with canaries in the fields named."""
        said = {name: self.canary(command, name) for name in names}
        reply = self.desk.act(who, self.report_id, command, **said, **fields)
        assert reply.status == 200, (command, reply.content)

    def says(self, command: str, *names: str, **fields: Any) -> None:
        """The reporter's command, with canaries in the fields named."""
        said = {name: self.canary(command, name) for name in names}
        reply = self.desk.as_reporter(self.receipt, command, **said, **fields)
        assert reply.status == 200, (command, reply.content)

    def submit(self) -> "Story":
        """The reporter's first words, a place to the door among them."""
        self.receipt = self.desk.submit(
            title=self.canary("submit", "title"),
            body=self.canary("submit", "body"),
            location={"regency": "Kotawaringin Barat", "detail": self.canary("submit", "location.detail")},
            reporter={"name": self.canary("submit", "reporter.name"), "email": "kenari-publik@warga.example"},
            proxy={name: self.canary("submit", f"proxy.{name}") for name in ("name", "relation")},
        )
        return self

    def live(self) -> "Story":
        """All that can be written from verification to the second answer."""
        self.act("kobar", "forward", "text", to="kab.6201.dpupr")
        self.act("dpupr", "return", "text", proposed="kab.6201.dinkes")
        self.act("kobar", "decide", "text", to="kab.6201.dpupr")
        self.act("dpupr", "request-data", "text")
        detail = {"detail": self.canary("complete", "location.detail")}
        self.says("complete", "body", location=detail)
        self.act("dpupr", "accept")
        self.act("kobar", "note", "text")
        self.act("dpupr", "contact-log", "text", how="call", reached=True)
        self.act("dpupr-kepala", "extend", "reason", "text", days=2)
        self.act("dpupr", "progress", "text")
        self.act("dpupr", "answer", "text")
        self.says("reply", "text")
        self.says("contact", "name")
        self.says("dispute", "text", rating=1)
        return self

    def archived_and_objected(self) -> "Story":
        """The other end, which this one cannot have as well."""
        self.act("kobar", "archive", "text", "refer_to", reason="private_dispute")
        self.says("object", "text")
        return self


def public_answers(desk: AnyDesk, report_id: str, *pages: str) -> Iterator[tuple[str, str]]:
    """What everybody gets from every route that anybody may ask, in both languages."""
    paths = [
        route.path.replace("{report_id}", report_id)
        for route in ROUTES
        if route.method == "GET" and route.opened_by in (OpenedBy.ANYBODY, OpenedBy.REPORTER_OR_PUBLIC)
    ]
    assert f"/reports/{report_id}" in paths
    for path in [*(one for one in paths if "{" not in one), "/reports?limit=100&agency=kab.6201", *pages]:
        for language in ("id", "en"):
            reply = desk.get(path, {"Accept-Language": language})
            yield path, reply.content.decode("utf-8", "replace")


def leaks(texts: Iterator[tuple[str, str]] | list[tuple[str, str]]) -> list[str]:
    """Where a canary is."""
    return [where for where, text in texts if "kenari" in text.replace("kenari-publik@", "")]
