"""Letters on record: claimed with a lease before they are sent; sent, delivered or failed after.

A letter is known by its report, the event's number and the recipient's part in it ("reporter", "officer_dpupr",
"follower_…"), never by an address. What the mail service tells of it later comes in any order and more than once, so
every fact has an attribute of its own, and each is written under a condition that makes the end the same.

Requests and units: claiming 1 (1 write unit), marking 1 (1). A failure for good, which the HEAD shows to the
coordinator, is a transaction of both after reading the HEAD (1 read unit, about 6 write units).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from pynamodb.expressions.condition import Condition

from chalicelib.store import undelivered
from chalicelib.store.directory_promises import is_of_no_report
from chalicelib.store.failures import Conflict, in_our_words
from chalicelib.store.indexing import timestamp
from chalicelib.store.items import letter_key, report_key
from chalicelib.store.letter_tables import TellItem

FOLLOWER, DIGEST = "follower", "digest"
# The first sending, and one more when nobody knows what came of it.
MOST_SENDS = 2
IN_DOUBT = "in_doubt"


@dataclass(frozen=True, slots=True)
class LetterKey:
    """Which letter: of which report, about which event (0: none, an invitation), to whom."""

    report_id: str
    seq: int
    recipient: str

    @property
    def concerns_the_desk(self) -> bool:
        """Whether the coordinator must know when it does not arrive: neither followers nor digests are a duty, and a
        change of the directory is about no report.
        """
        return not (self.recipient.startswith((FOLLOWER, DIGEST)) or is_of_no_report(self.report_id))


class Standing(StrEnum):
    """What a claim found: the letter is mine to send, mine once more, done, somebody else's, or twice in doubt."""

    MINE = "mine"
    ONCE_MORE = "once_more"
    DONE = "done"
    HELD = "held"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Claim:
    """How a letter stands for who wanted to send it; ``until`` is the end of somebody else's lease."""

    standing: Standing
    until: datetime | None = None


def claim(letter: LetterKey, now: datetime, lease: timedelta) -> Claim:
    """Claim a letter until the lease ends, unless it is done, claimed, or was sent twice without a word.

    A lapsed lease means that somebody began to send it and nobody knows what came of that: it is sent once more.
    """
    item = _item(letter)
    free = TellItem.pk.does_not_exist() | (
        TellItem.sent_at.does_not_exist()
        & TellItem.failed_at.does_not_exist()
        & (TellItem.claimed_until < timestamp(now))
        & (TellItem.sends < MOST_SENDS)
    )
    try:
        with in_our_words():
            item.update(
                actions=[
                    TellItem.kind.set(TellItem),
                    TellItem.claimed_until.set(timestamp(now + lease)),
                    TellItem.sends.add(1),
                ],
                condition=free,
            )
    except Conflict:
        return _standing_otherwise(letter, now)
    return Claim(Standing.ONCE_MORE if int(item.sends or 0) > 1 else Standing.MINE)


def release(letter: LetterKey, now: datetime) -> None:
    """The mail service said that it did not take the letter: it is free again, and that sending did not happen."""
    with in_our_words():
        _item(letter).update(actions=[TellItem.claimed_until.set(timestamp(now)), TellItem.sends.add(-1)])


def mark_sent(letter: LetterKey, message_id: str, now: datetime, *, in_doubt: bool, was_unreached: bool) -> None:
    """The mail service took the letter. ``in_doubt``: perhaps for the second time. It reaches who was not reached."""
    actions = [*_accepted(now), TellItem.message_id.set(message_id)]
    if in_doubt:
        actions.append(TellItem.in_doubt.set(True))
    if was_unreached and letter.concerns_the_desk:
        _write_with_head(letter, actions, TellItem.pk.exists(), None)
    else:
        _write(letter, actions, TellItem.pk.exists())


def mark_failed(letter: LetterKey, reason: str, now: datetime) -> None:
    """The letter will not be sent: it was refused, or nobody will ever know. One that was sent after all stays so."""
    actions = [TellItem.kind.set(TellItem), *_failed(reason, now)]
    if reason == IN_DOUBT:
        actions.append(TellItem.in_doubt.set(True))
    _write_with_head(letter, actions, TellItem.sent_at.does_not_exist(), reason)


def mark_delivered(letter: LetterKey, at: datetime) -> None:
    """The recipient's server took it, whatever we believed before; a bounce that came all the same stands."""
    given_up = TellItem.failed_reason == IN_DOUBT
    actions = [*_accepted(at), TellItem.delivered_at.set(timestamp(at))]
    if not _write(letter, actions, TellItem.pk.exists() & ~given_up):
        found = [*actions, TellItem.failed_at.remove(), TellItem.failed_reason.remove()]
        _write_with_head(letter, found, given_up, None)


def mark_delayed(letter: LetterKey, at: datetime) -> None:
    """The mail service took it and is still trying."""
    _write(letter, [*_accepted(at), TellItem.delayed_at.set(timestamp(at))], TellItem.pk.exists())


def mark_complained(letter: LetterKey, at: datetime) -> None:
    """It arrived, and its recipient called it unwanted."""
    _write(letter, [*_accepted(at), TellItem.complained_at.set(timestamp(at))], TellItem.pk.exists())


def mark_returned(letter: LetterKey, reason: str, at: datetime) -> None:
    """The mail service took it and then could not deliver it ("bounced") or would not ("rejected")."""
    open_ = TellItem.failed_at.does_not_exist() | (TellItem.failed_reason == IN_DOUBT)
    _write_with_head(letter, [*_accepted(at), *_failed(reason, at)], TellItem.pk.exists() & open_, reason)


def done(report_id: str, seq: int) -> frozenset[str]:
    """The recipients whose letter about an event was sent, or failed for good: one query, for who tries again."""
    with in_our_words():
        items = TellItem.query(report_key(report_id), TellItem.sk.startswith(f"TELL#{seq:06d}#"), consistent_read=True)
        found = [item for item in items if item.sent_at or item.failed_at]
    return frozenset(item.sk.split("#", 2)[2] for item in found)


def _standing_otherwise(letter: LetterKey, now: datetime) -> Claim:
    with in_our_words():
        item = TellItem.get(
            report_key(letter.report_id), letter_key(letter.seq, letter.recipient), consistent_read=True
        )
    if item.sent_at or item.failed_at:
        return Claim(Standing.DONE)
    until = datetime.fromisoformat(item.claimed_until or timestamp(now))
    if until < now and int(item.sends or 0) >= MOST_SENDS:
        return Claim(Standing.LOST)
    return Claim(Standing.HELD, until)


def _accepted(at: datetime) -> list[Any]:
    return [TellItem.sent_at.set(TellItem.sent_at | timestamp(at))]


def _failed(reason: str, at: datetime) -> list[Any]:
    return [TellItem.failed_at.set(timestamp(at)), TellItem.failed_reason.set(reason)]


def _write(letter: LetterKey, actions: Sequence[Any], condition: Condition) -> bool:
    try:
        with in_our_words():
            _item(letter).update(actions=list(actions), condition=condition)
    except Conflict:
        return False
    return True


def _write_with_head(letter: LetterKey, actions: Sequence[Any], condition: Condition, reason: str | None) -> None:
    if letter.concerns_the_desk:
        undelivered.write(letter.report_id, letter.seq, letter.recipient, reason, actions, condition)
    else:
        _write(letter, actions, condition)


def _item(letter: LetterKey) -> TellItem:
    return TellItem(report_key(letter.report_id), letter_key(letter.seq, letter.recipient))
