"""What is taken out of a report that expired: who reported, their files, and what of its place leads to a door.

The report itself was marked in one transaction (``Report.expired_at``), which a revival at the same moment overtakes or
is refused by; what is marked lives no more. So what follows may be done late, in parts and again: each part that is
gone already is left as it is. Officers' words and files, dates and counts stay, and so do the reporter's words.

Requests and units: 2 Queries (the report's items, the people's), 1 write for the place and for each event with one, 1
transaction for the files, 1 batch for 25 people.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pynamodb.transactions import TransactWrite

from chalicelib.domain.actors import Role
from chalicelib.domain.events import Event
from chalicelib.domain.visibility import public_place
from chalicelib.store import identities
from chalicelib.store.attachments import mark_removed
from chalicelib.store.codec import encode_values
from chalicelib.store.connection import connection
from chalicelib.store.failures import transact, translated_errors
from chalicelib.store.items import History, event_key, report_key
from chalicelib.store.models.reports import EventItem
from chalicelib.store.models.words import BodyItem
from chalicelib.store.reports import load_history


def forget(report_id: str, now: datetime) -> None:
    """Take it all out; the files themselves are deleted by whoever looks after files. Raises Unavailable half-way."""
    history = load_history(report_id)
    if history:
        _forget_place(report_id, history)
        _forget_files(report_id, history, now)
    identities.forget_people(report_id)


def _forget_place(report_id: str, history: History) -> None:
    key, location = report_key(report_id), history.words.location
    with translated_errors():
        if location and _leads_to_a_door(location):
            kept = encode_values(public_place(location) or {})
            BodyItem(key, "BODY").update([BodyItem.location.set(kept)])
        for event in history.events:
            if _leads_to_a_door(_place_in(event)):
                data = dict(event.data) | {"location": public_place(_place_in(event))}
                EventItem(key, event_key(event.seq)).update([EventItem.data.set(encode_values(data))])


def _place_in(event: Event) -> Mapping[str, Any]:
    return event.data.get("location") or {}


def _leads_to_a_door(location: Mapping[str, Any]) -> bool:
    return location != (public_place(location) or {})


def _forget_files(report_id: str, history: History, now: datetime) -> None:
    files = [one for one in history.attachments if one.by is Role.REPORTER]

    def write() -> None:
        with TransactWrite(connection=connection()) as transaction:
            mark_removed(transaction, report_id, files, now)

    if files:
        transact(write)
