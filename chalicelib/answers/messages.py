"""What became of a message that came in."""

from typing import Annotated, TypedDict

from chalicelib.answers.codes import ReportNumber, one_of
from chalicelib.domain.inbound import Result


class TakenMessage(TypedDict):
    """What a message became, and of which report where it became one or part of one."""

    result: Annotated[str, one_of(Result)]
    report_id: ReportNumber | None
