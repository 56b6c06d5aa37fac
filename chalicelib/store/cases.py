"""Cases of many: which reports joined a main report, and what is still to be carried to them.

A member is an item in the main report's collection, the oldest first, written and removed with the decision that makes
it one or ends that. The same transaction counts it on the main's HEAD, so a command on the main that did not know of a
member is decided anew, and one that does leaves the entry (``SHARE``) by which the members are found again: a report
without members pays for none of it.

Units: joining, leaving or taking a place writes two or three items more than the decision (2 write units each, HEADs
as many as they have kB); carrying an event to a member is a decision like any other.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from pynamodb.expressions.condition import Condition
from pynamodb.transactions import TransactWrite

from chalicelib.domain.cases import is_shared
from chalicelib.domain.decisions.draft import Decision
from chalicelib.domain.events import EventType
from chalicelib.domain.report import Report
from chalicelib.store.failures import translated_errors
from chalicelib.store.indexing import outbox_keys, timestamp
from chalicelib.store.items import Stored, Successor, report_key, successor_text
from chalicelib.store.models.outbox import ShareItem
from chalicelib.store.models.reports import HeadItem, MemberItem

_PREFIX = "MEMBER#"
PAGE = 100


def record(transaction: TransactWrite, before: Stored, decision: Decision, main: Stored | None) -> None:
    """Add to a decision's transaction whose member the report becomes or ceases to be, and who must hear of it.

    ``main`` is the main report the decision was made on, as it was read.
    """
    _change_main(transaction, before.report, decision, main)
    if is_shared(before.report, decision, before.members):
        report_id, last = decision.report.report_id, decision.events[-1]
        key = f"SHARE#{last.seq:06d}"
        entry = outbox_keys(report_id, key, last.at)
        item = ShareItem(report_key(report_id), key, seq=last.seq)
        item.outbox_pk, item.outbox_sk = entry["outbox_pk"], entry["outbox_sk"]
        transaction.save(item)


def members_of(main_id: str) -> Iterator[tuple[str, ...]]:
    """The numbers of those that joined a report, the oldest first, in pages."""
    with translated_errors():
        found = MemberItem.query(
            report_key(main_id), MemberItem.sk.startswith(_PREFIX), consistent_read=True, page_size=PAGE
        )
        numbers = (item.sk.rpartition("#")[2] for item in found)
        while page := tuple(islice(numbers, PAGE)):
            yield page


@dataclass(frozen=True, slots=True)
class MemberPlace:
    """A member, and where it stands in the list of them."""

    report_id: str
    key: str


def members_after(main_id: str, after: str | None, limit: int) -> list[MemberPlace]:
    """So many of those that joined a report, the oldest first, behind a place in the list."""
    stretch = MemberItem.sk.between(f"{after} " if after else _PREFIX, f"{_PREFIX}~")
    with translated_errors():
        found = MemberItem.query(report_key(main_id), stretch, consistent_read=True, limit=limit)
        return [MemberPlace(item.sk.rpartition("#")[2], item.sk) for item in found]


def _change_main(transaction: TransactWrite, before: Report, decision: Decision, main: Stored | None) -> None:
    old, new = before.case_main, decision.report.case_main
    if old == new:
        return
    key = f"{_PREFIX}{timestamp(before.received_at)}#{before.report_id}"
    took_over = any(event.type is EventType.TOOK_OVER for event in decision.events)
    changed: dict[str, list[Any]] = {}
    if old:
        transaction.delete(MemberItem(report_key(old), key))
        changed[old] = [HeadItem.case_members.add(-1)]
    if new:
        transaction.save(MemberItem(pk=report_key(new), sk=key))
        changed[new] = [HeadItem.case_members.add(1)]
    if main and took_over:
        mark = successor_text(Successor(before.report_id, decision.report.seq))
        changed.setdefault(main.report.report_id, []).append(HeadItem.case_successor.set(mark))
    for report_id, actions in changed.items():
        condition: Condition = HeadItem.pk.exists()
        if main and report_id == main.report.report_id:
            condition = HeadItem.version == main.report.version
            if took_over:
                condition &= HeadItem.case_successor.does_not_exist()
        transaction.update(HeadItem(report_key(report_id), "HEAD"), actions=actions, condition=condition)
