"""The table of commands as the law has it, written out by hand: who gives which command in which state, and then?

It is the table for a plain report: not escalated, not late, not confidential, not supervisory, not published, held by
the unit kab.6201.dinkes.pkm once it is forwarded, by its institution in ``submitted`` and ``returned``.
``state>new`` moves, ``state`` alone stays. Whoever is not named is refused.
"""

from chalicelib.domain.case_commands import Carry, CountDispute, Join, Leave, Merge, News, Repoint, Split, Succeed
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
    Survey,
    Unpublish,
    Verify,
    Withdraw,
)
from chalicelib.domain.events import EventType
from chalicelib.domain.limits import LimitName
from chalicelib.domain.report import ArchiveReason
from chalicelib.domain.states import State
from tests.domain.dossier import UNIT, in_progress

_OPEN = "submitted needs_info forwarded returned in_progress answered reopened joined"
_ENDED = "closed archived withdrawn"
# whoever acts for the unit that holds: its liaison and head, a liaison above it, the head of the institution
_HOLDER = "liaison, ancestor, head, chief"
_WITHDRAWS = " ".join(f"{state}>withdrawn" for state in _OPEN.split())

ROWS = (
    ("complete", "reporter", "needs_info>in_progress"),
    ("reply", "reporter", "submitted forwarded returned in_progress reopened answered joined needs_info>in_progress"),
    ("confirm", "reporter", "answered>closed"),
    ("dispute", "reporter", "answered>reopened closed>reopened"),
    ("survey", "reporter", "closed"),
    ("withdraw", "reporter", _WITHDRAWS),
    ("object", "reporter", "archived>submitted"),
    ("ombudsman", "reporter", "closed archived"),
    ("publicity", "reporter", f"{_OPEN} {_ENDED}"),
    ("contact", "reporter", f"{_OPEN} {_ENDED}"),
    ("erase", "reporter", f"{_WITHDRAWS} {_ENDED}"),
    ("verify", "coordinator, nation", _OPEN),
    # In forwarded it was the coordinator who sent it there: the slip may be put right.
    ("forward", "coordinator", "submitted>forwarded forwarded>forwarded reopened>forwarded"),
    ("forward", "nation", "submitted>forwarded"),
    ("forward", _HOLDER, "forwarded reopened>forwarded"),
    # In submitted the institution is the holder, and its head acts for it.
    ("request-data", "coordinator, chief", "submitted>needs_info"),
    ("request-data", _HOLDER, "forwarded>needs_info in_progress>needs_info"),
    ("accept", _HOLDER, "forwarded>in_progress reopened>in_progress"),
    ("progress", _HOLDER, "in_progress reopened answered>in_progress"),
    ("answer", _HOLDER, "forwarded>answered in_progress>answered reopened>answered answered"),
    ("return", _HOLDER, "forwarded>returned in_progress>returned"),
    ("decide", "coordinator, nation", "returned>forwarded"),
    ("extend", "head, chief", "in_progress"),
    ("note", "coordinator, nation, chief", f"{_OPEN} {_ENDED}"),
    # The unit no longer holds what it returned, and never held what was archived before it was forwarded.
    ("note", "liaison, ancestor, head", "needs_info forwarded in_progress answered reopened joined closed withdrawn"),
    ("contact-log", "coordinator, nation, chief", f"{_OPEN} {_ENDED}"),
    (
        "contact-log",
        "liaison, ancestor, head",
        "needs_info forwarded in_progress answered reopened joined closed withdrawn",
    ),
    ("archive", "coordinator", "submitted>archived"),
    ("archive", "nation", "submitted>archived returned>archived"),
    # Each under both its names.
    ("join", "coordinator, nation", "submitted>joined forwarded>joined"),
    ("merge", "coordinator, nation", "submitted>joined forwarded>joined"),
    ("leave", "coordinator, nation, reporter", "joined>submitted"),
    ("split", "coordinator, nation", "joined>submitted"),
    ("publish", "coordinator, nation", f"{_OPEN} closed archived"),
    ("remind", "system", _OPEN),
    ("escalate", "system", _OPEN),
    ("close", "system", "answered>closed"),
    ("lapse", "system", "needs_info>archived"),
    # To a member of a case of many; a plain report that was answered is none.
    ("carry", "system", "joined>answered"),
    ("repoint", "system", "joined"),
    ("succeed", "system", "joined>in_progress"),
    # To the main report, whose answer a member disputes.
    ("count-dispute", "system", "answered closed"),
)

