"""One of every letter there is, by name: situation and reader."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from chalicelib.domain.commands import Answer, Progress
from chalicelib.domain.directory.appointing import Officer
from chalicelib.domain.events import EventType
from chalicelib.domain.report import Outcome
from chalicelib.domain.states import State
from chalicelib.notify import appointments, digests, invitation, letters, recovery_letter
from chalicelib.notify.digest_content import DigestContent, DigestRow
from chalicelib.notify.letter_context import LetterContext
from chalicelib.notify.letters import Letter
from chalicelib.notify.new_reports import new_reports
from chalicelib.notify.recipients import FOLLOWED, Audience, is_heard_by_merged, parts_told
from tests.notify.courses import (
    DPUPR,
    LIAISON,
    MAIN_NUMBER,
    MONDAY,
    NUMBER,
    SITE,
    Course,
    answered,
    forwarded,
    in_progress,
    published,
    rules,
    situations,
)

CODE = "7G2KD-X4M9Q-T0VBN-3HWZE"
REPORTERS_ADDRESS = "siti@warga.example"
PUBLIC_TITLE = "Jalan rusak di depan pasar"
UNIT = "Dinas Pekerjaan Umum dan Penataan Ruang, Pemerintah Kabupaten Kotawaringin Barat"


@dataclass(frozen=True)
class Follower:
    """Somebody who follows a report."""

    email: str = "warga.lain@warga.example"
    language: str = "id"
    recipient: str = "follower_37a616352620a2a4"
    page_url: str = f"{SITE}/api/reports/{NUMBER}/follow/37a616352620a2a4b3f1c7a09d5e4826"

    @property
    def headers(self) -> dict[str, str]:
        """The way out."""
        return {
            "List-Unsubscribe": f"<{self.page_url}/stop>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }


def every_letter(language: str) -> Iterator[tuple[str, Letter]]:
    """Every letter about an event, then those without one."""
    for name, context in situations(language=language).items():
        yield from ((f"{name}.{reader}", letter) for reader, letter in letters_about(context, language))
    yield from special_letters(language)
    shown = published(Course(language=language)).report
    yield "follow.confirm", invitation.invitation(shown, Follower(language=language), "20261123")
    own = (Course(language=language).report, answered(report_id=MAIN_NUMBER, language=language).report)
    found = [recovery_letter.FoundReport(one, CODE) for one in own]
    yield "recovery", recovery_letter.recovery("recovery_37a616352620a2a4", REPORTERS_ADDRESS, found, is_cut=False)
    yield "recovery.cut", recovery_letter.recovery("recovery_37a616352620a2a4", REPORTERS_ADDRESS, found, is_cut=True)
    invited = invitation.officer_invited(
        "dpupr", "dpupr@petugas.example", "liaison", UNIT, has_password=True, language=language
    )
    yield "officer_invited", invited
    kobar = Officer("kobar", "kobar@petugas.example", "coordinator", "kab.6201")
    many = [replace(rules().directory.agencies[DPUPR], name=f"Dinas {number}") for number in range(1, 24)]
    yield "vacancy", appointments.vacancy(kobar, many, language=language)
    house = rules().directory.agencies[DPUPR]
    came = [forwarded().report, in_progress(report_id=MAIN_NUMBER).report]
    yield "new_reports", new_reports(house, MONDAY, came, 24, kobar, language=language)
    yield "digest", digests.digest(a_morning(), "dpupr", "dpupr@petugas.example", language=language)


def letters_about(context: LetterContext, language: str) -> Iterator[tuple[str, Letter]]:
    """What each kind of reader gets of an event."""
    parts = parts_told(context.report, context.event)
    if Audience.REPORTER in parts:
        yield "reporter", letters.to_reporter(context, REPORTERS_ADDRESS, CODE)
    if set(parts) - {Audience.REPORTER}:
        yield "officer", officers(context, language)
    if Audience.OMBUDSMAN in parts:
        yield "observer", officers(context, language, username="ombudsman", role="observer")
    if context.event.type in FOLLOWED:
        shown = replace(context.report, published_at=MONDAY, public_title=context.report.public_title or PUBLIC_TITLE)
        public = replace(context, report=shown, present=shown)
        yield "follower", letters.to_follower(public, Follower(language=language))
    if is_heard_by_merged(context.report, context.event):
        own = replace(Course(report_id=MAIN_NUMBER, language=language).report, duplicate_of=NUMBER)
        yield "merged", letters.to_merged_reporter(context, own, REPORTERS_ADDRESS, CODE)


def special_letters(language: str) -> Iterator[tuple[str, Letter]]:
    """The same events told otherwise: to an anonymous reporter, of a confidential report, in somebody's place."""
    anonymous = Course(language=language, anonymous=True).last(EventType.SUBMITTED)
    yield "submitted.anonymous.reporter", letters.to_reporter(anonymous, REPORTERS_ADDRESS, CODE)
    confidential = answered(language=language, confidential=True)
    answer = confidential.last(EventType.ANSWERED)
    solved = in_progress(language=language).then((LIAISON, Answer("Lubang sudah ditambal.", outcome=Outcome.SOLVED)))
    yield "answered.outcome.reporter", letters.to_reporter(solved.last(EventType.ANSWERED), REPORTERS_ADDRESS, CODE)
    yield "answered.confidential.reporter", letters.to_reporter(answer, REPORTERS_ADDRESS, CODE)
    moved = situations(language=language)["contact_changed"]
    yield "contact_changed.former", letters.to_former_address(moved, REPORTERS_ADDRESS)
    yield "forwarded.confidential.officer", officers(confidential.last(EventType.FORWARDED), language)
    forwarded = situations(language=language)["forwarded"]
    yield "forwarded.stands_in.officer", officers(forwarded, language, stands_in_for=UNIT.partition(",")[0])
    shown = published(in_progress(language=language)).then(
        (LIAISON, Progress("Aspal dipesan.", public_text="Aspal dipesan."))
    )
    own = Course(report_id=MAIN_NUMBER, language=language).report
    news = letters.to_merged_reporter(shown.last(EventType.PROGRESSED), own, REPORTERS_ADDRESS, CODE)
    yield "progressed.shown.merged", news


def officers(
    context: LetterContext,
    language: str,
    *,
    username: str = "dpupr",
    role: str = "liaison",
    stands_in_for: str | None = None,
) -> Letter:
    """A letter to an officer."""
    to = f"{username}@petugas.example"
    return letters.to_officer(context, username, role, to, stands_in_for, language=language)


def a_morning() -> DigestContent:
    """What the roads department finds on a Thursday: more late ones than a mail lists."""
    tonight = MONDAY.replace(day=26, hour=16, minute=59, second=59)
    late = [
        DigestRow(f"LP-{number:04}-0000-000", State.IN_PROGRESS, tonight - timedelta(days=number), level=number % 3)
        for number in range(1, 24)
    ]
    today = [DigestRow("LP-1111-0000-000", State.FORWARDED, tonight)]
    new = [
        DigestRow("LP-2222-0000-000", State.FORWARDED, tonight + timedelta(days=1)),
        DigestRow("LP-3333-0000-000", State.REOPENED, None),
    ]
    unit = rules().directory.agencies[DPUPR]
    return DigestContent(
        unit.name,
        date(2026, 11, 26),
        unit.timezone,
        late=tuple(late),
        due_today=tuple(today),
        new=tuple(new),
        vacant=3,
        promises=4,
    )
