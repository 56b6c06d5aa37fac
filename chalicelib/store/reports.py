"""Reports in DynamoDB: one transaction per decision, guarded by the version it was made on.

Units, strongly consistent reads and transactional writes counted double: loading the facts reads one item (about 1.5
kB: 1 read unit); a decision with one event writes two items (about 4 + 2 units, and 1 per index whose keys changed);
a submission writes five, and two for each file. The tracking page is one Query over the report's items.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from pynamodb.connection import Connection as DynamoConnection
from pynamodb.transactions import TransactWrite

from chalicelib.domain.draft import Decision
from chalicelib.domain.events import Event, Role
from chalicelib.store.attachments import Binding, attachments_among, bind, mark_removed
from chalicelib.store.failures import Conflict, Unavailable, in_our_words, transact
from chalicelib.store.identities import Identity, identity_item
from chalicelib.store.indexes import Connection
from chalicelib.store.items import (
    History,
    Stored,
    Words,
    body_item,
    event_from,
    event_item,
    head_item,
    report_key,
    stored_from,
    words_from,
)
from chalicelib.store.tables import BodyItem, ClaimItem, EventItem, HeadItem, IdentityItem, ReportItem

CLAIM_LIFE = timedelta(days=7)
# A transaction takes 100 items: room for HEAD, BODY, the identity, two erasing events and ten files.
ERASED_AT_ONCE = 80
READS_OF_ONE_STATE = 5


@dataclass(frozen=True, slots=True)
class Claim:
    """A used submission key: the keyed hash of what was submitted, and the answer but its access code."""

    key_hash: str
    content_hash: str
    report_id: str
    secret_number: str
    state: str
    due_at: str


def load(report_id: str) -> Stored | None:
    """The facts of a report as last written, or None."""
    with in_our_words():
        try:
            item = HeadItem.get(report_key(report_id), "HEAD", consistent_read=True)
        except HeadItem.DoesNotExist:
            return None
    return stored_from(item)


def load_history(report_id: str) -> History | None:
    """All of a report in one Query, or None; letters, whose keys come last, are left unread.

    A Query is no transaction: events and HEAD may be read on either side of a decision. Then it is read again.
    """
    for _ in range(READS_OF_ONE_STATE):
        with in_our_words():
            items = list(ReportItem.query(report_key(report_id), ReportItem.sk < "I", consistent_read=True))
        head = next((item for item in items if isinstance(item, HeadItem)), None)
        body = next((item for item in items if isinstance(item, BodyItem)), None)
        if head is None or body is None:
            return None
        stored = stored_from(head)
        found = tuple(event_from(item) for item in items if isinstance(item, EventItem))
        events = tuple(event for event in found if event.seq <= stored.report.seq)
        if len(events) == stored.report.seq:
            return History(stored, words_from(body, stored.title), events, attachments_among(items))
    raise Unavailable("changed while it was read")


def load_event(report_id: str, seq: int) -> Event | None:
    """One event of a report, or None."""
    with in_our_words():
        try:
            return event_from(EventItem.get(report_key(report_id), f"EVENT#{seq:06d}", consistent_read=True))
        except EventItem.DoesNotExist:
            return None


def submit(
    decision: Decision,
    words: Words,
    identity: Identity,
    claim: Claim,
    institution_id: str,
    now: datetime,
    bindings: Iterable[Binding] = (),
) -> None:
    """A new report with its first event, its files, the reporter's identity and the used key, all or nothing.

    Raises Conflict when the key is taken and still guards, or a file has changed; Unavailable when nothing was
    written.
    """
    report = decision.report
    stored = Stored(report, words.title, claim.secret_number)
    unused = ClaimItem.pk.does_not_exist() | (ClaimItem.expires_at < int(now.timestamp()))

    def write() -> None:
        with TransactWrite(connection=_connection()) as transaction:
            transaction.save(_claim_item(claim, now), condition=unused)
            transaction.save(head_item(stored, institution_id), condition=HeadItem.pk.does_not_exist())
            transaction.save(body_item(report.report_id, words))
            for event in decision.events:
                transaction.save(event_item(report.report_id, event), condition=EventItem.pk.does_not_exist())
            transaction.save(identity_item(report.report_id, identity), condition=IdentityItem.pk.does_not_exist())
            bind(transaction, report.report_id, bindings)

    transact(write)


def load_claim(key_hash: str, now: datetime) -> Claim | None:
    """What a submission key stands for, or None when it is free (again)."""
    with in_our_words():
        try:
            item = ClaimItem.get(f"SUBMIT#{key_hash}", "CLAIM", consistent_read=True)
        except ClaimItem.DoesNotExist:
            return None
    if item.expires_at < now.timestamp():
        return None
    return Claim(key_hash, item.content_hash, item.report_id, item.secret_number, item.state, item.due_at)


def save(before: Stored, decision: Decision, institution_id: str, bindings: Iterable[Binding] = ()) -> Stored:
    """Write a decision made on ``before``, with the files it brings.

    Raises Conflict when the report has moved on or a file has changed, Unavailable otherwise.
    """
    after = Stored(decision.report, before.title, before.secret_number)

    def write() -> None:
        with TransactWrite(connection=_connection()) as transaction:
            _save_decision(transaction, before, after, decision, institution_id)
            bind(transaction, after.report.report_id, bindings)

    transact(write)
    return after


def erase(before: Stored, decision: Decision, institution_id: str) -> tuple[str, ...]:
    """As ``save``, and the reporter's words and identity are gone with it (UU 27/2022 art. 8).

    The one place where an event's text is taken away: the reporter's own. Answers the reporter's attachments, which
    are taken out; their files are still to be deleted.
    """
    report_id = before.report.report_id
    history = load_history(report_id)
    if history is None or history.stored.report.version != before.report.version:
        raise Conflict((0,))
    after = Stored(decision.report, "", before.secret_number)
    files = [one for one in history.attachments if one.by is Role.REPORTER]
    theirs = [event.seq for event in history.events if event.actor.role == "reporter" and (event.text or event.data)]

    def write() -> None:
        with TransactWrite(connection=_connection()) as transaction:
            _save_decision(transaction, before, after, decision, institution_id)
            transaction.save(body_item(report_id, Words("", "")))
            for seq in theirs[:ERASED_AT_ONCE]:
                transaction.update(
                    EventItem(report_key(report_id), f"EVENT#{seq:06d}"),
                    actions=[EventItem.text.remove(), EventItem.data.set("{}")],
                )
            transaction.delete(IdentityItem(report_id, "IDENTITY"))
            mark_removed(transaction, report_id, files, decision.events[-1].at)

    transact(write)
    for seq in theirs[ERASED_AT_ONCE:]:
        with in_our_words():
            EventItem(report_key(report_id), f"EVENT#{seq:06d}").update(
                actions=[EventItem.text.remove(), EventItem.data.set("{}")]
            )
    return tuple(one.attachment_id for one in files)


def _save_decision(
    transaction: TransactWrite, before: Stored, after: Stored, decision: Decision, institution_id: str
) -> None:
    transaction.save(head_item(after, institution_id), condition=HeadItem.version == before.report.version)
    for event in decision.events:
        transaction.save(event_item(after.report.report_id, event), condition=EventItem.pk.does_not_exist())


def _claim_item(claim: Claim, now: datetime) -> ClaimItem:
    return ClaimItem(
        pk=f"SUBMIT#{claim.key_hash}",
        sk="CLAIM",
        content_hash=claim.content_hash,
        report_id=claim.report_id,
        secret_number=claim.secret_number,
        state=claim.state,
        due_at=claim.due_at,
        expires_at=int((now + CLAIM_LIFE).timestamp()),
    )


@cache
def _connection() -> DynamoConnection:
    return DynamoConnection(
        region=Connection.region,
        host=Connection.host,
        connect_timeout_seconds=Connection.connect_timeout_seconds,
        read_timeout_seconds=Connection.read_timeout_seconds,
        max_retry_attempts=Connection.max_retry_attempts,
    )
