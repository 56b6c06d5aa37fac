"""Files on their way: announced, looked at, settled, and gone when no report has taken them.

Units: announcing writes one item and one index entry; a check reads one or two items (1 unit each), counts its try and
settles with one write each. Looking after files reads what is due, shard by shard, and nothing else.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from pynamodb.expressions.update import Action

from chalicelib.domain.attachments import Attachment, AttachmentState, RefusedFile
from chalicelib.failures import Conflict
from chalicelib.settings import settings
from chalicelib.store.attachments import (
    Upload,
    attachment_from,
    attachment_key,
    attachments_among,
    set_due,
    upload_from,
    upload_key,
)
from chalicelib.store.failures import translated_errors
from chalicelib.store.indexing import timestamp
from chalicelib.store.items import report_key
from chalicelib.store.models.files import AttachmentItem, FileItem, UploadItem
from chalicelib.store.models.report_item import ReportItem

UNSETTLED = (AttachmentState.PENDING, AttachmentState.MISSING)


@dataclass(frozen=True, slots=True)
class UploadStanding:
    """How it stands with a file: its state, and which copies of it are to be served."""

    state: AttachmentState
    made: str | None


@dataclass(frozen=True, slots=True)
class DueUpload:
    """A file to look after; ``report_id`` when it belongs to one."""

    attachment_id: str
    report_id: str | None


def announce(upload: Upload, removed_after: datetime) -> None:
    """Write a new upload, which is removed after that time unless a report takes it. Raises Conflict, Unavailable."""
    item = UploadItem(
        pk=upload_key(upload.attachment_id),
        sk="UPLOAD",
        filename=upload.filename,
        content_type=upload.content_type,
        size=upload.size,
        state=upload.state.value,
        accepted_until=timestamp(upload.accepted_until),
    )
    set_due(item, upload.attachment_id, removed_after)
    with translated_errors():
        item.save(condition=UploadItem.pk.does_not_exist())


def load(attachment_id: str) -> Upload | None:
    """An upload, or None."""
    return load_several([attachment_id]).get(attachment_id)


def load_several(attachment_ids: Iterable[str]) -> dict[str, Upload]:
    """Those of some uploads that there are, in one request."""
    keys = [(upload_key(attachment_id), "UPLOAD") for attachment_id in dict.fromkeys(attachment_ids)]
    if not keys:
        return {}
    with translated_errors():
        found = [upload_from(item) for item in UploadItem.batch_get(keys, consistent_read=True)]
    return {upload.attachment_id: upload for upload in found}


def attachments_of(report_id: str) -> tuple[Attachment, ...]:
    """All attachments of a report, in the order they were sent."""
    with translated_errors():
        items = ReportItem.query(report_key(report_id), ReportItem.sk.startswith("ATTACHMENT#"), consistent_read=True)
        return attachments_among(items)


def attachment(report_id: str, attachment_id: str) -> Attachment | None:
    """One attachment of a report, or None; a removed one is none."""
    item = _attachment_item(report_id, attachment_id)
    return attachment_from(item) if item and not item.removed_at else None


def standing(upload: Upload) -> UploadStanding | None:
    """How it stands with a file, wherever its record is; None when it was removed."""
    if upload.report_id is None:
        return None if upload.removed else UploadStanding(upload.state, upload.made)
    found = attachment(upload.report_id, upload.attachment_id)
    return UploadStanding(found.state, found.made) if found else None


def count_try(attachment_id: str) -> int:
    """Count one more look at a file; how many there were. Raises Conflict when it was removed."""
    item = UploadItem(upload_key(attachment_id), "UPLOAD")
    with translated_errors():
        item.update(actions=[UploadItem.tries.add(1)], condition=UploadItem.pk.exists())
    return int(item.tries)


def settle(
    attachment_id: str, state: AttachmentState, *, reason: RefusedFile | None = None, made: str | None = None
) -> UploadStanding | None:
    """Record what became of a file, unless that is settled; how it stands now, None when it was removed."""
    upload = load(attachment_id)
    if upload is None:
        return None
    actions: list[Action] = [FileItem.state.set(state.value)]
    actions += [FileItem.reason.set(reason.value)] if reason else []
    actions += [FileItem.made.set(made)] if made else []
    try:
        _settle_record(upload, actions)
    except Conflict:
        again = load(attachment_id)
        if again and again.report_id != upload.report_id:  # a report took it this moment
            return settle(attachment_id, state, reason=reason, made=made)
        return standing(again) if again else None
    return UploadStanding(state, made)


def _settle_record(upload: Upload, actions: list[Action]) -> None:
    item: FileItem = UploadItem(upload_key(upload.attachment_id), "UPLOAD")
    condition = UploadItem.pk.exists() & UploadItem.report_id.does_not_exist()
    if upload.report_id:
        item = AttachmentItem(report_key(upload.report_id), attachment_key(upload.attachment_id))
        condition = AttachmentItem.pk.exists()
        # Whoever was to look after it need not; an upload that no report takes is still removed.
        actions = [*actions, FileItem.due_pk.remove(), FileItem.due_sk.remove()]
    condition &= FileItem.removed_at.does_not_exist() & FileItem.state.is_in(*(state.value for state in UNSETTLED))
    with translated_errors():
        item.update(actions=actions, condition=condition)


def claim_removal(attachment_id: str, now: datetime) -> None:
    """Nobody may take this upload any more. Raises Conflict when a report has taken it."""
    with translated_errors():
        UploadItem(upload_key(attachment_id), "UPLOAD").update(
            actions=[UploadItem.removed_at.set(timestamp(now)), UploadItem.filename.remove()],
            condition=UploadItem.pk.exists() & UploadItem.report_id.does_not_exist(),
        )


def forget(attachment_id: str, report_id: str | None) -> None:
    """Delete the records of a file whose files are gone; the one by which it would be found again comes last."""
    with translated_errors():
        UploadItem(upload_key(attachment_id), "UPLOAD").delete()
        if report_id:
            AttachmentItem(report_key(report_id), attachment_key(attachment_id)).delete()


def due(now: datetime, most: int, early: timedelta = timedelta(0)) -> Iterator[DueUpload]:
    """Files that somebody must look after now, at most so many of each shard, the longest waiting first; those that no
    report has taken so much earlier.
    """
    last, present = f"{timestamp(now + early)}~", f"{timestamp(now)}~"
    for shard in range(settings().shards):
        with translated_errors():
            items = list(FileItem.due.query(f"U#{shard}", FileItem.due_sk < last, limit=most))
        for item in items:
            kind, _, number = item.pk.partition("#")
            if kind != "UPLOAD" and (item.due_sk or "") >= present:
                continue
            if kind == "UPLOAD":
                yield DueUpload(number, None)
            else:
                yield DueUpload(item.sk.removeprefix("ATTACHMENT#"), number)


def _attachment_item(report_id: str, attachment_id: str) -> AttachmentItem | None:
    with translated_errors():
        try:
            return AttachmentItem.get(report_key(report_id), attachment_key(attachment_id), consistent_read=True)
        except AttachmentItem.DoesNotExist:
            return None
