"""Courses of reports, made by real decisions: every kind of event, each with the report as its command left it."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any

from chalicelib.domain import lifecycle
from chalicelib.domain.actors import SYSTEM, Actor, Role
from chalicelib.domain.calendar.workdays import Calendar, Holiday
from chalicelib.domain.case_commands import Carry, CountDispute, Leave, Merge, Repoint, Split, Succeed
from chalicelib.domain.commands import (
    Accept,
    Answer,
    Archive,
    Close,
    Command,
    Complete,
    Confirm,
    ConfirmPromise,
    Contact,
    ContactLog,
    ContactWay,
    Decide,
    Dispute,
    Erase,
    Escalate,
    Expire,
    Extend,
    Forward,
    Lapse,
    Note,
    Object,
    Ombudsman,
    Progress,
    Publicity,
    Publish,
    Remind,
    Reply,
    RequestData,
    Return,
    Submit,
    Survey,
    Unpublish,
    Verify,
    Withdraw,
)
from chalicelib.domain.decisions.clock import tick
from chalicelib.domain.decisions.draft import DecisionDraft
from chalicelib.domain.decisions.transitions import ended
from chalicelib.domain.directory import Directory
from chalicelib.domain.events import Event, EventType
from chalicelib.domain.limits import LimitName
from chalicelib.domain.report import ArchiveReason, Classification, Outcome, Report
from chalicelib.domain.rules import Rules
from chalicelib.domain.standards import Standards, standards_from_rows
from chalicelib.domain.states import State
from chalicelib.domain.visibility import public_words
from chalicelib.notify.asked import asked_about
from chalicelib.notify.letter_context import LetterContext, title_for_a_mail
from chalicelib.store.directory_lookup import DATA
from chalicelib.store.seed import agency_from

POLICE = "Polres Kotawaringin Barat"
SITE = "https://lapor.example"
NUMBER, MAIN_NUMBER = "LP-7QK2-M4ZD-9X0", "LP-3HV8-T6RW-2B9"
TITLE = "Jalan berlubang di depan pasar"
OTHER_NUMBER = "LP-0000-0000-001"
MONDAY = datetime(2026, 11, 23, 2, 15, tzinfo=UTC)  # 09.15 WIB
CITIZENS_WORDS = "Rahasia-warga: ada lubang besar di depan pasar."
KOBAR, DPUPR, INSPECTORATE = "kab.6201", "kab.6201.dpupr", "kab.6201.inspektorat"

REPORTER = Actor(Role.REPORTER)
NATION = Actor(Role.NATION, "ri", "nasional")
COORDINATOR = Actor(Role.COORDINATOR, KOBAR, "kobar")
LIAISON = Actor(Role.LIAISON, DPUPR, "dpupr")
HEAD = Actor(Role.HEAD, DPUPR, "dpupr-kepala")
INSPECTOR = Actor(Role.INSPECTORATE, INSPECTORATE, "inspektorat")


def _data(name: str) -> Any:
    return json.loads((DATA / name).read_text(encoding="utf-8"))


@cache
def rules() -> Rules:
    """The shipped agencies, calendar and standards."""
    agencies = [agency_from(row) for row in _data("agencies.json")]
    shipped = _data("calendar.json")
    days = [
        Holiday(date.fromisoformat(row["date"]), row["kind"], row["name_id"], row["name_en"]) for row in shipped["days"]
    ]
    return Rules(
        Directory({agency.agency_id: agency for agency in agencies}),
        Calendar({day.date: day for day in days}, frozenset(shipped["complete_years"])),
        Standards(standards_from_rows(_data("standards.json"))),
    )


SHOW_AND_FORWARD = Verify(
    publish=True, public_title="Jalan berlubang", public_body="Ada lubang besar.", forward_to=DPUPR
)


def context(
    report: Report,
    event: Event,
    events: Sequence[Event] = (),
    *,
    present: Report | None = None,
    directory: Directory | None = None,
) -> LetterContext:
    """What letters about the event are about; ``events`` are those before it."""
    category = ("Pekerjaan Umum dan Penataan Ruang", "Public works and spatial planning")
    words = public_words(event, ())
    asked = asked_about(event, events)
    title = title_for_a_mail(TITLE, report, present or report)
    return LetterContext(
        report, present or report, event, directory or rules().directory, category, SITE, words, asked, title
    )


class Course:
    """One report from its receipt on; ``matters`` has every event so far, with the report its command left."""

    def __init__(self, **changes: Any) -> None:
        self.now = MONDAY
        submit = Submit(
            report_id=NUMBER,
            classification=Classification.COMPLAINT,
            category="pekerjaan-umum",
            language="id",
            addressed_to=KOBAR,
            anonymous=False,
            confidential=False,
        )
        decision = lifecycle.submit(replace(submit, **changes), REPORTER, self.now, rules())
        self.report = decision.report
        self.matters = [context(self.report, event) for event in decision.events]

    def then(self, *steps: tuple[Actor, Command], days: float = 1) -> "Course":
        """What they do, a day (or so many) apart."""
        for actor, command in steps:
            self.now += timedelta(days=days)
            decision = lifecycle.decide(self.report, command, actor, self.now, rules())
            self.report = decision.report
            self._happened(decision.events)
        return self

    def moved(self) -> "Course":
        """A day off is declared late, and moves every deadline that it lies in."""
        day = Holiday(
            date(2026, 12, 2), "national", "Hari Berkabung", "Day of mourning", "Keppres 9/2026",
            declared_on=self.now.date(),
        )  # fmt: skip
        calendar = rules().calendar
        declared = replace(calendar, holidays={**calendar.holidays, day.date: day})
        draft = DecisionDraft(self.report, SYSTEM, self.now, replace(rules(), calendar=declared))
        tick(draft, told=True)
        self.report = draft.report
        self._happened(draft.events)
        return self

    def merged_of_old(self) -> "Course":
        """Merged into another report, as it was done before there were cases of many."""
        self.now += timedelta(days=1)
        draft = DecisionDraft(self.report, COORDINATOR, self.now, rules())
        changes = ended(self.report, State.ARCHIVED, self.now)
        changes |= {"archived_reason": ArchiveReason.DUPLICATE, "duplicate_of": MAIN_NUMBER}
        draft.record(EventType.MERGED, changes, data={"into": MAIN_NUMBER})
        self.report = draft.report
        self._happened(draft.events)
        return self

    def _happened(self, events: Iterable[Event]) -> None:
        before = [one.event for one in self.matters]
        self.matters += [context(self.report, event, before) for event in events]

    def last(self, event_type: EventType) -> LetterContext:
        """The last event of that type."""
        return next(one for one in reversed(self.matters) if one.event.type is event_type)


def forwarded(**changes: Any) -> Course:
    """A report that lies with the roads department."""
    return Course(**changes).then((COORDINATOR, Forward(DPUPR, "Mohon ditangani minggu ini.")))


def in_progress(**changes: Any) -> Course:
    """A report that the roads department works on."""
    return forwarded(**changes).then((LIAISON, Accept()))


def answered(**changes: Any) -> Course:
    """A report that was answered."""
    answer = Answer(
        "Lubang sudah ditambal.\nFoto terlampir.",
        action_date=date(2026, 11, 25),
        public_text="Lubang sudah ditambal.",
    )
    return in_progress(**changes).then((LIAISON, answer))


def promised(day: date = date(2026, 12, 21), **changes: Any) -> Course:
    """A report whose answer promises it by a day."""
    plan = Answer("Aspal dipesan, jalan diperbaiki bulan depan.", outcome=Outcome.PLANNED, promised_by=day)
    return in_progress(**changes).then((LIAISON, plan))


def promised_and_closed(**changes: Any) -> Course:
    """The same, closed for want of its reporter's word and asked about on its day."""
    return promised(**changes).then((SYSTEM, Close()), days=15).then((SYSTEM, Remind(L.PROMISE, "promised")), days=11)


