"""What each reader sees of an event; what the public sees of it is ``domain.visibility``'s to say. Pure."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from chalicelib.domain.actors import Actor
from chalicelib.domain.events import Event
from chalicelib.domain.visibility import public_events
from chalicelib.store.indexing import timestamp

if TYPE_CHECKING:
    from chalicelib.answers.events import ActingOffice

OWN_DATA_HIDDEN = ("public_body", "public_texts")


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


def internal_event_view(event: Event) -> dict[str, Any]:
    """An event as officers read it."""
    return {**event_view(event), "internal_text": event.internal_text, "data": dict(event.data)}


def public_event_views(events: Iterable[Event]) -> list[dict[str, Any]]:
    """The events of a published report as the public reads them."""
    return [
        {
            "seq": event.seq,
            "at": timestamp(event.at),
            "type": shown.type.value,
            "actor": actor_view(event.actor),
            "text": shown.text,
            "data": dict(shown.data),
        }
        for event, shown in public_events(events)
    ]


def actor_view(actor: Actor) -> "ActingOffice":
    """Who acted: the office, never the person."""
    return {"role": actor.role.value, "agency_id": actor.agency_id}
