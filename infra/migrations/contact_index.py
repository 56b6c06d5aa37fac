"""Since 0.2: reports stored before there was an index of contacts get their items in it.

Until it is done, whoever lost number or code is sent the newer ones of their reports alone.
Cost: for each contact 1 transaction of 2 items, once.
"""

from typing import Any

from chalicelib.store import contact_index
from chalicelib.store.failures import translated_errors
from chalicelib.store.models.identities import IdentityItem
from infra.migrations.migration import Migration

IDENTITY = "IDENTITY"


def index_one(report_id: str) -> None:
    """Index the identity of one report, as far as there is one. Raises StoreFailure."""
    with translated_errors():
        try:
            identity = IdentityItem.get(report_id, IDENTITY, consistent_read=True)
        except IdentityItem.DoesNotExist:
            return
    contact_index.add_missing(identity)


def _identities(reached: Any, page: int) -> Any:
    return IdentityItem.scan(
        IdentityItem.sk == IDENTITY, page_size=page, last_evaluated_key=reached, consistent_read=True
    )


MIGRATION = Migration("CONTACT_INDEX", _identities, contact_index.add_missing, "reporters' contacts indexed")
