"""What a file shows of a report beside its list's entry: its facts and its place, for many reports at once."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from chalicelib.domain.report import Report
from chalicelib.store.codec import decode_data, decode_report
from chalicelib.store.failures import translated_errors
from chalicelib.store.items import report_key
from chalicelib.store.models.report_item import ReportItem
from chalicelib.store.models.reports import HeadItem
from chalicelib.store.models.words import BodyItem

# The reporter's text is not asked for: it would only travel.
_SHOWN = ["pk", "sk", "kind", "facts", "location"]


@dataclass(frozen=True, slots=True)
class Exported:
    """A report's facts, and its place as it came in."""

    report: Report
    location: dict[str, Any] = field(default_factory=dict)


def exported(report_ids: Iterable[str]) -> dict[str, Exported]:
    """By number, in a request for each fifty; may be of a moment ago, as lists are. What is gone is left out."""
    keys = [(report_key(one), kind) for one in report_ids for kind in ("HEAD", "BODY")]
    facts: dict[str, Report] = {}
    locations: dict[str, dict[str, Any]] = {}
    with translated_errors():
        for item in ReportItem.batch_get(keys, attributes_to_get=_SHOWN) if keys else ():
            match item:
                case HeadItem():
                    facts[item.pk] = decode_report(item.facts)
                case BodyItem() if item.location:
                    locations[item.pk] = decode_data(item.location)
    return {report.report_id: Exported(report, locations.get(key, {})) for key, report in facts.items()}
