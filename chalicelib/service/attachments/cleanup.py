"""Files that somebody must look after: never taken by a report, taken out of one, or awaited and not checked."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta

from chalicelib import free_space
from chalicelib.domain.attachments import AttachmentState
from chalicelib.failures import Conflict, StoreFailure
from chalicelib.service.attachments.inspection import check
from chalicelib.service.attachments.upload import UNTAKEN_FOR, UNTAKEN_FOR_IN_NEED, remove
from chalicelib.store import objects, uploads
from chalicelib.store.uploads import DueUpload

MOST_OF_A_SHARD = 1000


def look_after_files(now: datetime, has_time: Callable[[], bool]) -> Counter[str]:
    """Look after every file that is due, while there is time; how many of each fate.

    One that fails stays due and holds nobody up. Where space is short what no report took goes after two hours.
    """
    fates: Counter[str] = Counter()
    early = UNTAKEN_FOR - UNTAKEN_FOR_IN_NEED if free_space.is_tight() else timedelta(0)
    for one in uploads.due(now, MOST_OF_A_SHARD, early):
        if not has_time():
            fates["left"] += 1
            break
        try:
            fates[_looked_after(one, now)] += 1
        except StoreFailure:
            fates["failed"] += 1
    return fates


def _looked_after(one: DueUpload, now: datetime) -> str:
    if one.report_id is None:
        try:
            uploads.claim_removal(one.attachment_id, now)
        except Conflict:
            return "taken"  # by a report, this moment
        remove(one.attachment_id, None)
        return "removed"
    attachment = uploads.attachment(one.report_id, one.attachment_id)
    if attachment is None:
        remove(one.attachment_id, one.report_id)
        return "removed"
    if objects.has_arrived(one.attachment_id):
        # It came, and the news of it was lost on the way.
        check(one.attachment_id)
        return "checked"
    uploads.settle(one.attachment_id, AttachmentState.MISSING)
    return "missing"
