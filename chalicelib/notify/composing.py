"""From an event to its letters: who must hear of it is looked up, and each letter is written.

What is read for one event: the directory (kept for a minute), the officers of each part (one query a post), the
reporter's address (one item); the merged reports where others hear of it too (one query); and the whole history when
the report has moved on since, for a letter says what was so when its event's command was done, or when the reporter is
asked about earlier words, for they stand in the letter.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from chalicelib import access_codes
from chalicelib.domain.directory import Directory
from chalicelib.domain.events import Event, EventType
from chalicelib.domain.history import replay
from chalicelib.domain.permissions import OMBUDSMAN_ID
from chalicelib.domain.report import Report
from chalicelib.domain.visibility import public_words
from chalicelib.failures import Unavailable
from chalicelib.intake.addresses import is_one_address
from chalicelib.language import Said
from chalicelib.notify import channels, letters
from chalicelib.notify.asked import asked_about, asks_about
from chalicelib.notify.channels import Message
from chalicelib.notify.gathering import ENDED_WELL, NEW_TO_AN_OFFICE
from chalicelib.notify.letter_context import LetterContext, title_for_a_mail
from chalicelib.notify.letters import FollowerToTell, Letter
from chalicelib.notify.recipients import FOLLOWED, Audience, OfficersOf, is_heard_by_merged, officers_told, parts_told
from chalicelib.settings import settings
from chalicelib.store import deliveries, directory_lookup, identities, merges, reports
from chalicelib.store.contact_index import Reachable
from chalicelib.store.identities import ContactDetails
from chalicelib.store.items import Stored

FollowersOf = Callable[[str], Iterable[FollowerToTell]]
"""Who follows a report, confirmed ones alone."""
ContactOf = Callable[[str], Reachable]
"""Where a report's reporter can be reached."""


@dataclass(frozen=True, slots=True)
class OfficeTold:
    """An agency, its institution, and where those who answer for it are told."""

    agency_id: str
    institution_id: str
    addresses: tuple[str, ...]


def nobody(report_id: str) -> Iterable[FollowerToTell]:
    """No followers."""
    return ()


def context_of(stored: Stored, event: Event) -> LetterContext | None:
    """What the letters of an event are made of, read once for all of them; None where nobody is told.

    Of an erased report only the erasure is still told. Raises StoreFailure.
    """
    if stored.report.erased_at and event.type is not EventType.ERASED:
        return None
    return _context_of(stored, event)


def letters_to_people(
    context: LetterContext,
    stored: Stored,
    followers_of: FollowersOf = nobody,
    contact_of: ContactOf = identities.reporters_contact,
) -> Iterator[Message]:
    """The letters an event asks for that go to reporters and followers: the same ones whenever and however often it is
    asked. Raises StoreFailure.
    """
    event = context.event
    if Audience.REPORTER in parts_told(context.report, event):
        yield from _to_reporter(context, stored, contact_of)
    if event.type is EventType.CONTACT_CHANGED and {"email", "phone"} & set(event.data["changed"]):
        yield from _after_another_address(context, stored)
    if is_heard_by_merged(context.report, event):
        yield from _to_merged_reporters(context, stored.report.report_id)
    if event.type in FOLLOWED and context.is_published:
        yield from (
            letters.to_follower(context, one)
            for one in followers_of(stored.report.report_id)
            if is_one_address(one.email)
        )


def letters_to_officers(
    context: LetterContext,
    officers_of: OfficersOf = directory_lookup.officers_of,
    along: Mapping[Said, int] | None = None,
) -> Iterator[Letter]:
    """Those that go to officers; ``along`` are the titles of what else each must hear of, and how often. Raises
    StoreFailure.
    """
    for one in officers_told(context, officers_of):
        missing = context.name_in_a_sentence(one.stands_in_for)
        officer = one.officer
        yield letters.to_officer(context, officer.username, officer.role, officer.email, missing, along=along)


def office_told(context: LetterContext, officers_of: OfficersOf = directory_lookup.officers_of) -> OfficeTold | None:
    """The office all of whose officers hear that a report is new to them, or closed, and no other officers.

    None where somebody stands in for them or a report has its own readers, and where it has moved on since: then each
    officer is told by a letter about this event. Raises StoreFailure.
    """
    report, event = context.present, context.event
    has_own_readers = bool(report.reported_agencies) or report.supervisory or report.erased_at
    if event.type not in NEW_TO_AN_OFFICE | ENDED_WELL or has_own_readers or report.version != event.version:
        return None
    told = officers_told(context, officers_of)
    if not told or any(one.stands_in_for for one in told):
        return None
    institution = context.directory.institution_of(report.last_holder)
    return OfficeTold(told[0].officer.agency_id, institution.agency_id, tuple(one.officer.email for one in told))


