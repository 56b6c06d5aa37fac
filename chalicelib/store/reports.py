"""Reports in DynamoDB: one transaction per decision, guarded by the version it was made on.

Units, strongly consistent reads and transactional writes counted double: loading the facts reads one item (below a kB:
1 read unit); a decision with one event writes two items (2 + 2 units, and 2 per index whose keys changed);
a submission writes five, one for each contact, two for each file, and checks one for a mail address. The tracking page
is one Query over the report's items.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from pynamodb.expressions.update import Action
from pynamodb.transactions import TransactWrite

from chalicelib.domain.actors import Role
from chalicelib.domain.decisions.draft import Decision
from chalicelib.domain.directory import Directory
from chalicelib.domain.events import Event, EventType
from chalicelib.domain.visibility import WORDED_FROM_THE_REPORT
from chalicelib.failures import Conflict, Unavailable
from chalicelib.settings import settings
from chalicelib.store import cases, identities, inbound_messages, merges, receipts
from chalicelib.store.attachments import Binding, attachments_among, bind, mark_removed
from chalicelib.store.claims import SubmissionClaim, claim_item
from chalicelib.store.codec import encode_changes, encode_values
from chalicelib.store.connection import connection
from chalicelib.store.failures import transact, translated_errors
from chalicelib.store.identities import ContactChange, Identity, Reading
from chalicelib.store.items import (
    REPORTERS_PART,
    History,
    Stored,
    StoredFingerprint,
    Unreached,
    event_from,
    event_item,
    event_key,
    head_item,
    report_key,
    same_case,
    same_marks,
    stored_from,
    undelivered_text,
)
from chalicelib.store.models.report_item import ReportItem
from chalicelib.store.models.reports import ClaimItem, ConsultedItem, EventItem, HeadItem, MessageItem
from chalicelib.store.models.words import BodyItem, Words, body_item, words_from
from chalicelib.store.sizes import refuse_oversized

# A transaction takes 100 items: room for HEAD, BODY, the identity and its two contacts, the last address, two erasing
# events, ten files, the former addresses, and three of a case of many.
ERASED_AT_ONCE = 70
MOST_FORMER = 9
READS_OF_ONE_STATE = 5


def load(report_id: str) -> Stored | None:
    """The facts of a report as last written, or None."""
    with translated_errors():
        try:
            item = HeadItem.get(report_key(report_id), "HEAD", consistent_read=True)
        except HeadItem.DoesNotExist:
            return None
    return stored_from(item)


def load_all(report_ids: Iterable[str]) -> dict[str, Stored]:
    """The facts of some reports as last written, at most 100, in one request; those that are not there are left out."""
    keys = [(report_key(one), "HEAD") for one in report_ids]
    with translated_errors():
        stored = [stored_from(item) for item in HeadItem.batch_get(keys, consistent_read=True)] if keys else []
    return {one.report.report_id: one for one in stored}


def load_history(report_id: str, *, consistent: bool = True) -> History | None:
    """All of a report in one Query, or None; letters, whose keys come last, are left unread.

    One that is not ``consistent`` costs half, and may be of a moment ago. A Query is no transaction: events and HEAD
    may be read on either side of a decision. Then it is read again.
    """
    for _ in range(READS_OF_ONE_STATE):
        with translated_errors():
            items = list(ReportItem.query(report_key(report_id), ReportItem.sk < "I", consistent_read=consistent))
        head = next((item for item in items if isinstance(item, HeadItem)), None)
        body = next((item for item in items if isinstance(item, BodyItem)), None)
        if head is None or body is None:
            return None
        stored = stored_from(head)
        found = tuple(event_from(item) for item in items if isinstance(item, EventItem))
        events = tuple(event for event in found if event.seq <= stored.report.seq)
        if len(events) == stored.report.seq:
            consulted = any(isinstance(item, ConsultedItem) for item in items)
            return History(stored, words_from(body, stored.title), events, attachments_among(items), consulted)
    raise Unavailable("changed while it was read")


def events_before(report_id: str, seq: int | None, limit: int) -> list[Event]:
    """Events of a report, the latest first: at most ``limit``, those before ``seq`` where it is given. One Query."""
    place = EventItem.sk.between(event_key(0), event_key(seq - 1)) if seq else EventItem.sk.startswith("EVENT#")
    with translated_errors():
        found = EventItem.query(
            report_key(report_id), place, consistent_read=True, scan_index_forward=False, limit=limit
        )
        return [event_from(item) for item in found]


def load_event(report_id: str, seq: int) -> Event | None:
    """One event of a report, or None."""
    with translated_errors():
        try:
            return event_from(EventItem.get(report_key(report_id), event_key(seq), consistent_read=True))
        except EventItem.DoesNotExist:
            return None


def submit(
    decision: Decision,
    words: Words,
    identity: Identity,
    claim: SubmissionClaim,
    directory: Directory,
    now: datetime,
    bindings: Iterable[Binding] = (),
    likeness: StoredFingerprint | None = None,
    address: str | None = None,
    reading: Reading | None = None,
) -> None:
    """A new report with its first event, its files, the reporter's identity and the used key, all or nothing; with the
    ``reading`` of whoever recorded it for its reporter.

    Raises UsedUp when the ``address`` (a keyed hash) has had its receipts of the day and nothing else is wrong,
    Conflict when the key is taken and still guards, or a file has changed; Unavailable when nothing was written.
    """
    report = decision.report
    stored = Stored(report, words.title, claim.secret_number, likeness=likeness)
    unused = ClaimItem.pk.does_not_exist() | (ClaimItem.expires_at < int(now.timestamp()))

    def write() -> None:
        with TransactWrite(connection=connection()) as transaction:
            if address:
                receipts.check_left(transaction, address, settings().receipts_per_day, now)
            transaction.save(claim_item(claim, now), condition=unused)
            transaction.save(
                head_item(stored, directory, decision.next_look_at), condition=HeadItem.pk.does_not_exist()
            )
            transaction.save(body_item(report_key(report.report_id), words))
            for event in decision.events:
                transaction.save(event_item(report.report_id, event), condition=EventItem.pk.does_not_exist())
            identities.save_identity(transaction, report.report_id, identity)
            if reading:
                identities.save_reading(transaction, report.report_id, reading)
            bind(transaction, report.report_id, bindings)

    try:
        transact(write)
    except Conflict as refused:
        if address and refused.positions == (0,):
            raise receipts.UsedUp from None
        raise


def save(
    before: Stored,
    decision: Decision,
    directory: Directory,
    bindings: Iterable[Binding] = (),
    contact: ContactChange | None = None,
    main: Stored | None = None,
    message: MessageItem | None = None,
) -> Stored:
    """Write a decision made on ``before``, with the files and the change of contact it brings. One that joins a report
    to another is made on ``main``, too; one that a ``message`` brought is made once for it.

    Raises TakenAlready when the message has become something, Conflict when the report has moved on or a file has
    changed, Full or Unavailable.
    """
    # What a report is recognised by knows its exact place: it goes with who reported.
    likeness = None if decision.report.expired_at else before.likeness
    after = replace(before, report=decision.report, likeness=likeness, undelivered=_still_unreached(before, decision))

    def write() -> None:
        with TransactWrite(connection=connection()) as transaction:
            _save_decision(transaction, before, after, decision, directory, main)
            bind(transaction, after.report.report_id, bindings)
            if contact:
                identities.change_contact(transaction, after.report.report_id, after.report.seq, contact)
            if message:
                transaction.save(message, condition=MessageItem.pk.does_not_exist())

    try:
        transact(write)
    except Conflict:
        inbound_messages.require_untaken(message)
        raise
    return after


def _still_unreached(before: Stored, decision: Decision) -> dict[str, Unreached]:
    """Whom letters do not reach once the decision is done: a reporter whom an officer reached is told."""
    is_told = any(event.type is EventType.CONTACT_LOGGED and event.data["reached"] for event in decision.events)
    return {name: one for name, one in before.undelivered.items() if not (is_told and name == REPORTERS_PART)}


def erase(before: Stored, decision: Decision, directory: Directory) -> tuple[str, ...]:
    """As ``save``, and the reporter's words and identity are gone with it (UU 27/2022 art. 8).

    The one place where an event loses something: the reporter's own text and data, and what officers worded from them
    for the public. Officers' own words, codes and dates stay. Answers the reporter's attachments, which
    are taken out; their files are still to be deleted.
    """
    report_id = before.report.report_id
    history = load_history(report_id)
    if history is None or history.stored.report.version != before.report.version:
        raise Conflict((0,))
    after = Stored(decision.report, "", before.secret_number, members=before.members, successor=before.successor)
    who = identities.erasure_of(report_id)
    files = [one for one in history.attachments if one.by is Role.REPORTER]
    emptied = [(event.seq, actions) for event in history.events if (actions := _without_reporters_words(event))]
    # Of more changes than these the earlier ones were told long ago: three a day are taken.
    moved = [event.seq for event in history.events if event.type is EventType.CONTACT_CHANGED][-MOST_FORMER:]
    former = identities.former_addresses(report_id, moved)
    # What one transaction cannot take goes before it: after a crash in between the report is not erased yet, and
    # whoever asks again finds the rest.
    for seq, actions in emptied[ERASED_AT_ONCE:]:
        with translated_errors():
            EventItem(report_key(report_id), event_key(seq)).update(actions=actions)

    def write() -> None:
        with TransactWrite(connection=connection()) as transaction:
            _save_decision(transaction, before, after, decision, directory)
            transaction.save(body_item(report_key(report_id), Words("", "")))
            for seq, actions in emptied[:ERASED_AT_ONCE]:
                transaction.update(EventItem(report_key(report_id), event_key(seq)), actions=actions)
            for item in (*who.gone, *former):
                transaction.delete(item)
            if who.kept:
                transaction.save(who.kept)
            mark_removed(transaction, report_id, files, decision.events[-1].at)

    transact(write)
    return tuple(one.attachment_id for one in files)


def _without_reporters_words(event: Event) -> list[Action]:
    """What takes the reporter's words out of an event, and the public wording of them; nothing where there are none."""
    if event.actor.role is Role.REPORTER:
        return [EventItem.text.remove(), EventItem.data.set("{}")] if event.text or event.data else []
    data = {name: value for name, value in event.data.items() if name not in WORDED_FROM_THE_REPORT}
    changes = {name: value for name, value in event.changes.items() if name not in WORDED_FROM_THE_REPORT}
    if (len(data), len(changes)) == (len(event.data), len(event.changes)):
        return []
    return [EventItem.data.set(encode_values(data)), EventItem.changes.set(encode_changes(changes))]


def _save_decision(
    transaction: TransactWrite,
    before: Stored,
    after: Stored,
    decision: Decision,
    directory: Directory,
    main: Stored | None = None,
) -> None:
    # Letters mark on the HEAD whom they did not reach, and members that they joined, without a version: what was marked
    # meanwhile is kept.
    marks = undelivered_text(before.undelivered)
    unchanged = (HeadItem.version == before.report.version) & same_marks(marks) & same_case(before)
    transaction.save(refuse_oversized(head_item(after, directory, decision.next_look_at)), condition=unchanged)
    for event in decision.events:
        transaction.save(
            refuse_oversized(event_item(after.report.report_id, event)), condition=EventItem.pk.does_not_exist()
        )
    merges.record(transaction, before, decision)
    cases.record(transaction, before, decision, main)
