"""From stored events to letters: whose addresses are found, what a late letter says, and who must never be named."""

import itertools
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, cast

import pytest

from chalicelib import clock
from chalicelib.domain.actors import SYSTEM, Actor
from chalicelib.domain.case_commands import Merge, Split
from chalicelib.domain.commands import (
    Accept,
    Answer,
    Archive,
    Close,
    Command,
    Complete,
    Confirm,
    Dispute,
    Erase,
    Escalate,
    Extend,
    Forward,
    Object,
    Ombudsman,
    Progress,
    Publicity,
    Publish,
    Remind,
    Reply,
    RequestData,
    Return,
    Unpublish,
    Withdraw,
)
from chalicelib.domain.decisions.draft import Decision, DecisionDraft
from chalicelib.domain.decisions.transitions import ended
from chalicelib.domain.events import UNTOLD, Event, EventType
from chalicelib.domain.limits import LimitName
from chalicelib.domain.refusals import StaleVersion
from chalicelib.domain.report import ArchiveReason
from chalicelib.domain.states import State
from chalicelib.failures import Conflict
from chalicelib.intake.submission import parse_submission
from chalicelib.notify import delivery, sending
from chalicelib.notify.composing import FollowersOf, context_of, letters_to_officers, letters_to_people, nobody
from chalicelib.notify.letters import Letter
from chalicelib.service import commands, submitting
from chalicelib.service.commands import Opened
from chalicelib.service.rules import rules_for
from chalicelib.store import cases, directory_lookup, identities, merges, reports
from chalicelib.store.items import Stored, event_key
from chalicelib.store.models.identities import IdentityItem
from infra.local.mailbox import Mailbox
from tests.notify.courses import COORDINATOR, DPUPR, HEAD, LIAISON, NATION, REPORTER
from tests.notify.every_letter import Follower
from tests.notify.scene import context

_numbers = itertools.count()
CANARIES = {
    "name": "Canary Namawarga",
    "phone": "0812 7777 0000",
    "title": "canary-judul di depan pasar",
    "body": "canary-isi: lubang besar, NIK 9999990101010001, hubungi saya.",
    "reply": "canary-balasan dari warga",
    "place": "canary-jalan nomor 5",
}


@pytest.fixture(autouse=True)
def _standing(mailbox: Mailbox) -> None:
    """Everything here needs database and mail."""


class Life:
    """A report through the service, a day between commands."""

    def __init__(self, email: str | None = None, **changes: Any) -> None:
        number = next(_numbers)
        self.email = email or f"canary{number}@warga.example"
        self.now: datetime = clock.now()
        fields: dict[str, Any] = {
            "classification": "complaint",
            "title": CANARIES["title"],
            "body": CANARIES["body"],
            "category": "pekerjaan-umum",
            "agency_id": "kab.6201",
            "reporter": {"name": CANARIES["name"], "email": self.email, "phone": CANARIES["phone"]},
            "location": {"province": "62", "regency": "62.01", "detail": CANARIES["place"]},
            "consent": True,
        }
        submission = parse_submission(
            fields | changes,
            category_ids=directory_lookup.categories(),
            agencies=directory_lookup.directory_covering(["kab.6201"]),
            today=self.now.date(),
        )
        self.receipt = submitting.submit(submission, f"surat-susun-{number:06}", "127.0.0.1", self.now)
        self.report_id = self.receipt.report_id

    @property
    def stored(self) -> Stored:
        """The report as it is."""
        stored = reports.load(self.report_id)
        assert stored
        return stored

    @property
    def events(self) -> tuple[Event, ...]:
        """All that happened."""
        history = reports.load_history(self.report_id)
        assert history
        return history.events

    def then(self, *steps: tuple[Actor, Command]) -> "Life":
        """What they do."""
        for actor, command in steps:
            self.now += timedelta(days=1)
            commands.carry_out(Opened(self.stored, actor), command, None, self.now)
        return self

    def letters(self, event_type: EventType, followers_of: FollowersOf = nobody) -> list[Letter]:
        """What the last event of that type asks for."""
        event = next(event for event in reversed(self.events) if event.type is event_type)
        return self.letters_about(event, followers_of)

    def letters_about(self, event: Event, followers_of: FollowersOf = nobody) -> list[Letter]:
        """What an event asks for."""
        context = context_of(self.stored, event)
        if context is None:
            return []
        told = [*letters_to_people(context, self.stored, followers_of), *letters_to_officers(context)]
        assert all(isinstance(one, Letter) for one in told)
        return cast(list[Letter], told)

    def recipients(self, event_type: EventType) -> set[str]:
        """Who gets those letters."""
        return {letter.recipient for letter in self.letters(event_type)}


