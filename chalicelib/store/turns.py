"""Whose turn it is among the letters to one officer about one report: which went last, until when others wait for it,
which wait, and which are told by another one.

One small item for each officer of a report. Cost: 1 write unit for each letter to an officer but the one that a report
came in; where others wait, or it waits itself, 1 request to read (2 read units) and 1 to write more.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from pynamodb.attributes import NumberAttribute, UnicodeAttribute, UnicodeSetAttribute
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action

from chalicelib.failures import Conflict
from chalicelib.store.deliveries import DeliveryKey
from chalicelib.store.failures import translated_errors
from chalicelib.store.indexing import timestamp
from chalicelib.store.items import letter_key, report_key
from chalicelib.store.models.deliveries import DeliveryItem
from chalicelib.store.models.report_item import ReportItem


class TurnItem(ReportItem, discriminator="TURN"):
    """The turns of one officer's letters; ``told_along`` has "<event>:<event whose letter tells it>"."""

    lead = NumberAttribute()
    until = UnicodeAttribute()
    waiting = UnicodeSetAttribute(null=True)
    told_along = UnicodeSetAttribute(null=True)


FIRST_EVENT = 1


@dataclass(frozen=True, slots=True)
class Turn:
    """How the letters stand, events by their numbers: ``lead`` went last and others wait ``until``; who waits; and by
    whose letter others are told. ``is_begun`` says that the letter asked about was claimed before.
    """

    lead: int
    until: datetime
    waiting: frozenset[int] = frozenset()
    told_along: Mapping[int, int] = field(default_factory=dict)
    is_begun: bool = False


def take_free(letter: DeliveryKey, now: datetime, until: datetime, *, at_once: bool) -> bool:
    """Take the turn where nobody waits and, unless it goes ``at_once``, the last one is over. Raises StoreFailure."""
    alone = TurnItem.waiting.does_not_exist() & TurnItem.told_along.does_not_exist()
    over = alone if at_once else alone & (TurnItem.until <= timestamp(now))
    return _write(letter, TurnItem.pk.does_not_exist() | over, _turned(letter.seq, until))


def begin(letter: DeliveryKey, until: datetime) -> None:
    """Where nobody had a turn yet, it was that of the letter that the report came in. Raises StoreFailure."""
    _write(letter, TurnItem.pk.does_not_exist(), _turned(FIRST_EVENT, until))


def load(letter: DeliveryKey) -> Turn:
    """The turn as it stands, and whether this letter was begun. Raises StoreFailure, Conflict while there is none."""
    pk = report_key(letter.report_id)
    keys = [(pk, _sort_key(letter)), (pk, letter_key(letter.seq, letter.recipient))]
    with translated_errors():
        items = list(ReportItem.batch_get(keys, consistent_read=True))
    turn = next((item for item in items if isinstance(item, TurnItem)), None)
    if turn is None:
        raise Conflict
    pairs = (pair.split(":") for pair in turn.told_along or ())
    return Turn(
        int(turn.lead),
        datetime.fromisoformat(turn.until),
        frozenset(int(seq) for seq in turn.waiting or ()),
        {int(seq): int(lead) for seq, lead in pairs},
        any(isinstance(item, DeliveryItem) for item in items),
    )


def wait(letter: DeliveryKey, before: Turn) -> bool:
    """Let the letter wait, unless the turn has changed since ``before``. Raises StoreFailure."""
    return _write(letter, _unchanged(before), [TurnItem.waiting.add({str(letter.seq)})])


def take_with(letter: DeliveryKey, before: Turn, until: datetime, told_along: Mapping[int, int]) -> bool:
    """Take the turn from all that waited, with who tells whom from now on, unless it has changed since ``before``.

    Raises StoreFailure.
    """
    actions = _turned(letter.seq, until)
    if before.waiting:
        actions.append(TurnItem.waiting.delete({str(seq) for seq in before.waiting}))
    if told_along:
        actions.append(TurnItem.told_along.set({f"{seq}:{lead}" for seq, lead in told_along.items()}))
    return _write(letter, _unchanged(before), actions)


def told(letter: DeliveryKey, lead: int) -> None:
    """The letter is no longer told by that of ``lead``: it was, or will never be. Raises StoreFailure."""
    _write(letter, TurnItem.pk.exists(), [TurnItem.told_along.delete({f"{letter.seq}:{lead}"})])


def _unchanged(before: Turn) -> Condition:
    unchanged: Condition = (TurnItem.lead == before.lead) & (TurnItem.until == timestamp(before.until))
    return unchanged


def _turned(seq: int, until: datetime) -> list[Action]:
    return [TurnItem.kind.set(TurnItem), TurnItem.lead.set(seq), TurnItem.until.set(timestamp(until))]


def _sort_key(letter: DeliveryKey) -> str:
    return f"TURN#{letter.recipient}"


def _write(letter: DeliveryKey, condition: Condition, actions: list[Action]) -> bool:
    try:
        with translated_errors():
            TurnItem(report_key(letter.report_id), _sort_key(letter)).update(actions=actions, condition=condition)
    except Conflict:
        return False
    return True
