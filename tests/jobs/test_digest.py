"""The morning digest: once a working morning, to whom there is something to tell, in the agency's own time."""

from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from chalice.local import LambdaContext

from chalicelib.domain.directory.appointing import answering_role
from chalicelib.jobs import outbox_sweeper
from chalicelib.notify import digest_content, digests
from chalicelib.store import directory_lookup, ended, reports
from chalicelib.store.models.directory import DirectoryItem
from chalicelib.store.models.outbox import DigestItem
from infra.local.mailbox import Mailbox
from infra.local.schedules import scheduled_event
from tests.app.people import Desk
from tests.jobs.clockhand import Killed, KilledAfter
from tests.notify import scene
from tests.notify.test_kill import Killed as KilledLine
from tests.notify.test_kill import Line, listening

DPUPR = "REPORT#DIGEST-kab_2e_6201_2e_dpupr"
JAKARTA = ZoneInfo("Asia/Jakarta")


def working_day(after: int) -> date:
    """A working day, so many days from now or a little later."""
    day = datetime.now(UTC).date() + timedelta(days=after)
    while not directory_lookup.calendar().is_working_day(day):
        day += timedelta(days=1)
    return day


@pytest.fixture(autouse=True)
def _no_digest_yet(desk: Desk) -> None:
    """Each test begins as if nobody had a digest."""
    for item in DirectoryItem.query("JOBS", DirectoryItem.sk.startswith("DIGEST#")):
        item.delete()
    for digest in DigestItem.query(DPUPR):
        digest.delete()


def put_digests(at: datetime, context: Any = None) -> dict[str, Any]:
    """The function behind the schedule, at an instant."""
    from app import digest

    counts: dict[str, Any] = digest(scheduled_event(at), context or LambdaContext("digest", 512, 240_000))
    return counts


def promised() -> list[str]:
    """The days on which the roads department was promised a digest."""
    return [item.sk for item in DigestItem.query(DPUPR)]


def morning(day: date, hour: int = 7) -> datetime:
    """An hour of a day in Jakarta."""
    return datetime.combine(day, time(hour), JAKARTA)


def test_a_unit_hears_once_what_is_new_late_and_due(desk: Desk, mailbox: Mailbox) -> None:
    scene.settle_everything()  # what other tests left untold is not told here
    receipt = desk.forwarded()
    day = working_day(1)
    first = put_digests(morning(day))
    assert first["complete"]
    assert first["digests"] >= 1
    assert promised().count(f"DIGEST#{day:%Y%m%d}") == 1
    assert put_digests(morning(day, 8)) == {"institutions": 0, "digests": 0, "complete": True}
    before = len(mailbox.mails("dpupr@petugas.example"))
    with pytest.MonkeyPatch.context() as patch:
        from chalicelib import clock

        later = clock.now() + timedelta(days=5)
        patch.setattr(clock, "now", lambda: later)
        patch.setattr(digests, "LISTED_AT_MOST", 100_000)  # other tests' reports lie with this office, too
        for _ in range(2):
            outbox_sweeper.sweep(LambdaContext("outbox_sweeper", 512, 240_000))
    mails = [mail for mail in mailbox.mails("dpupr@petugas.example")[before:] if mail.subject.startswith("LAPOR!: ")]
    assert len(mails) == 1
    assert receipt["report_id"] in mails[0].text
    assert "Siti" not in mails[0].text
    assert "berlubang" not in mails[0].text


@pytest.mark.parametrize("hour", [0, 6, 12, 20])
def test_nobody_is_woken_or_told_in_the_afternoon(desk: Desk, hour: int) -> None:
    desk.forwarded()
    at = morning(working_day(3), hour)
    put_digests(at)
    # It may be morning elsewhere in the country, but not here.
    assert f"DIGEST#{at:%Y%m%d}" not in promised()


def test_no_digest_on_a_day_that_nobody_works(desk: Desk) -> None:
    desk.forwarded()
    day = datetime.now(UTC).date()
    while day.weekday() != 5:
        day += timedelta(days=1)
    assert put_digests(morning(day)) == {"institutions": 0, "digests": 0, "complete": True}


def test_each_zone_has_its_own_morning(desk: Desk) -> None:
    day = working_day(5)
    in_wit = datetime.combine(day, time(7), ZoneInfo("Asia/Jayapura"))
    put_digests(in_wit)
    done = {item.sk for item in DirectoryItem.query("JOBS", DirectoryItem.sk.startswith("DIGEST#"))}
    zones = {directory_lookup.institutions()[one.removeprefix("DIGEST#")].timezone for one in done}
    assert zones <= {"Asia/Jayapura"}
    put_digests(morning(day))
    done = {item.sk for item in DirectoryItem.query("JOBS", DirectoryItem.sk.startswith("DIGEST#"))}
    assert len(done) == len(directory_lookup.institutions())