def forwarded(**changes: Any) -> Life:
    """A report with the roads department."""
    return Life(**changes).then((COORDINATOR, Forward(DPUPR)))


def merge(life: Life, main: Life) -> Life:
    """The first is merged into the second, as it was done before there were cases of many."""
    life.now += timedelta(days=1)
    stored, rules = life.stored, rules_for(["kab.6201"])
    draft = DecisionDraft(stored.report, COORDINATOR, life.now, rules)
    changes = ended(stored.report, State.ARCHIVED, life.now)
    changes |= {"archived_reason": ArchiveReason.DUPLICATE, "duplicate_of": main.report_id}
    draft.record(EventType.MERGED, changes, data={"into": main.report_id})
    reports.save(stored, Decision(draft.report, tuple(draft.events), None), rules.directory)
    return life


def test_a_late_letter_says_what_was_so_then() -> None:
    life = forwarded()
    at_once = life.letters(EventType.FORWARDED)
    life.then((LIAISON, Return("kab.6201", "Bukan jalan kabupaten.")), (REPORTER, Withdraw()))
    assert life.letters(EventType.FORWARDED) == at_once
    assert {letter.recipient for letter in at_once} == {"reporter", "officer_dpupr"}


def test_every_letter_has_a_part_of_its_own() -> None:
    life = forwarded().then((SYSTEM, Escalate(2, LimitName.ACCEPT)))
    letters = life.letters(EventType.ESCALATED)
    assert {letter.to for letter in letters} == {"dpupr-kepala@petugas.example", "kobar-sekda@petugas.example"}
    assert len({letter.recipient for letter in letters}) == len(letters)


def test_a_disabled_officer_is_not_told_and_whoever_is_next_is() -> None:
    life = forwarded()
    profile = directory_lookup.officer("dpupr")
    assert profile
    directory_lookup.put_officer(replace(profile, disabled=True))
    try:
        told = {letter.to: letter for letter in life.letters(EventType.FORWARDED)}
    finally:
        directory_lookup.put_officer(profile)
    assert set(told) == {life.email, "dpupr-kepala@petugas.example"}
    assert "Belum ada petugas aktif" in told["dpupr-kepala@petugas.example"].text


def test_a_reporter_without_an_address_is_not_written_to() -> None:
    life = forwarded(reporter={"name": "Siti", "phone": "0812 0000 0000"})
    assert life.recipients(EventType.FORWARDED) == {"officer_dpupr"}


def test_reporters_of_merged_reports_hear_the_main_reports_public_events() -> None:
    main, first, second = forwarded(), Life(language="en"), Life()
    merge(first, main)
    merge(second, main)
    assert set(merges.merged_into(main.report_id)) == {first.report_id, second.report_id}
    main.then((LIAISON, Accept()), (LIAISON, Progress("Kata-kata internal canary-petugas.")))
    letters = {letter.to: letter for letter in main.letters(EventType.PROGRESSED)}
    assert set(letters) == {main.email, first.email, second.email}
    news = letters[first.email]
    assert news.recipient == f"reporter_{first.report_id}"
    assert f"/lacak#{first.report_id}.{first.receipt.access_code}" in news.text
    assert main.receipt.access_code not in news.text + news.html
    assert "canary-petugas" not in news.text, "not published, so not for others"
    assert main.recipients(EventType.ACCEPTED) == set()
    assert first.recipients(EventType.MERGED) == {"reporter"}


def test_of_a_published_main_report_they_read_what_everybody_does() -> None:
    main, other = forwarded(), Life()
    merge(other, main)
    main.then(
        (COORDINATOR, Publish("Jalan berlubang", "Ada lubang.")),
        (LIAISON, Answer("Sudah ditambal, kata Joko.", public_text="Sudah ditambal.")),
    )
    news = next(letter for letter in main.letters(EventType.ANSWERED) if letter.to == other.email)
    assert "> Sudah ditambal." in news.text
    main.then((COORDINATOR, Unpublish("Ada nama orang.")))
    late = next(letter for letter in main.letters(EventType.ANSWERED) if letter.to == other.email)
    assert "Sudah ditambal" not in late.text