# The one command that goes both ways. Consent given before, the level, what is said now, and the states it is taken in.
CONSENT = (
    (False, 0, True, "closed archived"),
    (False, 1, True, f"{_OPEN} closed archived"),
    (False, 0, False, ""),
    (False, 4, False, ""),
    (True, 0, True, ""),
    (True, 4, True, ""),
    (True, 0, False, f"{_OPEN} {_ENDED}"),
    (True, 4, False, f"{_OPEN} {_ENDED}"),
)

# What each command appends; where it depends on the report, by state.
EVENTS = {
    "complete": "completed",
    "reply": "replied",
    "reply needs_info": "completed",
    "confirm": "confirmed closed",
    "dispute": "disputed",
    "survey": "surveyed",
    "withdraw": "withdrawn",
    "object": "objected",
    "ombudsman": "ombudsman_referred",
    "publicity": "publicity_changed",
    "contact": "contact_changed",
    "erase": "withdrawn erased",
    "erase closed": "erased",
    "erase archived": "erased",
    "erase withdrawn": "erased",
    "verify": "verified reclassified",
    "forward": "forwarded",
    "request-data": "data_requested",
    "accept": "accepted",
    "progress": "progressed",
    "answer": "answered",
    "return": "returned",
    "decide": "decided",
    "extend": "extended",
    "note": "noted",
    "contact-log": "contact_logged",
    "archive": "archived",
    "join": "joined",
    "merge": "joined",
    "leave": "left",
    "split": "left",
    "carry": "answered",
    "repoint": "main_changed",
    "succeed": "took_over",
    "count-dispute": "member_disputed",
    "publish": "published",
    "unpublish": "unpublished",
    "remind": "reminded",
    "escalate": "escalated",
    "close": "closed",
    "lapse": "deemed_withdrawn",
    "expire": "expired",
}

MAIN = in_progress(report_id="LP-MAIN").report
# Good in themselves, whoever gives them: only office and state can speak against them.
_COMMANDS: tuple[Command, ...] = (
    Complete(text="Kampung Raja."),
    Reply("Masih sama."),
    Confirm(rating=4),
    Dispute("Belum selesai.", rating=2),
    ConfirmPromise(rating=4),
    Survey(4, 3, 4),
    Withdraw(),
    Object("Ini pelayanan publik."),
    Publicity(allowed=True),
    Contact(email="siti@warga.example"),
    Erase(),
    Verify(category="pendidikan"),
    RequestData("Di kampung mana?"),
    Accept(),
    Progress("Alat berat sudah di lokasi."),
    Answer("Sudah diperbaiki."),
    Return("kl.pu", "Jalan nasional."),
    Extend(2, "Menunggu alat", "Dua hari lagi."),
    Note("Sudah ditelepon."),
    ContactLog(ContactWay.CALL, reached=True, text="Ditelepon."),
    Archive(ArchiveReason.SPAM, "Iklan."),
    Join(MAIN.report_id, MAIN),
    Merge(MAIN.report_id, MAIN),
    Leave(),
    Split(),
    Carry(MAIN.report_id, MAIN.seq + 1, UNIT, (News(EventType.ANSWERED, "Sudah diperbaiki.", {}),)),
    Repoint("LP-OTHER", 7, UNIT),
    Succeed(MAIN),
    CountDispute("LP-MEMBER", members=9),
    Publish("Judul", "Isi tanpa nama."),
    Unpublish("Ada nama orang."),
    Remind(LimitName.CAP, "last"),
    Escalate(1, LimitName.CAP),
    Close(),
    Lapse(),
    Expire(),
)
_DESTINATIONS = {
    "coordinator": "kab.6201.dpupr",
    "nation": "kab.6202.dinkes",
    "inspectorate": "kab.6201.inspektorat",
}


def commands_of(who: str, *, is_with_ombudsman: bool = False) -> dict[str, Command]:
    """Every command there is, forwarded and decided to where this office may send; a consent given is taken back."""
    to = _DESTINATIONS.get(who, "kab.6201.dinkes.pkm.pustu")
    ombudsman = Ombudsman(consent=not is_with_ombudsman)
    return {command.name: command for command in (*_COMMANDS, Forward(to), Decide(to), ombudsman)}


def table_for(who: str) -> dict[str, dict[State, State]]:
    """The commands of one office, each with its states and where it leads from there."""
    found: dict[str, dict[State, State]] = {}
    for command, offices, states in ROWS:
        if who in offices.split(", "):
            moves = (step.partition(">") for step in states.split())
            found.setdefault(command, {}).update({State(old): State(new or old) for old, _, new in moves})
    return found


def events_of(command: str, state: State) -> list[str]:
    """The events a command appends when it is given in a state."""
    return EVENTS.get(f"{command} {state}", EVENTS[command]).split()
