"""Files on record, as PynamoDB models of the reports table (keys: ``chalicelib.store.models``)."""

from pynamodb.attributes import NumberAttribute, UnicodeAttribute

from chalicelib.store.models.indexes import index
from chalicelib.store.models.report_item import ReportItem


class FileItem(ReportItem, discriminator="FILE"):
    """A file by what its sender said of it, and what became of it; ``due`` while somebody must still look after it."""

    filename = UnicodeAttribute(null=True)
    content_type = UnicodeAttribute()
    size = NumberAttribute()
    state = UnicodeAttribute()
    reason = UnicodeAttribute(null=True)
    made = UnicodeAttribute(null=True)
    accepted_until = UnicodeAttribute()
    removed_at = UnicodeAttribute(null=True)
    due_pk = UnicodeAttribute(null=True)
    due_sk = UnicodeAttribute(null=True)
    due = index("due")


class UploadItem(FileItem, discriminator="UPLOAD"):
    """A file under its own number. Once it belongs to a report, only which one, and how often it was looked at."""

    report_id = UnicodeAttribute(null=True)
    tries = NumberAttribute(default=0)


class AttachmentItem(FileItem, discriminator="ATTACHMENT"):
    """A file of a report: whose it is, the event it came with and its place among that event's files."""

    role = UnicodeAttribute()
    seq = NumberAttribute()
    position = NumberAttribute()
