"""What a change to the directory entries, written in one transaction with it: officers' sign-in and invitation, and
word of an agency that has nobody left to answer. Told like everything else, by dispatch or by the sweeper.
"""

import json
import re
from collections.abc import Iterable
from datetime import datetime

from chalicelib.store.indexing import outbox_keys, timestamp
from chalicelib.store.items import report_key
from chalicelib.store.models.outbox import DirectoryChangeItem

OFFICER, AGENCY, RECOVERY, OFFICE, SENDER = "OFFICER-", "AGENCY-", "RECOVERY-", "OFFICE-", "SENDER-"
PREFIX = "DIRECTORY"


def officer_entry(
    username: str, seq: int, now: datetime, *, invited: bool, vacated: str | None = None
) -> DirectoryChangeItem:
    """After the change that made an officer's row the version ``seq``; ``vacated`` is an agency they answer for no
    longer.
    """
    return _item(collection_of(OFFICER, username), seq, now, username, invited, [vacated] if vacated else [])


def vacancy_entry(partition: str, agency_ids: Iterable[str], seq: int, now: datetime) -> DirectoryChangeItem:
    """Word of new agencies of a part of the tree in which nobody can answer yet; ``seq`` counts that part's changes."""
    return _item(collection_of(AGENCY, partition), seq, now, None, False, list(agency_ids))


def collection_of(kind: str, name: str) -> str:
    """Where such entries stand, in the signs that a mail's tags may have: no two names become one."""
    return kind + re.sub(r"[^A-Za-z0-9-]", lambda sign: f"_{ord(sign[0]):x}_", name)


def is_of_no_report(collection: str) -> bool:
    """Whether this is such a collection, or that of a contact's wishes, of a message's sender, or of an office: what
    fails there is marked on no report.
    """
    return collection.startswith((OFFICER, AGENCY, RECOVERY, OFFICE, SENDER))


def _item(
    collection: str, seq: int, now: datetime, username: str | None, invited: bool, agencies: list[str]
) -> DirectoryChangeItem:
    key = f"{PREFIX}#{seq:06d}"
    keys = outbox_keys(collection, key, now)
    return DirectoryChangeItem(
        pk=report_key(collection),
        sk=key,
        seq=seq,
        at=timestamp(now),
        username=username,
        invited=invited,
        agencies=json.dumps(agencies) if agencies else None,
        outbox_pk=keys["outbox_pk"],
        outbox_sk=keys["outbox_sk"],
    )