def test_what_the_main_reports_reporter_writes_is_told_to_no_other() -> None:
    main, other = forwarded(), Life()
    merge(other, main)
    main.then((COORDINATOR, Publish("Jalan berlubang", "Ada lubang.")), (LIAISON, Answer("Sudah.")))
    main.then((REPORTER, Dispute(CANARIES["reply"])))
    letters = main.letters(EventType.DISPUTED, followers(Follower()))
    assert {main.email, other.email} < {letter.to for letter in letters}
    assert not [letter.to for letter in letters if CANARIES["reply"] in letter.text + letter.html]


def test_a_report_split_off_again_hears_no_more_of_the_main_one() -> None:
    main, other = forwarded(), Life()
    merge(other, main).then((COORDINATOR, Split()))
    assert merges.merged_into(main.report_id) == ()
    assert other.recipients(EventType.SPLIT) == {"reporter"}
    main.then((LIAISON, Answer("Sudah.")))
    assert main.recipients(EventType.ANSWERED) == {"reporter"}


def test_merged_into_one_that_is_merged_itself_hears_of_the_last_one() -> None:
    main, middle, other = forwarded(), Life(), Life()
    merge(other, middle)
    merge(middle, main)
    main.then((LIAISON, Answer("Sudah.")))
    assert {letter.to for letter in main.letters(EventType.ANSWERED)} == {main.email, middle.email, other.email}


def test_a_merge_that_is_refused_leaves_nothing_behind() -> None:
    main, other = forwarded(), Life()
    with pytest.raises(StaleVersion):
        commands._decide_and_save(other.stored, Merge(main.report_id), COORDINATOR, 0, clock.now(), None)
    before = other.stored
    other.then((COORDINATOR, Forward(DPUPR)))
    with pytest.raises(Conflict):
        commands._decide_and_save(before, Merge(main.report_id), COORDINATOR, None, clock.now(), None)
    assert list(cases.members_of(main.report_id)) == []


def test_a_reminder_says_again_what_was_asked_last() -> None:
    life = forwarded().then((LIAISON, RequestData("Mohon sebutkan nama jalan.")), (REPORTER, Complete("Jalan Pasar.")))
    life.then((LIAISON, RequestData("Mohon sebutkan nomor tiang.")), (SYSTEM, Remind(LimitName.COMPLETE, "day_7")))
    (reminder,) = life.letters(EventType.REMINDED)
    assert "> Mohon sebutkan nomor tiang." in reminder.text
    assert "nama jalan" not in reminder.text
    life.then((REPORTER, Complete("Tiang 5.")), (LIAISON, RequestData("Foto, bila ada.")))
    assert life.letters(EventType.REMINDED) == [reminder], "late, and still the same"


def test_an_erased_one_is_told_once_more_and_then_never(mailbox: Mailbox) -> None:
    main, life = forwarded(), Life()
    merge(life, main).then((REPORTER, Erase()))
    assert identities.load_identity(life.report_id) is None
    assert life.recipients(EventType.ERASED) == {"reporter", "officer_kobar"}
    assert life.letters(EventType.SUBMITTED) == []
    assert life.letters(EventType.MERGED) == []
    main.then((LIAISON, Answer("Sudah.")))
    assert main.recipients(EventType.ANSWERED) == {"reporter"}
    for _ in range(2):
        delivery.tell(life.report_id, event_key(life.stored.report.seq), sending.Round(context()))
    last = [mail for mail in mailbox.mails(life.email) if mail.report_id == life.report_id]
    assert [mail.subject for mail in last] == [f"Data Anda sudah dihapus ({life.report_id})"]
    assert list(IdentityItem.query(life.report_id)) == [], "the last address is gone too"


def test_erasing_keeps_a_number_alone_until_it_was_told_and_no_name() -> None:
    life = Life(reporter={"name": "Siti", "phone": "0812 0000 0000"}).then((REPORTER, Erase()))
    (kept,) = IdentityItem.query(life.report_id)
    assert kept.name is None
    assert kept.phone == "0812 0000 0000"
    delivery.tell(life.report_id, event_key(life.stored.report.seq), sending.Round(context()))
    assert list(IdentityItem.query(life.report_id)) == []


