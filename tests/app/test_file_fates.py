"""What becomes of files when things go wrong: missing, late, twice, replaced, raced, erased, never taken, crashing."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from io import BytesIO
from typing import Any

import boto3
import pytest
from PIL import Image

from chalicelib import clock
from chalicelib.domain.attachments import RefusedFile
from chalicelib.failures import Unavailable
from chalicelib.files import confined
from chalicelib.service.attachments import inspection, upload
from chalicelib.service.attachments.cleanup import look_after_files
from chalicelib.store import objects, uploads
from tests.app.people import Desk, code_of, new_key, submission
from tests.app.uploading import announced, bring, bring_all, fetched, kept, news, objects_of, uploaded
from tests.files.made import SECRET, photo
from tests.local_cloud import SETTINGS

DAY = timedelta(hours=24, minutes=1)
SOON = timedelta(minutes=26)


def look_after(later: timedelta = timedelta()) -> dict[str, int]:
    """The job, as if it ran that much later."""
    return look_after_files(clock.now() + later, lambda: True)


def of(desk: Desk, receipt: dict[str, Any]) -> Any:
    """The one file of a report, as its reporter reads of it."""
    (one,) = desk.own(receipt)["attachments"]
    return one


def served(desk: Desk, receipt: dict[str, Any]) -> bytes | None:
    """The bytes that a reporter gets of the one file of their report; None while there is nothing to get."""
    attachment_id = of(desk, receipt)["attachment_id"]
    reply = desk.get(f"/reports/{receipt['report_id']}/attachments/{attachment_id}", code_of(receipt))
    return fetched(reply.json["url"]).content if reply.status == 200 else None


def test_a_report_stands_without_the_file_that_did_not_come(desk: Desk) -> None:
    sent = announced(desk, photo())
    receipt = desk.submit(attachments=[sent.attachment_id])
    assert of(desk, receipt)["state"] == "pending"
    assert served(desk, receipt) is None
    look_after(timedelta(minutes=20))
    assert of(desk, receipt)["state"] == "pending"
    look_after(SOON)
    assert of(desk, receipt)["state"] == "missing"
    assert served(desk, receipt) is None
    assert desk.own(receipt)["state"] == "submitted"


def test_a_file_that_comes_after_the_report_is_shown_once_it_was_looked_at(desk: Desk) -> None:
    content = photo()
    sent = announced(desk, content)
    receipt = desk.submit(attachments=[sent.attachment_id])
    assert uploaded(sent, content).status == 204
    assert (of(desk, receipt)["state"], served(desk, receipt)) == ("pending", None)
    bring_all()
    assert of(desk, receipt)["state"] == "checked"
    assert served(desk, receipt)


def test_one_that_was_held_for_missing_is_shown_all_the_same_when_it_was_only_late(desk: Desk) -> None:
    content = photo()
    sent = announced(desk, content)
    receipt = desk.submit(attachments=[sent.attachment_id])
    look_after(SOON)
    assert uploaded(sent, content).status == 204
    bring_all()
    assert of(desk, receipt)["state"] == "checked"


def test_news_that_was_lost_is_made_up_for(desk: Desk) -> None:
    content = photo()
    sent = announced(desk, content)
    receipt = desk.submit(attachments=[sent.attachment_id])
    assert uploaded(sent, content).status == 204
    assert len(news()) == 1
    look_after(SOON)
    assert of(desk, receipt)["state"] == "checked"
    assert served(desk, receipt)


def test_news_twice_late_and_out_of_order_changes_nothing(desk: Desk) -> None:
    content = photo()
    sent = announced(desk, content)
    assert uploaded(sent, content).status == 204
    events = news()
    bring(events[0])
    receipt = desk.submit(attachments=[sent.attachment_id])
    before, keys = served(desk, receipt), objects_of(sent.attachment_id)
    for event in (*events, *events):
        bring(event)
    assert (served(desk, receipt), objects_of(sent.attachment_id)) == (before, keys)
    bring(events[0] | {"detail": events[0]["detail"] | {"bucket": {"name": "lain"}}})
    bring(events[0] | {"detail": {"bucket": {"name": "lapor-files"}, "object": {"key": "incoming/tidak-ada"}}})


@pytest.mark.parametrize("other", [b"<script>alert(1)</script>".ljust(len(photo())), photo("PNG")])
def test_a_file_replaced_after_it_was_checked_is_never_served_nor_read(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, other: bytes
) -> None:
    content = photo().ljust(max(len(photo()), len(other)), b"\0")
    other = other.ljust(len(content), b"\0")
    sent = announced(desk, content)
    assert uploaded(sent, content).status == 204
    bring_all()
    receipt = desk.submit(attachments=[sent.attachment_id])
    before = served(desk, receipt)
    assert uploaded(sent, other).status == 204
    assert served(desk, receipt) == before
    monkeypatch.setattr(objects, "incoming", away)
    bring_all()
    assert (of(desk, receipt)["state"], served(desk, receipt)) == ("checked", before)
    assert all(key.startswith("checked/") for key in objects_of(sent.attachment_id))


def test_a_file_replaced_before_it_was_checked_is_what_was_checked(desk: Desk) -> None:
    content = photo()
    sent = announced(desk, content)
    assert uploaded(sent, content).status == 204
    assert uploaded(sent, b"<script>".ljust(len(content))).status == 204
    bring_all()
    receipt = desk.submit(attachments=[sent.attachment_id])
    assert (of(desk, receipt)["state"], of(desk, receipt)["reason"]) == ("refused", "other_type")
    assert served(desk, receipt) is None
    assert objects_of(sent.attachment_id) == []


def test_two_checks_at_once_of_two_uploads_leave_the_copies_of_one(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = photo().ljust(3000, b"\0"), photo(size=(50, 90)).ljust(3000, b"\0")
    sent = announced(desk, one)
    assert uploaded(sent, one).status == 204
    first = news()

    def replaced() -> None:
        assert uploaded(sent, other).status == 204
        bring_all()

    with_this_in_between(monkeypatch, uploads, "count_try", replaced)
    bring(first[0])
    receipt = desk.submit(attachments=[sent.attachment_id])
    copy = served(desk, receipt)
    assert copy
    assert Image.open(BytesIO(copy)).size == (50, 90)
    assert len(objects_of(sent.attachment_id)) == 2


def with_this_in_between(
    monkeypatch: pytest.MonkeyPatch, where: Any, name: str, this: Callable[[], Any], after: int = 0
) -> None:
    """Something else happens, once, right after a function was called; not the first ``after`` times."""
    called, left = getattr(where, name), [after]

    def call(*values: Any, **named: Any) -> Any:
        answer = called(*values, **named)
        left[0] -= 1
        if left[0] == -1:
            this()
        return answer

    monkeypatch.setattr(where, name, call)


def test_a_check_that_ends_while_the_report_is_written_is_not_lost(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    content = photo()
    sent = announced(desk, content)
    assert uploaded(sent, content).status == 204
    with_this_in_between(monkeypatch, upload, "takeable", bring_all)
    receipt = desk.submit(attachments=[sent.attachment_id])
    assert of(desk, receipt)["state"] == "checked"


def test_a_report_written_while_the_check_runs_hears_of_its_end(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    content = photo()
    sent = announced(desk, content)
    assert uploaded(sent, content).status == 204
    receipts: list[dict[str, Any]] = []
    with_this_in_between(
        monkeypatch, uploads, "load", lambda: receipts.append(desk.submit(attachments=[sent.attachment_id]))
    )
    bring_all()
    assert of(desk, receipts[0])["state"] == "checked"
    monkeypatch.undo()
    again = announced(desk, content)
    assert uploaded(again, content).status == 204
    with_this_in_between(
        monkeypatch, objects, "keep", lambda: receipts.append(desk.submit(attachments=[again.attachment_id]))
    )
    bring_all()
    assert of(desk, receipts[1])["state"] == "checked"


def test_what_happens_in_the_moment_of_settling_is_seen(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    taken, sent = announced(desk, photo()), announced(desk, photo())
    receipts = [desk.submit(attachments=[sent.attachment_id])]
    for one in (taken, sent):
        assert uploaded(one, photo()).status == 204
    to_take, to_erase = news()
    with_this_in_between(
        monkeypatch, uploads, "load_several", lambda: receipts.append(desk.submit(attachments=[taken.attachment_id])), 1
    )
    bring(to_take)
    assert of(desk, receipts[1])["state"] == "checked"
    monkeypatch.undo()
    monkeypatch.setattr(objects, "drop_incoming", away)
    with_this_in_between(monkeypatch, uploads, "load_several", lambda: desk.as_reporter(receipts[0], "erase"), 1)
    with pytest.raises(Unavailable):
        bring(to_erase)
    assert all(key.startswith("incoming/") for key in objects_of(sent.attachment_id))
    monkeypatch.undo()
    look_after()
    assert objects_of(sent.attachment_id) == []


def away(*values: Any) -> None:
    """The bucket is not to be reached."""
    raise Unavailable("away")


def test_of_two_reports_that_name_one_file_at_once_one_gets_it(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    attachment_id = kept(desk, photo())
    with_this_in_between(monkeypatch, upload, "takeable", lambda: desk.submit(attachments=[attachment_id]))
    reply = desk.post("/reports", submission(attachments=[attachment_id]), {"Idempotency-Key": new_key()})
    assert (reply.status, reply.error["fields"][0]["code"]) == (422, "unknown_attachment")


def test_a_command_whose_file_was_taken_meanwhile_changes_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    receipt = desk.submit()
    assert desk.act("kobar", receipt["report_id"], "request-data", text="Mohon kirim foto.").status == 200
    attachment_id = kept(desk, photo())
    with_this_in_between(monkeypatch, upload, "takeable", lambda: desk.submit(attachments=[attachment_id]))
    reply = desk.as_reporter(receipt, "complete", attachments=[attachment_id])
    assert (reply.status, reply.error["fields"][0]["code"]) == (422, "unknown_attachment")
    assert (desk.own(receipt)["state"], desk.own(receipt)["attachments"]) == ("needs_info", [])


def test_what_nobody_took_within_a_day_is_removed(desk: Desk) -> None:
    looked_at, pending, taken = kept(desk, photo()), announced(desk, photo()).attachment_id, kept(desk, photo())
    receipt = desk.submit(attachments=[taken])
    assert look_after(timedelta(hours=23))["removed"] == 0
    assert len(objects_of(looked_at)) == 2
    assert look_after(DAY)["removed"] >= 2
    for gone in (looked_at, pending):
        assert objects_of(gone) == []
        assert uploads.load(gone) is None
        reply = desk.post("/reports", submission(attachments=[gone]), {"Idempotency-Key": new_key()})
        assert reply.error["fields"][0]["code"] == "unknown_attachment"
    assert served(desk, receipt)


def test_what_is_being_removed_cannot_be_taken_and_the_other_way_round(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    attachment_id = kept(desk, photo())
    with_this_in_between(monkeypatch, upload, "takeable", lambda: look_after(DAY))
    reply = desk.post("/reports", submission(attachments=[attachment_id]), {"Idempotency-Key": new_key()})
    assert reply.status == 422
    monkeypatch.undo()
    half = kept(desk, photo())
    with_this_in_between(monkeypatch, upload, "takeable", lambda: look_after(DAY))
    monkeypatch.setattr(objects, "drop_copies", away)
    reply = desk.post("/reports", submission(attachments=[half]), {"Idempotency-Key": new_key()})
    assert reply.status == 422
    monkeypatch.undo()
    other = kept(desk, photo())
    receipts: list[dict[str, Any]] = []
    due = uploads.due

    def due_then_taken(*values: Any) -> Iterator[Any]:
        found = list(due(*values))
        receipts.append(desk.submit(attachments=[other]))
        yield from found

    monkeypatch.setattr(uploads, "due", due_then_taken)
    assert look_after(DAY)["taken"] == 1
    assert served(desk, receipts[0])


def test_erasing_removes_the_reporters_files_and_keeps_the_units(desk: Desk) -> None:
    own, pending = kept(desk, photo(), filename="KANARI.jpg"), announced(desk, photo())
    receipt = desk.forwarded(attachments=[own, pending.attachment_id])
    theirs = kept(desk, photo())
    assert (
        desk.act(
            "dpupr", receipt["report_id"], "answer", text="Lampu sudah diganti semua.", attachments=[theirs]
        ).status
        == 200
    )
    assert desk.as_reporter(receipt, "erase").status == 200
    assert objects_of(own) == []
    seen = desk.read("kobar", receipt["report_id"])
    assert [one["attachment_id"] for one in seen.json["attachments"]] == [theirs]
    assert b"KANARI" not in seen.content
    assert len(objects_of(theirs)) == 2
    assert [uploads.load(gone) for gone in (own, pending.attachment_id)] == [None, None]
    assert uploaded(pending, photo()).status == 204
    bring_all()
    assert objects_of(pending.attachment_id) == []
    path = f"/reports/{receipt['report_id']}/attachments/{own}"
    assert desk.get(path, code_of(receipt)).status == 410


def test_erasing_while_the_bucket_is_away_is_made_good_later(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    own = kept(desk, photo())
    receipt = desk.submit(attachments=[own])
    monkeypatch.setattr(objects, "drop_incoming", away)
    assert desk.as_reporter(receipt, "erase").status == 200
    assert desk.read("kobar", receipt["report_id"]).json["attachments"] == []
    assert look_after()["failed"] >= 1
    monkeypatch.undo()
    assert len(objects_of(own)) == 2
    look_after()
    assert objects_of(own) == []
    assert uploads.load(own) is None


def test_erased_while_it_was_looked_at_leaves_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    content = photo()
    sent = announced(desk, content)
    receipt = desk.submit(attachments=[sent.attachment_id])
    assert uploaded(sent, content).status == 204
    with_this_in_between(monkeypatch, uploads, "count_try", lambda: desk.as_reporter(receipt, "erase"))
    bring_all()
    assert objects_of(sent.attachment_id) == []
    assert uploads.load(sent.attachment_id) is None


class Killed(BaseException):
    """What a process does not survive."""


def test_a_file_that_ends_the_function_is_given_up_after_three_times(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = announced(desk, photo())
    receipt = desk.submit(attachments=[sent.attachment_id])
    assert uploaded(sent, photo()).status == 204
    (event,) = news()

    def killed(*values: Any) -> None:
        raise Killed

    monkeypatch.setattr(confined, "copies_of", killed)
    for _ in range(inspection.MOST_TRIES):
        with pytest.raises(Killed):
            bring(event)
        assert of(desk, receipt)["state"] == "pending"
    bring(event)
    assert (of(desk, receipt)["state"], of(desk, receipt)["reason"]) == ("refused", RefusedFile.UNREADABLE)
    assert objects_of(sent.attachment_id) == []


@pytest.mark.parametrize("step", ["incoming", "keep", "drop_incoming"])
def test_a_crash_at_any_step_is_made_good_when_the_news_comes_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    sent = announced(desk, photo())
    assert uploaded(sent, photo()).status == 204
    (event,) = news()
    for when in ("before", "after"):
        called = getattr(objects, step)

        def crash(*values: Any, called: Any = called, when: str = when, **named: Any) -> None:
            if when == "after":
                called(*values, **named)
            raise Killed

        monkeypatch.setattr(objects, step, crash)
        with pytest.raises(Killed):
            bring(event)
        monkeypatch.undo()
    bring(event)
    receipt = desk.submit(attachments=[sent.attachment_id])
    assert of(desk, receipt)["state"] == "checked"
    assert served(desk, receipt)
    assert len(objects_of(sent.attachment_id)) == 2


def everything_written() -> str:
    """Every item of every table, as text."""
    client = boto3.client("dynamodb", endpoint_url=SETTINGS["DYNAMODB_ENDPOINT"])
    tables = (SETTINGS[name] for name in ("REPORTS_TABLE", "IDENTITIES_TABLE", "DIRECTORY_TABLE"))
    pages = (page for table in tables for page in client.get_paginator("scan").paginate(TableName=table))
    return "\n".join(str(item) for page in pages for item in page["Items"])


def test_name_and_place_are_found_nowhere_but_the_name_where_it_belongs(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    name = "KTP Paijo Canaryono 6201.jpg"
    content = photo()
    sent = announced(desk, content, filename=name)
    assert uploaded(sent, content).status == 204
    bring_all()
    receipt = desk.submit(attachments=[sent.attachment_id])
    assert served(desk, receipt)
    written = everything_written()
    assert SECRET not in written
    assert [line.count("Canaryono") for line in written.splitlines() if "Canaryono" in line] == [1]
    assert next(line for line in written.splitlines() if "Canaryono" in line).count(f"ATTACHMENT#{sent.attachment_id}")
    logged = "\n".join(str(vars(record)) for record in caplog.records)
    assert "Canaryono" not in logged
    assert sent.attachment_id not in logged
    assert "check_upload" in logged
    assert desk.as_reporter(receipt, "erase").status == 200
    assert "Canaryono" not in everything_written()
    assert objects_of(sent.attachment_id) == []
