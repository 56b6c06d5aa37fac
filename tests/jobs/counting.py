"""The tally at work, and a recount of all that it should have counted. Tests may scan; the application never does."""

from typing import Any

from chalicelib.domain.tallying import Counts, contributions, differences
from chalicelib.service.rules import agencies_of
from chalicelib.store import reports
from chalicelib.store.directory_lookup import directory_covering
from chalicelib.store.models.reports import EventItem, HeadItem
from chalicelib.store.models.statistics import StatisticItem
from infra.local.functions import context_of


def last_records() -> list[dict[str, Any]]:
    """The last event of every report there is, as the stream brings it: what was lost before is made good by it."""
    return _shaped([EventItem(head.pk, "EVENT#last", version=head.version) for head in _heads()])


def _shaped(items: list[EventItem]) -> list[dict[str, Any]]:
    return [
        {
            "eventName": "INSERT",
            "eventSource": "aws:dynamodb",
            "dynamodb": {
                "Keys": {"pk": {"S": item.pk}, "sk": {"S": item.sk}},
                "NewImage": item.to_dynamodb_dict(),
                "SequenceNumber": str(place),
            },
        }
        for place, item in enumerate(items, 1)
    ]


def records_of(*report_ids: str) -> list[dict[str, Any]]:
    """Those of some reports."""
    events = EventItem
    found = [list(events.query(f"REPORT#{one}", events.sk.startswith("EVENT#"))) for one in report_ids]
    return _shaped([item for items in found for item in items])


def count(batch: list[dict[str, Any]]) -> list[str]:
    """Give a batch to the function; the numbers of the records it handed back."""
    from app import tally as function

    answer = function({"Records": batch}, context_of("tally"))
    return [failure["itemIdentifier"] for failure in answer["batchItemFailures"]]


def recount(*report_ids: str) -> Counts:
    """What the events of some reports say; of every report there is, when none is named."""
    total: Counts = {}
    every = [(head.pk.removeprefix("REPORT#"), int(head.version)) for head in ([] if report_ids else _heads())]
    for report_id, version in every:
        # Other tests leave thousands: a history that has not gone on says what it said.
        if (report_id, version) not in _recounted:
            _recounted[report_id, version] = _contributed(report_id)
        add(total, _recounted[report_id, version])
    for report_id in report_ids:
        add(total, _contributed(report_id))
    return total


_recounted: dict[tuple[str, int], Counts] = {}


def _contributed(report_id: str) -> Counts:
    history = reports.load_history(report_id)
    assert history
    return contributions(history.events, directory_covering(agencies_of(history.stored.report)))


def counted() -> Counts:
    """What the counters say."""
    total: Counts = {}
    for item in StatisticItem.scan():
        if not item.pk.startswith("REPORT#"):
            group, row, _ = item.pk.rsplit("#", 2)
            add(total, {(f"{group}/{item.sk}", row): item.numbers})
    return total


def add(total: Counts, more: Counts) -> None:
    """Add some counts to others."""
    for key, measures in more.items():
        there = total.setdefault(key, {})
        for name, number in measures.items():
            there[name] = there.get(name, 0) + number


def wrong(before: Counts | None = None, *report_ids: str) -> Counts:
    """Where the counters differ from the events: of all reports, or of those named, none counted ``before``."""
    expected: Counts = {}
    add(expected, before or {})
    add(expected, recount(*report_ids))
    return differences(expected, counted())


def _heads() -> list[HeadItem]:
    return list(HeadItem.scan(HeadItem.sk == "HEAD"))
