"""What is still to be told: events, invitations to follow a report, digests, changes of the directory, wishes to have
lost numbers and codes back, answers to those whose message became nothing. The sparse index ``telling`` holds them all.

Each entry has an instant from which the sweeper may look at it: when it was made, later with every try that failed.
Whoever settles it takes it out of the index. A stream that stood still, or a process that died, leaves it there.

Requests and units: loading 1 request (2 read units, strongly consistent); settling 1 (as many write units as the event
has kB, and 1 for the index). The sweeper's taking, or putting off after a failure, costs as much and 1 more.
"""

import heapq
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from pynamodb.transactions import TransactWrite

from chalicelib.domain.events import Event
from chalicelib.failures import Conflict
from chalicelib.settings import settings
from chalicelib.store.failures import translated_errors
from chalicelib.store.indexing import outbox_keys, timestamp
from chalicelib.store.items import Stored, event_from, report_key, stored_from
from chalicelib.store.models.outbox import (
    AnswerItem,
    DigestItem,
    DirectoryChangeItem,
    GatheredItem,
    InvitationItem,
    OutboxItem,
    RecoveryItem,
    ShareItem,
)
from chalicelib.store.models.report_item import ReportItem
from chalicelib.store.models.reports import EventItem, HeadItem

LONGEST_WAIT = timedelta(hours=6)
PAGE = 100


@dataclass(frozen=True, slots=True)
class Digest:
    """An agency's morning digest: what stood on its desk, as JSON."""

    agency_id: str
    content: str


@dataclass(frozen=True, slots=True)
class DirectoryChange:
    """What a change of the directory asks for: the sign-in of ``username`` made to agree, an invitation to them, and
    word of ``agencies`` that may have nobody left to answer.
    """

    at: datetime
    username: str | None
    invited: bool
    agencies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gathered:
    """The letter that tells an office of its new reports until an instant."""

    agency_id: str
    until: datetime


@dataclass(frozen=True, slots=True)
class SenderAnswer:
    """An answer to the sender of a message that came by ``channel``; ``answer`` is which."""

    channel: str
    answer: str


@dataclass(frozen=True, slots=True)
class OutboxEntry:
    """Something to tell: an event, an agency's ``digest``, what was ``gathered`` for one, a change of the
    ``directory``, what an event means for others in a case of many (``is_shared``), the wish of a ``contact`` (a keyed
    hash) to know their reports, an answer to a ``sender``, or else an invitation to a follower on a day.
    """

    key: str
    seq: int
    tries: int
    event: Event | None = None
    follower_id: str = ""
    day: str = ""
    digest: Digest | None = None
    gathered: Gathered | None = None
    directory: DirectoryChange | None = None
    is_shared: bool = False
    contact: str | None = None
    sender: SenderAnswer | None = None


@dataclass(frozen=True, slots=True)
class DueEntry:
    """An entry the sweeper may look at, as the index shows it."""

    report_id: str
    key: str
    sort_key: str
    tries: int


@dataclass(frozen=True, slots=True)
class Attempt:
    """An entry that is somebody's to keep: which try this is, and whether the dead-letter queue has its key."""

    tries: int
    is_dead_letter: bool


def load(report_id: str, key: str) -> tuple[Stored | None, OutboxEntry | None]:
    """A report's facts and the entry, None once it is settled, in one request."""
    return load_all([(report_id, key)])[report_id, key]


def load_all(
    keys: Iterable[tuple[str, str]],
) -> dict[tuple[str, str], tuple[Stored | None, OutboxEntry | None]]:
    """The same of several reports, of each one entry, by report and key: 1 request for 50 of them."""
    wanted = list(keys)
    asked = [(report_key(report_id), sk) for report_id, key in wanted for sk in ("HEAD", key)]
    with translated_errors():
        items = {(item.pk, item.sk): item for item in ReportItem.batch_get(asked, consistent_read=True)}
    loaded: dict[tuple[str, str], tuple[Stored | None, OutboxEntry | None]] = {}
    for report_id, key in wanted:
        head, found = (items.get((report_key(report_id), sk)) for sk in ("HEAD", key))
        loaded[report_id, key] = (
            stored_from(head) if isinstance(head, HeadItem) else None,
            _entry(found) if isinstance(found, OutboxItem) and found.outbox_pk else None,
        )
    return loaded


def due(now: datetime) -> Iterator[DueEntry]:
    """Every entry that waits, the longest waiting first, page by page until the end."""
    last = timestamp(now - grace())
    streams = [_due_in_shard(shard, last) for shard in range(settings().shards)]
    with translated_errors():
        yield from heapq.merge(*streams, key=lambda one: one.sort_key)


