"""Officers' queues and the public list, page by page, with cursors that nobody can forge."""

import base64
import hmac
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chalicelib import access_codes
from chalicelib.domain.actors import Actor
from chalicelib.domain.states import State
from chalicelib.refusals import Malformed, NotFound
from chalicelib.service.list_rows import public_item, queue_item
from chalicelib.service.queue_access import QueueQuery, source_of, visible_to
from chalicelib.service.rules import rules_for
from chalicelib.store import queues
from chalicelib.store.directory_lookup import directory_covering
from chalicelib.store.entries import Entry

if TYPE_CHECKING:
    from chalicelib.answers.lists import PublicPage, QueuePage

SIGNATURE_LENGTH = 32


@dataclass(frozen=True, slots=True)
class ListPage:
    """A page of a queue, and the cursor of the next one."""

    entries: tuple[Entry, ...]
    next: str | None


def officer_queue(actor: Actor, query: QueueQuery) -> "QueuePage":
    """A page of a queue, most urgent first or least. It may come back short, or empty, with a cursor to search on by.

    Raises Forbidden, Invalid, Malformed for a cursor, NotFound for an agency out of reach.
    """
    listed = officer_page(actor, query)
    held = directory_covering(entry.holder for entry in listed.entries)
    return {"items": [queue_item(entry, held.get(entry.holder)) for entry in listed.entries], "next": listed.next}


def officer_page(actor: Actor, query: QueueQuery) -> ListPage:
    """The same, before it is put into words."""
    directory = directory_covering([actor.agency_id, query.agency])
    source = source_of(actor, query, directory)
    scope = query.scope(actor)
    page = queues.queue_page(
        source.partitions,
        visible_to(actor, query, source.part, directory),
        query.limit,
        open_cursor(scope, query.cursor),
        escalated=query.has_climbed,
        calm_first=query.is_calm_first,
        searching=query.is_searched_for or source.is_mixed,
    )
    return ListPage(page.entries, seal_cursor(scope, page.after) if page.after else None)


def public_list(
    agency_id: str | None,
    category: str | None,
    state: State | None,
    month: str | None,
    limit: int,
    cursor: str | None,
) -> "PublicPage":
    """A page of published reports, newest first. Raises NotFound for an unknown agency, Malformed for a cursor."""
    directory = rules_for([agency_id]).directory
    if agency_id and directory.get(agency_id) is None:
        raise NotFound
    institution = directory.institution_of(agency_id).agency_id if agency_id else None

    def visible_to(entry: Entry) -> bool:
        in_place = agency_id in (None, institution) or (
            entry.holder is not None and directory.in_scope(entry.holder, agency_id or "")
        )
        return in_place and category in (None, entry.category) and state in (None, entry.state)

    scope = f"public|{agency_id}|{category}|{state}|{month}"
    searching = bool(category or state) or agency_id != institution
    page = queues.published_page(institution, month, visible_to, limit, open_cursor(scope, cursor), searching=searching)
    held = directory_covering(entry.holder for entry in page.entries)
    return {
        "items": [public_item(entry, held.get(entry.holder)) for entry in page.entries],
        "next": seal_cursor(scope, page.after) if page.after else None,
    }


def seal_cursor(scope: str, after: str) -> str:
    """A cursor that continues this very list after that entry."""
    signature = access_codes.keyed_hash("cursor", f"{scope}\n{after}")[:SIGNATURE_LENGTH]
    return base64.urlsafe_b64encode(f"{signature}{after}".encode()).decode().rstrip("=")


def open_cursor(scope: str, cursor: str | None) -> str | None:
    """Where a list goes on. Raises Malformed for a cursor that was changed, or made for another list or reader."""
    if cursor is None:
        return None
    try:
        text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
    except ValueError:
        raise Malformed("cursor") from None
    after = text[SIGNATURE_LENGTH:]
    if not after or not hmac.compare_digest(seal_cursor(scope, after).encode(), cursor.encode()):
        raise Malformed("cursor")
    return after
