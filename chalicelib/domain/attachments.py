"""Files that come with a report: which may be sent, and what becomes of each (docs/contract.md "POST /attachments").

A file is pending until it was looked at; then it is checked, which alone is ever shown, or refused with a reason. One
that never came is missing: the report stands all the same.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from chalicelib.domain.actors import Role
from chalicelib.domain.refusals import FieldError

LARGEST_BYTES = 25 * 1024 * 1024
# Of the reporter: over the whole report. Of an agency: with each answer.
MOST_FILES = 10
MOST_MEGABYTES = 100


@dataclass(frozen=True, slots=True)
class MediaType:
    """A type of file that is taken: how its name may end, and whether it is a picture, which is shown in place."""

    name: str
    extensions: tuple[str, ...]
    is_image: bool = True


MEDIA_TYPES: Mapping[str, MediaType] = {
    one.name: one
    for one in (
        MediaType("image/jpeg", ("jpg", "jpeg", "jfif")),
        MediaType("image/png", ("png",)),
        MediaType("image/webp", ("webp",)),
        MediaType("image/heic", ("heic", "heif")),
        MediaType("image/heif", ("heif", "heic")),
        MediaType("application/pdf", ("pdf",), is_image=False),
        MediaType("video/mp4", ("mp4", "m4v"), is_image=False),
    )
}


class AttachmentState(StrEnum):
    """What became of a file so far."""

    PENDING = "pending"
    CHECKED = "checked"
    REFUSED = "refused"
    MISSING = "missing"


class RefusedFile(StrEnum):
    """Why a file was refused when it was checked."""

    OTHER_TYPE = "other_type"
    UNREADABLE = "unreadable"
    TOO_MANY_PIXELS = "too_many_pixels"
    ACTIVE_CONTENT = "active_content"
    LOCKED = "locked"
    DATA_TRACK = "data_track"
    TOO_COSTLY = "too_costly"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that belongs to a report.

    ``filename`` is its sender's text. ``seq`` is the event it came with and ``position`` its place among the files of
    that event; ``made`` names the copies that were made of it, None before it was checked.
    """

    attachment_id: str
    filename: str
    content_type: str
    size: int
    by: Role
    seq: int
    position: int
    state: AttachmentState = AttachmentState.PENDING
    reason: RefusedFile | None = None
    made: str | None = None


def faults_of(
    wanted: Iterable[str], free: Mapping[str, int], already: Iterable[Attachment], by: Role
) -> list[FieldError]:
    """The faults of the files that a command names.

    ``free`` are those of them that belong to no report, with their sizes in bytes, ``already`` the report's own. A file
    of another report is as unknown as one that never was; one that is the report's already may be named again.
    """
    already = tuple(already)
    own = {attachment.attachment_id for attachment in already}
    new = [attachment_id for attachment_id in wanted if attachment_id not in own]
    if set(new) - free.keys():
        return [FieldError("attachments", "unknown_attachment")]
    sent = [one.size for one in already if one.by is Role.REPORTER] if by is Role.REPORTER else []
    if len(new) + len(sent) > MOST_FILES:
        return [FieldError("attachments", "too_many_files", {"most": MOST_FILES})]
    if sum(free[one] for one in new) + sum(sent) > MOST_MEGABYTES * 1024 * 1024:
        return [FieldError("attachments", "files_too_large", {"most": MOST_MEGABYTES})]
    return []
