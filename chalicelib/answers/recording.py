"""What officers get who record reports for others."""

from typing import Annotated, TypedDict

from chalicelib.answers.codes import (
    ChannelCode,
    ClosedCode,
    Day,
    LimitCode,
    Moment,
    ReportNumber,
    StateCode,
    TimeZoneName,
    Title,
    written,
)
from chalicelib.answers.reports import Receipt


class RecordedReceipt(Receipt):
    """What is given to the reporter: number and code open the report, ``receipt_url`` is a page to print with them."""

    receipt_url: Annotated[str, written("https://lapor.example/api/reports/LP-7K3M-9QRT-2XA/receipt", format="uri")]


class FirstLimit(TypedDict):
    """A limit that begins with the receipt, and whether it would be over by now."""

    name: LimitCode
    due_at: Moment
    is_over: bool


class FirstLimits(TypedDict):
    """The clocks that a report would start, the earliest first; a day of receipt lies between two others."""

    timezone: TimeZoneName
    received_on: Day
    earliest: Day
    latest: Day
    limits: list[FirstLimit]


class CallersReport(TypedDict):
    """A report of whoever calls."""

    report_id: ReportNumber
    title: Title
    state: StateCode
    closed_reason: ClosedCode | None
    channel: ChannelCode
    received_at: Moment
    answer_by: Moment | None


class CallersReports(TypedDict):
    """The newest reports of a contact that the officer may know of; each look is recorded on each of them.

    ``has_more``: the contact has more reports than were looked at.
    """

    items: list[CallersReport]
    has_more: bool
