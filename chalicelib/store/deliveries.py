"""Letters on record: claimed with a lease before they are sent; sent, delivered or failed after.

A letter is known by its report, the event's number and the recipient's part in it ("reporter", "officer_dpupr",
"follower_…"), never by an address. What the mail service tells of it later comes in any order and more than once, so
every fact has an attribute of its own, and each is written under a condition that makes the end the same.

Requests and units: claiming 1 (1 write unit), marking 1 (1). A failure for good, which the HEAD shows to the
coordinator, is a transaction of both after reading the HEAD (1 read unit, about 6 write units).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from pynamodb.expressions.condition import Condition

from chalicelib.failures import Conflict
from chalicelib.store import undelivered
from chalicelib.store.directory_outbox import is_of_no_report
from chalicelib.store.failures import translated_errors
from chalicelib.store.indexing import timestamp
from chalicelib.store.items import REPORTERS_PART, letter_key, report_key
from chalicelib.store.models.deliveries import DeliveryItem

REPORTER, FOLLOWER, DIGEST, FORMER = REPORTERS_PART, "follower", "digest", "former"
# Behind a recipient's part: a letter that did not arrive, sent once more to their new address.
AGAIN = "_again_"
# The first sending, and one more when nobody knows what came of it.
MOST_SENDS = 2
IN_DOUBT = "in_doubt"


@dataclass(frozen=True, slots=True)
class DeliveryKey:
    """Which letter: of which report, about which event (0: none, an invitation), to whom."""

    report_id: str
    seq: int
    recipient: str

    @property
    def concerns_the_desk(self) -> bool:
        """Whether the coordinator must know when it does not arrive: neither followers nor digests are a duty, a former
        address need not exist, what is sent again was marked already, and a change of the directory is about no report.
        """
        is_no_duty = self.recipient.startswith((FOLLOWER, DIGEST, FORMER)) or AGAIN in self.recipient
        return not (is_no_duty or is_of_no_report(self.report_id))


class ClaimOutcome(StrEnum):
    """What a claim found: the letter is mine to send, mine once more, done, somebody else's, or twice in doubt."""

    MINE = "mine"
    ONCE_MORE = "once_more"
    DONE = "done"
    HELD = "held"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class DeliveryClaim:
    """How a letter stands for who wanted to send it; ``until`` is the end of somebody else's lease."""

    standing: ClaimOutcome
    until: datetime | None = None


def claim(letter: DeliveryKey, now: datetime, lease: timedelta) -> DeliveryClaim:
    """Claim a letter until the lease ends, unless it is done, claimed, or was sent twice without a word.

    A lapsed lease means that somebody began to send it and nobody knows what came of that: it is sent once more.
    """
    item = _item(letter)
    free = DeliveryItem.pk.does_not_exist() | (
        DeliveryItem.sent_at.does_not_exist()
        & DeliveryItem.failed_at.does_not_exist()
        & (DeliveryItem.claimed_until < timestamp(now))
        & (DeliveryItem.sends < MOST_SENDS)
    )
    try:
        with translated_errors():
            item.update(
                actions=[
                    DeliveryItem.kind.set(DeliveryItem),
                    DeliveryItem.claimed_until.set(timestamp(now + lease)),
                    DeliveryItem.sends.add(1),
                ],
                condition=free,
            )
    except Conflict:
        return _standing_otherwise(letter, now)
    return DeliveryClaim(ClaimOutcome.ONCE_MORE if int(item.sends or 0) > 1 else ClaimOutcome.MINE)


def release(letter: DeliveryKey, now: datetime) -> None:
    """The mail service said that it did not take the letter: it is free again, and that sending did not happen."""
    with translated_errors():
        _item(letter).update(actions=[DeliveryItem.claimed_until.set(timestamp(now)), DeliveryItem.sends.add(-1)])


def mark_sent(letter: DeliveryKey, message_id: str, now: datetime, *, in_doubt: bool, was_unreached: bool) -> None:
    """The mail service took the letter. ``in_doubt``: perhaps for the second time. It reaches who was not reached."""
    actions = [*_accepted(now), DeliveryItem.message_id.set(message_id)]
    if in_doubt:
        actions.append(DeliveryItem.in_doubt.set(True))
    if was_unreached and letter.concerns_the_desk:
        _write_with_head(letter, actions, DeliveryItem.pk.exists(), None)
    else:
        _write(letter, actions, DeliveryItem.pk.exists())


def mark_failed(letter: DeliveryKey, reason: str, now: datetime) -> None:
    """The letter will not be sent: it was refused, or nobody will ever know. One that was sent after all stays so."""
    actions = [DeliveryItem.kind.set(DeliveryItem), *_failed(reason, now)]
    if reason == IN_DOUBT:
        actions.append(DeliveryItem.in_doubt.set(True))
    _write_with_head(letter, actions, DeliveryItem.sent_at.does_not_exist(), reason)


def mark_delivered(letter: DeliveryKey, at: datetime) -> None:
    """The recipient's server took it, whatever we believed before; a bounce that came all the same stands."""
    given_up = DeliveryItem.failed_reason == IN_DOUBT
    actions = [*_accepted(at), DeliveryItem.delivered_at.set(timestamp(at))]
    if not _write(letter, actions, DeliveryItem.pk.exists() & ~given_up):
        found = [*actions, DeliveryItem.failed_at.remove(), DeliveryItem.failed_reason.remove()]
        _write_with_head(letter, found, given_up, None)


def mark_delayed(letter: DeliveryKey, at: datetime) -> None:
    """The mail service took it and is still trying."""
    _write(letter, [*_accepted(at), DeliveryItem.delayed_at.set(timestamp(at))], DeliveryItem.pk.exists())


