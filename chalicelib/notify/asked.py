"""The words that a letter to the reporter asks about: a reminder says again which data, or which promise."""

from collections.abc import Iterable

from chalicelib.domain.events import Event, EventType
from chalicelib.domain.limits import LimitName

_BY_LIMIT = {LimitName.COMPLETE: EventType.DATA_REQUESTED, LimitName.PROMISE: EventType.ANSWERED}
_SPEAK_OF_A_LIMIT = (EventType.REMINDED, EventType.ESCALATED)


def asks_about(event: Event) -> EventType | None:
    """The type of the earlier event that this one asks about; None for one that stands by itself."""
    if event.type is EventType.DEEMED_WITHDRAWN:
        return EventType.DATA_REQUESTED
    return _BY_LIMIT.get(event.data["limit"]) if event.type in _SPEAK_OF_A_LIMIT else None


def asked_about(event: Event, events: Iterable[Event]) -> Event | None:
    """The last such event before this one: of answers, the last that promised; None where there is none."""
    asked = asks_about(event)
    found = [one for one in events if one.type is asked and one.seq < event.seq]
    if asked is EventType.ANSWERED:
        found = [one for one in found if one.data.get("promised_by")]
    return found[-1] if found else None
