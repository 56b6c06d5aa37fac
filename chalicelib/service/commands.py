"""Commands on a report: open it as somebody who may, then load → decide → save."""

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime

from chalicelib import access_codes
from chalicelib.domain import lifecycle
from chalicelib.domain.actors import Actor, Role
from chalicelib.domain.case_commands import Join
from chalicelib.domain.cases import since_for
from chalicelib.domain.commands import (
    Answer,
    Archive,
    Command,
    Complete,
    Contact,
    Dispute,
    Erase,
    Extend,
    Object,
    Progress,
    Publicity,
    Publish,
    Reply,
    Return,
    Verify,
)
from chalicelib.domain.decisions.draft import Decision
from chalicelib.domain.directory import Directory
from chalicelib.domain.events import INTERNAL, Event
from chalicelib.domain.permissions import may_read
from chalicelib.domain.refusals import StaleVersion
from chalicelib.domain.states import State
from chalicelib.domain.tracking import parse_report_id
from chalicelib.domain.visibility import earlier_texts
from chalicelib.failures import Conflict, StoreFailure
from chalicelib.finding.removals import numbers_in
from chalicelib.refusals import Erased, NotFound, Stale
from chalicelib.service.attachments import upload
from chalicelib.service.event_views import event_view
from chalicelib.service.limiting import DAY, HOUR, TEN_MINUTES, count_try
from chalicelib.service.rules import agencies_in, agencies_of, rules_for
from chalicelib.settings import settings
from chalicelib.store import reports
from chalicelib.store.identities import ContactChange
from chalicelib.store.items import History, Stored
from chalicelib.store.models.reports import MessageItem
from chalicelib.store.racing import unless_overtaken

REPORTER = Actor(Role.REPORTER)
CONTACTS_A_DAY = 3
PUBLICITIES_A_DAY = 5
TEXTS_AN_HOUR = 20


@dataclass(frozen=True, slots=True)
class Opened:
    """A report, and who has it open; its ``history`` where all of it was read at once."""

    stored: Stored
    actor: Actor
    history: History | None = None


def open_as_reporter(
    report_id_text: str, code: str | None, source: str, now: datetime, *, whole: bool = False
) -> Opened:
    """The report whose access code this is; with ``whole`` its history comes in the same request. Raises NotFound alike
    for a wrong code and an unknown report, Erased, RateLimited after too many wrong codes for one report from one
    source.
    """
    report_id = parse_report_id(report_id_text)
    stored, history = _read(report_id, whole=whole) if report_id and code else (None, None)
    # A number that is not there costs the same comparison as one that is.
    number = stored.secret_number if stored else access_codes.current_number()
    is_right = access_codes.opens(report_id or report_id_text, number, code or "")
    if stored is None or not is_right:
        if code:
            _count_wrong_code(report_id or report_id_text, source, now)
        raise NotFound
    if stored.report.erased_at:
        raise Erased(stored.report.erased_at)
    return Opened(stored, REPORTER, history)


def open_as_officer(stored: Stored | None, actor: Actor) -> Opened:
    """The report, for an officer who may read it: of another one no more was read than its facts. Raises NotFound."""
    if stored is None or not is_readable(stored, actor):
        raise NotFound
    return Opened(stored, actor)


def _read(report_id: str, *, whole: bool) -> tuple[Stored | None, History | None]:
    if not whole:
        return reports.load(report_id), None
    history = reports.load_history(report_id)
    return history.stored if history else None, history


def is_readable(stored: Stored, actor: Actor) -> bool:
    """Whether an officer may read a report."""
    rules = rules_for([*agencies_of(stored.report), actor.agency_id])
    return may_read(actor, stored.report, rules.directory)


def require_office(opened: Opened, command_name: str, now: datetime) -> None:
    """Raises Forbidden when this actor never gives that command on this report, before its fields are looked at."""
    rules = rules_for([*agencies_of(opened.stored.report), opened.actor.agency_id])
    lifecycle.require_office(opened.stored.report, command_name, opened.actor, now, rules.directory)


def carry_out(
    opened: Opened, command: Command, seen_version: int | None, now: datetime, message: MessageItem | None = None
) -> Stored:
    """Decide and save, once for a ``message``. When another command was faster, decides anew on what that one left.

    Raises TakenAlready for a message that has become something, Forbidden, Invalid, Stale or NotAllowedNow, and
    Unavailable when nothing was written.
    """
    stored, actor = opened.stored, opened.actor
    _count_command(command, stored.report.report_id, now)

    def attempt() -> Stored:
        nonlocal stored
        try:
            return _decide_and_save(stored, command, actor, seen_version, now, message)
        except StaleVersion as stale:
            event = _last_event(stored, actor)
            raise Stale(stale.version, event_view(event) if event else None) from None
        except Conflict:
            stored = _opened_again(stored, actor)
            raise

    return unless_overtaken(attempt)