def mark_complained(letter: DeliveryKey, at: datetime) -> None:
    """It arrived, and its recipient called it unwanted."""
    _write(letter, [*_accepted(at), DeliveryItem.complained_at.set(timestamp(at))], DeliveryItem.pk.exists())


def mark_returned(letter: DeliveryKey, reason: str, at: datetime) -> None:
    """The mail service took it and then could not deliver it ("bounced") or would not ("rejected")."""
    open_ = DeliveryItem.failed_at.does_not_exist() | (DeliveryItem.failed_reason == IN_DOUBT)
    _write_with_head(letter, [*_accepted(at), *_failed(reason, at)], DeliveryItem.pk.exists() & open_, reason)


def mark_told_along(letter: DeliveryKey, lead: int) -> bool:
    """What became of the letter about ``lead`` became of this one, which it told along; whether that is done."""
    key = letter_key(lead, letter.recipient)
    with translated_errors():
        try:
            told = DeliveryItem.get(report_key(letter.report_id), key, consistent_read=True)
        except DeliveryItem.DoesNotExist:
            return False
    if not (told.sent_at or told.failed_at):
        return False
    actions = [DeliveryItem.kind.set(DeliveryItem), DeliveryItem.told_by.set(lead)]
    if told.sent_at:
        actions.append(DeliveryItem.sent_at.set(told.sent_at))
    if told.failed_at:
        actions += [DeliveryItem.failed_at.set(told.failed_at), DeliveryItem.failed_reason.set(told.failed_reason)]
    _write(letter, actions, DeliveryItem.pk.does_not_exist())
    return True


def done(report_id: str, seq: int) -> frozenset[str]:
    """The recipients whose letter about an event was sent, or failed for good: one query, for who tries again."""
    with translated_errors():
        items = DeliveryItem.query(
            report_key(report_id), DeliveryItem.sk.startswith(f"TELL#{seq:06d}#"), consistent_read=True
        )
        found = [item for item in items if item.sent_at or item.failed_at]
    return frozenset(item.sk.split("#", 2)[2] for item in found)


def is_begun(report_id: str, seq: int, part: str) -> bool:
    """Whether a letter about an event to somebody whose part begins so was ever claimed: one query."""
    with translated_errors():
        found = DeliveryItem.query(
            report_key(report_id), DeliveryItem.sk.startswith(letter_key(seq, part)), consistent_read=True, limit=1
        )
        return any(True for _ in found)


def not_arrived(report_id: str, recipient: str, before: int) -> tuple[int, ...]:
    """The events before ``before`` whose letter to somebody failed for good and was not sent again since."""
    with translated_errors():
        found = DeliveryItem.query(report_key(report_id), DeliveryItem.sk.startswith("TELL#"), consistent_read=True)
        items = [(int(one.sk.split("#")[1]), one.sk.split("#", 2)[2], one) for one in found]
    failed = {seq for seq, part, one in items if part == recipient and one.failed_at and seq < before}
    again = {part for seq, part, one in items if one.sent_at and not one.failed_at and seq < before}
    return tuple(seq for seq in sorted(failed) if f"{recipient}{AGAIN}{seq}" not in again)


def any_arrived(report_id: str, seqs: Iterable[int], recipient: str) -> bool:
    """Whether a letter to that recipient about one of these events was taken by the mail service and not returned.

    One that was sent again, to another address, counts as well.
    """
    wanted = {(seq, recipient) for seq in seqs}
    parts_again = {f"{recipient}{AGAIN}{seq}" for seq, _ in wanted}
    with translated_errors():
        found = DeliveryItem.query(report_key(report_id), DeliveryItem.sk.startswith("TELL#"), consistent_read=True)
        arrived = [one.sk.split("#", 2) for one in found if one.sent_at and not one.failed_at]
    return any((int(seq), part) in wanted or part in parts_again for _, seq, part in arrived)


def _standing_otherwise(letter: DeliveryKey, now: datetime) -> DeliveryClaim:
    with translated_errors():
        item = DeliveryItem.get(
            report_key(letter.report_id), letter_key(letter.seq, letter.recipient), consistent_read=True
        )
    if item.sent_at or item.failed_at:
        return DeliveryClaim(ClaimOutcome.DONE)
    until = datetime.fromisoformat(item.claimed_until or timestamp(now))
    if until < now and int(item.sends or 0) >= MOST_SENDS:
        return DeliveryClaim(ClaimOutcome.LOST)
    return DeliveryClaim(ClaimOutcome.HELD, until)


def _accepted(at: datetime) -> list[Any]:
    return [DeliveryItem.sent_at.set(DeliveryItem.sent_at | timestamp(at))]


def _failed(reason: str, at: datetime) -> list[Any]:
    return [DeliveryItem.failed_at.set(timestamp(at)), DeliveryItem.failed_reason.set(reason)]


def _write(letter: DeliveryKey, actions: Sequence[Any], condition: Condition) -> bool:
    try:
        with translated_errors():
            _item(letter).update(actions=list(actions), condition=condition)
    except Conflict:
        return False
    return True


def _write_with_head(letter: DeliveryKey, actions: Sequence[Any], condition: Condition, reason: str | None) -> None:
    if letter.concerns_the_desk:
        undelivered.write(letter.report_id, letter.seq, letter.recipient, reason, actions, condition)
    else:
        _write(letter, actions, condition)


def _item(letter: DeliveryKey) -> DeliveryItem:
    return DeliveryItem(report_key(letter.report_id), letter_key(letter.seq, letter.recipient))
