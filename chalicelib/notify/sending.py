"""Sending: what one invocation of a function may still do, and every message of an entry, each claimed before it goes
and marked after, once (``delivery`` tells what stops one). Which way a message goes is the message's own affair.
"""

import random
import time
from collections import Counter
from collections.abc import Callable, Container
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from chalicelib import access_codes, clock
from chalicelib.notify import channels
from chalicelib.notify.ahead import Ahead
from chalicelib.notify.channels import (
    EMAIL,
    ChannelIsDown,
    InDoubt,
    Message,
    MessageRefused,
    NotSent,
    Throttled,
    Untried,
)
from chalicelib.notify.daily_measures import within_the_day
from chalicelib.notify.gathering import Gathering
from chalicelib.settings import settings
from chalicelib.store import deliveries
from chalicelib.store.deliveries import ClaimOutcome, DeliveryKey
from chalicelib.store.outbox import OutboxEntry

# With less left, a letter might be sent and not marked.
LEAST_MILLISECONDS = 3000
FAILURES_BORNE = 2
SUPPRESSED = "suppressed"


class OutOfTime(Exception):
    """Too little time is left to send anything and mark it."""


class Held(Exception):
    """Somebody else may be sending one of the letters this moment; ``until`` is the end of their lease."""

    def __init__(self, until: datetime) -> None:
        super().__init__("held")
        self.until = until


Share = Callable[[str, int, datetime, Callable[[], bool]], bool]
"""Carries what a report's event means for others in its case: its number, the event's, the instant, and whether there
is time left. Answers whether all of it was done.
"""


Hold = Callable[[Message, DeliveryKey, str], Message | datetime | None]
"""What to send in a letter's place (to a keyed hash of its address): a letter, now; or nothing before an instant; or
nothing at all, for it was told along with another.
"""


def nobody_shares(report_id: str, seq: int, now: datetime, has_time: Callable[[], bool]) -> bool:
    """Where letters alone are sent, an entry to share waits for the next who can. Raises LookupError."""
    raise LookupError("nobody is there to carry it")


@dataclass
class Round:
    """One invocation of a function: the time it has left, how the mail service does in it, who carries what happened
    to a report to others in its case, and what was read ahead.
    """

    context: Any
    failures_in_a_row: Counter[str] = field(default_factory=Counter)
    share: Share = nobody_shares
    ahead: Ahead = field(default_factory=Ahead)
    gathering: Gathering = field(default_factory=Gathering)

    def is_down(self, channel: str = EMAIL) -> bool:
        """Whether to try a channel no more for now. One failure may be the letter's own, and must hold no other up."""
        return self.failures_in_a_row[channel] >= FAILURES_BORNE

    def has_time(self) -> bool:
        """Whether a letter can still be sent and marked."""
        return bool(self.context.get_remaining_time_in_millis() >= LEAST_MILLISECONDS)

    def spend(self) -> None:
        """Raises OutOfTime when nothing more may be sent."""
        if not self.has_time():
            raise OutOfTime


def send_all(
    report_id: str,
    unreached: Container[str],
    entry: OutboxEntry,
    letters: tuple[Message, ...],
    round_: Round,
    hold: Hold = within_the_day,
) -> datetime | None:
    """Every letter that is not done; one that fails holds no other up, unless its channel itself is down.

    Answers when the entry is to be looked at again, where ``hold`` lets a letter wait; None when all are done.
    """
    done = deliveries.done(report_id, entry.seq) if entry.tries else frozenset()
    left = [letter for letter in letters if letter.recipient not in done]
    hashes = {letter.to: access_codes.address_hash(letter.to) for letter in left}
    barred = round_.ahead.barred(hashes.values())
    trouble: Exception | None = None
    again: datetime | None = None
    for letter in left:
        round_.spend()
        letter_key = DeliveryKey(report_id, entry.seq, letter.recipient)
        try:
            if hashes[letter.to] in barred:
                deliveries.mark_failed(letter_key, SUPPRESSED, clock.now())
                continue
            if round_.is_down(letter.channel):
                raise Untried(letter.channel)
            ready = hold(letter, letter_key, hashes[letter.to])
            if isinstance(ready, datetime):
                again = min(again, ready) if again else ready
            elif ready:
                _send_once(ready, letter_key, was_unreached=letter.recipient in unreached)
                round_.failures_in_a_row[ready.channel] = 0
        except Exception as failure:
            round_.failures_in_a_row[letter.channel] += isinstance(failure, ChannelIsDown)
            trouble = worse(trouble, failure)
    if trouble:
        raise trouble
    return again


def _send_once(letter: Message, key: DeliveryKey, *, was_unreached: bool) -> None:
    """Raises Held, Throttled, ChannelIsDown or StoreFailure."""
    claim = deliveries.claim(key, clock.now(), timedelta(seconds=settings().delivery_lease_seconds))
    if claim.standing is ClaimOutcome.HELD:
        raise Held(claim.until or clock.now())
    if claim.standing is ClaimOutcome.LOST:
        deliveries.mark_failed(key, deliveries.IN_DOUBT, clock.now())
    if claim.standing in (ClaimOutcome.MINE, ClaimOutcome.ONCE_MORE):
        _send_mine(letter, key, in_doubt=claim.standing is ClaimOutcome.ONCE_MORE, was_unreached=was_unreached)


def _send_mine(letter: Message, key: DeliveryKey, *, in_doubt: bool, was_unreached: bool) -> None:
    try:
        message_id = channels.named(letter.channel).send(letter, key.report_id, key.seq)
    except MessageRefused as refusal:
        deliveries.mark_failed(key, refusal.reason, clock.now())
    except InDoubt:
        raise  # and the claim stays: nobody sends it again before its lease ends
    except NotSent as failure:
        deliveries.release(key, clock.now())
        if isinstance(failure, Throttled):
            time.sleep(random.uniform(0.1, 0.4))
        raise
    else:
        deliveries.mark_sent(key, message_id, clock.now(), in_doubt=in_doubt, was_unreached=was_unreached)


def worse(trouble: Exception | None, another: Exception | None) -> Exception | None:
    """A lease that somebody holds, and what was not tried, is no failure of ours: it is told only of nothing worse."""
    return another if trouble is None or (another and isinstance(trouble, (Held, Untried))) else trouble
