"""Files and the reports they belong to, as items: the parts that land in a report's own transaction.

A file has one record at any time. Until it belongs to a report that is the UPLOAD; then the ATTACHMENT among the
report's items, and the UPLOAD only tells which report. Who binds must have read the record as it still is, so that
neither a check that ended meanwhile nor another report's claim is lost.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from pynamodb.transactions import TransactWrite

from chalicelib.domain.actors import Role
from chalicelib.domain.attachments import Attachment, AttachmentState, RefusedFile
from chalicelib.store.indexing import shard_of, timestamp
from chalicelib.store.items import report_key
from chalicelib.store.models.files import AttachmentItem, FileItem, UploadItem

# An upload may end a little after its policy, and its event come later still.
PATIENCE = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was announced; ``report_id`` once it belongs to a report, whose record then tells its state."""

    attachment_id: str
    filename: str
    content_type: str
    size: int
    accepted_until: datetime
    state: AttachmentState = AttachmentState.PENDING
    reason: RefusedFile | None = None
    made: str | None = None
    report_id: str | None = None
    removed: bool = False

    @property
    def is_free(self) -> bool:
        """Whether a report may still take it."""
        return self.report_id is None and not self.removed


@dataclass(frozen=True, slots=True)
class Binding:
    """A free upload becomes an attachment."""

    upload: Upload
    attachment: Attachment


def upload_key(attachment_id: str) -> str:
    """The partition key of an upload."""
    return f"UPLOAD#{attachment_id}"


def attachment_key(attachment_id: str) -> str:
    """The sort key of an attachment among its report's items."""
    return f"ATTACHMENT#{attachment_id}"


def due_key(attachment_id: str, at: datetime) -> dict[str, str]:
    """The index keys of a file that somebody must look after at that time."""
    return {"due_pk": f"U#{shard_of(attachment_id)}", "due_sk": f"{timestamp(at)}#{attachment_id}"}


def upload_from(item: UploadItem) -> Upload:
    """What an UPLOAD holds."""
    return Upload(
        attachment_id=item.pk.removeprefix("UPLOAD#"),
        filename=item.filename or "",
        content_type=item.content_type,
        size=int(item.size),
        accepted_until=datetime.fromisoformat(item.accepted_until),
        state=AttachmentState(item.state),
        reason=RefusedFile(item.reason) if item.reason else None,
        made=item.made,
        report_id=item.report_id,
        removed=bool(item.removed_at),
    )


def attachment_from(item: AttachmentItem) -> Attachment:
    """What an ATTACHMENT holds."""
    return Attachment(
        attachment_id=item.sk.removeprefix("ATTACHMENT#"),
        filename=item.filename or "",
        content_type=item.content_type,
        size=int(item.size),
        by=Role(item.role),
        seq=int(item.seq),
        position=int(item.position),
        state=AttachmentState(item.state),
        reason=RefusedFile(item.reason) if item.reason else None,
        made=item.made,
    )


def attachments_among(items: Iterable[object]) -> tuple[Attachment, ...]:
    """The attachments among a report's items, in the order they were sent; removed ones left out."""
    found = [attachment_from(item) for item in items if isinstance(item, AttachmentItem) and not item.removed_at]
    return tuple(sorted(found, key=lambda one: (one.seq, one.position)))


def bind(transaction: TransactWrite, report_id: str, bindings: Iterable[Binding]) -> None:
    """Make uploads a report's attachments. The transaction fails when one has changed since it was read."""
    for binding in bindings:
        upload, attachment = binding.upload, binding.attachment
        transaction.update(
            UploadItem(upload_key(upload.attachment_id), "UPLOAD"),
            actions=[
                UploadItem.report_id.set(report_id),
                UploadItem.filename.remove(),
                UploadItem.due_pk.remove(),
                UploadItem.due_sk.remove(),
            ],
            condition=UploadItem.report_id.does_not_exist()
            & UploadItem.removed_at.does_not_exist()
            & (UploadItem.state == upload.state.value),
        )
        transaction.save(_item(report_id, upload, attachment), condition=AttachmentItem.pk.does_not_exist())


def mark_removed(transaction: TransactWrite, report_id: str, attachments: Iterable[Attachment], now: datetime) -> None:
    """Take attachments out of a report: their names at once, their files by whoever looks after them, from now on."""
    for attachment in attachments:
        due = due_key(attachment.attachment_id, now)
        transaction.update(
            AttachmentItem(report_key(report_id), attachment_key(attachment.attachment_id)),
            actions=[
                AttachmentItem.removed_at.set(timestamp(now)),
                AttachmentItem.filename.remove(),
                AttachmentItem.due_pk.set(due["due_pk"]),
                AttachmentItem.due_sk.set(due["due_sk"]),
            ],
            condition=AttachmentItem.pk.exists(),
        )


def _item(report_id: str, upload: Upload, attachment: Attachment) -> AttachmentItem:
    item = AttachmentItem(
        pk=report_key(report_id),
        sk=attachment_key(attachment.attachment_id),
        filename=attachment.filename,
        content_type=attachment.content_type,
        size=attachment.size,
        role=attachment.by.value,
        seq=attachment.seq,
        position=attachment.position,
        state=attachment.state.value,
        reason=attachment.reason.value if attachment.reason else None,
        made=attachment.made,
        accepted_until=timestamp(upload.accepted_until),
    )
    if attachment.state is AttachmentState.PENDING:
        set_due(item, attachment.attachment_id, upload.accepted_until + PATIENCE)
    return item


def set_due(item: FileItem, attachment_id: str, at: datetime) -> None:
    """Ask somebody to look after the file at that time."""
    for name, value in due_key(attachment_id, at).items():
        setattr(item, name, value)
