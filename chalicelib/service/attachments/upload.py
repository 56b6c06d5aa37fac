"""Files come to a report: announced, uploaded past us, named by a submission or a command, read by who may read it.

An attachment's number is 128 random bits. Until a report takes the file, who knows the number may name it; afterwards
the number alone opens nothing.
"""

import re
import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from chalicelib.domain.actors import Role
from chalicelib.domain.attachments import MEDIA_TYPES, MOST_FILES, Attachment, AttachmentState, faults_of
from chalicelib.domain.decisions.draft import Decision
from chalicelib.domain.refusals import FieldError, Invalid
from chalicelib.intake.schema import ATTACHMENT
from chalicelib.intake.uploads import AnnouncedFile
from chalicelib.refusals import NotFound
from chalicelib.service.attachments.measures import demand_room
from chalicelib.store import objects, uploads
from chalicelib.store.attachments import Binding, Upload
from chalicelib.store.indexing import timestamp

if TYPE_CHECKING:
    from chalicelib.answers.files import AnnouncedFile as AnnouncedFileView
    from chalicelib.answers.files import FileAddress

UPLOAD_SECONDS = 600
READING_SECONDS = 300
# A file that no report has taken within this time is removed.
UNTAKEN_FOR = timedelta(hours=24)
UNTAKEN_FOR_IN_NEED = timedelta(hours=2)
"""Where space is short."""


def announce(file: AnnouncedFile, source: str, now: datetime) -> "AnnouncedFileView":
    """A new attachment, and the form by which its file may be uploaded: this key, type and length, for ten minutes.

    Raises RateLimited when too much came from one source, or from all; NoSpace where there is no room for it.
    """
    demand_room(file.size, source, now)
    attachment_id, until = secrets.token_urlsafe(16), now + timedelta(seconds=UPLOAD_SECONDS)
    uploads.announce(Upload(attachment_id, file.filename, file.content_type, file.size, until), now + UNTAKEN_FOR)
    url, fields = objects.upload_form(attachment_id, file.content_type, file.size, UPLOAD_SECONDS)
    return {"attachment_id": attachment_id, "url": url, "fields": fields, "expires_at": timestamp(until)}


def unknown_in(fields: Mapping[str, object]) -> list[FieldError]:
    """The fault of a body that names files which are not there (any more), to be told together with its others."""
    named = fields.get("attachments")
    if not isinstance(named, list):
        return []
    ids = [one for one in named if isinstance(one, str) and is_number(one)][:MOST_FILES]
    return [FieldError("attachments", "unknown_attachment")] if set(ids) - set(uploads.load_several(ids)) else []


def is_number(text: str) -> bool:
    """Whether this could be an attachment's number."""
    return re.fullmatch(ATTACHMENT.pattern, text) is not None


def takeable(attachment_ids: Iterable[str], by: Role, report_id: str | None = None) -> list[Upload]:
    """The uploads that a report is to take, of those that its command names: the files it has already are left out.

    Raises Invalid when one is not there or another report has it, or when they become too many.
    """
    ids = tuple(attachment_ids)
    if not ids:
        return []
    already = uploads.attachments_of(report_id) if report_id else ()
    found = uploads.load_several(ids)
    faults = faults_of(ids, {one: upload.size for one, upload in found.items() if upload.is_free}, already, by)
    if faults:
        raise Invalid(*faults)
    own = {attachment.attachment_id for attachment in already}
    return [found[attachment_id] for attachment_id in ids if attachment_id not in own]


def bindings(taken: Iterable[Upload], decision: Decision, by: Role) -> tuple[Binding, ...]:
    """How files become the report's, with the event that named them."""
    return tuple(
        Binding(
            upload,
            Attachment(
                upload.attachment_id,
                upload.filename,
                upload.content_type,
                upload.size,
                by,
                seq=decision.events[0].seq,
                position=position,
                state=upload.state,
                reason=upload.reason,
                made=upload.made,
            ),
        )
        for position, upload in enumerate(taken)
    )


def readable(report_id: str, attachment_id: str) -> Attachment:
    """A file of a report, for who may read that report. Raises NotFound alike for one that is not checked."""
    found = uploads.attachment(report_id, attachment_id) if is_number(attachment_id) else None
    if found is None or found.state is not AttachmentState.CHECKED:
        raise NotFound
    return found


def address_of(attachment: Attachment, size: str, now: datetime) -> "FileAddress":
    """Where a browser gets a readable file, in that size if it is a picture, and for how long."""
    is_image = MEDIA_TYPES[attachment.content_type].is_image
    name = size if is_image else "large"
    return {
        "url": objects.address(attachment.attachment_id, attachment.made or "", name, READING_SECONDS),
        "expires_at": timestamp(now + timedelta(seconds=READING_SECONDS)),
        "content_type": "image/jpeg" if is_image else attachment.content_type,
        "shown_in_place": is_image,
    }


def remove(attachment_id: str, report_id: str | None) -> None:
    """Delete every file of an attachment that was taken out, then its records. Raises Unavailable half-way."""
    remove_files(attachment_id)
    uploads.forget(attachment_id, report_id)


def remove_files(attachment_id: str) -> None:
    """Delete what was uploaded and every copy."""
    objects.drop_incoming(attachment_id)
    objects.drop_copies(attachment_id)