def published(course: Course) -> Course:
    """The same, shown to the public."""
    return course.then((COORDINATOR, Publish("Jalan berlubang di depan pasar", "Ada lubang di jalan kabupaten.")))


def escalated(course: Course, level: int, limit: LimitName) -> Course:
    """The same, raised by the clock when it is time."""
    days = {1: 5.0, 2: 8.0, 3: 15.0, 4: 62.0}[level]
    return course.then((SYSTEM, Escalate(level, limit)), days=days)


def archived(**changes: Any) -> Course:
    """A report laid aside by the coordinator."""
    text = "Perkara ini sedang diadili, maka kami tidak dapat mencampurinya."
    return Course(**changes).then(
        (COORDINATOR, Archive(ArchiveReason.BEFORE_THE_COURT, text, refer_to="Pengadilan Negeri Pangkalan Bun"))
    )


def joined(**changes: Any) -> Course:
    """A report that joined another one about the same."""
    main = replace(main_report(), confidential=bool(changes.get("confidential")))
    return Course(**changes).then((COORDINATOR, Merge(MAIN_NUMBER, main)))


def main_report() -> Report:
    """Another report about the same, which others are merged into."""
    return Course(report_id=MAIN_NUMBER).report


E, L = EventType, LimitName
CALLED = ContactLog(ContactWay.CALL, reached=False, text="Tidak diangkat.")
REQUEST = (LIAISON, RequestData("Mohon sebutkan nama jalannya."))


