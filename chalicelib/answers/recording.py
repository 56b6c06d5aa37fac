"""What officers get who record reports for others."""

from typing import Annotated, TypedDict

from chalicelib.answers.codes import (
    ChannelCode,
    ClosedCode,
    Count,
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


class ImportedReceipt(TypedDict):
    """What a row of a file became; the code is told once, for the paper that goes to its reporter."""

    line: Count
    external_number: Annotated[str, written("005/123/Umum")]
    report_id: ReportNumber
    access_code: Annotated[str, written("7K3M9-QRT2X-A4B6C-8D0EF")]


class ReportsImport(TypedDict):
    """What a file of reports did, or would do; while some are ``left``, the same file is sent again."""

    rows: Count
    created: Count
    unchanged: Count
    left: Count
    dry_run: bool
    receipts: list[ImportedReceipt]