def test_erasing_without_any_contact_keeps_nothing() -> None:
    life = Life(reporter={}, anonymous=True).then((REPORTER, Erase()))
    assert list(IdentityItem.query(life.report_id)) == []


def followers(*found: Follower) -> FollowersOf:
    """A store of followers with these in it."""

    def followers_of(report_id: str) -> Iterable[Follower]:
        return found

    return followers_of


def test_followers_hear_public_events_of_a_published_report_alone() -> None:
    one, other = Follower(), Follower("lain@warga.example", "en", "follower_2", "https://lapor.example/2")
    broken = Follower("a@b.example, c@d.example", recipient="follower_3")
    following = followers(one, other, broken)
    life = forwarded()
    assert len(life.letters(EventType.FORWARDED, following)) == 2, "not published"
    life.then((COORDINATOR, Publish("Jalan berlubang", "Ada lubang.")), (LIAISON, Answer("Sudah ditambal.")))
    letters = {letter.to: letter for letter in life.letters(EventType.ANSWERED, following)}
    assert set(letters) == {life.email, one.email, other.email}
    public = letters[other.email]
    assert public.headers == {"Auto-Submitted": "auto-generated", **other.headers}
    assert public.recipient == other.recipient
    assert other.page_url in public.text
    assert "Jalan berlubang" in public.text
    assert letters[life.email].headers == {"Auto-Submitted": "auto-generated"}
    assert life.receipt.access_code not in public.text + public.html
    life.then((REPORTER, Reply("Terima kasih.")), (REPORTER, Confirm(5)))
    assert {letter.to for letter in life.letters(EventType.REPLIED, following)} == {"dpupr@petugas.example"}
    assert {letter.to for letter in life.letters(EventType.CLOSED, following)} == {one.email, other.email}
    life.then((COORDINATOR, Unpublish("Ada nama orang.")))
    assert {letter.to for letter in life.letters(EventType.ANSWERED, following)} == {life.email}


def busy_life(life: Life) -> Life:
    """Nearly everything that can happen to a report, with the citizen's own words wherever they may stand."""
    reply = CANARIES["reply"]
    return life.then(
        (COORDINATOR, RequestData("Mohon lengkapi.")),
        (SYSTEM, Remind(LimitName.COMPLETE, "day_7")),
        (REPORTER, Complete(reply, location={"detail": CANARIES["place"]})),
        (COORDINATOR, Archive(ArchiveReason.TOO_GENERAL, "Terlalu umum.")),
        (REPORTER, Object(reply)),
        (NATION, Forward("kab.6201")),
        (COORDINATOR, Forward(DPUPR)),
        (SYSTEM, Remind(LimitName.FINISH, "half")),
        (SYSTEM, Escalate(1, LimitName.ACCEPT)),
        (REPORTER, Reply(reply)),
        (LIAISON, Accept()),
        (HEAD, Extend(3, "Hujan", "Hujan.")),
        (LIAISON, Answer("Sudah.")),
        (REPORTER, Dispute(reply, rating=1)),
        (LIAISON, Answer("Sudah lagi.")),
        (REPORTER, Dispute(reply)),
        (SYSTEM, Escalate(4, LimitName.REDO)),
        (REPORTER, Ombudsman()),
        (REPORTER, Ombudsman(consent=False)),
        (LIAISON, Answer("Kini selesai.")),
        (SYSTEM, Remind(LimitName.REPLY, "last")),
        (SYSTEM, Close()),
        (REPORTER, Publicity(False)),
    )


@pytest.mark.parametrize("anonymous", [True, False])
def test_who_the_reporter_is_and_what_they_wrote_is_in_no_letter_but_theirs(anonymous: bool) -> None:
    life = busy_life(Life(anonymous=anonymous))
    told = [event for event in life.events if event.type not in UNTOLD]
    assert len({event.type for event in told}) >= 16
    letters = [letter for event in told for letter in life.letters_about(event, followers(Follower()))]
    own = [letter for letter in letters if letter.to == life.email]
    assert len(own) >= 12, "an anonymous reporter is told all the same"
    for letter in letters:
        whole = f"{letter.recipient} {letter.subject} {letter.headers} {letter.text} {letter.html}"
        assert not [canary for canary in CANARIES.values() if canary in whole], letter.subject
        assert not [word for word in ("Canary", "canary", "0812", "999999") if word in whole], letter.subject
        if letter.to != life.email:
            assert life.receipt.access_code not in whole
