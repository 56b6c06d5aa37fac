"""What each reader sees of an event (docs/law.md "Events and who is told"). Pure."""

from typing import TYPE_CHECKING, Any

from chalicelib.domain.actors import Actor, Role
from chalicelib.domain.events import NOT_PUBLIC, PUBLIC_DATE_ONLY, Event, EventType
from chalicelib.store.indexing import timestamp

if TYPE_CHECKING:
    from chalicelib.answers.events import ActingOffice

# What the public may read of an event's data: never a wording that was replaced since, a place or a rating.
PUBLIC_DATA = (
    "level",
    "limit",
    "reason",
    "days",
    "to",
    "limits",
    "classification",
    "category",
    "action_date",
    "outcome",
)
OWN_DATA_HIDDEN = ("public_body",)


def event_view(event: Event) -> dict[str, Any]:
    """An event as the reporter reads it."""
    return {
        "seq": event.seq,
        "at": timestamp(event.at),
        "type": event.type.value,
        "actor": actor_view(event.actor),
        "text": event.text,
        "data": {name: value for name, value in event.data.items() if name not in OWN_DATA_HIDDEN},
    }


def public_event(event: Event) -> dict[str, Any] | None:
    """An event as the public reads it, or None (docs/law.md "Events and who is told")."""
    if event.type in NOT_PUBLIC:
        return None
    view = event_view(event)
    if event.type is EventType.DECIDED:
        view["type"] = EventType.FORWARDED.value
    if event.type in PUBLIC_DATE_ONLY:
        return {**view, "text": None, "data": {}}
    # The reporter's own words are never public: only what officers wrote for everybody is.
    text = None if event.actor.role is Role.REPORTER else event.text
    return {**view, "text": text, "data": {name: event.data[name] for name in PUBLIC_DATA if name in event.data}}


def actor_view(actor: Actor) -> "ActingOffice":
    """Who acted: the office, never the person."""
    return {"role": actor.role.value, "agency_id": actor.agency_id}
