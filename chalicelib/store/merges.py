"""Whose reporters hear of a report: of those merged into it once, and of another institution's about the same matter.

An item in the main report's collection, written and removed with the decision.

So whoever tells of the main report finds them with one Query and no index.
"""

from pynamodb.transactions import TransactWrite

from chalicelib.domain.decisions.draft import Decision
from chalicelib.store.failures import translated_errors
from chalicelib.store.items import Stored, report_key
from chalicelib.store.models.reports import MergedItem

_PREFIX = "MERGED#"


def record(transaction: TransactWrite, before: Stored, decision: Decision) -> None:
    """Add to a decision's transaction whom its report begins or ceases to hear of."""
    report_id = decision.report.report_id
    old, new = (one.duplicate_of or one.hears_of for one in (before.report, decision.report))
    if old != new:
        if old:
            transaction.delete(MergedItem(report_key(old), f"{_PREFIX}{report_id}"))
        if new:
            transaction.save(MergedItem(pk=report_key(new), sk=f"{_PREFIX}{report_id}"))


def merged_into(main_id: str) -> tuple[str, ...]:
    """The numbers of the reports whose reporters hear of this one, directly."""
    with translated_errors():
        found = MergedItem.query(report_key(main_id), MergedItem.sk.startswith(_PREFIX), consistent_read=True)
        return tuple(item.sk.removeprefix(_PREFIX) for item in found)