def _to_reporter(context: LetterContext, stored: Stored, contact_of: ContactOf) -> Iterator[Message]:
    """By the channel that reaches them, anonymous or not; nothing where none does, or where it does not tell this."""
    address = channels.address_of(contact_of(stored.report.report_id), stored.report.channel)
    if address:
        code = access_codes.code_for(stored.report.report_id, stored.secret_number)
        message = channels.named(address.channel).to_reporter(context, address.to, code)
        if message:
            yield message


def _after_another_address(context: LetterContext, stored: Stored) -> Iterator[Message]:
    """Word to where they were told before; and to where they are told now, once, what did not arrive there."""
    report_id, seq = stored.report.report_id, context.event.seq
    before = identities.former_contact(report_id, seq)
    if "email" not in context.event.data["changed"] and before == ContactDetails():
        return  # another telephone, of somebody who is told by mail
    former = channels.address_of(before)
    to = channels.address_of(identities.reporters_contact(report_id))
    if former:
        yield channels.named(former.channel).to_former(context, former.to)
    code = access_codes.code_for(report_id, stored.secret_number)
    for missed in deliveries.not_arrived(report_id, letters.REPORTER, seq) if to else ():
        event = reports.load_event(report_id, missed)
        if event and to:
            recipient = f"{letters.REPORTER}{deliveries.AGAIN}{missed}"
            again = channels.named(to.channel).to_reporter(_context_of(stored, event), to.to, code, recipient)
            if again:
                yield again


def along_with(stored: Stored, event: Event, along: Collection[int], letter: Message) -> Message:
    """The letter to an officer about an event, that also tells what else they must hear of, by the events' numbers.

    Raises StoreFailure.
    """
    history = reports.load_history(stored.report.report_id)
    if history is None:
        raise Unavailable("history")
    others = [_context_of(stored, one, history.events) for one in history.events if one.seq in along]
    titles = Counter(
        letters.officers_title(other, one.officer.role)
        for other in others
        for one in officers_told(other, directory_lookup.officers_of)
        if letters.officer_part(one.officer.username) == letter.recipient
    )
    whole = letters_to_officers(_context_of(stored, event, history.events), along=titles)
    return next((one for one in whole if one.recipient == letter.recipient), letter)


def _to_merged_reporters(context: LetterContext, main_id: str) -> Iterator[Letter]:
    """Whoever's report was merged into this one before there were cases, or only hears of it; and so on from there."""
    for report_id in merges.merged_into(main_id):
        merged = reports.load(report_id)
        if (
            merged is None
            or main_id not in (merged.report.duplicate_of, merged.report.hears_of)
            or merged.report.erased_at
        ):
            continue
        to = _reporters_address(report_id)
        if to:
            code = access_codes.code_for(report_id, merged.secret_number)
            yield letters.to_merged_reporter(context, merged.report, to, code)
        yield from _to_merged_reporters(context, report_id)


def _reporters_address(report_id: str) -> str | None:
    """Where a reporter gets mail, anonymous or not; None when they gave no address, or one that is none."""
    email = identities.reporters_contact(report_id).email
    return email if email and is_one_address(email) else None


def _context_of(stored: Stored, event: Event, history: tuple[Event, ...] = ()) -> LetterContext:
    events = history or _history_since(stored, event)
    report = replay(one for one in events if one.version <= event.version) if events else stored.report
    category = directory_lookup.categories().get(report.category)
    return LetterContext(
        report=report,
        present=stored.report,
        event=event,
        directory=_directory_around(report, stored.report, event),
        category=(category.name_id, category.name_en) if category else (report.category, report.category),
        site_url=settings().site_url,
        title=title_for_a_mail(stored.title, report, stored.report),
        public_words=public_words(event, events) if stored.report.published else None,
        asked_about=asked_about(event, events),
    )


def _history_since(stored: Stored, event: Event) -> tuple[Event, ...]:
    """All events of a report that has moved on since the event's command, or whose reporter is asked about earlier
    ones; else none.
    """
    if stored.report.version == event.version and not asks_about(event):
        return ()
    history = reports.load_history(stored.report.report_id)
    if history is None:
        raise Unavailable("history")
    return history.events


def _directory_around(report: Report, present: Report, event: Event) -> Directory:
    named = [event.data.get("to"), event.data.get("proposed"), event.actor.agency_id, OMBUDSMAN_ID]
    return directory_lookup.directory_covering([*report.held_by, *present.held_by, *present.reported_agencies, *named])
