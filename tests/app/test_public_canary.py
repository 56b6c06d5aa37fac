"""A canary in every text that an officer or a reporter can write; then all that is public, and every letter to others
than the reporter and the officers, is searched: before the report is published, after it, and after it is no more.
"""

from collections.abc import Iterator

import pytest

from chalicelib import clock
from chalicelib.store import followers
from infra.local.mailbox import Mail, Mailbox
from tests.app.people import Desk, code_of
from tests.canary.fields import every_text
from tests.canary.story import WORDING, Story, leaks, public_answers
from tests.notify import scene


def letters_to_others(desk: Desk, mailbox: Mailbox, story: Story, addresses: set[str]) -> list[Mail]:
    """Every letter about the report to followers and to the reporters of merged reports."""
    last = desk.own(story.receipt)["events"][-1]["seq"]
    told = scene.stream(*(scene.record(story.report_id, seq, str(seq)) for seq in range(1, last + 1)))
    assert told == {"batchItemFailures": []}
    return [mail for mail in mailbox.mails() if mail.to in addresses]


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
    letters = letters_to_others(desk, mailbox, story, {other, follower})
    assert follower not in {mail.to for mail in letters}, "nothing is told of what is not public any more"
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
    letters = letters_to_others(desk, mailbox, story, {other, follower})
    assert leaks([(mail.subject, mail.text + mail.html) for mail in letters]) == []
    quoted = [mail for mail in letters if mail.to == follower and "> Terang: sudah ditambal." in mail.text]
    assert len(quoted) == 1


def test_an_archived_public_report_tells_its_end_alone(desk: Desk, mailbox: Mailbox) -> None:
    story = Story(desk).submit()
    story.act("kobar", "publish", **WORDING)
    follower, page = followed(desk, story.report_id)
    story.archived_and_objected()
    assert leaks(public_answers(desk, story.report_id, page)) == []
    letters = letters_to_others(desk, mailbox, story, {follower})
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
