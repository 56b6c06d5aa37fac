"""What is still to be told: events, invitations to follow a report, digests, changes of the directory. The sparse index
``telling`` holds them all.

Each promise has an instant from which the sweeper may look at it: when it was made, later with every try that failed.
Whoever settles it takes it out of the index. A stream that stood still, or a process that died, leaves it there.

Requests and units: loading 1 request (2 read units, strongly consistent); settling 1 (as many write units as the event
has kB, and 1 for the index). The sweeper's taking, or putting off after a failure, costs as much and 1 more.
"""

import heapq
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from chalicelib.domain.events import Event
from chalicelib.settings import settings
from chalicelib.store.failures import Conflict, in_our_words
from chalicelib.store.indexing import telling_keys, timestamp
from chalicelib.store.items import Stored, event_from, report_key, stored_from
from chalicelib.store.tables import (
    DigestItem,
    DirectoryPromiseItem,
    EventItem,
    HeadItem,
    InvitationItem,
    PromiseItem,
    ReportItem,
)

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
class Promise:
    """Something to tell: an event, an agency's ``digest``, a change of the ``directory``, or else an invitation to a
    follower on a day.
    """

    key: str
    seq: int
    tries: int
    event: Event | None = None
    follower_id: str = ""
    day: str = ""
    digest: Digest | None = None
    directory: DirectoryChange | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """A promise the sweeper may look at, as the index shows it."""

    report_id: str
    key: str
    sort_key: str
    tries: int


@dataclass(frozen=True, slots=True)
class Taken:
    """A promise that is somebody's to keep: which try this is, and whether the dead-letter queue has its key."""

    tries: int
    is_dead_letter: bool


def load(report_id: str, key: str) -> tuple[Stored | None, Promise | None]:
    """A report's facts and the promise, None once it is settled, in one request."""
    pk = report_key(report_id)
    with in_our_words():
        items = list(ReportItem.batch_get([(pk, "HEAD"), (pk, key)], consistent_read=True))
    head = next((item for item in items if isinstance(item, HeadItem)), None)
    found = next((item for item in items if isinstance(item, PromiseItem)), None)
    return stored_from(head) if head else None, _promise(found) if found and found.telling_pk else None


def due(now: datetime) -> Iterator[Due]:
    """Every promise that waits, the longest waiting first, page by page until the end."""
    last = timestamp(now - grace())
    streams = [_due_in_shard(shard, last) for shard in range(settings().shards)]
    with in_our_words():
        yield from heapq.merge(*streams, key=lambda one: one.sort_key)


def take(one: Due, now: datetime) -> Taken | None:
    """Make a promise this process's own until its next look; None when somebody else took or kept it.

    The try is counted before it is made, so that one which kills its process is counted too.
    """
    tries = one.tries + 1
    keys = telling_keys(one.report_id, one.key, now + waiting_time(tries) - grace())
    item = _item(one.report_id, one.key)
    try:
        with in_our_words():
            item.update(
                actions=[PromiseItem.tries.set(tries), PromiseItem.telling_sk.set(keys["telling_sk"])],
                condition=PromiseItem.telling_sk == one.sort_key,
            )
    except Conflict:
        return None
    return Taken(tries, item.dead_letter_at is not None)


def put_off(report_id: str, key: str, until: datetime, *, counted: int) -> Taken | None:
    """Let the sweeper look at a promise from an instant on; ``counted`` is added to its tries. None once settled."""
    keys = telling_keys(report_id, key, until - grace())
    item = _item(report_id, key)
    try:
        with in_our_words():
            item.update(
                actions=[PromiseItem.tries.add(counted), PromiseItem.telling_sk.set(keys["telling_sk"])],
                condition=PromiseItem.telling_pk.exists(),
            )
    except Conflict:
        return None
    return Taken(int(item.tries or 0), item.dead_letter_at is not None)


def mark_dead_letter(report_id: str, key: str, now: datetime) -> None:
    """Put on record that the dead-letter queue has this promise's key."""
    with in_our_words():
        _item(report_id, key).update(
            actions=[PromiseItem.dead_letter_at.set(timestamp(now))], condition=PromiseItem.pk.exists()
        )


def settle(report_id: str, key: str) -> None:
    """Everybody who must hear of it was told, or cannot be: it leaves the list of what is still to tell."""
    with in_our_words():
        _item(report_id, key).update(
            actions=[PromiseItem.telling_pk.remove(), PromiseItem.telling_sk.remove()],
            condition=PromiseItem.pk.exists(),
        )


def grace() -> timedelta:
    """How young a promise the sweeper leaves to the stream, which tells within seconds."""
    return timedelta(seconds=settings().delivery_grace_seconds)


def waiting_time(tries: int) -> timedelta:
    """How long a promise waits after that many failed tries: twice as long each time, six hours at most."""
    doubled: int = 2 ** min(tries - 1, 20)
    return min(timedelta(seconds=settings().delivery_retry_seconds) * doubled, LONGEST_WAIT)


def _promise(item: PromiseItem) -> Promise:
    tries = int(item.tries or 0)
    if isinstance(item, DigestItem):
        return Promise(item.sk, 0, tries, digest=Digest(item.agency_id, item.content))
    if isinstance(item, InvitationItem):
        return Promise(item.sk, 0, tries, follower_id=item.follower_id, day=item.day)
    if isinstance(item, DirectoryPromiseItem):
        agencies = tuple(json.loads(item.agencies or "[]"))
        change = DirectoryChange(datetime.fromisoformat(item.at), item.username, item.invited, agencies)
        return Promise(item.sk, int(item.seq), tries, directory=change)
    assert isinstance(item, EventItem), "four kinds of promises"
    event = event_from(item)
    return Promise(item.sk, event.seq, tries, event)


def _due_in_shard(shard: int, last: str) -> Iterator[Due]:
    for item in PromiseItem.telling.query(f"T#{shard}", PromiseItem.telling_sk < last, page_size=PAGE):
        report_id = item.pk.removeprefix("REPORT#")
        yield Due(report_id, item.sk, item.telling_sk or "", int(item.tries or 0))


def _item(report_id: str, key: str) -> PromiseItem:
    kinds: dict[str, type[PromiseItem]] = {
        "INVITATION": InvitationItem,
        "DIGEST": DigestItem,
        "DIRECTORY": DirectoryPromiseItem,
        "EVENT": EventItem,
    }
    return kinds[key.partition("#")[0]](report_key(report_id), key)
