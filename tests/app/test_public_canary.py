"""A canary in every text that an officer or a reporter can write; then all that is public, and every letter to others
than the reporter and the officers, is searched: before the report is published, after it, and after it is no more.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from chalicelib import clock
from chalicelib.intake.kinds import Kind
from chalicelib.intake.schema import OFFICER_COMMANDS, REPORTER_COMMANDS, SUBMISSION
from chalicelib.intake.shapes import Shape
from chalicelib.intake.text_kinds import NumberedTexts, Text
from chalicelib.routes import ROUTES
from chalicelib.routes.row import OpenedBy
from chalicelib.store import followers
from infra.local.mailbox import Mail, Mailbox
from tests.app.people import Desk, code_of
from tests.notify import scene

WORDING = {"public_title": "Terang: jalan rusak", "public_body": "Terang: jalan rusak di sebuah kampung."}
# What is written for the public, and what names no words of a person.
FOR_ALL = {"public_title", "public_body", "public_text", "public_texts"}
PLACES = {"location.province", "location.regency", "location.district", "location.village"}


def texts_in(shape: Shape, at: str = "") -> Iterator[tuple[str, Kind]]:
    """Every field that takes words."""
    for one in shape.fields:
        if isinstance(one.kind, Shape):
            yield from texts_in(one.kind, f"{at}{one.name}.")
        elif isinstance(one.kind, Text | NumberedTexts) and not one.undocumented:
            yield f"{at}{one.name}", one.kind


def every_text() -> set[tuple[str, str]]:
    """Every text that somebody can write, as (command, field), but what is written for the public."""
    shapes = {"submit": SUBMISSION, **REPORTER_COMMANDS, **OFFICER_COMMANDS}
    named = {(command, name) for command, shape in shapes.items() for name, _ in texts_in(shape)}
    return {(command, name) for command, name in named if name not in FOR_ALL | PLACES}


@dataclass
class Story:
    """One report, whose every text is a canary."""

    desk: Desk
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
        self.says("dispute", "text", rating=1)
        return self

    def archived_and_objected(self) -> "Story":
        """The other end, which this one cannot have as well."""
        self.act("kobar", "archive", "text", "refer_to", reason="private_dispute")
        self.says("object", "text")
        return self


def public_answers(desk: Desk, report_id: str, *pages: str) -> Iterator[tuple[str, str]]:
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


def letters_to_others(mailbox: Mailbox, story: Story, addresses: set[str]) -> list[Mail]:
    """Every letter about the report to followers and to the reporters of merged reports."""
    last = story.desk.own(story.receipt)["events"][-1]["seq"]
    told = scene.stream(*(scene.record(story.report_id, seq, str(seq)) for seq in range(1, last + 1)))
    assert told == {"batchItemFailures": []}
    return [mail for mail in mailbox.mails() if mail.to in addresses]


def leaks(texts: Iterator[tuple[str, str]] | list[tuple[str, str]]) -> list[str]:
    """Where a canary is."""
    return [where for where, text in texts if "kenari" in text.replace("kenari-publik@", "")]


@pytest.fixture(autouse=True)
def _nothing_untold(desk: Desk) -> Iterator[None]:
    scene.settle_everything()
    yield
    scene.settle_everything()


def followed(desk: Desk, report_id: str) -> tuple[str, str]:
    """Somebody who follows the report: their address and their page."""
    email = f"ikut-{report_id.lower()}@warga.example"
    followers.ask(report_id, email, "id", clock.now())
    follower_id = followers.follower_id_of(report_id, email)
    page = f"/reports/{report_id}/follow/{followers.token_of(report_id, follower_id)}"
    assert desk.form(f"{page}/confirm", {}).status == 200
    return email, page


def merged_into(desk: Desk, story: Story) -> str:
    """Another's report that was merged into this one: its reporter's address."""
    email = f"gabung-{story.report_id.lower()}@warga.example"
    other = desk.submit(reporter={"name": "Budi", "email": email})["report_id"]
    reply = desk.act("kobar", other, "merge", into=story.report_id)
    assert reply.status == 200, reply.content
    return email


def test_nothing_that_was_written_before_is_public_by_being_published(desk: Desk, mailbox: Mailbox) -> None:
    story = Story(desk).submit()
    other = merged_into(desk, story)
    story.live()
    assert leaks(public_answers(desk, story.report_id)) == []
    story.act("kobar", "publish", **WORDING)
    follower, page = followed(desk, story.report_id)
    assert leaks(public_answers(desk, story.report_id, page)) == []
    assert "Terang" in desk.get(f"/reports/{story.report_id}").content.decode()
    story.act("kobar", "unpublish", "text")
    assert leaks(public_answers(desk, story.report_id)) == []
    letters = letters_to_others(mailbox, story, {other, follower})
    assert {mail.to for mail in letters} == {other}, "who follows hears nothing of what is not public any more"
    assert leaks([(mail.subject, mail.text + mail.html) for mail in letters]) == []


def test_nothing_that_is_written_on_a_public_report_is_public_itself(desk: Desk, mailbox: Mailbox) -> None:
    story = Story(desk).submit()
    story.act("kobar", "publish", **WORDING)
    other = merged_into(desk, story)
    follower, page = followed(desk, story.report_id)
    story.live()
    story.act("dpupr", "accept")
    story.act("dpupr", "progress", "text", public_text="Terang: aspal dipesan.")
    story.act("dpupr", "answer", "text", public_text="Terang: sudah ditambal.")
    assert leaks(public_answers(desk, story.report_id, page)) == []
    shown = desk.get(f"/reports/{story.report_id}").json["events"]
    assert [one["text"] for one in shown if one["text"]] == ["Terang: aspal dipesan.", "Terang: sudah ditambal."]
    letters = letters_to_others(mailbox, story, {other, follower})
    assert leaks([(mail.subject, mail.text + mail.html) for mail in letters]) == []
    for to in (other, follower):
        quoted = [mail.text for mail in letters if mail.to == to and "> Terang: sudah ditambal." in mail.text]
        assert len(quoted) == 1, to


def test_an_archived_public_report_tells_its_end_alone(desk: Desk, mailbox: Mailbox) -> None:
    story = Story(desk).submit()
    story.act("kobar", "publish", **WORDING)
    follower, page = followed(desk, story.report_id)
    story.archived_and_objected()
    assert leaks(public_answers(desk, story.report_id, page)) == []
    letters = letters_to_others(mailbox, story, {follower})
    assert letters
    assert leaks([(mail.subject, mail.text + mail.html) for mail in letters]) == []


def test_the_walk_writes_every_text_there_is(desk: Desk) -> None:
    story = Story(desk).submit()
    story.act("kobar", "publish", **WORDING)
    story.live()
    story.act("kobar", "unpublish", "text")
    other = Story(desk).submit().archived_and_objected()
    assert story.written | other.written == every_text()


def test_the_reporter_themself_reads_it_all(desk: Desk) -> None:
    story = Story(desk).submit().live()
    own = desk.get(f"/reports/{story.report_id}", code_of(story.receipt)).content.decode()
    page = desk.form("/track", {"report_id": story.report_id, "access_code": story.receipt["access_code"]})
    for command, name in (("answer", "text"), ("progress", "text"), ("reply", "text"), ("submit", "body")):
        assert story.canary(command, name) in own
        assert story.canary(command, name) in page.content.decode()