@cache
def situations(**changes: Any) -> dict[str, LetterContext]:
    """Every event somebody could be told of, by name: the type, and what sets it apart from others of its type."""
    c = changes

    def after(course: Course, actor: Actor, command: Command, event_type: EventType) -> LetterContext:
        return course.then((actor, command)).last(event_type)

    def waiting() -> Course:
        return in_progress(**c).then(REQUEST)

    def unreached() -> Course:
        return waiting().then((SYSTEM, Remind(L.COMPLETE, "unreached")), days=31)

    return {
        "submitted": Course(**c).last(E.SUBMITTED),
        "verified": after(Course(**c), COORDINATOR, Verify(category="sosial"), E.VERIFIED),
        "reclassified": after(Course(**c), COORDINATOR, Verify(category="sosial"), E.RECLASSIFIED),
        "forwarded": forwarded(**c).last(E.FORWARDED),
        "forwarded.published": after(Course(**c), COORDINATOR, SHOW_AND_FORWARD, E.FORWARDED),
        "published.forwarded": after(Course(**c), COORDINATOR, SHOW_AND_FORWARD, E.PUBLISHED),
        "forwarded.institution": after(Course(**{**c, "addressed_to": None}), NATION, Forward(KOBAR), E.FORWARDED),
        "data_requested": waiting().last(E.DATA_REQUESTED),
        "completed": after(waiting(), REPORTER, Complete(CITIZENS_WORDS), E.COMPLETED),
        "replied": after(in_progress(**c), REPORTER, Reply(CITIZENS_WORDS), E.REPLIED),
        "accepted": in_progress(**c).last(E.ACCEPTED),
        "progressed": after(in_progress(**c), LIAISON, Progress("Aspal dipesan."), E.PROGRESSED),
        "answered": answered(**c).last(E.ANSWERED),
        "answered.planned": promised(**c).last(E.ANSWERED),
        "returned": after(forwarded(**c), LIAISON, Return("prov.62", "Ini jalan provinsi."), E.RETURNED),
        "returned.conflict": after(forwarded(**c), COORDINATOR, Verify(reported_agencies=(DPUPR,)), E.RETURNED),
        "decided": after(
            forwarded(**c).then((LIAISON, Return("prov.62", "Ini jalan provinsi."))),
            COORDINATOR,
            Decide(DPUPR, "Menurut SK Bupati, ini jalan kabupaten."),
            E.DECIDED,
        ),
        "extended": after(in_progress(**c), HEAD, Extend(5, "Menunggu aspal", "Aspal tiba minggu depan."), E.EXTENDED),
        "reminded.half": after(in_progress(**c), SYSTEM, Remind(L.FINISH, "half"), E.REMINDED),
        "reminded.last": after(in_progress(**c), SYSTEM, Remind(L.RESPOND, "last"), E.REMINDED),
        "reminded.lapsed": after(in_progress(**c), SYSTEM, Remind(L.RESPOND, "lapsed"), E.REMINDED),
        "reminded.day_14": after(in_progress(**c), SYSTEM, Remind(L.CAP, "day_14"), E.REMINDED),
        "reminded.reply": after(answered(**c), SYSTEM, Remind(L.REPLY, "last"), E.REMINDED),
        "reminded.promise": promised_and_closed(**c).last(E.REMINDED),
        "reminded.promise.answered": promised(date(2026, 12, 1), **c)
        .then((SYSTEM, Remind(L.PROMISE, "promised")), days=5)
        .last(E.REMINDED),
        "promise_kept": promised_and_closed(**c).then((REPORTER, ConfirmPromise(5))).last(E.PROMISE_KEPT),
        "promise_kept.confirmed": promised(**c).then((REPORTER, Confirm(5)), days=26).last(E.PROMISE_KEPT),
        "promise_broken": promised_and_closed(**c).then((REPORTER, Dispute(CITIZENS_WORDS))).last(E.PROMISE_BROKEN),
        "reminded.complete": after(waiting(), SYSTEM, Remind(L.COMPLETE, "day_7"), E.REMINDED),
        "reminded.unreached": unreached().last(E.REMINDED),
        "escalated.complete": unreached().then((SYSTEM, Escalate(1, L.COMPLETE)), days=0.1).last(E.ESCALATED),
        "escalated.1": escalated(forwarded(**c), 1, L.ACCEPT).last(E.ESCALATED),
        "escalated.1.submitted": escalated(Course(**c), 1, L.VERIFY).last(E.ESCALATED),
        "escalated.2": escalated(forwarded(**c), 2, L.ACCEPT).last(E.ESCALATED),
        "escalated.3": escalated(forwarded(**c), 3, L.ACCEPT).last(E.ESCALATED),
        "escalated.4": escalated(forwarded(**c), 4, L.CAP).last(E.ESCALATED),
        "escalated.reopened": (
            answered(**c)
            .then((REPORTER, Dispute(CITIZENS_WORDS)), (LIAISON, Answer("Sudah.")), (REPORTER, Dispute(CITIZENS_WORDS)))
            .last(E.ESCALATED)
        ),
        "ombudsman_asked": escalated(forwarded(**c), 4, L.CAP).last(E.OMBUDSMAN_ASKED),
        "ombudsman_referred": after(
            escalated(forwarded(**c), 1, L.ACCEPT), REPORTER, Ombudsman(), E.OMBUDSMAN_REFERRED
        ),
        "ombudsman_consent_withdrawn": (
            escalated(forwarded(**c), 1, L.ACCEPT)
            .then((REPORTER, Ombudsman()), (REPORTER, Ombudsman(consent=False)))
            .last(E.OMBUDSMAN_CONSENT_WITHDRAWN)
        ),
        "disputed": after(answered(**c), REPORTER, Dispute(CITIZENS_WORDS, rating=1), E.DISPUTED),
        "confirmed": after(answered(**c), REPORTER, Confirm(5), E.CONFIRMED),
        "contact_changed": after(
            in_progress(**c), REPORTER, Contact(email="siti.baru@warga.example"), E.CONTACT_CHANGED
        ),
        "surveyed": answered(**c).then((REPORTER, Confirm(5)), (REPORTER, Survey(4, 3, 4))).last(E.SURVEYED),
        "closed.confirmed": after(answered(**c), REPORTER, Confirm(5), E.CLOSED),
        "closed.no_reply": answered(**c).then((SYSTEM, Close()), days=15).last(E.CLOSED),
        "archived": archived(**c).last(E.ARCHIVED),
        "archived.criminal_matter": after(
            Course(**c),
            COORDINATOR,
            Archive(ArchiveReason.CRIMINAL_MATTER, "Pencurian diperiksa kepolisian.", refer_to=POLICE),
            E.ARCHIVED,
        ),
        "archived.final": (
            archived(**c)
            .then(
                (REPORTER, Object(CITIZENS_WORDS)),
                (NATION, Archive(ArchiveReason.BEFORE_THE_COURT, "Putusan pengadilan harus ditunggu.")),
            )
            .last(E.ARCHIVED)
        ),
        "objected": after(archived(**c), REPORTER, Object(CITIZENS_WORDS), E.OBJECTED),
        "deemed_withdrawn": waiting().then((SYSTEM, Lapse()), days=31).last(E.DEEMED_WITHDRAWN),
        "merged": Course(**c).merged_of_old().last(E.MERGED),
        "joined": joined(**c).last(E.JOINED),
        "linked": after(Course(addressed_to="kab.6202", **c), NATION, Merge(MAIN_NUMBER, main_report()), E.LINKED),
        "left": joined(**c).then((COORDINATOR, Split())).last(E.LEFT),
        "left.own": joined(**c).then((REPORTER, Leave())).last(E.LEFT),
        "followed": joined(**c).then((SYSTEM, Carry(MAIN_NUMBER, 9, DPUPR))).last(E.FOLLOWED),
        "main_changed": joined(**c).then((SYSTEM, Repoint(OTHER_NUMBER, 9, DPUPR))).last(E.MAIN_CHANGED),
        "took_over": joined(**c).then((SYSTEM, Succeed(forwarded(report_id=MAIN_NUMBER).report))).last(E.TOOK_OVER),
        "member_disputed": after(answered(**c), SYSTEM, CountDispute(OTHER_NUMBER, 9), E.MEMBER_DISPUTED),
        "disputed.case": after(answered(**c), SYSTEM, CountDispute(OTHER_NUMBER, 1), E.DISPUTED),
        "split": Course(**c).merged_of_old().then((COORDINATOR, Split())).last(E.SPLIT),
        "withdrawn": after(in_progress(**c), REPORTER, Withdraw(), E.WITHDRAWN),
        "erased": after(in_progress(**c), REPORTER, Erase(), E.ERASED),
        "expired": archived(**c).then((SYSTEM, Expire()), days=735).last(E.EXPIRED),
        "withdrawn.erased": after(in_progress(**c), REPORTER, Erase(), E.WITHDRAWN),
        "published": published(Course(**c)).last(E.PUBLISHED),
        "unpublished": after(
            published(Course(**c)), COORDINATOR, Unpublish("Ada nama orang di dalamnya."), E.UNPUBLISHED
        ),
        "publicity_changed.True": after(Course(**c), REPORTER, Publicity(True), E.PUBLICITY_CHANGED),
        "publicity_changed.False": after(Course(**c), REPORTER, Publicity(False), E.PUBLICITY_CHANGED),
        "deadline_moved": in_progress(**c).moved().last(E.DEADLINE_MOVED),
        "contact_logged": after(Course(**c), COORDINATOR, CALLED, E.CONTACT_LOGGED),
        "noted": after(Course(**c), COORDINATOR, Note("Cek ke desa."), E.NOTED),
    }
