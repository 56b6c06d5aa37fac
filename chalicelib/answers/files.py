"""Files of a report."""

from typing import Annotated, NotRequired, TypedDict

from msgspec import Meta

from chalicelib.answers.codes import MediaTypeCode, Moment, RoleCode, Words, one_of, written
from chalicelib.domain.attachments import AttachmentState, RefusedFile

AttachmentId = Annotated[str, written("kJ8cZ0q1nJt2b3vYx4mPQw")]
Address = Annotated[str, written("https://berkas.lapor.example/", format="uri")]


class AnnouncedFile(TypedDict):
    """A new attachment: its file is posted to ``url`` with these ``fields``, until it expires."""

    attachment_id: AttachmentId
    url: Address
    fields: dict[str, str]
    expires_at: Moment


class FileAddress(TypedDict):
    """Where a browser gets a file, until it expires; a picture is shown in place, anything else is downloaded."""

    url: Address
    expires_at: Moment
    content_type: MediaTypeCode
    shown_in_place: bool


class Attachment(TypedDict):
    """A file of a report; ``seq`` is the event that brought it. A refused one tells why."""

    attachment_id: AttachmentId
    filename: Annotated[str, written("lubang.jpg")]
    content_type: MediaTypeCode
    size: Annotated[int, Meta(ge=1, description="In bytes.")]
    state: Annotated[str, one_of(AttachmentState)]
    by: RoleCode
    seq: int
    reason: NotRequired[Annotated[str, one_of(RefusedFile)]]
    message: NotRequired[Words]
