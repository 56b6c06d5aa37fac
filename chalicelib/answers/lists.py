"""Pages of lists of reports."""

from typing import TypedDict

from chalicelib.answers.codes import (
    AgencyId,
    AgencyName,
    CategoryId,
    ClassificationCode,
    ClosedCode,
    Cursor,
    Level,
    Moment,
    ReportNumber,
    StateCode,
    Title,
    Version,
)


class QueueItem(TypedDict):
    """A report in an officer's queue."""

    report_id: ReportNumber
    version: Version
    state: StateCode
    closed_reason: ClosedCode | None
    title: Title | None
    classification: ClassificationCode | None
    category: CategoryId
    holder: AgencyId | None
    holder_name: AgencyName | None
    due_at: Moment | None
    answer_by: Moment | None
    level: Level
    late: bool
    supervisory: bool
    confidential: bool
    published: bool
    received_at: Moment


class QueuePage(TypedDict):
    """A page may be short, or empty, and still go on: ``next`` searches on."""

    items: list[QueueItem]
    next: Cursor


class PublicItem(TypedDict):
    """A published report in the public list."""

    report_id: ReportNumber
    state: StateCode
    closed_reason: ClosedCode | None
    title: Title | None
    category: CategoryId
    holder: AgencyId | None
    holder_name: AgencyName | None
    since: Moment
    received_at: Moment


class PublicPage(TypedDict):
    """Published reports, newest first. A page may be short, or empty, and still go on."""

    items: list[PublicItem]
    next: Cursor