def _count_command(command: Command, report_id: str, now: datetime) -> None:
    """Raises RateLimited when a reporter gives one report too many commands of a kind."""
    match command:
        case Contact():
            # Each change sends letters to an address that nobody has proved to be theirs.
            count_try("contact", report_id, CONTACTS_A_DAY, DAY, now)
        case Publicity():
            count_try("publicity", report_id, PUBLICITIES_A_DAY, DAY, now)
        case Complete() | Reply() | Dispute() | Object():
            # Each of their texts is a letter to officers.
            count_try("texts", report_id, TEXTS_AN_HOUR, HOUR, now)


def _opened_again(stored: Stored, actor: Actor) -> Stored:
    """The report as somebody else's command left it. Raises NotFound, Erased."""
    stored = reports.load(stored.report.report_id) or stored
    if actor.role is not Role.REPORTER and not is_readable(stored, actor):
        raise NotFound from None
    if stored.report.erased_at:
        raise Erased(stored.report.erased_at) from None
    return stored


def _decide_and_save(
    stored: Stored,
    command: Command,
    actor: Actor,
    seen_version: int | None,
    now: datetime,
    message: MessageItem | None = None,
) -> Stored:
    main = None
    if isinstance(command, Join):
        main, since = _main(command.into, actor)
        command = replace(command, main=main.report if main else None, since=since)
    others = agencies_of(main.report) if main else []
    command = _informed(command, stored)
    rules = rules_for([*agencies_of(stored.report), *agencies_in(command), *others, actor.agency_id])
    taken = upload.takeable(_attachments_in(command), actor.role, stored.report.report_id)
    decision = lifecycle.decide(stored.report, command, actor, now, rules, seen_version=seen_version)
    if isinstance(command, Erase):
        return _erase(stored, decision, rules.directory)
    files = upload.bindings(taken, decision, actor.role)
    return reports.save(stored, decision, rules.directory, files, _contact_in(command), main, message)


def _contact_in(command: Command) -> ContactChange | None:
    return ContactChange(command.person, command.email, command.phone) if isinstance(command, Contact) else None


def _informed(command: Command, stored: Stored) -> Command:
    """The command with what the domain must know of earlier events and of its own words."""
    report = stored.report
    match command:
        case Publish() | Verify() if command.public_texts:
            return replace(command, worded=_worded(report.report_id))
        case Archive() | Progress() | Answer() | Return() | Extend() if report.published:
            naming = ((one.start, one.end, one.kind.value) for one in numbers_in(command.text))
            return replace(command, naming=tuple(naming))
        case _:
            return command


def _worded(report_id: str) -> frozenset[int]:
    history = reports.load_history(report_id)
    return frozenset(event.seq for event in earlier_texts(history.events)) if history else frozenset()


def _attachments_in(command: Command) -> tuple[str, ...]:
    attachments: tuple[str, ...] = getattr(command, "attachments", ())
    return attachments


def _erase(stored: Stored, decision: Decision, directory: Directory) -> Stored:
    removed = reports.erase(stored, decision, directory)
    # Erased is erased: what cannot be deleted this moment is deleted by the job that looks after files.
    with suppress(StoreFailure):
        for attachment_id in removed:
            upload.remove(attachment_id, stored.report.report_id)
    return Stored(decision.report, "", stored.secret_number)


def _main(report_id: str, actor: Actor) -> tuple[Stored | None, int | None]:
    """The report to join as this officer sees it, and from where on its events are news to who joins."""
    stored = reports.load(report_id)
    if stored is None or not is_readable(stored, actor):
        return None, None
    if stored.report.state is not State.ANSWERED:
        return stored, None
    history = reports.load_history(report_id)
    if history is None or history.stored.report.version != stored.report.version:
        raise Conflict
    return stored, since_for(stored.report, history.events)


def _last_event(stored: Stored, actor: Actor) -> Event | None:
    """The last event that this actor may know of: a reporter hears nothing of officers' notes."""
    report_id = stored.report.report_id
    event = reports.load_event(report_id, stored.report.seq)
    if event is None or event.type not in INTERNAL or actor.role is not Role.REPORTER:
        return event
    history = reports.load_history(report_id)
    return next((one for one in reversed(history.events) if one.type not in INTERNAL), None) if history else None


def _count_wrong_code(report_id: str, source: str, now: datetime) -> None:
    most = settings().wrong_codes_per_ten_minutes
    count_try("wrong code", f"{report_id}\n{source}", most, TEN_MINUTES, now)