def take(one: DueEntry, now: datetime) -> Attempt | None:
    """Make an entry this process's own until its next look; None when somebody else took or kept it.

    The try is counted before it is made, so that one which kills its process is counted too.
    """
    tries = one.tries + 1
    keys = outbox_keys(one.report_id, one.key, now + waiting_time(tries) - grace())
    item = _item(one.report_id, one.key)
    try:
        with translated_errors():
            item.update(
                actions=[OutboxItem.tries.set(tries), OutboxItem.outbox_sk.set(keys["outbox_sk"])],
                condition=OutboxItem.outbox_sk == one.sort_key,
            )
    except Conflict:
        return None
    return Attempt(tries, item.dead_letter_at is not None)


def put_off(report_id: str, key: str, until: datetime, *, counted: int) -> Attempt | None:
    """Let the sweeper look at an entry from an instant on; ``counted`` is added to its tries. None once settled."""
    keys = outbox_keys(report_id, key, until - grace())
    item = _item(report_id, key)
    try:
        with translated_errors():
            item.update(
                actions=[OutboxItem.tries.add(counted), OutboxItem.outbox_sk.set(keys["outbox_sk"])],
                condition=OutboxItem.outbox_pk.exists(),
            )
    except Conflict:
        return None
    return Attempt(int(item.tries or 0), item.dead_letter_at is not None)


def mark_dead_letter(report_id: str, key: str, now: datetime) -> None:
    """Put on record that the dead-letter queue has this entry's key."""
    with translated_errors():
        _item(report_id, key).update(
            actions=[OutboxItem.dead_letter_at.set(timestamp(now))], condition=OutboxItem.pk.exists()
        )


def settle(report_id: str, key: str) -> None:
    """Everybody who must hear of it was told, or cannot be: it leaves the list of what is still to tell."""
    with translated_errors():
        _item(report_id, key).update(
            actions=[OutboxItem.outbox_pk.remove(), OutboxItem.outbox_sk.remove()],
            condition=OutboxItem.pk.exists(),
        )


def settle_event_in(transaction: TransactWrite, report_id: str, key: str) -> None:
    """Let an event leave that list with a transaction, which fails where somebody has settled it."""
    transaction.update(
        EventItem(report_key(report_id), key),
        actions=[EventItem.outbox_pk.remove(), EventItem.outbox_sk.remove()],
        condition=EventItem.outbox_pk.exists(),
    )


def remove(report_id: str, key: str) -> None:
    """What nobody asks for again once it is done is not kept."""
    with translated_errors():
        _item(report_id, key).delete()


def grace() -> timedelta:
    """How young an entry the sweeper leaves to the stream, which tells within seconds."""
    return timedelta(seconds=settings().delivery_grace_seconds)


def waiting_time(tries: int) -> timedelta:
    """How long an entry waits after that many failed tries: twice as long each time, six hours at most."""
    doubled: int = 2 ** min(tries - 1, 20)
    return min(timedelta(seconds=settings().delivery_retry_seconds) * doubled, LONGEST_WAIT)


def _entry(item: OutboxItem) -> OutboxEntry:
    tries = int(item.tries or 0)
    if isinstance(item, DigestItem):
        return OutboxEntry(item.sk, 0, tries, digest=Digest(item.agency_id, item.content))
    if isinstance(item, GatheredItem):
        return OutboxEntry(item.sk, 0, tries, gathered=Gathered(item.agency_id, datetime.fromisoformat(item.until)))
    if isinstance(item, InvitationItem):
        return OutboxEntry(item.sk, 0, tries, follower_id=item.follower_id, day=item.day)
    if isinstance(item, DirectoryChangeItem):
        agencies = tuple(json.loads(item.agencies or "[]"))
        change = DirectoryChange(datetime.fromisoformat(item.at), item.username, item.invited, agencies)
        return OutboxEntry(item.sk, int(item.seq), tries, directory=change)
    if isinstance(item, RecoveryItem):
        return OutboxEntry(item.sk, int(item.seq), tries, contact=item.contact)
    if isinstance(item, AnswerItem):
        return OutboxEntry(item.sk, int(item.seq), tries, sender=SenderAnswer(item.channel, item.answer))
    if isinstance(item, ShareItem):
        return OutboxEntry(item.sk, int(item.seq), tries, is_shared=True)
    assert isinstance(item, EventItem), "eight kinds of entries"
    event = event_from(item)
    return OutboxEntry(item.sk, event.seq, tries, event)


def _due_in_shard(shard: int, last: str) -> Iterator[DueEntry]:
    for item in OutboxItem.outbox.query(f"T#{shard}", OutboxItem.outbox_sk < last, page_size=PAGE):
        report_id = item.pk.removeprefix("REPORT#")
        yield DueEntry(report_id, item.sk, item.outbox_sk or "", int(item.tries or 0))


def _item(report_id: str, key: str) -> OutboxItem:
    kinds: dict[str, type[OutboxItem]] = {
        "INVITATION": InvitationItem,
        "DIGEST": DigestItem,
        "GATHERED": GatheredItem,
        "DIRECTORY": DirectoryChangeItem,
        "SHARE": ShareItem,
        "RECOVERY": RecoveryItem,
        "ANSWER": AnswerItem,
        "EVENT": EventItem,
    }
    return kinds[key.partition("#")[0]](report_key(report_id), key)
