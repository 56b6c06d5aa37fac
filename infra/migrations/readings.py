"""Since 0.3: reports whose identity was read before there was a trace of it get theirs.

Until it is done, every own view asks for readings. Cost: 1 write unit for each reading, once.
"""

from typing import Any

from chalicelib.store import consulted
from chalicelib.store.models.identities import IdentityItem
from infra.migrations.migration import Migration


def _readings(reached: Any, page: int) -> Any:
    return IdentityItem.scan(
        IdentityItem.sk.startswith("READING#"), page_size=page, last_evaluated_key=reached, consistent_read=True
    )


def _trace(reading: IdentityItem) -> None:
    consulted.trace(reading.pk)


MIGRATION = Migration(consulted.JOB, _readings, _trace, "readings of identities traced")
