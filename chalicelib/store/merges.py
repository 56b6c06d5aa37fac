"""Which reports were merged into one: an item in the main report's collection, written and removed with the decision.

So whoever tells of the main report finds them with one Query and no index.
"""

from pynamodb.transactions import TransactWrite

from chalicelib.domain.decisions.draft import Decision
from chalicelib.domain.events import EventType
from chalicelib.store.failures import translated_errors
from chalicelib.store.items import Stored, report_key
from chalicelib.store.models.reports import MergedItem

_PREFIX = "MERGED#"


def record(transaction: TransactWrite, before: Stored, decision: Decision) -> None:
    """Add to a decision's transaction what it merges or splits."""
    report_id = decision.report.report_id
    for event in decision.events:
        if event.type is EventType.MERGED:
            transaction.save(MergedItem(pk=report_key(event.data["into"]), sk=f"{_PREFIX}{report_id}"))
        elif event.type is EventType.SPLIT and before.report.duplicate_of:
            transaction.delete(MergedItem(report_key(before.report.duplicate_of), f"{_PREFIX}{report_id}"))


def merged_into(main_id: str) -> tuple[str, ...]:
    """The numbers of the reports that were merged into this one, directly."""
    with translated_errors():
        found = MergedItem.query(report_key(main_id), MergedItem.sk.startswith(_PREFIX), consistent_read=True)
        return tuple(item.sk.removeprefix(_PREFIX) for item in found)
