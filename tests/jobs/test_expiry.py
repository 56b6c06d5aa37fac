"""Two years after its end a report no longer says who sent it; revived in time, it does (docs/law.md "Privacy")."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chalicelib import clock
from chalicelib.domain.commands import Dispute
from chalicelib.domain.expiry import expires_at
from chalicelib.service.attachments.cleanup import look_after_files
from chalicelib.service.commands import REPORTER
from chalicelib.settings import settings
from chalicelib.store import contact_index, due, expiry_dates, followers, reports
from chalicelib.store.models.reports import HeadItem
from tests.app.people import Desk, bearer, code_of
from tests.app.uploading import kept, objects_of
from tests.files.made import photo
from tests.jobs.clockhand import send_letters, sweep_once, sweep_to
from tests.store.desk_work import about, act, everything, stored
from tests.wire import Crash, crashes_at, disturbed, watched

SECRET = "canary-2b77"
EMAIL = f"{SECRET}@warga.example"
PLACE = {"province": "Kalimantan Tengah", "village": "Raja", "detail": SECRET, "lat": -2.68, "lon": 111.62}


def years_after_the_end(report_id: str) -> datetime:
    """The first whole second in which it is no longer kept: sweeps are scheduled for whole ones."""
    at = expires_at(stored(report_id).report)
    assert at
    return at.replace(microsecond=0) + timedelta(seconds=1)


def ended(desk: Desk, *attachments: str) -> dict[str, Any]:
    """A report with everything that expires: closed, published, followed, read."""
    receipt = desk.submit(
        reporter={"name": SECRET, "email": EMAIL, "phone": "081234567890"},
        proxy={"name": SECRET, "relation": "anak"},
        location=PLACE,
        attachments=list(attachments),
    )
    report_id = receipt["report_id"]
    wording = {"public_title": "Jalan rusak", "public_body": "Jalan rusak di kampung."}
    for who, command, fields in (
        ("kobar", "verify", {"publish": True, "forward_to": "kab.6201.dpupr", **wording}),
        ("dpupr", "request-data", {"text": "Di mana tepatnya?"}),
    ):
        assert desk.act(who, report_id, command, **fields).status == 200
    assert desk.as_reporter(receipt, "complete", body="Di ujung jalan.", location={"detail": SECRET}).status == 200
    assert desk.get(f"/officer/reports/{report_id}/identity", bearer("dpupr")).json["name"] == SECRET
    followers.ask(report_id, f"ikut.{EMAIL}", "id", datetime.now(UTC))
    follower_id = followers.follower_id_of(report_id, f"ikut.{EMAIL}")
    assert followers.confirm(report_id, follower_id, datetime.now(UTC))
    assert desk.as_reporter(receipt, "contact", email=f"baru.{EMAIL}").status == 200
    assert desk.act("dpupr", report_id, "answer", text="Lubang sudah ditambal kemarin.").status == 200
    assert desk.as_reporter(receipt, "confirm", rating=5).status == 200
    return receipt


def left_of(report_id: str) -> list[str]:
    """The keys of the report's items, of all tables, in which the secret still stands."""
    return [key for key, item in about(report_id).items() if SECRET in str(item)]


def expire(report_id: str) -> None:
    """The sweep at the instant, and then what the stream starts."""
    assert sweep_once(years_after_the_end(report_id).isoformat())["failed"] == 0
    send_letters(report_id, stored(report_id).report.seq)


