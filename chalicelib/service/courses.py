"""Courses of events page by page, so that no answer grows beyond a megabyte however long a report lives.

A view has the newest events; whoever wants earlier ones asks for them by its cursor, the newest first. A page ends
where its items are as many as were asked for, or as large as a page may be.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from chalicelib.domain.events import INTERNAL, Event
from chalicelib.service.commands import REPORTER, Opened
from chalicelib.service.event_views import actor_view, event_view, internal_event_view, public_event_views
from chalicelib.service.lists import open_cursor, seal_cursor
from chalicelib.service.measure import what_fits
from chalicelib.store import consulted, identities, reports
from chalicelib.store.indexing import timestamp
from chalicelib.store.items import History

if TYPE_CHECKING:
    from chalicelib.answers.events import EventPage, IdentityReading, InternalEventPage, ReadingPage

MOST_EVENTS = 200
MOST_READINGS = 500

OWN, OFFICERS, PUBLIC, READINGS = "own", "officers", "public", "readings"


def newest(views: Sequence[dict[str, Any]], report_id: str, reader: str) -> dict[str, Any]:
    """The part of a view that tells what happened: the newest events in order, and the cursor of those before them."""
    shown = list(reversed(what_fits(reversed(views), MOST_EVENTS)))
    is_whole = len(shown) == len(views)
    earlier = None if is_whole else seal_cursor(_scope(report_id, reader), str(shown[0]["seq"]))
    return {"events": shown, "earlier_events": earlier}


def own_events(opened: Opened, limit: int, cursor: str | None) -> "EventPage":
    """A page of what happened, for the reporter. Raises Malformed for a cursor."""
    page: Any = _page(opened, limit, cursor, OWN)
    return page  # type: ignore[no-any-return]


def officers_events(opened: Opened, limit: int, cursor: str | None) -> "InternalEventPage":
    """A page of what happened, with what officers alone read of it. Raises Malformed for a cursor."""
    page: Any = _page(opened, limit, cursor, OFFICERS)
    return page  # type: ignore[no-any-return]


def public_events(history: History, limit: int, cursor: str | None) -> "EventPage":
    """A page of what the public sees of a published report. Raises Malformed for a cursor.

    What it may read of an event depends on later ones: the whole history is read.
    """
    scope = _scope(history.stored.report.report_id, PUBLIC)
    before = _before(scope, cursor)
    older = [view for view in public_event_views(history.events) if before is None or view["seq"] < before]
    items = what_fits(reversed(older), limit)
    last = items[-1]["seq"] if len(items) < len(older) else None
    page: Any = {"items": items, "next": seal_cursor(scope, str(last)) if last else None}
    return page  # type: ignore[no-any-return]


def reading_views(found: Iterable[identities.Reading]) -> "list[IdentityReading]":
    """Who read the identity, as the reporter reads of it."""
    return [{"at": timestamp(one.at), "actor": actor_view(one.actor)} for one in found]


def readings(opened: Opened, limit: int, cursor: str | None) -> "ReadingPage":
    """A page of who read the reporter's identity, the latest first. Raises Malformed for a cursor."""
    report_id = opened.stored.report.report_id
    scope = _scope(report_id, READINGS)
    found = identities.readings_before(report_id, open_cursor(scope, cursor), limit)
    after = found[-1].key if len(found) == limit else None
    return {"items": reading_views(found), "next": seal_cursor(scope, after) if after else None}


def newest_readings(history: History) -> dict[str, Any]:
    """The part of the own view that tells who read the identity: the newest in order, and a cursor for the rest.

    They are asked for where there are any.
    """
    report_id = history.stored.report.report_id
    may_be = history.consulted or not consulted.all_traced()
    found = identities.readings_before(report_id, None, MOST_READINGS) if may_be else ()
    after = found[-1].key if len(found) == MOST_READINGS else None
    return {
        "identity_readings": reading_views(reversed(found)),
        "earlier_readings": seal_cursor(_scope(report_id, READINGS), after) if after else None,
    }


def _page(opened: Opened, limit: int, cursor: str | None, reader: str) -> dict[str, Any]:
    report_id = opened.stored.report.report_id
    scope = _scope(report_id, reader)
    found = reports.events_before(report_id, _before(scope, cursor), limit)
    shown = what_fits((_view(event, reader) for event in found), limit)
    is_cut = len(shown) < len(found)
    last = found[len(shown) - 1].seq if is_cut or len(found) == limit else 1
    items = [view for view, event in zip(shown, found, strict=False) if _is_for(event, opened)]
    return {"items": items, "next": seal_cursor(scope, str(last)) if last > 1 else None}


def _view(event: Event, reader: str) -> dict[str, Any]:
    return internal_event_view(event) if reader == OFFICERS else event_view(event)


def _is_for(event: Event, opened: Opened) -> bool:
    return opened.actor != REPORTER or event.type not in INTERNAL


def _scope(report_id: str, reader: str) -> str:
    return f"course|{report_id}|{reader}"


def _before(scope: str, cursor: str | None) -> int | None:
    after = open_cursor(scope, cursor)
    return int(after) if after else None
