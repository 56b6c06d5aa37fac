"""Letters to one officer about one report take turns: what can be repeated waits until 15 minutes after the last
letter, and goes as one letter then.

What gives an officer something to act on goes at once, and takes along what waits. An event is told by its own letter
or by another one, never by both: which of them is on record before either is sent. What waits is kept by its own entry
in the outbox, until it was told.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from chalicelib.domain.events import EventType
from chalicelib.failures import Unavailable
from chalicelib.store import deliveries, turns
from chalicelib.store.deliveries import DeliveryKey
from chalicelib.store.turns import FIRST_EVENT, Turn

PAUSE = timedelta(minutes=15)
PATIENT = frozenset(
    {
        EventType.REPLIED,
        EventType.PUBLICITY_CHANGED,
        EventType.EXTENDED,
        EventType.REMINDED,
        EventType.DEADLINE_MOVED,
    }
)
"""What may come again and again, and asks nobody to begin anything."""
TRIES_AGAINST_OTHERS = 5


@dataclass(frozen=True, slots=True)
class Mine:
    """The letter goes now, and tells these other events along."""

    along: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Wait:
    """The letter waits, and may be told along by another one meanwhile."""

    until: datetime


@dataclass(frozen=True, slots=True)
class Along:
    """The letter about the event ``lead`` tells this one."""

    lead: int


def take(letter: DeliveryKey, about: EventType, now: datetime, *, since: datetime) -> Mine | Wait | Along:
    """What becomes of a letter to an officer; asking again answers the same until it was told. ``since`` is when the
    report was received: the letter that told of it took no turn. Raises StoreFailure.
    """
    at_once = about not in PATIENT
    is_fresh = (
        not at_once and now < since + PAUSE and deliveries.is_begun(letter.report_id, FIRST_EVENT, letter.recipient)
    )
    if is_fresh:
        turns.begin(letter, since + PAUSE)
    if turns.take_free(letter, now, now + PAUSE, at_once=at_once):
        return Mine()
    for _ in range(TRIES_AGAINST_OTHERS):
        turn = turns.load(letter)
        step = next_step(turn, letter.seq, now, at_once=at_once)
        if isinstance(step, Wait):
            if letter.seq in turn.waiting or turns.wait(letter, turn):
                return step
        elif step:
            return step
        else:
            told = told_along_after(turn, letter.seq)
            if turns.take_with(letter, turn, now + PAUSE, told):
                return Mine(_told_by(letter.seq, told))
    raise Unavailable("turn")


def next_step(turn: Turn, seq: int, now: datetime, *, at_once: bool) -> Mine | Wait | Along | None:
    """What is settled already about the letter of event ``seq``; None where it may take the turn."""
    if seq in turn.told_along:
        return Along(turn.told_along[seq])
    if turn.is_begun or turn.lead == seq:
        return Mine(_told_by(seq, turn.told_along))
    return None if at_once or turn.until <= now else Wait(turn.until)


def told_along_after(turn: Turn, seq: int) -> dict[int, int]:
    """Who tells whom once ``seq`` takes the turn: it tells all that waited, and what one of these was to tell."""
    kept = {one: seq if lead in turn.waiting else lead for one, lead in turn.told_along.items()}
    return kept | dict.fromkeys(turn.waiting - {seq}, seq)


def _told_by(lead: int, told_along: Mapping[int, int]) -> frozenset[int]:
    return frozenset(seq for seq, by in told_along.items() if by == lead)
