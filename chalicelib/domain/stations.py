"""At which of five stations a report is, as people follow a parcel: in fewer words than the states of the law."""

from enum import StrEnum

from chalicelib.domain.limits import LimitName
from chalicelib.domain.report import Report
from chalicelib.domain.states import State


class Station(StrEnum):
    """From the receipt to the end, in the order in which a report comes to them."""

    RECEIVED = "received"
    CHECKED = "checked"
    WORKED_ON = "worked_on"
    ANSWERED = "answered"
    ENDED = "ended"


_OF_STATES = {
    State.SUBMITTED: Station.CHECKED,
    State.FORWARDED: Station.WORKED_ON,
    State.RETURNED: Station.WORKED_ON,
    State.IN_PROGRESS: Station.WORKED_ON,
    State.REOPENED: Station.WORKED_ON,
    State.JOINED: Station.WORKED_ON,
    State.ANSWERED: Station.ANSWERED,
    State.CLOSED: Station.ENDED,
    State.ARCHIVED: Station.ENDED,
    State.WITHDRAWN: Station.ENDED,
}


def station_of(report: Report) -> Station:
    """Where it is now. One that waits for data waits where it was: with who checks it, or with who works on it."""
    if report.state is State.NEEDS_INFO:
        return Station.WORKED_ON if report.limit(LimitName.FINISH) or report.limit(LimitName.REDO) else Station.CHECKED
    return _OF_STATES[report.state]