@pytest.mark.parametrize("k", [0, 1, 3])
def test_killed_in_the_middle_the_next_run_promises_the_rest_and_nothing_twice(desk: Desk, k: int) -> None:
    desk.forwarded()
    day = working_day(1)
    with pytest.raises(Killed):
        put_digests(morning(day), KilledAfter(k))
    again = put_digests(morning(day, 8))
    assert again["complete"]
    assert again["institutions"] == len(directory_lookup.institutions()) - k
    assert promised().count(f"DIGEST#{day:%Y%m%d}") == 1


def test_a_coordinators_digest_says_how_many_units_have_nobody(desk: Desk) -> None:
    desk.submit()
    day = working_day(1)
    put_digests(morning(day))
    item = DigestItem.get("REPORT#DIGEST-kab_2e_6201", f"DIGEST#{day:%Y%m%d}")
    told = digest_content.decode(item.content)
    units = directory_lookup.units_of("kab.6201").values()
    assert told.vacant == sum(
        one.accepts_reports and not directory_lookup.officers_of(one.agency_id, answering_role(one)) for one in units
    )
    assert 0 < told.vacant < len(units)
    unit = digest_content.decode(DigestItem.get(DPUPR, f"DIGEST#{day:%Y%m%d}").content) if promised() else None
    assert unit is None or unit.vacant == 0
    for digest in DigestItem.query("REPORT#DIGEST-kab_2e_6201"):
        digest.delete()


def confirmed(desk: Desk) -> str:
    """A report that its reporter says is solved; its number."""
    receipt = desk.forwarded()
    number: str = receipt["report_id"]
    desk.act("dpupr", number, "accept")
    desk.act("dpupr", number, "answer", text="Lubang sudah ditambal kemarin.")
    desk.as_reporter(receipt, "confirm", rating=5)
    return number


def tell_all(number: str) -> None:
    """The stream brings every event of a report, and some twice."""
    stored = reports.load(number)
    assert stored
    seqs = [*range(1, stored.report.seq + 1), stored.report.seq - 1, stored.report.seq]
    scene.stream(*(scene.record(number, seq, str(place)) for place, seq in enumerate(seqs)))


def test_what_was_confirmed_is_told_by_the_next_digest_and_no_other_letter(desk: Desk, mailbox: Mailbox) -> None:
    scene.settle_everything()
    number = confirmed(desk)
    tell_all(number)
    assert number not in scene.untold()
    to_the_holder = [one for one in scene.mails_about(mailbox, number) if one.to == "dpupr@petugas.example"]
    assert [one.subject.partition(":")[0] for one in to_the_holder] == ["Laporan baru menunggu tindak lanjut"]
    day = working_day(1)
    put_digests(morning(day))
    digest = digest_content.decode(DigestItem.get(DPUPR, f"DIGEST#{day:%Y%m%d}").content)
    assert [one.report_id for one in digest.ended].count(number) == 1
    letter = digests.digest(digest, "dpupr", "dpupr@petugas.example")
    assert "Ditutup sejak kabar terakhir" in letter.text
    assert f"{number} · Selesai · pelapor dapat menyanggah sampai " in letter.text
    tell_all(number)
    put_digests(morning(next_day := working_day(2 + (working_day(1) - datetime.now(UTC).date()).days)))
    again = DigestItem.query(DPUPR, DigestItem.sk == f"DIGEST#{next_day:%Y%m%d}")
    told_again = [row.report_id for one in again for row in digest_content.decode(one.content).ended]
    assert number not in told_again, "once"


@pytest.mark.parametrize("before", [True, False], ids=["before", "after"])
def test_killed_at_every_request_what_was_closed_stands_in_one_digest(desk: Desk, before: bool) -> None:
    scene.settle_everything()
    place, many = 0, 1
    while place < many:
        for digest in DigestItem.query(DPUPR):
            digest.delete()
        number, line = confirmed(desk), Line()
        line.dies_at, line.dies_before = place, before
        with listening(line), suppress(KilledLine):
            tell_all(number)
        tell_all(number)
        scene.drain({number})
        kept = [one.report_id for one in ended.of_institution("kab.6201") if one.report_id == number]
        letters = [one for one in scene.letters_of(number) if one.sk.endswith("officer_dpupr") and one.sent_at]
        assert (len(kept), len(letters)) == (1, 1), (place, line.requests)
        many = max(many, min(len(line.requests), 40))
        place += 3
