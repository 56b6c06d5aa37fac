"""Whom mail does not reach, marked on the HEAD of their report, so that the coordinator finds it without a search.

The mark and the letter's own record are written together. A HEAD is also written by every decision: both sides show
what they read, the version and the marks, so neither loses the other's. Who was reached by a later letter is not
marked for an earlier one, and a mark goes when a later letter is taken by the mail service.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from pynamodb.expressions.condition import Condition
from pynamodb.transactions import TransactWrite

from chalicelib.failures import Conflict
from chalicelib.store.codec import decode_report
from chalicelib.store.connection import connection
from chalicelib.store.entries import for_officers
from chalicelib.store.failures import transact, translated_errors
from chalicelib.store.indexing import undelivered_key
from chalicelib.store.items import (
    REPORTERS_PART,
    Unreached,
    letter_key,
    report_key,
    same_marks,
    undelivered_in,
    undelivered_text,
)
from chalicelib.store.models.deliveries import DeliveryItem
from chalicelib.store.models.reports import HeadItem
from chalicelib.store.racing import unless_overtaken

MOST_LOOKED_AT = 100
ONLY_TELEPHONE = "telephone"
"""There is nothing by which they could be told: no letter failed, for none was written."""


def write(
    report_id: str, seq: int, recipient: str, reason: str | None, actions: Sequence[Any], condition: Condition
) -> None:
    """Write what became of a letter, and on the HEAD that its recipient was not reached (``reason`` None: was).

    Nothing is written when the letter's condition does not hold. Raises Unavailable.
    """
    unless_overtaken(lambda: _write_once(report_id, seq, recipient, reason, actions, condition))


def mark(report_id: str, seq: int, recipient: str, reason: str) -> None:
    """Mark on the HEAD somebody whom no letter about an event can be written to. Raises Unavailable."""
    unless_overtaken(lambda: _mark_once(report_id, seq, recipient, reason))


def _mark_once(report_id: str, seq: int, recipient: str, reason: str) -> None:
    head = _head(report_id)
    marks = undelivered_in(head.undelivered) if head else {}
    after = _marked(marks, seq, recipient, reason)
    if head and after != marks:
        with translated_errors():
            HeadItem(head.pk, "HEAD").update(actions=_head_actions(head, after), condition=_as_read(head))


def _write_once(
    report_id: str, seq: int, recipient: str, reason: str | None, actions: Sequence[Any], condition: Condition
) -> None:
    head = _head(report_id)
    if head is None:
        return  # a letter of another system that shares the mail service
    marks = undelivered_in(head.undelivered)
    if reason and _was_reached_later(head, seq, recipient):
        reason = None
    try:
        _write_both(head, _marked(marks, seq, recipient, reason), letter_key(seq, recipient), actions, condition)
    except Conflict as overtaken:
        if 0 in overtaken.positions or not overtaken.positions:
            return  # the letter itself is no longer as it was
        raise


def _head(report_id: str) -> HeadItem | None:
    with translated_errors():
        try:
            return HeadItem.get(report_key(report_id), "HEAD", consistent_read=True)
        except HeadItem.DoesNotExist:
            return None


def _write_both(
    head: HeadItem, marks: Mapping[str, Unreached], letter: str, actions: Sequence[Any], condition: Condition
) -> None:
    if marks == undelivered_in(head.undelivered):
        with translated_errors():
            DeliveryItem(head.pk, letter).update(actions=list(actions), condition=condition)
        return

    def both() -> None:
        with TransactWrite(connection=connection()) as transaction:
            transaction.update(DeliveryItem(head.pk, letter), actions=list(actions), condition=condition)
            transaction.update(HeadItem(head.pk, "HEAD"), actions=_head_actions(head, marks), condition=_as_read(head))

    transact(both)


def _marked(marks: Mapping[str, Unreached], seq: int, recipient: str, reason: str | None) -> dict[str, Unreached]:
    known = marks.get(recipient)
    if known and known.seq > seq:
        return dict(marks)
    others = {name: one for name, one in marks.items() if name != recipient}
    return others | ({recipient: Unreached(seq, reason)} if reason else {})


def _was_reached_later(head: HeadItem, seq: int, recipient: str) -> bool:
    """Whether a letter about a later event reached them: its key is known, so nothing is searched for."""
    latest = decode_report(head.facts).seq
    keys = [(head.pk, letter_key(later, recipient)) for later in range(latest, seq, -1)[:MOST_LOOKED_AT]]
    with translated_errors():
        return any(item.sent_at and not item.failed_at for item in DeliveryItem.batch_get(keys, consistent_read=True))


def _head_actions(head: HeadItem, marks: Mapping[str, Unreached]) -> list[Any]:
    text, report = undelivered_text(marks), decode_report(head.facts)
    institution_id = (head.desk_pk or "").split("#")[0]
    lists = for_officers(report, reporter_missed=REPORTERS_PART in marks)
    key = undelivered_key(report.report_id, institution_id) if marks or report.unreached else None
    return [
        HeadItem.undelivered.set(text) if text else HeadItem.undelivered.remove(),
        HeadItem.undelivered_pk.set(key) if key else HeadItem.undelivered_pk.remove(),
        HeadItem.for_officers.set(lists),
    ]


def _as_read(head: HeadItem) -> Condition:
    unchanged: Condition = (HeadItem.version == head.version) & same_marks(head.undelivered)
    return unchanged