def test_two_years_later_nobody_and_no_door_is_left(desk: Desk) -> None:
    file = kept(desk, photo(), filename=f"{SECRET}.jpg")
    receipt = ended(desk, file)
    report_id, code = receipt["report_id"], code_of(receipt)
    at = years_after_the_end(report_id)
    before = desk.own(receipt)
    sweep_once((at - timedelta(seconds=1)).isoformat())
    assert len(left_of(report_id)) == 6, (
        "the words' place, an event's, the file's name, identity, former address, follower"
    )
    assert desk.own(receipt)["version"] == before["version"]

    found_by = contact_index.email_hash(f"baru.{EMAIL}")
    assert report_id in contact_index.newest(found_by, 50)
    expire(report_id)
    assert left_of(report_id) == []
    assert report_id not in contact_index.newest(found_by, 50)
    assert [key for (table, key, _) in everything() if table == settings().identities_table and key == report_id] == []
    own = desk.own(receipt)
    assert own["events"][-1]["type"] == "expired"
    assert own["location"] == {"province": "Kalimantan Tengah", "village": "Raja"}
    assert (own["body"], own["rating"], own["state"]) == (before["body"], 5, "closed"), "what was done stays"
    assert (own["attachments"], own["identity_readings"]) == ([], [])
    assert look_after_files(clock.now() + timedelta(days=800), lambda: True)["removed"] >= 1
    assert objects_of(file) == []
    page = desk.form("/track", {"report_id": report_id, "access_code": receipt["access_code"]}).content.decode()
    assert page.count("Identitas, berkas dan alamat rinci dihapus") == 2, "in its course, and in place of its readers"
    assert "contact" not in own["allowed"]
    refused = desk.as_reporter(receipt, "contact", email="lagi@warga.example")
    assert (refused.status, refused.code) == (409, "not_allowed_now")
    read = desk.get(f"/officer/reports/{report_id}/identity", bearer("dpupr")).json
    assert read == {"anonymous": False, "name": None, "email": None, "phone": None, "proxy": None}
    assert desk.own(receipt)["identity_readings"] == [], "nothing was read"
    assert desk.get(f"/reports/{report_id}/receipt", code).status == 200
    public = desk.get(f"/reports/{report_id}").json
    assert public["events"][-1]["type"] == "closed", "that it expired is nobody else's matter"
    followers_before = followers.followers_of(report_id)
    assert desk.post(f"/reports/{report_id}/follow", {"email": EMAIL}).status < 300
    assert (followers_before, [key for key in about(report_id) if "FOLLOWER" in key]) == ((), [])


def test_what_lives_again_in_time_keeps_everything(desk: Desk) -> None:
    receipt = ended(desk)
    report_id = receipt["report_id"]
    at = years_after_the_end(report_id)
    act(REPORTER, report_id, Dispute("Belum, masih berlubang."))
    sweep_to(at.isoformat())
    assert stored(report_id).report.expired_at is None
    assert "IDENTITY" in about(report_id)


def test_a_revival_and_the_end_of_keeping_at_one_moment_never_lose_who_lives(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    receipt = ended(desk)
    report_id = receipt["report_id"]
    at = years_after_the_end(report_id)
    save = reports.save

    def overtaken(*given: Any, **named: Any) -> Any:
        # The report is read and judged; before that is written, its reporter disputes.
        monkeypatch.setattr(reports, "save", save)
        act(REPORTER, report_id, Dispute("Belum, masih berlubang."))
        return save(*given, **named)

    monkeypatch.setattr(reports, "save", overtaken)
    sweep_once(at.isoformat())
    own = desk.own(receipt)
    assert own["state"] == "reopened"
    assert "expired" not in {event["type"] for event in own["events"]}
    assert "IDENTITY" in about(report_id)
    assert not stored(report_id).report.expired_at


def test_a_crash_at_any_request_leaves_the_rest_to_the_next(desk: Desk) -> None:
    report_id = ended(desk, kept(desk, photo()))["report_id"]
    sweep_once(years_after_the_end(report_id).isoformat())
    seq = stored(report_id).report.seq
    with watched() as wire:
        send_letters(report_id, seq)
    assert len(wire.operations) > 6
    for number in range(len(wire.operations)):
        report_id = ended(desk, kept(desk, photo()))["report_id"]
        sweep_once(years_after_the_end(report_id).isoformat())
        assert stored(report_id).report.expired_at
        with disturbed(crashes_at(number)), suppress(Crash):
            send_letters(report_id, seq)
        send_letters(report_id, seq)
        assert left_of(report_id) == [], number


def test_what_ended_under_an_older_version_gets_its_date_once(desk: Desk) -> None:
    receipt = ended(desk)
    report_id = receipt["report_id"]
    at = years_after_the_end(report_id)
    HeadItem(f"REPORT#{report_id}", "HEAD").update([HeadItem.due_pk.remove(), HeadItem.due_sk.remove()])
    sweep_once(at.isoformat())
    assert not stored(report_id).report.expired_at, "nobody looks at it"
    expiry_dates.keep("")
    assert sweep_once(clock.now().isoformat())["complete"]
    assert expiry_dates.given_up_to() == expiry_dates.ALL
    sweep_once(at.isoformat())
    assert stored(report_id).report.expired_at


def test_who_goes_through_all_open_reports_reads_no_ended_one(desk: Desk) -> None:
    receipt = ended(desk)
    waiting = desk.submit()["report_id"]
    found = {one.report_id for shard in range(settings().shards) for one in due.open_reports(shard, None)}
    assert waiting in found
    assert receipt["report_id"] not in found
